//! The binary as an administrator runs it.
#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test that cannot go on says where")]

use std::{
    io::{BufRead, BufReader, Read, Write},
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

/// Sends SIGTERM and waits for the end: the exit code, and what it said on standard error since that was last read.
fn terminated(mut child: Child, mut stderr: impl Read) -> (Option<i32>, String) {
    let sent = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("it is ours") {
            let mut told = String::new();
            stderr.read_to_string(&mut told).expect("text");
            return (status.code(), told);
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
        let stderr = child.stderr.take().expect("piped");
        let (code, told) = terminated(child, stderr);
        assert_eq!(code, Some(0), "{told}");
    }
    // Real use never takes the world whose passwords everybody knows.
    let url = format!("sqlite://{}", folder.path().join("kaisei.db").display());
    assert!(folder.path().join("kaisei.db").is_file(), "{:?}", std::fs::read_dir(folder.path()).map(Iterator::count));
    let serve = kaisei(folder.path()).args(["serve", "--listen", "127.0.0.1:0", "--database-url", &url]).output();
    let serve = serve.expect("it runs");
    assert_eq!(serve.status.code(), Some(1));
    assert!(words(&serve).contains("holds the demo world"), "{}", words(&serve));
}

/// Runs `user …` on a database of the folder, with a password on standard input.
fn user(data: &Path, url: &str, arguments: &[&str], password: &str) -> Output {
    let mut command = kaisei(data);
    command.arg("user").args(arguments).args(["--database-url", url]).stdin(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    // It may have ended before it asks.
    let _ = writeln!(child.stdin.take().expect("piped"), "{password}");
    child.wait_with_output().expect("it ends")
}

const TANAKA: [&str; 9] =
    ["add", "tanaka", "--name", "田中 一郎", "--org", "KYUYO", "--role", "section_officer", "--password-stdin"];
const KYUYO: [&str; 4] = ["--org-kind", "business", "--org-name", "給与課"];
const LONG: &str = "ichirou-no-nagai-kotoba";

fn new_database(data: &Path) -> String {
    format!("sqlite://{}?mode=rwc", data.join("real.db").display())
}

#[test]
fn no_real_account_has_the_password_of_the_demo() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = new_database(folder.path());
    let add = |password: &str| user(folder.path(), &url, &[&TANAKA[..], &KYUYO].concat(), password);
    let refused = add("kaisei-demo-2026");
    assert_eq!(refused.status.code(), Some(1));
    assert!(words(&refused).contains("the password of the demo accounts"), "{}", words(&refused));
    let added = add(LONG);
    assert_eq!(added.status.code(), Some(0), "{}", words(&added));
}

#[test]
fn an_account_that_is_refused_leaves_no_organisation_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = new_database(folder.path());
    let short = user(folder.path(), &url, &[&TANAKA[..], &KYUYO].concat(), "short");
    assert_eq!(short.status.code(), Some(1));
    assert!(words(&short).contains("nothing was done about the account tanaka"), "{}", words(&short));
    let other_side = [&TANAKA[..], &["--org-kind", "vendor", "--org-name", "ベンダー"]].concat();
    assert_eq!(user(folder.path(), &url, &other_side, LONG).status.code(), Some(1));
    let nowhere = user(folder.path(), &url, &TANAKA, LONG);
    assert!(words(&nowhere).contains("no organisation has that code"), "{}", words(&nowhere));

    // A sentence, not a code of ours.
    let mut blanks = TANAKA;
    blanks[1] = "tana ka";
    let refused = user(folder.path(), &url, &[&blanks[..], &KYUYO].concat(), LONG);
    assert!(words(&refused).contains("Login ID: It has no blanks."), "{}", words(&refused));

    for blank in ["", " ", "\u{3000}"] {
        let nameless = [&TANAKA[..], &["--org-kind", "business", "--org-name", blank]].concat();
        let refused = user(folder.path(), &url, &nameless, LONG);
        assert!(!refused.status.success() && words(&refused).contains("--org-name"), "{}", words(&refused));
    }
    let added = user(folder.path(), &url, &[&TANAKA[..], &KYUYO].concat(), LONG);
    assert_eq!(added.status.code(), Some(0), "{}", words(&added));
}

