//! The first sign-in, and the password that an administrator never learns.

use super::html;
use tests::{Answer, Browser, Kind, TestApp, TestDb, both_dbs};

const NEW: &str = "atarashii-kagi-2026";

fn account<'a>(login: &'a str, password: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("do", "add_account"),
        ("version", "0"),
        ("login_id", login),
        ("name", "新任 職員"),
        ("kana", "シンニン"),
        ("job_title", ""),
        ("affiliation", "KYUYO"),
        ("role", "section_officer"),
        ("from", "R8.11.24"),
        ("to", ""),
        ("password", password),
    ]
}

/// The password that the page shows.
fn shown(page: &Answer) -> String {
    let rest = page.body.split("made-password-text").nth(1).unwrap_or_else(|| panic!("{}", page.text()));
    rest.split('>').nth(1).and_then(|it| it.split('<').next()).unwrap_or_default().to_owned()
}

async fn signed_in<'a>(app: &'a TestApp, login: &str, password: &str) -> Browser<'a> {
    let fields = [("login_id", login), ("password", password), ("next", "/issues")];
    let answer = app.stranger().post("/session", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    app.stranger().with_cookie(&answer.cookie().expect("a session"))
}

fn change<'a>(current: &'a str, new: &'a str) -> [(&'static str, &'a str); 4] {
    [("do", "change_password"), ("current_password", current), ("password", new), ("password_again", new)]
}

both_dbs! {
    async fn a_new_account_changes_its_password_before_anything_else(db) {
        let app = TestApp::demo(db).await;
        let admin = app.browser("admin").await;
        let made = admin.post("/admin/users/new", &account("shinnin", "")).await;
        assert_eq!(made.status, 200, "{}", made.text());
        let password = shown(&made);
        assert!(made.text().contains("アカウントを作成しました") && made.text().contains("一度だけ"), "{}", made.text());
        let again = admin.get("/admin/users/shinnin").await;
        assert!(!again.body.contains(&password) && !again.body.contains("made-password-text"), "it is shown once");

        let person = signed_in(&app, "shinnin", &password).await;
        for path in ["/", "/issues", "/cases/SOMU-2026-001", "/admin", "/no-such-page", "/issues/new"] {
            let answer = person.get(path).await;
            assert_eq!((answer.status.as_u16(), answer.location.as_deref()), (303, Some("/account")), "{path}");
            assert_eq!(answer.body, "", "{path}");
        }
        assert_eq!(person.get_with("/fn/raise-form", &[("accept", "application/json")]).await.status, 403);
        let page = person.get("/account").await;
        assert!(page.text().contains("管理者が設定したもの"), "{}", page.text());
        assert!(!page.body.contains("site-nav") && !page.body.contains("sessions-heading"));
        // What was written waits.
        let raised = person.post("/issues/new", &[("do", "raise"), ("by", "shinnin"), ("title", "長い下書き")]).await;
        assert_eq!((raised.status.as_u16(), raised.location.as_deref()), (303, Some("/account")));

        let same = person.post("/account", &change(&password, &password)).await;
        assert_eq!(same.status, 422);
        assert!(html::error(&same.body, "change_password", "password").unwrap_or_default().contains("変更前と同じ"));
        let guessable = person.post("/account", &change(&password, "shinnin-2026-kyuyo")).await;
        let told = html::error(&guessable.body, "change_password", "password").unwrap_or_default();
        assert!(told.contains("推測されやすい"), "{told}");
        let done = person.post("/account", &change(&password, NEW)).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let person = app.stranger().with_cookie(&done.cookie().expect("a session"));
        assert_eq!(person.get("/issues").await.status, 200);
        let draft = person.get("/issues/new").await;
        assert!(draft.body.contains("長い下書き"), "{}", draft.text());
    }
}

#[tokio::test]
async fn a_reset_password_is_made_by_chance_or_typed_and_changed_by_its_person() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let admin = app.browser("admin").await;
    let page = admin.get("/admin/users/jinji").await;
    let version = html::version(&page.body);
    let form = |version, password| [("do", "set_password"), ("version", version), ("password", password)];
    let made = admin.post("/admin/users/jinji", &form(&version, "")).await;
    assert_eq!(made.status, 200);
    let password = shown(&made);
    let version = html::version(&made.body);
    let person = signed_in(&app, "jinji", &password).await;
    assert_eq!(person.get("/").await.location.as_deref(), Some("/account"));
    let typed = admin.post("/admin/users/jinji", &form(&version, "kimatta-kagi-2026")).await;
    assert_eq!(typed.status, 303, "{}", typed.text());
    assert_eq!(person.get("/account").await.status, 303, "the session has ended");
    let person = signed_in(&app, "jinji", "kimatta-kagi-2026").await;
    assert_eq!(person.get("/").await.location.as_deref(), Some("/account"));
    assert_eq!(person.post("/session/end", &[]).await.location.as_deref(), Some("/sign-in"));
}
