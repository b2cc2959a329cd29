//! What stands around every page and form: policies, foreign forms, sizes, kinds.

use super::watch::Watch;
use http::Method;
use tests::{Kind, TestApp, TestDb};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const RAISE: &str = "do=raise&case=SOMU-2026-001&title=x";

async fn app() -> TestApp {
    TestApp::demo(TestDb::demo(Kind::Sqlite).await).await
}

#[tokio::test]
async fn forms_of_other_sites_are_refused_before_anything_happens() {
    let app = app().await;
    let (officer, watch) = (app.browser("kyuyo").await, Watch::over(&app.db).await);
    let before = watch.look().await;
    for foreign in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", ""), ("origin", "https://evil.example")],
        &[("sec-fetch-site", ""), ("origin", "null")],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://kaisei.test")],
    ] {
        for (path, body) in [
            ("/issues/new", RAISE),
            ("/issues/SOMU-2026-001-1", "do=comment&text=x"),
            ("/account", "do=account&language=en&date_style=seireki"),
            ("/session", "login_id=kyuyo&password=kaisei-demo-2026"),
            ("/session/end", ""),
            ("/fn/preview", "text=x"),
        ] {
            let headers = [&[FORM], foreign].concat();
            let answer = officer.send(Method::POST, path, &headers, body).await;
            assert_eq!(answer.status, 403, "{path} {foreign:?}");
            assert!(answer.text().contains("この操作は受け付けられません"), "{}", answer.text());
            assert!(answer.body.contains("class=\"site\""));
            assert_eq!(answer.cookie(), None);
        }
        let answer = officer.send(Method::DELETE, "/session", foreign, "").await;
        assert_eq!(answer.status, 403, "{foreign:?}");
    }
    assert_eq!(watch.look().await, before);
    assert_eq!(officer.get("/account").await.status, 200, "still signed in");
    // A link from a mail or another site opens a page.
    assert_eq!(officer.get_with("/issues", &[("sec-fetch-site", "cross-site")]).await.status, 200);
}

#[tokio::test]
async fn what_is_far_too_large_and_other_kinds_are_refused_in_the_sites_look() {
    let app = app().await;
    let (officer, watch) = (app.browser("kyuyo").await, Watch::over(&app.db).await);
    let before = watch.look().await;
    let large = format!("{RAISE}&body={}", "x".repeat(34_000_000));
    let length = large.len().to_string();
    for path in ["/issues/new", "/issues/SOMU-2026-001-1", "/account", "/session", "/fn/preview"] {
        for headers in [&[FORM][..], &[FORM, ("content-length", &length)]] {
            let answer = officer.send(Method::POST, path, headers, large.clone()).await;
            assert_eq!(answer.status, 413, "{path} {headers:?}");
            assert!(answer.text().contains("送られた内容が大きすぎます"), "{path}: {}", answer.text());
        }
    }
    let garbled = [&b"do=raise&case=SOMU-2026-001&title=%E3%81"[..], b"do=raise&case=SOMU-2026-001&title=\xE3\x81"];
    for body in garbled {
        let answer = officer.send(Method::POST, "/issues/new", &[FORM], body.to_vec()).await;
        assert_eq!(answer.status, 400, "half a character");
        assert!(answer.text().contains("送られた内容を読み取れません"), "{}", answer.text());
    }
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x", ""] {
        for path in ["/issues/new", "/issues/SOMU-2026-001-1", "/account"] {
            let answer = officer.send(Method::POST, path, &[("content-type", kind)], RAISE).await;
            assert_eq!(answer.status, 400, "{path} {kind}");
            assert!(answer.text().contains("送られた内容を読み取れません"), "{}", answer.text());
        }
    }
    for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE] {
        let answer = officer.send(method.clone(), "/issues/SOMU-2026-001-1", &[FORM], RAISE).await;
        assert!(answer.status.is_client_error(), "{method} {}", answer.status);
    }
    assert_eq!(watch.look().await, before);
}

#[tokio::test]
async fn every_page_carries_its_policy_and_stays_out_of_caches() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let stranger = app.stranger();
    let mut nonces = Vec::new();
    for (who, path) in [
        (&stranger, "/sign-in"),
        (&officer, "/"),
        (&officer, "/cases"),
        (&officer, "/issues"),
        (&officer, "/issues/new"),
        (&officer, "/issues/SOMU-2026-001-1"),
        (&officer, "/account"),
        (&officer, "/no-such-page"),
    ] {
        let page = who.get(path).await;
        let policy = page.headers["content-security-policy"].to_str().expect("it is there");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        for part in [
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
        for tag in page.body.split("<script").skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{tag}>");
        }
        nonces.push(nonce.to_owned());
        assert_eq!(page.headers["cache-control"], "no-store", "{path}");
        assert_eq!(page.headers["referrer-policy"], "same-origin", "{path}");
        assert_eq!(page.headers["x-content-type-options"], "nosniff", "{path}");
    }
    let count = nonces.len();
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), count, "a nonce is used once");
}
