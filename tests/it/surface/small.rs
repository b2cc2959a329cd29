//! What one line of the standard asks, and nothing else tests.

use crate::page::html;
use tests::{Kind, TestApp, TestDb, people::PASSWORD};

const ISSUE: &str = "/issues/SOMU-2026-001-19";

async fn app() -> TestApp {
    TestApp::demo(TestDb::demo(Kind::Sqlite).await).await
}

#[tokio::test]
async fn a_session_ends_after_ten_hours_however_busy_it_was() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    for minutes in (0..600).step_by(20) {
        app.db.clock.set(tests::reference_time() + chrono::TimeDelta::minutes(minutes));
        assert_eq!(officer.get("/account").await.status, 200, "after {minutes} minutes");
    }
    app.db.clock.set(tests::reference_time() + chrono::TimeDelta::minutes(600));
    assert_eq!(officer.get("/account").await.location.as_deref(), Some("/sign-in?next=%2Faccount"));
}

#[tokio::test]
async fn of_a_name_that_is_sent_twice_the_first_counts_and_a_query_is_no_form() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let twice = [("do", "comment"), ("text", "一つめの本文"), ("text", "二つめの本文"), ("do", "withdraw")];
    assert_eq!(officer.post(&format!("{ISSUE}?text=query-text&do=withdraw"), &twice).await.status, 303);
    let page = officer.get(ISSUE).await;
    assert!(page.text().contains("一つめの本文"));
    assert!(!page.text().contains("二つめの本文") && !page.body.contains("query-text"));
}

#[tokio::test]
async fn a_long_password_of_any_letters_is_taken_whole() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    // 1,024 bytes, spaces at both ends, and only its last letter tells it from another.
    let long = format!(" {} パスワード 🔑 ", "長い合言葉".repeat(66));
    let long = format!("{long}{}z", "x".repeat(1_023 - long.len()));
    let fields =
        [("do", "change_password"), ("current_password", PASSWORD), ("password", &long), ("password_again", &long)];
    let answer = officer.post("/account", &fields).await;
    assert_eq!(answer.status, 303, "{:?}", html::error(&answer.body, "change_password", "password"));
    assert!(app.db.store.sign_in("kyuyo", &long).await.is_ok());
    assert!(app.db.store.sign_in("kyuyo", &format!("{}y", &long[..1_023])).await.is_err());
    assert!(app.db.store.sign_in("kyuyo", long.trim()).await.is_err());
}
