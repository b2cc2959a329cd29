//! A form that is sent twice is carried out once, without scripts.

use super::html;
use axum::http::StatusCode;
use tests::{TestApp, both_dbs};

const CASE: &str = "SOMU-2026-001";
const PAGE: &str = "/issues/new";

/// What the form of a page carries.
fn token(body: &str) -> String {
    let tag = body.split("<input").find(|tag| tag.contains(" name=\"token\"")).expect("a form with a token");
    html::attribute(tag, "value").expect("a token")
}

both_dbs! {
    async fn two_clicks_on_起票_raise_one_課題(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let opened = token(&officer.get(PAGE).await.body);
        assert_ne!(token(&officer.get(PAGE).await.body), opened, "each time it is opened it is another form");
        let form = |token: &str, title: &str| {
            [("do", "raise"), ("token", token), ("case", CASE), ("title", title), ("scope", "shared")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let send = async |token: &str, title: &str| {
            let fields = form(token, title);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            officer.post(PAGE, &fields).await
        };
        // What was refused keeps the form that it is.
        let refused = send(&opened, "").await;
        assert_eq!((refused.status, token(&refused.body)), (StatusCode::UNPROCESSABLE_ENTITY, opened.clone()));
        let first = send(&opened, "二度押しの件").await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = send(&opened, "二度押しの件").await;
        assert_eq!((second.status, &second.location), (first.status, &first.location), "the same 課題");
        // 戻る, and something else: asked about, with all that was typed.
        let asked = send(&opened, "別の件").await;
        assert_eq!(asked.status, StatusCode::CONFLICT);
        let key = first.location.as_deref().and_then(|it| it.strip_prefix("/issues/")?.split('?').next()).unwrap();
        assert!(asked.text().contains(&format!("すでに {key} を起票しています")), "{}", asked.text());
        assert_eq!(html::value(&asked.body, "raise-title").as_deref(), Some("別の件"), "kept");
        let other = send(&token(&asked.body), "別の件").await;
        assert_eq!(other.status, StatusCode::SEE_OTHER);
        assert_ne!(other.location, first.location);
        let list = officer.get("/issues?q=%E4%BA%8C%E5%BA%A6%E6%8A%BC%E3%81%97").await;
        assert!(list.text().contains(" 1件 検索語：二度押し"), "{}", list.text());
    }

    async fn a_form_kept_over_the_sign_in_is_the_same_form(db) {
        let app = TestApp::demo(db).await;
        let opened = token(&app.browser("kyuyo").await.get(PAGE).await.body);
        let fields = [("do", "raise"), ("by", "kyuyo"), ("token", &opened), ("case", CASE), ("title", "長い下書き"), ("scope", "shared")];
        let sent = app.stranger().post(PAGE, &fields).await;
        let stranger = app.stranger().with_cookie(&sent.cookie().unwrap());
        let fields = [("login_id", "kyuyo"), ("password", "kaisei-demo-2026"), ("next", PAGE)];
        let signed_in = stranger.post("/session", &fields).await;
        let page = app.stranger().with_cookie(&signed_in.cookie().unwrap()).get(PAGE).await;
        assert_eq!(html::value(&page.body, "raise-title").as_deref(), Some("長い下書き"));
        assert_eq!(token(&page.body), opened);
    }
}
