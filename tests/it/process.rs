//! The real binary, in a process of its own.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, OnceLock},
    time::{Duration, Instant},
};

/// A server that listens.
pub struct Server {
    child: Mutex<Child>,
    /// Host and port.
    pub address: String,
}

/// The binary of this build, made first where it is not up to date. `KAISEI_TEST_BIN` names another one.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        if let Some(named) = std::env::var_os("KAISEI_TEST_BIN") {
            return named.into();
        }
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(["build", "--package", "server", "--bin", "kaisei", "--offline"])
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        // What cargo told this test of its package makes build scripts run anew, and half of the tree with them.
        for (name, _) in std::env::vars_os() {
            let about_us =
                name.to_str().is_some_and(|it| it.starts_with("CARGO_PKG_") || it.starts_with("CARGO_MANIFEST_"));
            if about_us || name == "CARGO_PRIMARY_PACKAGE" {
                cargo.env_remove(name);
            }
        }
        let own = std::env::current_exe().expect("the test has a file");
        let profile = own.ancestors().nth(2).expect("a profile's folder");
        cargo.env("CARGO_TARGET_DIR", profile.parent().expect("a target folder"));
        assert!(cargo.status().expect("cargo runs").success(), "the binary is built");
        profile.join("kaisei")
    })
}

impl Server {
    /// Starts it over the demo world of this database.
    pub fn start(url: &str) -> Self {
        Self::start_with(url, &[("KAISEI_LOG", "error")], Stdio::inherit())
    }

    /// The same with settings of its own, and with another place for what it has to say.
    pub fn start_with(url: &str, settings: &[(&str, &str)], says: Stdio) -> Self {
        Self::run("demo", url, settings, says)
    }

    /// Starts it in real use.
    pub fn serve(url: &str, settings: &[(&str, &str)]) -> Self {
        Self::run("serve", url, settings, Stdio::inherit())
    }

    fn run(command: &str, url: &str, settings: &[(&str, &str)], says: Stdio) -> Self {
        let arguments = [command, "--listen", "127.0.0.1:0", "--database-url", url];
        let mut command = Command::new(binary());
        command.env_clear().args(arguments).envs(settings.iter().copied());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(says);
        let mut child = command.spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok);
        let address = lines.find_map(|line| Some(line.strip_prefix("Kaisei is listening on http://")?.to_owned()));
        // Its output is read to the end, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child: Mutex::new(child), address: address.expect("it opens its database and listens") }
    }

    /// Ends it in the middle of whatever it does: SIGKILL.
    pub fn kill(&self) {
        let mut child = self.child.lock().expect("nobody panicked");
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
    }

    /// Lets it end by itself: SIGTERM.
    pub fn end(self) {
        let mut child = self.child.lock().expect("nobody panicked");
        let asked = Command::new("kill").arg(child.id().to_string()).status();
        assert!(asked.is_ok_and(|status| status.success()));
        let began = Instant::now();
        while child.try_wait().expect("it is ours").is_none() {
            assert!(began.elapsed() < Duration::from_secs(30), "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Ok(mut child) = self.child.lock() {
            // Already gone is as good as ended.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Runs a command to its end: its exit code, and what it said on standard error.
pub fn told(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(binary()).env_clear().args(arguments).stdin(Stdio::null()).output().expect("it runs");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}
