//! Nothing of what goes to and fro is in the log, however much it tells.

use super::{CLIENT, Lie, PUBLIC, Provider, SECRET};
use crate::{
    process::Server,
    surface::secrets::{ask, assert_unsaid},
};
use std::{fs::File, process::Stdio};
use store::Clock;
use tests::{Kind, TestDb};

/// A header of an answer.
fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let line = answer.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.unwrap_or_else(|| panic!("no {name} in {answer}"))
}

async fn no_code_and_no_token_is_said(kind: Kind) {
    let db = TestDb::demo(kind).await;
    let now = db.store.clone().with_clock(Clock::System).now().timestamp();
    let provider = Provider::start(now).await;
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    let settings = [
        ("KAISEI_LOG", "trace"),
        ("KAISEI_PUBLIC_ADDRESS", PUBLIC),
        ("KAISEI_OPENID_ISSUER", &provider.issuer),
        ("KAISEI_OPENID_CLIENT_ID", CLIENT),
        ("KAISEI_OPENID_CLIENT_SECRET", SECRET),
    ];
    let server = Server::start_with(&db.url, &settings, Stdio::from(File::create(&log).expect("a file")));
    for (lie, status) in [(Lie::Nonce, "422"), (Lie::Unsigned, "422"), (Lie::Garbage, "422"), (Lie::None, "303")] {
        provider.lies(lie);
        let begun = ask(&server.address, "GET", "/session/openid?next=/issues", "", &[]);
        let cookie = header(&begun, "set-cookie").split(';').next().unwrap_or_default();
        let back = provider.authorize(header(&begun, "location"));
        let path = back.strip_prefix(PUBLIC).expect("back to Kaisei");
        let answer = ask(&server.address, "GET", path, cookie, &[]);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{lie:?}: {answer}");
    }
    server.end();
    let log = std::fs::read_to_string(log).expect("text");
    assert!(log.contains("TRACE") && log.contains("an ID token was refused"), "the log tells all it can");
    let mut secrets = provider.secrets();
    assert!(secrets.len() >= 16, "{}", secrets.len());
    secrets.push(SECRET.to_owned());
    secrets.push(form_urlencoded::byte_serialize(SECRET.as_bytes()).collect());
    for secret in secrets {
        // A token is known by any part of it.
        for part in secret.split('.').filter(|part| part.len() > 8) {
            assert_unsaid(&log, part);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_code_and_no_token_is_in_the_log_sqlite() {
    no_code_and_no_token_is_said(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_code_and_no_token_is_in_the_log_postgres() {
    if Kind::Postgres.is_wanted() {
        no_code_and_no_token_is_said(Kind::Postgres).await;
    }
}
