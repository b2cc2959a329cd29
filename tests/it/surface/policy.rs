//! Every answer at every address carries its headers, and no page holds what its policy forbids.

use crate::{
    leaks::{addresses::addresses, secrets::Secrets, whole_server},
    page::html,
};
use std::collections::HashSet;
use tests::{Answer, Kind, TestDb};

#[tokio::test]
async fn every_answer_at_every_address_keeps_the_policy() {
    let db = TestDb::demo(Kind::Sqlite).await;
    let secrets = Secrets::plant(&db).await;
    let app = whole_server(db).await;
    let addresses = addresses(&app, &secrets);
    let (mut pages, mut nonces) = (0, HashSet::new());
    let mut browsers = vec![app.stranger()];
    for login in ["kyuyo", "sekinin", "op-somu", "vendor-b", "admin"] {
        browsers.push(app.browser(login).await);
    }
    for browser in &browsers {
        for address in &addresses {
            let answer = browser.get(address).await;
            headers(address, &answer);
            let kind = answer.headers.get("content-type").map_or("", |kind| kind.to_str().expect("text"));
            if kind.starts_with("text/html") {
                assert_eq!(kind, "text/html; charset=utf-8", "{address}");
                page(address, &answer, &mut nonces);
                pages += 1;
            }
        }
    }
    assert!(pages > 300 && nonces.len() > 300, "{pages} pages, {} nonces", nonces.len());
}

fn headers(address: &str, answer: &Answer) {
    let of = |name: &str| answer.headers.get(name).map_or("", |value| value.to_str().expect("text"));
    for (name, value) in [
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(of(name), value, "{address}: {name}");
    }
    assert!(!of("x-request-id").is_empty(), "{address}");
    assert!(!answer.headers.contains_key("access-control-allow-origin"), "{address}");
    let policy = of("content-security-policy");
    for part in ["default-src ", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"] {
        assert!(policy.contains(part), "{address}: {policy}");
    }
    for loose in ["unsafe-inline", "'unsafe-eval'", "unsafe-hashes", "*", "http:", "https:", "blob:"] {
        assert!(!policy.contains(loose), "{address}: {policy}");
    }
}

/// What is in the page itself.
fn page(address: &str, answer: &Answer, nonces: &mut HashSet<String>) {
    let policy = answer.headers["content-security-policy"].to_str().expect("text");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
    if let Some(nonce) = nonce {
        assert!(nonce.len() >= 22, "{address}: {nonce}");
        assert!(nonces.insert(nonce.to_owned()), "{address}: a nonce is used once");
    }
    for (name, tag) in html::tags(&answer.body) {
        if name == "script" {
            let own = html::attribute(&tag, "nonce");
            assert!(nonce.is_some() && own.as_deref() == nonce, "{address}: <{tag}>");
        }
        assert!(!["iframe", "object", "embed", "base", "style"].contains(&name.as_str()), "{address}: <{tag}>");
        // The names of the attributes: what stands in quotes is a value.
        let names = tag.split('"').step_by(2).flat_map(str::split_whitespace).skip(1);
        for name in names.map(|name| name.trim_end_matches('=').to_ascii_lowercase()) {
            let is_handler = name.len() > 4 && name.starts_with("on") && name.bytes().all(|b| b.is_ascii_alphabetic());
            assert!(!is_handler && name != "style", "{address}: {name} in <{tag}>");
        }
        for name in ["href", "src", "action", "formaction"] {
            let to = html::attribute(&tag, name).unwrap_or_default().trim().to_ascii_lowercase();
            assert!(!to.starts_with("javascript:") && !to.starts_with("data:"), "{address}: <{tag}>");
        }
    }
}
