//! What the log says of a request.

use super::*;
use std::{
    cell::RefCell,
    io::{self, Write},
    sync::Once,
};

thread_local! {
    /// The lines that were written on this thread: a test runs on one.
    static LINES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens, on every thread and from the first line on: what nobody listens to when it is first said is put down as of
/// no interest, for the whole process.
pub(super) fn listen() {
    static FIRST: Once = Once::new();
    FIRST.call_once(|| {
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(|| Log).finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        tracing::callsite::rebuild_interest_cache();
    });
}

/// What was written on this thread since the last call.
fn lines() -> Vec<String> {
    let bytes = LINES.take();
    String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_refused_request_has_one_line_that_says_who_and_why() {
    let server = server(None, true).await;
    let cookie = server.sign_in().await;
    lines();

    let cookie = ("cookie", cookie.as_str());
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let length = (crate::middleware::SIGNED_IN_LIMIT + 1).to_string();
    let cases = [
        (vec![cookie, kind, ("sec-fetch-site", "cross-site")], vec!["status=403", "refused=\"form of another site"]),
        (
            vec![cookie, kind, ("content-length", &length)],
            vec!["status=413", "refused=\"too large\"", "user=\"clerk\""],
        ),
        (vec![cookie], vec!["status=400", "refused=\"no form\"", "user=\"clerk\""]),
    ];
    for (headers, parts) in cases {
        server.send("POST", "/account", &headers, "do=account").await;
        let said = lines();
        assert_eq!(said.len(), 1, "{said:#?}");
        for part in parts {
            assert!(said[0].contains(part), "{part}: {}", said[0]);
        }
    }
}

#[tokio::test]
async fn a_refused_number_is_in_no_line() {
    let server = server(None, true).await;
    let cookie = server.sign_in().await;
    lines();

    let headers = [("cookie", cookie.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    for form in ["do=account&reason=1234-5678-9018", "do=123456789018", "do=account&of-no-form=123456789018"] {
        let answer = server.send("POST", "/account", &headers, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let said = lines().join("\n");
        assert!(said.contains("status=422") && said.contains("user=\"clerk\""), "{said}");
        assert!(!said.contains("9018"), "{said}");
    }
    // What was typed into the address instead.
    for path in ["/issues/123456789018", "/admin/users/1234-5678-9018"] {
        server.send("GET", path, &headers, "").await;
        let said = lines().join("\n");
        assert!(said.contains("server::request") && said.contains("●") && !said.contains("9018"), "{said}");
    }
    let lost = [("content-type", "application/x-www-form-urlencoded")];
    for (path, form) in
        [("/account", "do=account&reason=123456789018"), ("/session", "login_id=123456789018&password=x")]
    {
        server.send("POST", path, &lost, form).await;
        let said = lines().join("\n");
        assert!(said.contains("server::request") && !said.contains("9018"), "{said}");
    }
}
