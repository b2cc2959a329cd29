//! What goes wrong at a real desk: the wrong thing pasted, the wrong person signed in, the wrong width typed.

use super::{CASE, html, key_of, raise};
use axum::http::StatusCode;
use tests::{Kind, TestApp, TestDb, both_dbs};

both_dbs! {
    /// Somebody pastes a whole document into a field.
    async fn ten_megabytes_of_text_come_back_with_the_problem_beside_the_field(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let text = "あ".repeat(10 * 1024 * 1024 / 3);
        for (field, limit) in [("body", "20,000"), ("title", "200")] {
            let mut fields = vec![("do", "raise"), ("case", CASE), ("title", "長い"), ("body", "本文")];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, text.as_str()));
            let answer = officer.post("/issues/new", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(answer.body.contains(&text), "{field}: what was typed is there again");
            let said = html::error(&answer.body, "raise", field).expect("a sentence beside the field");
            assert!(said.replace(',', "").contains(&limit.replace(',', "")), "{said}");
        }
        assert!(!officer.get("/issues?q=長い").await.text().contains("長い 起票"));
    }

    async fn a_related_issue_may_be_typed_in_any_width_and_an_unknown_one_is_named_as_such(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "関連を付ける", "").await;
        let path = format!("/issues/{key}");
        let answer = officer.post(&path, &[("do", "relate"), ("related", "ＳＯＭＵ－２０２６－００１－１")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        for unknown in ["SOMU-2026-001-99999", "x", "SOMU-2026-001"] {
            let answer = officer.post(&path, &[("do", "relate"), ("related", unknown)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.text().contains("その番号の課題が見つかりません"), "{unknown}: {}", answer.text());
        }
    }

    /// Two people at one computer: the first left a page open, the second has signed in since.
    async fn what_one_person_typed_is_not_sent_under_the_name_of_another(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let fields = [("do", "raise"), ("by", "jinji"), ("case", CASE), ("title", "人事課が書いた件名")];
        let answer = officer.post("/issues/new", &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.text().contains("この画面はjinjiさんが開いたものですが、いまはkyuyoさんで"), "{}", answer.text());
        assert_eq!(html::value(&answer.body, "raise-title").as_deref(), Some("人事課が書いた件名"));
        let own = [("do", "raise"), ("by", "kyuyo"), ("case", CASE), ("title", "人事課が書いた件名")];
        assert_eq!(key_of(&officer.post("/issues/new", &own).await).rsplit_once('-').map(|(case, _)| case), Some(CASE));
    }
}

#[tokio::test]
async fn a_forged_version_asks_to_reload_and_not_to_choose_again() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "版を偽る", "").await;
    for version in ["", "x", "１", "99999999999999999999"] {
        let fields = [("do", "withdraw"), ("version", version), ("reason", "不要")];
        let answer = officer.post(&format!("/issues/{key}"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{version}");
        assert!(answer.text().contains("ページを開き直してから"), "{version}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_garbled_call_of_a_server_function_is_the_callers_mistake() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    for path in ["/fn/issue?key[a]=1", "/fn/issue?key=1&key=2", "/fn/preview?text[]=x&x=1"] {
        let answer = officer.get_with(path, &[("accept", "application/json")]).await;
        assert!(answer.status.is_client_error(), "{path}: {} {}", answer.status, answer.body);
    }
}

#[tokio::test]
async fn an_address_with_a_slash_too_much_leads_to_the_page() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    for (typed, page) in [("/issues/", "/issues"), ("/cases/SOMU-2026-001/?x=1", "/cases/SOMU-2026-001?x=1")] {
        let answer = officer.get(typed).await;
        assert_eq!((answer.status.as_u16(), answer.location.as_deref()), (308, Some(page)), "{typed}");
    }
    assert_eq!(officer.get("//evil.example/").await.status, StatusCode::NOT_FOUND);
}