#[test]
fn a_new_password_of_a_disabled_account_promises_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = new_database(folder.path());
    assert!(user(folder.path(), &url, &[&TANAKA[..], &KYUYO].concat(), LONG).status.success());
    let reset = || user(folder.path(), &url, &["reset-password", "tanaka", "--password-stdin"], LONG);
    let said = |output: Output| String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!said(reset()).contains("cannot"));
    assert!(user(folder.path(), &url, &["disable", "tanaka"], "").status.success());
    let told = said(reset());
    assert!(told.contains("tanaka has a new password and still cannot sign in: it is disabled"), "{told}");
}

#[test]
fn a_wrong_setting_stops_the_start_with_its_name_and_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("file"), "").expect("it is written");
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
    let postgres = format!("postgres://kaisei:secret@127.0.0.1:{port}/kaisei");
    for (name, value, parts) in [
        ("KAISEI_DATA_DIR", "file", ["`data_dir` from the environment variable KAISEI_DATA_DIR", "file", "exists"]),
        ("KAISEI_SITE_DIR", "none", ["`site_dir` from the environment variable KAISEI_SITE_DIR", "none", "No such"]),
        (
            "DATABASE_URL",
            &postgres,
            ["`database_url` from the environment variable DATABASE_URL", "kaisei:***", "refused"],
        ),
        ("DATABASE_URL", "sqlite://none/k.db", ["`database_url` from", "sqlite://none/k.db", "unable to open"]),
        (
            "DATABASE_URL",
            "mysql://a:secret@b",
            ["`database_url` from", "starts with mysql://", "postgres:// or sqlite:"],
        ),
        ("DATABASE_URL", "sqlite::memory:", ["`database_url` from", "sqlite::memory:", "must be a file"]),
    ] {
        let began = Instant::now();
        let output = kaisei(folder.path()).args(["serve", "--listen", "127.0.0.1:0"]).env(name, value).output();
        let output = output.expect("it runs");
        let told = words(&output);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(began.elapsed() < Duration::from_secs(8), "{name}={value} took {:?}", began.elapsed());
        let line = told.lines().find(|line| line.starts_with("kaisei: ")).unwrap_or_default();
        for part in parts {
            assert_eq!(line.matches(part).count(), 1, "{part}: {told}");
        }
        assert!(!told.contains("secret") && !told.contains("error returned from database"), "{told}");
    }
}

/// Starts the demo and ends it when the first rows of its world are there.
fn interrupted(data: &Path, database: &[&str], url: &str) {
    let mut command = kaisei(data);
    let mut child = command.args(["demo", "--listen", "127.0.0.1:0"]).args(database).spawn().expect("it starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("piped"));
    let mut line = String::new();
    while !line.starts_with("Making the demo world") {
        line.clear();
        assert_ne!(stderr.read_line(&mut line).expect("text"), 0, "it ended");
    }
    let began = Instant::now();
    while !words(&user(data, url, &["disable", "nobody"], "")).contains("holds the demo world") {
        assert!(began.elapsed() < Duration::from_secs(60), "it does not begin");
        std::thread::sleep(Duration::from_millis(20));
    }
    let (code, told) = terminated(child, stderr);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("ended before the demo world was ready"), "{told}");
}

#[test]
fn a_demo_world_whose_making_was_interrupted_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("a path");
    let url = format!("sqlite://{data}/kaisei.db?mode=rwc");
    interrupted(folder.path(), &["--data", data], &url);
    let mut child = demo(folder.path());
    until_it_listens(&mut child);
    let stderr = child.stderr.take().expect("piped");
    let (code, told) = terminated(child, stderr);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("was not finished when it was ended; it is made anew"), "{told}");
}

#[test]
fn an_unfinished_world_in_a_database_of_somebody_else_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = new_database(folder.path());
    interrupted(folder.path(), &["--database-url", &url], &url);
    let again = kaisei(folder.path()).args(["demo", "--listen", "127.0.0.1:0", "--database-url", &url]).output();
    let again = again.expect("it runs");
    assert_eq!(again.status.code(), Some(1));
    assert!(words(&again).contains("not finished; empty it and start again"), "{}", words(&again));
}

