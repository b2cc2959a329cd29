//! Whoever typed until the session was over loses nothing, and nobody else reads it.

use axum::http::StatusCode;
use tests::{Kind, TestApp, TestDb};

const PAGE: &str = "/issues/SOMU-2026-001-19";
const TYPED: &str = "長い時間をかけて書いたコメント";

async fn send_after_the_session(app: &TestApp) -> Option<String> {
    let stranger = app.stranger();
    let fields = [("do", "comment"), ("by", "kyuyo"), ("text", TYPED)];
    let answer = stranger.post(PAGE, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let location = answer.location.clone().unwrap();
    assert!(location.starts_with("/sign-in?next="), "{location}");
    let page = app.stranger().get(&location).await;
    assert!(page.text().contains("送った内容はまだ登録されていません"), "the sign-in page says what became of it");
    answer.cookie()
}

async fn sign_in_and_open(app: &TestApp, cookie: Option<String>, login: &str) -> (StatusCode, String) {
    let browser = app.stranger().with_cookie(cookie.as_deref().unwrap());
    let fields = [("login_id", login), ("password", "kaisei-demo-2026"), ("next", PAGE)];
    let answer = browser.post("/session", &fields).await;
    assert_eq!(answer.location.as_deref(), Some(PAGE));
    let browser = app.stranger().with_cookie(&answer.cookie().unwrap());
    let page = browser.get(PAGE).await;
    let again = browser.get(PAGE).await;
    assert!(!again.body.contains(TYPED), "it comes back once");
    (page.status, page.body)
}

#[tokio::test]
async fn a_form_sent_after_the_session_waits_for_its_writer() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let cookie = send_after_the_session(&app).await;
    let (status, page) = sign_in_and_open(&app, cookie, "kyuyo").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains(TYPED), "the text is in the form again");
    assert!(page.contains("まだ保存していません"), "and says that it is not saved");
}

#[tokio::test]
async fn on_a_shared_computer_the_next_person_does_not_read_it() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let cookie = send_after_the_session(&app).await;
    let (status, page) = sign_in_and_open(&app, cookie, "jinji").await;
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains(TYPED));
}
