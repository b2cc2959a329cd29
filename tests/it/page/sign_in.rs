//! サインイン and its session.

use super::html;
use tests::{Kind, TestApp, TestDb, both_dbs};

const PASSWORD: &str = "kaisei-demo-2026";

async fn app() -> TestApp {
    TestApp::demo(TestDb::demo(Kind::Sqlite).await).await
}

#[tokio::test]
async fn it_leads_to_own_paths_only() {
    let app = app().await;
    for (next, to) in [
        ("/issues?q=x", "/issues?q=x"),
        ("/cases/SOMU-2026-001", "/cases/SOMU-2026-001"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/session", "/"),
        ("/session/end", "/"),
        ("/sign-in", "/"),
        ("/fn/today", "/"),
        ("/x\r\nset-cookie: a=b", "/"),
    ] {
        let fields = [("login_id", "kyuyo"), ("password", PASSWORD), ("next", next)];
        let answer = app.stranger().post("/session", &fields).await;
        assert_eq!((answer.status.as_u16(), answer.location.as_deref()), (303, Some(to)), "{next:?}");
        assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 1);
    }
    let signed_in = app.browser("kyuyo").await;
    assert_eq!(signed_in.get("/sign-in?next=%2F%2Fevil.example").await.location.as_deref(), Some("/"));
}

both_dbs! {
    async fn every_sign_in_has_a_session_of_its_own(db) {
        let app = TestApp::demo(db).await;
        let first = app.browser("kyuyo").await;
        let planted = first.cookie().expect("it is there").to_owned();
        let fields = [("login_id", "vendor-a"), ("password", PASSWORD), ("next", "/")];
        let answer = first.post("/session", &fields).await;
        let cookie = answer.cookie().expect("a new session");
        assert_ne!(cookie, planted);
        let set = answer.headers["set-cookie"].to_str().expect("it is there");
        for flag in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
            assert!(set.contains(flag), "{set}");
        }
        // The id that was there before the sign-in is worth nothing afterwards.
        assert_eq!(first.get("/account").await.status, 303);
        assert!(first.with_cookie(&cookie).get("/account").await.text().contains("杉本 大輔"));
    }

    async fn a_session_ends_at_sign_out_and_with_the_account(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let out = officer.post("/session/end", &[]).await;
        assert_eq!(out.location.as_deref(), Some("/sign-in"));
        assert_eq!(officer.get("/issues").await.location.as_deref(), Some("/sign-in?next=%2Fissues"));

        let vendor = app.browser("vendor-a").await;
        assert_eq!(vendor.get("/issues").await.status, 200);
        app.db.store.disable_user("vendor-a").await.expect("it is there");
        assert_eq!(vendor.get("/issues").await.status, 303);
        assert_eq!(vendor.get_with("/fn/raise-form", &[("accept", "application/json")]).await.status, 401);
        assert_eq!(vendor.post("/issues/new", &[("do", "raise")]).await.status, 303);
    }

    async fn every_wrong_sign_in_gets_the_same_answer(db) {
        let app = TestApp::demo(db).await;
        app.db.store.disable_user("vendor-b").await.expect("it is there");
        let mut answers = Vec::new();
        let long = "x".repeat(100_000);
        let wrong = [("kyuyo", "wrong"), ("nobody", "wrong"), ("vendor-b", PASSWORD), ("", ""), ("a\0b", "a\0b"),
            ("kyuyo", ""), ("' OR 1=1 --", "x"), ("<script>alert(1)</script>", "x"), ("kyuyo", long.as_str())];
        for (login, password) in wrong {
            let answer = app.stranger().post("/session", &[("login_id", login), ("password", password), ("next", "/cases")]).await;
            assert_eq!(answer.status, 422, "{login:?}");
            assert_eq!(answer.cookie(), None, "{login:?}");
            assert!(!answer.body.contains("<script>alert"), "{login:?}");
            assert_eq!(html::value(&answer.body, "sign_in-login_id").expect("it is there"), login);
            assert_eq!(html::value(&answer.body, "sign_in-password").expect("it is there"), "");
            answers.push(answer.text());
        }
        assert!(answers[0].contains("ログインIDまたはパスワードが正しくありません。"), "{}", answers[0]);
        assert!(answers.iter().all(|text| *text == answers[0]), "{answers:#?}");
    }
}

#[tokio::test]
async fn a_forged_cookie_is_a_strangers() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let own = officer.cookie().expect("it is there");
    let (name, id) = own.split_once('=').expect("it is there");
    let mut turned: Vec<char> = id.chars().collect();
    turned[3] = if turned[3] == 'A' { 'B' } else { 'A' };
    let turned: String = turned.into_iter().collect();
    for cookie in [
        format!("{name}=AAAAAAAAAAAAAAAAAAAAAA"),
        format!("{name}={turned}"),
        format!("{name}="),
        format!("{name}=%00"),
        format!("{name}={}", "x".repeat(5000)),
        format!("{name}={{\"user\":1}}"),
        format!("other={id}"),
    ] {
        let answer = officer.with_cookie(&cookie).get("/issues").await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (303, ""), "{cookie}");
    }
    assert_eq!(officer.get("/issues").await.status, 200);
}

#[tokio::test]
async fn a_session_that_nobody_used_is_over() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    app.db.set_clock(2026, 11, 24, 10);
    assert_eq!(officer.get("/issues").await.status, 303);
}

#[tokio::test]
async fn in_real_use_nothing_of_the_demo_is_shown() {
    let app = TestApp::real(TestDb::demo(Kind::Sqlite).await);
    let page = app.stranger().get("/sign-in").await;
    let inside = app.browser("kyuyo").await.get("/").await;
    for (page, words) in [(&page, "サインイン"), (&inside, "今日")] {
        assert_eq!(page.status, 200);
        assert!(page.text().contains(words));
        for demo in [PASSWORD, "デモ", "demo-account", "demo-band", "kyuyo-kessai"] {
            assert!(!page.body.contains(demo), "{demo}");
        }
    }
    let demo = self::app().await;
    let page = demo.stranger().get("/sign-in").await;
    assert_eq!(page.body.matches("class=\"demo-account\"").count(), 22);
}
