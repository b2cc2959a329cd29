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
