//! A throw-away PostgreSQL cluster for this test process.
//!
//! `KAISEI_TEST_PG` may name a running server instead (a URL without a database), and
//! `KAISEI_TEST_PG=off` leaves the PostgreSQL half out.

use std::{
    io::Write,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

/// The URL of the server, without a database; `None` when the PostgreSQL half is left out.
pub(crate) fn url() -> Option<&'static str> {
    static URL: OnceLock<Option<String>> = OnceLock::new();
    URL.get_or_init(|| match std::env::var("KAISEI_TEST_PG").ok().as_deref() {
        Some("off") => None,
        Some(url) if !url.is_empty() => Some(url.trim_end_matches('/').to_owned()),
        _ => Some(start()),
    })
    .as_deref()
}

/// The newest PostgreSQL of this machine.
fn programs() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().expect("PostgreSQL's programs (Debian: postgresql), or KAISEI_TEST_PG=off to leave that half out")
}

/// Makes and starts a cluster in a temporary folder. Root cannot run it: then `postgres` does.
fn start() -> String {
    let folder = tempfile::Builder::new().prefix("kaisei-pg-").tempdir().expect("a temporary folder").keep();
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o777)).expect("an own folder");
    let bin = programs();
    let data = folder.join("data");
    run(as_owner(&bin.join("initdb"), &folder).args([
        "-D",
        text(&data),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
    ]));
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    // Nothing here must survive a power cut.
    let options = format!(
        "-p {port} -h 127.0.0.1 -k {} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300",
        text(&folder)
    );
    let log = folder.join("log");
    run(as_owner(&bin.join("pg_ctl"), &folder).args([
        "-D",
        text(&data),
        "-o",
        &options,
        "-l",
        text(&log),
        "-w",
        "start",
    ]));
    stop_with_this_process(&bin, &data, &folder);
    format!("postgres://postgres@127.0.0.1:{port}")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a temporary path is UTF-8")
}

fn as_owner(program: &Path, folder: &Path) -> Command {
    let is_root =
        std::fs::metadata("/proc/self").map(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0).unwrap_or(false);
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

fn run(command: &mut Command) {
    let output = command.stderr(Stdio::piped()).stdout(Stdio::null()).output().expect("the program starts");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A shell waits on a pipe that closes when this process ends, however it ends, and then stops the
/// cluster: a test process has no last moment of its own.
fn stop_with_this_process(bin: &Path, data: &Path, folder: &Path) {
    let script = r#"cat >/dev/null; trap '' HUP INT TERM; "$0" "$@" >/dev/null 2>&1; rm -rf "$KAISEI_FOLDER""#;
    let mut stop = as_owner(&bin.join("pg_ctl"), folder);
    stop.args(["-D", text(data), "-m", "immediate", "stop"]);
    let mut watch = Command::new("setsid");
    watch.args(["sh", "-c", script]).arg(stop.get_program()).args(stop.get_args());
    watch.env("KAISEI_FOLDER", folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    #[expect(clippy::zombie_processes, reason = "it outlives us on purpose")]
    let mut child = watch.spawn().expect("sh starts");
    let mut pipe = child.stdin.take().expect("it was asked for");
    pipe.flush().expect("an open pipe");
    // Held open until this process ends.
    std::mem::forget(pipe);
}
