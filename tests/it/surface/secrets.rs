//! Secrets are in no log and in no `Debug`.

use crate::{page::html, process::Server};
use std::{
    fs::File,
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tests::{Kind, TestDb, people::PASSWORD};

/// Sends what is given and reads to the end.
pub fn ask(address: &str, method: &str, path: &str, cookie: &str, fields: &[(&str, &str)]) -> String {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a socket");
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

/// The log holds it nowhere.
pub fn assert_unsaid(log: &str, secret: &str) {
    let said = log.find(secret).map(|at| String::from_utf8_lossy(&log.as_bytes()[at.saturating_sub(300)..]));
    let said = said.map(|text| text.chars().take(600).collect::<String>());
    assert!(said.is_none(), "{secret} in {said:?}");
}

/// Everything that people and programs hold secret is sent once, while the log tells all it can.
async fn nothing_secret_is_said(kind: Kind) {
    let db = TestDb::demo(kind).await;
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    let file = File::create(&log).expect("a file");
    // PostgreSQL trusts this machine, whatever the password.
    let url = db.url.replace("postgres://postgres@", "postgres://postgres:canary-database@");
    let server = Server::start_with(&url, &[("KAISEI_LOG", "trace")], Stdio::from(file));
    let sign_in = |login: &str, password: &str| {
        ask(&server.address, "POST", "/session", "", &[("login_id", login), ("password", password), ("next", "/")])
    };
    assert!(sign_in("kyuyo", "canary-wrong-password").starts_with("HTTP/1.1 422"));
    // Whoever types the password where the name belongs.
    sign_in("canary-as-a-name", "x");
    let answer = sign_in("kyuyo", PASSWORD);
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    let id = cookie.split_once('=').expect("a cookie").1.to_owned();
    let page = ask(&server.address, "GET", "/issues/SOMU-2026-001-19?q=canary-search", &cookie, &[]);
    assert!(page.starts_with("HTTP/1.1 200"), "{}", &page[..page.len().min(300)]);
    ask(&server.address, "GET", "/issues?q=canary-search", &cookie, &[]);
    let comment = [("do", "comment"), ("by", "kyuyo"), ("text", "canary-comment")];
    assert!(ask(&server.address, "POST", "/issues/SOMU-2026-001-19", &cookie, &comment).starts_with("HTTP/1.1 303"));
    assert!(ask(&server.address, "POST", "/issues/SOMU-2026-001-19", "", &comment).contains("kept=yes"));
    for (current, new) in [("canary-mistyped-now", "canary-atarashii-kagi"), (PASSWORD, "canary-atarashii-kagi")] {
        let fields =
            [("do", "change_password"), ("current_password", current), ("password", new), ("password_again", new)];
        ask(&server.address, "POST", "/account", &cookie, &fields);
    }
    assert!(sign_in("kyuyo", "canary-atarashii-kagi").starts_with("HTTP/1.1 303"), "the password was changed");
    server.end();
    let log = std::fs::read_to_string(log).expect("text");
    assert!(log.contains("TRACE") && log.contains("server::request"), "the log tells all it can: {} bytes", log.len());
    for secret in ["canary", PASSWORD, &id, "$argon2"] {
        assert_unsaid(&log, secret);
    }
    assert!(!html::tags(&page).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_secret_is_in_the_log_whatever_it_tells_sqlite() {
    nothing_secret_is_said(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_secret_is_in_the_log_whatever_it_tells_postgres() {
    if Kind::Postgres.is_wanted() {
        nothing_secret_is_said(Kind::Postgres).await;
    }
}

/// Rust files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// A later type with a secret in it is found here on the day it is written.
#[test]
fn no_type_that_holds_a_secret_shows_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut all = Vec::new();
    for name in ["domain", "store", "app", "server"] {
        files(&root.join(name).join("src"), &mut all);
    }
    let mut types = 0;
    for path in all {
        let text = std::fs::read_to_string(&path).expect("text");
        for (at, _) in text.match_indices("struct ") {
            let Some(body) = text[at..].split_once('{').and_then(|(_, rest)| rest.split_once("\n}")).map(|it| it.0)
            else {
                continue;
            };
            let holds = body.lines().map(str::trim).filter(|line| !line.starts_with("//")).any(|line| {
                let Some((name, kind)) = line.split_once(": ") else { return false };
                let name = name.rsplit(' ').next().unwrap_or_default();
                let is_text =
                    ["String", "&'a str", "&str", "Vec<u8>", "Option<String>"].iter().any(|it| kind.starts_with(it));
                is_text && ["password", "secret", "token", "current", "again"].iter().any(|it| name.contains(it))
            });
            if !holds {
                continue;
            }
            types += 1;
            // The attributes right above it.
            let above = text[..at].rsplit("\n\n").next().unwrap_or_default();
            let derives = above.rsplit("#[derive(").next().filter(|_| above.contains("#[derive(")).unwrap_or_default();
            let derived = derives.split(")]").next().unwrap_or_default();
            let name = text[at..].lines().next().unwrap_or_default();
            assert!(!derived.contains("Debug"), "{}: {name} shows its secret in Debug", path.display());
        }
    }
    assert!(types >= 3, "{types}: they are found");
}
