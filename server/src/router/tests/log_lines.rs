//! What the log says of a request.

use super::*;
use std::{
    io::{self, Write},
    sync::{Mutex, PoisonError},
};

/// The lines of the log so far.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// What was written since the last call.
    fn lines(&self) -> Vec<String> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
    }
}

#[tokio::test]
async fn a_refused_request_has_one_line_that_says_who_and_why() {
    let server = server(None, true).await;
    let cookie = server.sign_in().await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _listening = tracing::subscriber::set_default(subscriber);

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
        let lines = log.lines();
        assert_eq!(lines.len(), 1, "{lines:#?}");
        for part in parts {
            assert!(lines[0].contains(part), "{part}: {}", lines[0]);
        }
    }
}

#[tokio::test]
async fn a_refused_number_is_in_no_line() {
    let server = server(None, true).await;
    let cookie = server.sign_in().await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _listening = tracing::subscriber::set_default(subscriber);

    let headers = [("cookie", cookie.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    for form in ["do=account&reason=1234-5678-9018", "do=123456789018", "do=account&of-no-form=123456789018"] {
        let answer = server.send("POST", "/account", &headers, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let lines = log.lines().join("\n");
        assert!(lines.contains("status=422") && lines.contains("user=\"clerk\""), "{lines}");
        assert!(!lines.contains("9018"), "{lines}");
    }
    let lost = [("content-type", "application/x-www-form-urlencoded")];
    for (path, form) in
        [("/account", "do=account&reason=123456789018"), ("/session", "login_id=123456789018&password=x")]
    {
        server.send("POST", path, &lost, form).await;
        let lines = log.lines().join("\n");
        assert!(lines.contains("server::request") && !lines.contains("9018"), "{lines}");
    }
}
