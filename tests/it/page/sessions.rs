//! The own sessions: seen, ended, and ended by a change of role; and addresses that must wait.

use super::html;
use tests::{Kind, TestApp, TestDb, both_dbs};

const PASSWORD: &str = "kaisei-demo-2026";

/// The numbers of the sessions that can be ended on that page.
fn others(page: &str) -> Vec<String> {
    let inputs = html::tags(page).into_iter().filter(|(_, tag)| tag.contains("name=\"session\""));
    inputs.filter_map(|(_, tag)| html::attribute(&tag, "value")).collect()
}

both_dbs! {
    async fn a_person_sees_their_sessions_and_ends_one_or_all(db) {
        let app = TestApp::demo(db).await;
        let (here, there, third) =
            (app.browser("kyuyo").await, app.browser("kyuyo").await, app.browser("kyuyo").await);
        let jinji = app.browser("jinji").await;
        let page = here.get("/account").await;
        let text = page.text();
        assert!(text.contains("サインイン中の端末") && text.contains("192.0.2.10") && text.contains("この端末"), "{text}");
        let marks = others(&page.body);
        assert_eq!(marks.len(), 2, "this one is no button");
        let end = |mark: &str| [("do".to_owned(), "end_session".to_owned()), ("session".to_owned(), mark.to_owned())];
        // Somebody else's number ends nothing.
        let form = end(&marks[0]);
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(jinji.post("/account", &form).await.status, 303);
        let open = async || {
            let mut open = 0;
            for browser in [&there, &third] {
                open += u32::from(browser.get("/account").await.status == 200);
            }
            open
        };
        assert_eq!(open().await, 2);
        let done = here.post("/account", &form).await;
        assert_eq!(done.location.as_deref(), Some("/account?done=end_session"));
        assert_eq!(open().await, 1);
        assert_eq!(others(&here.get("/account").await.body).len(), 1);
        let out = here.post("/account", &[("do", "end_all_sessions")]).await;
        assert_eq!(out.location.as_deref(), Some("/sign-in?done=end_all_sessions"));
        assert_eq!((open().await, here.get("/account").await.status.as_u16()), (0, 303));
        assert!(app.stranger().get("/sign-in?done=end_all_sessions").await.text().contains("すべての端末でサインアウトしました"));
        assert_eq!(jinji.get("/account").await.status, 200, "nobody else's ended");
    }

    async fn a_session_ends_with_the_role_it_began_in(db) {
        let app = TestApp::demo(db).await;
        let member = app.browser("vendor-a-member").await;
        let admin = app.browser("admin").await;
        let user = "/admin/users/vendor-a-member";
        let version = html::version(&admin.get(user).await.body);
        let page = app.db.store.account_page(&app.db.actor("admin").await, "vendor-a-member").await.unwrap();
        let term = page.terms[0].id.clone();
        let ended = [("do", "end_role"), ("version", version.as_str()), ("term", term.as_str()), ("to", "R8.11.24")];
        assert_eq!(admin.post(user, &ended).await.status, 303);
        let version = html::version(&admin.get(user).await.body);
        let given = [("do", "give_role"), ("version", version.as_str()), ("role", "vendor_manager"), ("from", "R8.11.25"), ("to", "")];
        let answer = admin.post(user, &given).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(member.get("/account").await.status, 200, "today the role is what it was");
        // The next day begins; the session would last.
        app.db.clock.set(tests::reference_time() + chrono::TimeDelta::hours(14) + chrono::TimeDelta::minutes(50));
        let late = app.browser("vendor-a-member").await;
        assert_eq!(late.get("/account").await.status, 200);
        app.db.clock.set(tests::reference_time() + chrono::TimeDelta::hours(15) + chrono::TimeDelta::minutes(5));
        assert_eq!(late.get("/account").await.status, 303, "another role: they sign in anew");
        assert_eq!(app.browser("vendor-a-member").await.get("/account").await.status, 200);
    }

    async fn an_administrator_ends_the_sessions_of_somebody(db) {
        let app = TestApp::demo(db).await;
        let (kyuyo, jinji) = (app.browser("kyuyo").await, app.browser("jinji").await);
        let admin = app.browser("admin").await;
        let version = html::version(&admin.get("/admin/users/kyuyo").await.body);
        let form = [("do", "end_sessions"), ("version", version.as_str())];
        assert_eq!(jinji.post("/admin/users/kyuyo", &form).await.status, 404);
        assert_eq!(kyuyo.get("/account").await.status, 200);
        assert_eq!(admin.post("/admin/users/kyuyo", &form).await.status, 303);
        assert_eq!(kyuyo.get("/account").await.status, 303);
        assert_eq!(jinji.get("/account").await.status, 200);
    }
}

#[tokio::test]
async fn an_address_that_failed_too_often_is_told_to_wait_whoever_it_tries() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let stranger = app.stranger();
    let form = |login, password| [("login_id", login), ("password", password), ("next", "/")];
    for _ in 0..60 {
        assert_eq!(stranger.post("/session", &form("nobody", "wrong")).await.status, 422);
    }
    let mut answers = Vec::new();
    for (login, password) in [("kyuyo", PASSWORD), ("kyuyo", "wrong"), ("nobody", "wrong")] {
        let answer = stranger.post("/session", &form(login, password)).await;
        assert_eq!(answer.status, 429, "{login}");
        assert_eq!(answer.headers["retry-after"], "60");
        assert_eq!(answer.cookie(), None);
        answers.push(answer.text());
    }
    assert!(answers[0].contains("1分ほど待ってから"), "{}", answers[0]);
    assert!(answers.iter().all(|text| *text == answers[0]), "{answers:#?}");
}
