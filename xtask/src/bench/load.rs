//! Load, made by wrk: its script `load.lua` prints one line that is read here.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, run};

/// What happened during one run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Load {
    pub(super) requests: u64,
    pub(super) per_second: f64,
    /// Milliseconds.
    pub(super) p50: f64,
    /// Milliseconds.
    pub(super) p95: f64,
    /// Milliseconds.
    pub(super) p99: f64,
}

/// How a run is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    pub(super) connections: u32,
    pub(super) seconds: u32,
}

/// The load generator with its script.
pub(super) struct Generator {
    script: PathBuf,
}

impl Generator {
    /// Puts the script into a folder of ours.
    pub(super) fn in_folder(folder: &Path) -> Result<Self> {
        let script = folder.join("load.lua");
        std::fs::write(&script, include_str!("load.lua")).map_err(|e| format!("{}: {e}", script.display()))?;
        Ok(Self { script })
    }

    /// Reads one address again and again.
    pub(super) fn read(&self, url: &str, headers: &[(&str, &str)], effort: Effort) -> Result<Load> {
        let mut wrk = self.wrk(effort);
        for (name, value) in headers {
            wrk.args(["-H", &format!("{name}: {value}")]);
        }
        load(wrk.arg(url))
    }

    /// Sends the forms of a file, each in turn; every connection pauses for about so many milliseconds before each.
    pub(super) fn send(&self, address: &str, forms: &Path, pause: u32, effort: Effort) -> Result<Load> {
        load(self.wrk(effort).args([address, "--"]).arg(forms).args([address, &pause.to_string()]))
    }

    fn wrk(&self, effort: Effort) -> Command {
        let mut wrk = Command::new("wrk");
        // One thread: it needs a fraction of a core, and the other cores belong to the server.
        wrk.args(["-t", "1", "-c", &effort.connections.to_string(), "-d", &format!("{}s", effort.seconds)]);
        // A slow answer is a figure; only one that never comes is a failure.
        wrk.args(["--timeout", "30s", "-s"]).arg(&self.script);
        wrk
    }
}

fn load(wrk: &mut Command) -> Result<Load> {
    let said = run::quietly(wrk).ok_or_else(|| format!("wrk failed: {wrk:?}"))?;
    parse(&said).map_err(|why| format!("{why}: {wrk:?}"))
}

fn parse(said: &str) -> Result<Load> {
    let line = said.lines().find_map(|line| line.strip_prefix("kaisei-bench ")).ok_or("wrk printed no figures")?;
    let figure = |name: &str| {
        let found = line.split_whitespace().find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        found.and_then(|value| value.parse::<u32>().ok()).ok_or_else(|| format!("wrk printed no `{name}`"))
    };
    let ms = |name: &str| Ok::<f64, String>(f64::from(figure(name)?) / 1_000.0);
    let (requests, failed) = (figure("requests")?, figure("failed")?);
    if failed > 0 {
        return Err(format!("{failed} of {requests} requests failed or were refused"));
    }
    if requests == 0 {
        return Err("no request was answered".to_owned());
    }
    let seconds = f64::from(figure("duration")?) / 1_000_000.0;
    Ok(Load {
        requests: requests.into(),
        per_second: f64::from(requests) / seconds,
        p50: ms("p50")?,
        p95: ms("p95")?,
        p99: ms("p99")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_the_script_is_read() {
        let said = "Running 2s test @ http://127.0.0.1:1/\n  1 threads and 8 connections\nRequests/sec:    500.00\n\
                    kaisei-bench requests=1000 duration=2000000 failed=0 p50=1500 p95=4000 p99=9250\n";
        let load = Load { requests: 1000, per_second: 500.0, p50: 1.5, p95: 4.0, p99: 9.25 };
        assert_eq!(parse(said), Ok(load));
    }

    #[test]
    fn a_run_with_refused_requests_is_no_measurement() {
        let said = |requests, failed| {
            format!("kaisei-bench requests={requests} duration=1 failed={failed} p50=1 p95=1 p99=1\n")
        };
        assert_eq!(parse(&said(1000, 3)), Err("3 of 1000 requests failed or were refused".to_owned()));
        assert!(parse(&said(0, 0)).is_err());
        assert_eq!(parse("unable to connect"), Err("wrk printed no figures".to_owned()));
        assert_eq!(parse("kaisei-bench requests=1"), Err("wrk printed no `failed`".to_owned()));
    }
}
