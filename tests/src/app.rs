//! The real router, driven without a port.

use crate::db::TestDb;
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderName, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use server::{Assets, Settings};
use std::{collections::BTreeSet, net::SocketAddr, sync::Arc};
use tower::ServiceExt;

/// The address of every browser.
pub const CLIENT: [u8; 4] = [192, 0, 2, 10];

/// What forms are sent as.
const FORM: &str = "application/x-www-form-urlencoded";

/// The server over the database of one test.
pub struct TestApp {
    /// The database.
    pub db: TestDb,
    /// Every address of the router, with `{names}` where something is filled in.
    pub addresses: BTreeSet<String>,
    router: Router,
}

/// Somebody's browser: it keeps cookies and sends what a browser sends.
#[derive(Clone)]
pub struct Browser<'a> {
    app: &'a TestApp,
    cookie: Option<String>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// `Location`, of a redirect.
    pub location: Option<String>,
    /// All headers.
    pub headers: axum::http::HeaderMap,
    /// Body as text.
    pub body: String,
}

impl TestApp {
    /// The demo world's server, in demo mode.
    pub async fn demo(db: TestDb) -> Self {
        Self::demo_with(db, &over_http()).await
    }

    /// The same with settings of its own.
    pub async fn demo_with(db: TestDb, settings: &Settings) -> Self {
        let accounts = server::demo::accounts(&db.store).await.expect("the accounts");
        Self::build(db, Some(accounts), settings)
    }

    /// The server as in real use: nothing of the demo.
    pub fn real(db: TestDb) -> Self {
        Self::build(db, None, &over_http())
    }

    /// The same with settings of its own.
    pub fn with(db: TestDb, settings: &Settings) -> Self {
        Self::build(db, None, settings)
    }

    fn build(db: TestDb, demo: Option<app::DemoAccounts>, settings: &Settings) -> Self {
        // A failed test shows what the server had to say.
        let _ = tracing_subscriber::fmt().with_env_filter("warn").with_test_writer().try_init();
        let assets = Arc::new(Assets::embedded());
        let built = server::build(db.store.clone(), settings, assets, demo);
        Self { db, addresses: built.addresses().clone(), router: built.into_router() }
    }

    /// A browser in which nobody is signed in.
    pub fn stranger(&self) -> Browser<'_> {
        Browser { app: self, cookie: None }
    }

    /// A browser in which a person of the demo world is signed in, through the form.
    pub async fn browser(&self, login: &str) -> Browser<'_> {
        let mut browser = self.stranger();
        let answer =
            browser.post("/session", &[("login_id", login), ("password", "kaisei-demo-2026"), ("next", "/")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{login} signs in");
        browser.cookie = answer.cookie();
        assert!(browser.cookie.is_some(), "{login} has a session");
        browser
    }
}

fn over_http() -> Settings {
    Settings { cookie_secure: false, ..Settings::default() }
}

impl Browser<'_> {
    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    /// Posts a form, as a browser without JavaScript does.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, &[("content-type", FORM)], body).await
    }

    /// Opens a page in a way of its own: these headers in place of the usual ones, an empty one left out.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers, String::new()).await
    }

    /// Sends anything: these headers in place of the usual ones, an empty one left out.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).body(body.into()).expect("a request");
        let cookie = self.cookie.as_deref().unwrap_or_default();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((CLIENT, 50_000))));
        let usual = [
            ("host", "kaisei.test"),
            ("accept", "text/html"),
            ("accept-language", "ja"),
            ("sec-fetch-site", "same-origin"),
            ("cookie", cookie),
        ];
        for (name, value) in usual.iter().chain(headers) {
            let name: HeaderName = name.parse().expect("a name");
            request.headers_mut().remove(&name);
            if !value.is_empty() {
                request.headers_mut().insert(name, value.parse().expect("a value"));
            }
        }
        let response = self.app.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.into_body().collect().await.expect("a whole body").to_bytes();
        let location = headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).map(str::to_owned);
        Answer { status, location, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// The cookie, to look at or to forge.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// The same browser with another cookie.
    #[must_use]
    pub fn with_cookie(&self, cookie: &str) -> Self {
        Self { app: self.app, cookie: Some(cookie.to_owned()) }
    }
}

impl Answer {
    /// The session cookie that was set, as the browser sends it back.
    pub fn cookie(&self) -> Option<String> {
        let set = self.headers.get_all(header::SET_COOKIE).iter().filter_map(|v| v.to_str().ok());
        set.filter_map(|cookie| cookie.split(';').next()).find(|pair| pair.contains("kaisei")).map(str::to_owned)
    }

    /// What a person reads on the page: the text without tags, scripts and styles.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut rest = self.body.as_str();
        while let Some(start) = rest.find('<') {
            text.push_str(&rest[..start]);
            rest = &rest[start..];
            let skipped = ["<script", "<style"].iter().find(|tag| rest.starts_with(**tag));
            let end = match skipped {
                Some(tag) => {
                    let close = format!("</{}>", &tag[1..]);
                    rest.find(&close).map(|at| at + close.len())
                }
                None => rest.find('>').map(|at| at + 1),
            };
            text.push(' ');
            rest = end.map_or("", |end| &rest[end..]);
        }
        text.push_str(rest);
        let text = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&amp;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
