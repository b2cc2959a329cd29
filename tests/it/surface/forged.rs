//! No other site sends anything in somebody's name: every address × every unsafe method.

use crate::{
    leaks::{addresses::addresses, secrets::Secrets, whole_server},
    page::watch::Watch,
};
use http::Method;
use tests::{Kind, TestDb};

/// What browsers say of a request of another site.
const FOREIGN: [&[(&str, &str)]; 5] = [
    &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
    &[("sec-fetch-site", "same-site"), ("origin", "https://other.kaisei.test")],
    &[("sec-fetch-site", ""), ("origin", "https://evil.example")],
    &[("sec-fetch-site", ""), ("origin", "null")],
    // The port is part of the origin.
    &[("sec-fetch-site", ""), ("origin", "http://kaisei.test:8443")],
];

#[tokio::test]
async fn every_unsafe_request_of_another_site_is_refused_at_every_address() {
    let db = TestDb::demo(Kind::Sqlite).await;
    let secrets = Secrets::plant(&db).await;
    let app = whole_server(db).await;
    let addresses = addresses(&app, &secrets);
    let (lead, watch) = (app.browser("sekinin").await, Watch::over(&app.db).await);
    let before = watch.look().await;
    let mut probes = 0;
    for address in &addresses {
        // For programs, and the files of the site: they take nothing at all.
        let is_probe =
            ["/healthz", "/readyz", "/favicon.ico", "/favicon.svg", "/pkg/kaisei.js"].contains(&address.as_str());
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            for foreign in FOREIGN {
                let headers = [&[("content-type", "application/x-www-form-urlencoded")], foreign].concat();
                let answer = lead.send(method.clone(), address, &headers, "do=comment&text=x").await;
                let status = if is_probe { 405 } else { 403 };
                assert_eq!(answer.status, status, "{method} {address} {foreign:?}");
                assert_eq!(answer.cookie(), None, "{method} {address}");
                assert!(is_probe || answer.text().contains("この操作は受け付けられません"), "{method} {address}");
                probes += 1;
            }
        }
    }
    assert!(probes > 3_000, "{probes} probes");
    assert_eq!(watch.look().await, before, "nothing was written");
    assert_eq!(lead.get("/account").await.status, 200, "and nobody was signed out");
}
