//! The binary as an administrator runs it.
#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test that cannot go on says where")]

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

fn kaisei(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaisei"));
    command.env_clear().current_dir(data).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn demo(data: &Path) -> Child {
    let data = data.to_str().expect("a path");
    kaisei(Path::new(data)).args(["demo", "--listen", "127.0.0.1:0", "--data", data]).spawn().expect("it starts")
}

/// Sends SIGTERM and waits for the end.
fn terminated(mut child: Child) -> std::process::ExitStatus {
    let sent = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("it is ours") {
            return status;
        }
        assert!(began.elapsed() < Duration::from_secs(30), "it does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn until_it_listens(child: &mut Child) {
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    assert!(lines.any(|line| line.is_ok_and(|line| line.starts_with("Kaisei is listening on "))), "it never listened");
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_moment_it_says_that_it_listens_it_may_be_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    for _ in 0..2 {
        let mut child = demo(folder.path());
        until_it_listens(&mut child);
        assert_eq!(terminated(child).code(), Some(0));
    }
    // Real use never takes the world whose passwords everybody knows.
    let url = format!("sqlite://{}", folder.path().join("kaisei.db").display());
    assert!(folder.path().join("kaisei.db").is_file(), "{:?}", std::fs::read_dir(folder.path()).map(Iterator::count));
    let serve = kaisei(folder.path()).args(["serve", "--listen", "127.0.0.1:0", "--database-url", &url]).output();
    let serve = serve.expect("it runs");
    assert_eq!(serve.status.code(), Some(1));
    assert!(words(&serve).contains("holds the demo world"), "{}", words(&serve));
}

#[test]
fn no_real_account_has_the_password_of_the_demo() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("real.db").display());
    let add = |password: &str| {
        let mut child = kaisei(folder.path())
            .args(["user", "add", "tanaka", "--name", "田中 一郎", "--org", "KYUYO", "--org-kind", "business"])
            .args(["--org-name", "給与課", "--role", "section_officer", "--password-stdin", "--database-url", &url])
            .stdin(Stdio::piped())
            .spawn()
            .expect("it starts");
        writeln!(child.stdin.take().expect("piped"), "{password}").expect("it reads");
        child.wait_with_output().expect("it ends")
    };
    let refused = add("kaisei-demo-2026");
    assert_eq!(refused.status.code(), Some(1));
    assert!(words(&refused).contains("the password of the demo accounts"), "{}", words(&refused));
    let added = add("ichirou-no-nagai-kotoba");
    assert_eq!(added.status.code(), Some(0), "{}", words(&added));
}
