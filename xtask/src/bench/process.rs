//! Servers that are measured: started, asked what they used, and ended whatever happens.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Result, run};

/// A server of ours that says `… listening on http://…` once it does.
pub(super) struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`.
    pub(super) address: String,
    ticks_per_second: f64,
}

impl Server {
    /// Starts it and waits until it listens. What it logs goes into a file.
    pub(super) fn start(command: &mut Command, log: &Path, within: Duration) -> Result<Self> {
        let file = File::create(log).map_err(|e| format!("{}: {e}", log.display()))?;
        // Nobody's settings but those given here.
        let command = command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(file);
        let mut child = command.spawn().map_err(|e| format!("{command:?}: {e}"))?;
        let lines = lines_of(&mut child);
        // From here on dropping it ends the process.
        let mut server = Self { child, address: String::new(), ticks_per_second: ticks_per_second() };
        let until = Instant::now() + within;
        while server.address.is_empty() {
            match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) => server.address = address_in(&line).unwrap_or_default().to_owned(),
                Err(RecvTimeoutError::Timeout) => return Err(format!("{command:?} does not listen")),
                Err(RecvTimeoutError::Disconnected) => {
                    let said = std::fs::read_to_string(log).unwrap_or_default();
                    return Err(format!("{command:?} ended: {}", said.trim()));
                }
            }
        }
        Ok(server)
    }

    /// CPU it has used so far, in milliseconds: in programs and in the kernel for them.
    pub(super) fn cpu(&self) -> Result<f64> {
        let ticks = cpu_ticks(&self.proc("stat")?).ok_or("/proc/PID/stat cannot be read")?;
        Ok(ticks * 1_000.0 / self.ticks_per_second)
    }

    /// Memory it holds now, in MB.
    pub(super) fn rss(&self) -> Result<f64> {
        rss_mb(&self.proc("status")?).ok_or_else(|| "/proc/PID/status cannot be read".to_owned())
    }

    /// Lets it end by itself.
    pub(super) fn end(mut self) {
        let asked = run::quietly(Command::new("kill").arg(self.child.id().to_string())).is_some();
        let until = Instant::now() + Duration::from_secs(10);
        while asked && Instant::now() < until && matches!(self.child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn proc(&self, file: &str) -> Result<String> {
        let path = format!("/proc/{}/{file}", self.child.id());
        std::fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone is as good as ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Its lines, read to the end, so that it never waits for a reader.
fn lines_of(child: &mut Child) -> Receiver<String> {
    let (send, lines) = channel();
    if let Some(out) = child.stdout.take() {
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(std::result::Result::ok) {
                let _ = send.send(line);
            }
        });
    }
    lines
}

fn address_in(line: &str) -> Option<&str> {
    line.split_once("listening on ").map(|(_, address)| address.trim())
}

fn ticks_per_second() -> f64 {
    let said = run::quietly(Command::new("getconf").arg("CLK_TCK"));
    said.and_then(|text| text.trim().parse().ok()).unwrap_or(100.0)
}

/// Fields 14 and 15, counted from the end of the program's name, which may hold anything.
fn cpu_ticks(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11).map(|field| field.parse::<f64>().ok());
    Some(fields.next()?? + fields.next()??)
}

fn rss_mb(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_figures_are_read() {
        let stat = "4711 (a) name) S 1 4711 4711 0 -1 4194304 2000 0 3 0 250 50 7 8 20 0 9 0 100 0";
        assert_eq!(cpu_ticks(stat), Some(300.0));
        assert_eq!(rss_mb("Name:\tkaisei\nVmHWM:\t  9 kB\nVmRSS:\t  122880 kB\nThreads:\t9\n"), Some(120.0));
        assert_eq!(cpu_ticks("4711 (a"), None);
    }

    #[test]
    fn a_server_says_where_it_listens() {
        assert_eq!(address_in("Kaisei is listening on http://127.0.0.1:4242"), Some("http://127.0.0.1:4242"));
        assert_eq!(address_in("Sign in at http://127.0.0.1:4242/sign-in"), None);
    }

    #[test]
    fn a_server_that_ends_at_once_is_told_with_what_it_said() {
        let log = std::env::temp_dir().join(format!("kaisei-bench-test-{}", std::process::id()));
        let mut command = Command::new("/bin/sh");
        let ended = Server::start(command.args(["-c", "echo no database >&2"]), &log, Duration::from_secs(20));
        assert!(ended.is_err_and(|why| why.ends_with("ended: no database")));
        let mut command = Command::new("/bin/sh");
        let late = Server::start(command.args(["-c", "exec sleep 60"]), &log, Duration::from_millis(50));
        assert!(late.is_err_and(|why| why.ends_with("does not listen")));
        let _ = std::fs::remove_file(log);
    }
}
