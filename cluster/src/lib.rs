//! A throw-away PostgreSQL cluster that ends with the process that started it, however that ends.

#![cfg(unix)]

use std::{
    fs,
    io::{self, Write},
    net::TcpListener,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

/// What goes wrong is told to a person, so an error is a sentence.
pub type Result<T> = std::result::Result<T, String>;

/// How a cluster writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writes {
    /// To memory at best: nothing here must survive a power cut. For tests.
    Carelessly,
    /// As a fresh installation does: a commit is on the disk. For measurements.
    Durably,
}

/// A cluster that runs.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// The URL of the server, without a database.
    pub url: String,
    bin: PathBuf,
    folder: PathBuf,
    options: String,
}

impl Cluster {
    /// Makes and starts a cluster in a temporary folder. Root cannot run it: then `postgres` does.
    ///
    /// # Errors
    /// PostgreSQL is not installed, or does not start.
    pub fn start(writes: Writes) -> Result<Self> {
        let folder = own_folder().map_err(|e| format!("no temporary folder for PostgreSQL: {e}"))?;
        let bin = programs().ok_or("PostgreSQL's programs are missing (Debian: postgresql)")?;
        let data = folder.join("data");
        let init = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", "-D"];
        run(as_owner(&bin.join("initdb"), &folder).args(init).arg(&data))?;
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.map_err(|e| format!("no free port for PostgreSQL: {e}"))?.port();
        let care = match writes {
            Writes::Carelessly => "-c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            Writes::Durably => "",
        };
        let options = format!("-p {port} -h 127.0.0.1 -k {} {care} -c max_connections=300", folder.display());
        let cluster = Self { url: format!("postgres://postgres@127.0.0.1:{port}"), bin, folder, options };
        cluster.go_on()?;
        stop_with_this_process(&cluster.bin, &data, &cluster.folder)?;
        Ok(cluster)
    }

    /// Starts it again after [`Self::stop`], at the same address.
    ///
    /// # Errors
    /// It does not start.
    pub fn go_on(&self) -> Result<()> {
        let start = ["-o", &self.options, "-w", "start", "-l"];
        run(self.control().args(start).arg(self.folder.join("log")))
    }

    /// Stops it in the middle of whatever it does, as a power cut would.
    ///
    /// # Errors
    /// It does not stop.
    pub fn stop(&self) -> Result<()> {
        run(self.control().args(["-m", "immediate", "-w", "stop"]))
    }

    fn control(&self) -> Command {
        let mut command = as_owner(&self.bin.join("pg_ctl"), &self.folder);
        command.arg("-D").arg(self.folder.join("data"));
        command
    }

    /// Runs one statement in a database, outside of any transaction.
    ///
    /// # Errors
    /// The database says why not.
    pub fn run(&self, database: &str, sql: &str) -> Result<()> {
        let url = format!("{}/{database}", self.url);
        run(Command::new(self.bin.join("psql")).args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &url, "-c", sql]))
    }
}

/// A folder that the user of the cluster may write to.
fn own_folder() -> io::Result<PathBuf> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("kaisei-pg-{}-{number}", std::process::id()));
    // One that is there belongs to somebody else.
    fs::create_dir(&folder)?;
    fs::set_permissions(&folder, PermissionsExt::from_mode(0o777))?;
    Ok(folder)
}

/// The newest PostgreSQL of this machine.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let bins = versions.map(|version| version.path().join("bin")).filter(|bin| bin.join("initdb").exists());
    bins.max()
}

fn as_owner(program: &Path, folder: &Path) -> Command {
    let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    let mut command = if is_root {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::piped()).stdout(Stdio::null()).output();
    let output = output.map_err(|e| format!("{command:?}: {e}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(format!("{command:?}: {}", said.trim())) }
}

/// A shell waits on a pipe that closes when this process ends, however it ends, and then stops the
/// cluster: a test process has no last moment of its own.
fn stop_with_this_process(bin: &Path, data: &Path, folder: &Path) -> Result<()> {
    let script = r#"cat >/dev/null; trap '' HUP INT TERM; "$0" "$@" >/dev/null 2>&1; rm -rf "$KAISEI_FOLDER""#;
    let mut stop = as_owner(&bin.join("pg_ctl"), folder);
    stop.arg("-D").arg(data).args(["-m", "immediate", "stop"]);
    let mut watch = Command::new("setsid");
    watch.args(["sh", "-c", script]).arg(stop.get_program()).args(stop.get_args());
    watch.env("KAISEI_FOLDER", folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = watch.spawn().map_err(|e| format!("{watch:?}: {e}"))?;
    if let Some(mut pipe) = child.stdin.take() {
        pipe.flush().map_err(|e| format!("{watch:?}: {e}"))?;
        // Held open until this process ends.
        std::mem::forget(pipe);
    }
    Ok(())
}
