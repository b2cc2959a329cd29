//! The router over a real SQLite file, without a port.

use super::*;
use crate::demo::PASSWORD;
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, Response, StatusCode, header},
};
use domain::{organisation::OrgKind, role::Role};
use http_body_util::BodyExt;
use store::{NewOrganisation, NewRole, NewUser, PasswordCost};
use tower::ServiceExt;

mod addresses;
mod log_lines;

struct Server {
    router: Router,
    _folder: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

/// A server with one account, `clerk`.
async fn server(demo: Option<DemoAccounts>, secure: bool) -> Server {
    server_with(demo, Settings { cookie_secure: secure, ..Settings::default() }).await
}

async fn server_with(demo: Option<DemoAccounts>, settings: Settings) -> Server {
    log_lines::listen();
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.db").display());
    let store = Store::connect(&url).await.unwrap().with_password_cost(PasswordCost::Least);
    store.migrate().await.unwrap();
    let org = NewOrganisation {
        code: "KYUYO".into(),
        kind: OrgKind::Business,
        name: "給与課".into(),
        name_en: "Payroll".into(),
        bureau: None,
        center: None,
        sort: 1,
        valid_from: None,
    };
    store.register_organisation(&org).await.unwrap();
    let user = NewUser {
        login: "clerk".into(),
        name: "担当者".into(),
        kana: String::new(),
        title: String::new(),
        org: "KYUYO".into(),
        roles: vec![NewRole { role: Role::SectionOfficer, center: None, valid_from: None, valid_to: None }],
        password: PASSWORD.into(),
        demo: true,
    };
    store.add_user(&user).await.unwrap();
    Server { router: build(store, &settings, Arc::new(Assets::default()), demo).into_router(), _folder: folder }
}

impl Server {
    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "kaisei.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response: Response<Body> = self.router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send("GET", path, &[("cookie", cookie)], "").await
    }

    async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let headers = [("cookie", cookie), ("content-type", "application/x-www-form-urlencoded")];
        self.send("POST", path, &headers, form.to_owned()).await
    }

    async fn sign_in(&self) -> String {
        let answer = self.post("/session", "", &format!("login_id=clerk&password={PASSWORD}&next=/account")).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account"), "{}", answer.body);
        answer.cookies()[0].split(';').next().unwrap().to_owned()
    }
}

impl Answer {
    fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }
}

#[tokio::test]
async fn a_stranger_gets_no_page_but_the_way_to_sign_in() {
    let server = server(None, true).await;
    for (path, to) in [
        ("/", "/sign-in"),
        ("/issues?q=x", "/sign-in?next=%2Fissues%3Fq%3Dx"),
        ("/no-such-page", "/sign-in?next=%2Fno-such-page"),
    ] {
        let answer = server.get(path, "").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, to));
        assert_eq!(answer.body, "");
    }
    assert_eq!(server.get("/fn/raise-form", "").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(server.get("/sign-in", "").await.status, StatusCode::OK);
    assert_eq!(server.get("/healthz", "").await.body, "ok");
    assert_eq!(server.get("/readyz", "").await.status, StatusCode::OK);
    assert_eq!(
        server.post("/issues/new", "", "do=raise&by=x").await.location(),
        "/sign-in?next=%2Fissues%2Fnew&kept=yes"
    );
    // What no page of ours sends is not kept.
    assert_eq!(server.post("/issues/new", "", "do=raise").await.location(), "/sign-in?next=%2Fissues%2Fnew");
}