#[test]
fn the_demo_names_the_days_on_which_it_can_start() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("file"), "").expect("it is written");
    for day in ["2020-01-01", "2026-06-01", "2030-01-01"] {
        // Where no database can be, so that a day that is not refused ends it too.
        let refused = kaisei(folder.path()).args(["demo", "--data", "file", "--today", day]).output().expect("it runs");
        let told = words(&refused);
        assert_eq!(refused.status.code(), Some(2), "{told}");
        assert!(told.contains("--today") && told.contains("from 2026-11-24 to 2028-10-31"), "{told}");
    }
}

#[test]
fn whoever_has_heard_enough_may_stop_listening() {
    let folder = tempfile::tempdir().expect("a folder");
    // Nobody reads the other end from the beginning.
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let child = kaisei(folder.path()).arg("config").stdout(writer).spawn().expect("it starts");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), words(&output).as_str()), (Some(0), ""));
}

#[test]
fn the_log_is_proved_by_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("kaisei.db").display());
    let audit = |arguments: &[&str]| {
        let mut command = kaisei(folder.path());
        command.arg("audit").args(arguments).args(["--database-url", &url]).output().expect("it runs")
    };
    let said = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    std::fs::write(folder.path().join("kaisei.toml"), "event_log_copy = \"copy.jsonl\"\n").expect("a file");
    let mut child = demo(folder.path());
    until_it_listens(&mut child);
    let stderr = child.stderr.take().expect("piped");
    assert_eq!(terminated(child, stderr).0, Some(0));

    let verified = audit(&["verify"]);
    assert_eq!(verified.status.code(), Some(0), "{}", words(&verified));
    assert!(said(&verified).contains("No event waits to be sealed."), "{}", said(&verified));
    let head = said(&audit(&["head"]));
    let link = head.strip_prefix("Last link: ").and_then(|it| it.split(' ').next()).expect("a link").to_owned();
    assert_eq!(audit(&["verify", "--link", &link]).status.code(), Some(0));

    let (seq, hash) = link.split_once(':').expect("place and hash");
    let other = audit(&["verify", "--link", &format!("{seq}:{}", "0".repeat(hash.len()))]);
    assert_eq!(other.status.code(), Some(1));
    assert!(words(&other).contains(&format!("the log is broken: link {seq}")), "{}", words(&other));
    let later = audit(&["verify", "--link", &format!("9{seq}:{hash}")]);
    assert!(words(&later).contains("was deleted here"), "{}", words(&later));
    assert_eq!(audit(&["verify", "--link", "12"]).status.code(), Some(2), "no link at all");

    // The copy elsewhere holds all of it, and proves it without anybody writing down a link.
    let copied = std::fs::read_to_string(folder.path().join("copy.jsonl")).expect("a copy");
    assert_eq!(copied.lines().count().to_string(), seq);
    assert_eq!(audit(&["verify", "--copy", "copy.jsonl"]).status.code(), Some(0));
    std::fs::write(folder.path().join("copy.jsonl"), copied.replace(hash, &"0".repeat(hash.len()))).expect("a file");
    let other = audit(&["verify", "--copy", "copy.jsonl"]);
    assert_eq!(other.status.code(), Some(1));
    assert!(words(&other).contains(&format!("the log is broken: link {seq}")), "{}", words(&other));
    let none = words(&audit(&["verify", "--copy", "none.jsonl"]));
    assert!(none.contains("none.jsonl cannot be compared"), "{none}");
}

#[test]
fn who_serves_need_not_be_who_migrates() {
    let folder = tempfile::tempdir().expect("a folder");
    let by_command = |arguments: &[&str]| {
        let mut command = kaisei(folder.path());
        command.env("KAISEI_MIGRATE", "by_command").args(arguments).output().expect("it runs")
    };
    let early = by_command(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(early.status.code(), Some(1));
    let said = words(&early);
    assert!(said.contains("`migrate`") && said.contains("run `kaisei migrate`"), "{said}");
    assert_eq!(by_command(&["migrate"]).status.code(), Some(0));
    let users = by_command(&["audit", "head"]);
    assert_eq!(users.status.code(), Some(0), "{}", words(&users));
}