#[tokio::test]
async fn signing_in_and_out_by_plain_forms() {
    let server = server(None, true).await;
    let cookie = server.sign_in().await;
    assert!(cookie.starts_with("__Host-kaisei="), "{cookie}");
    let page = server.get("/account", &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(server.get("/sign-in?next=/issues", &cookie).await.location(), "/issues");
    assert_eq!(server.get("/no-such-page", &cookie).await.status, StatusCode::NOT_FOUND);

    let out = server.post("/session/end", &cookie, "").await;
    assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    let removal = "__Host-kaisei=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure";
    assert!(out.cookies().contains(&removal), "{:?}", out.cookies());
    assert_eq!(out.headers["clear-site-data"], "\"cache\", \"storage\"");
    assert_eq!(server.get("/account", &cookie).await.location(), "/sign-in?next=%2Faccount");
}

#[tokio::test]
async fn every_wrong_sign_in_looks_the_same_and_keeps_the_name_only() {
    let server = server(None, true).await;
    let mut bodies = Vec::new();
    for form in ["login_id=clerk&password=wrong-wrong-wrong&next=/cases", "login_id=nobody&password=x&next=/cases"] {
        let answer = server.post("/session", "", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.cookies().is_empty());
        assert!(!answer.body.contains("wrong-wrong"));
        let without_nonces =
            answer.body.split("nonce=\"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest));
        bodies.push(without_nonces.collect::<String>().replace("nobody", "clerk"));
    }
    assert!(bodies[0].contains("value=\"clerk\""), "{}", bodies[0]);
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn the_cookie_is_bound_to_the_host_and_the_id_is_new() {
    let server = server(None, true).await;
    let planted = "__Host-kaisei=AAAAAAAAAAAAAAAAAAAAAA";
    let answer = server.post("/session", planted, &format!("login_id=clerk&password={PASSWORD}&next=//evil")).await;
    assert_eq!(answer.location(), "/");
    let cookies = answer.cookies();
    assert_eq!(cookies.len(), 1);
    assert!(!cookies[0].starts_with(planted));
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1800"] {
        assert!(cookies[0].contains(attribute), "{}", cookies[0]);
    }
}

#[tokio::test]
async fn outside_demo_mode_there_are_neither_buttons_nor_accounts() {
    let real = server(None, true).await;
    let page = real.get("/sign-in", "").await.body;
    assert!(!page.contains(PASSWORD) && !page.contains("demo-account"), "{page}");
    let answer = real.post("/session", "", &format!("login_id=kyuyo&password={PASSWORD}")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);

    let account = app::DemoAccount { login: "clerk".into(), name: "n".into(), title: "t".into(), org: "o".into() };
    let demo = server(Some(DemoAccounts(vec![account])), false).await;
    assert!(demo.get("/sign-in", "").await.body.contains("demo-account"));
    assert!(demo.sign_in().await.starts_with("kaisei="));
}

#[tokio::test]
async fn forms_of_other_sites_and_oversized_ones_are_refused_in_the_sites_look() {
    let server = server(None, true).await;
    let cookie = server.sign_in().await;
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let foreign = [("cookie", cookie.as_str()), kind, ("sec-fetch-site", "cross-site")];
    let answer = server.send("POST", "/account", &foreign, "do=account").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("<h1>"), "{}", answer.body);

    let large = "x".repeat(crate::middleware::SIGNED_IN_LIMIT + 1);
    for announced in [true, false] {
        let length = large.len().to_string();
        let mut headers = vec![("cookie", cookie.as_str()), kind];
        if announced {
            headers.push(("content-length", &length));
        }
        let answer = server.send("POST", "/account", &headers, large.clone()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.body.contains("1回に送れる量を超えています"), "{}", answer.body);
    }
    let no_form = server.send("POST", "/account", &[("cookie", &cookie)], "x").await;
    assert_eq!(no_form.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers_and_a_number() {
    let server = server(None, true).await;
    for path in ["/sign-in", "/healthz", "/pkg/none.js", "/", "/fn/raise-form"] {
        let answer = server.get(path, "").await;
        for name in ["content-security-policy", "referrer-policy", "x-content-type-options", "x-request-id"] {
            assert!(answer.headers.contains_key(name), "{path}: {name}");
        }
        assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
    }
    let forged = server.send("GET", "/healthz", &[("x-request-id", "forged")], "").await;
    assert_ne!(forged.headers["x-request-id"], "forged");
}

/// Brotli costs megabytes for each answer that is made at the moment, and is no smaller (docs/decisions/0034).
#[tokio::test]
async fn pages_go_out_in_gzip_and_never_in_brotli() {
    let server = server(None, false).await;
    for (taken, sent) in [("gzip, deflate, br, zstd", Some("gzip")), ("br", None), ("identity", None)] {
        let request = Request::get("/sign-in").header(header::ACCEPT_ENCODING, taken).body(Body::empty()).unwrap();
        let answer = server.router.clone().oneshot(request).await.unwrap();
        let coding = answer.headers().get(header::CONTENT_ENCODING).map(|coding| coding.to_str().unwrap());
        assert_eq!((answer.status(), coding), (StatusCode::OK, sent), "{taken}");
    }
}

#[tokio::test]
async fn browsers_are_bound_to_https_where_it_is_used() {
    for secure in [true, false] {
        let server = server(None, secure).await;
        for path in ["/sign-in", "/healthz", "/pkg/none.js", "/"] {
            let answer = server.get(path, "").await;
            let told = answer.headers.get("strict-transport-security").map(|it| it.to_str().unwrap());
            assert_eq!(told, secure.then_some("max-age=31536000; includeSubDomains"), "{path}");
        }
    }
}

#[tokio::test]
async fn who_searches_like_a_program_waits_and_reads_on() {
    let server = server_with(None, Settings { searches_per_minute: 3, ..Settings::default() }).await;
    let cookie = server.sign_in().await;
    for _ in 0..3 {
        assert_eq!(server.get("/laws?q=x", &cookie).await.status, StatusCode::OK);
    }
    let refused = server.get("/laws?q=x", &cookie).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.contains_key(header::RETRY_AFTER) && refused.body.contains("検索またはファイルの出力"));
    assert_eq!(server.get("/laws", &cookie).await.status, StatusCode::OK, "a page that searches nothing");
}

#[tokio::test]
async fn strangers_fill_a_bounded_room_with_forms() {
    let server = server(None, true).await;
    let mut kept = 0;
    for _ in 0..100 {
        let answer = server.post("/issues/new", "", "do=raise&by=x").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        kept += usize::from(answer.location().ends_with("kept=yes"));
    }
    assert_eq!(kept, 60, "of one address");
    let session = server.sign_in().await;
    assert_eq!(server.get("/account", &session).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_does_not_take_the_method_says_so_in_a_sentence() {
    let server = server(None, true).await;
    let cookie = server.sign_in().await;
    for (method, path) in
        [("DELETE", "/issues"), ("PUT", "/cases/SOMU-2026-001"), ("PATCH", "/session"), ("POST", "/healthz")]
    {
        let answer = server.send(method, path, &[("cookie", &cookie)], "").await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert!(answer.body.contains("この操作は、この画面ではできません"), "{method} {path}: {}", answer.body);
        assert!(answer.headers.contains_key(header::ALLOW), "{method} {path}: what it takes");
    }
}
