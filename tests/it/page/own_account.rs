//! 個人設定: one's own password, and the sessions that it ends.

use super::html;
use tests::{Kind, TestApp, TestDb, both_dbs};

const OLD: &str = "kaisei-demo-2026";
const NEW: &str = "atarashii-kagi-2026";

fn form<'a>(current: &'a str, new: &'a str, again: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("do", "change_password"),
        ("by", "kyuyo"),
        ("current_password", current),
        ("password", new),
        ("password_again", again),
    ]
}

both_dbs! {
    async fn a_new_password_ends_every_other_session_and_leaves_the_own_under_a_new_id(db) {
        let app = TestApp::demo(db).await;
        let (here, elsewhere, another) =
            (app.browser("kyuyo").await, app.browser("kyuyo").await, app.browser("jinji").await);
        let done = here.post("/account", &form(OLD, NEW, NEW)).await;
        assert_eq!((done.status.as_u16(), done.location.as_deref()), (303, Some("/account?done=change_password")));
        let own = done.cookie().expect("a new session");
        assert_ne!(Some(own.as_str()), here.cookie());
        let page = app.stranger().with_cookie(&own).get("/account?done=change_password").await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("パスワードを変更しました"), "{}", page.text());
        assert_eq!(here.get("/account").await.status, 303, "the id before is worth nothing");
        assert_eq!(elsewhere.get("/account").await.status, 303);
        assert_eq!(another.get("/account").await.status, 200);
    }
}

#[tokio::test]
async fn a_refused_password_is_not_sent_back_and_the_session_stays() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let person = app.browser("kyuyo").await;
    let refused = person.post("/account", &form("wrong-password", "one-password-2026", "other-password-2026")).await;
    assert_eq!(refused.status, 422);
    for typed in ["wrong-password", "one-password-2026", "other-password-2026"] {
        assert!(!refused.body.contains(typed), "{typed}");
    }
    let error = |field| html::error(&refused.body, "change_password", field).unwrap_or_default();
    assert!(error("current_password").contains("現在のパスワードが正しくありません"));
    assert!(error("password_again").contains("同じもの"));
    assert_eq!(person.get("/account").await.status, 200);
}

#[tokio::test]
async fn a_password_sent_after_the_session_is_not_kept() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let sent = app.stranger().post("/account", &form(OLD, NEW, NEW)).await;
    let waiting = app.stranger().with_cookie(&sent.cookie().expect("a session that keeps the form"));
    let answer = waiting.post("/session", &[("login_id", "kyuyo"), ("password", OLD), ("next", "/account")]).await;
    assert_eq!(answer.status, 303, "the password is the old one");
    let page = app.stranger().with_cookie(&answer.cookie().expect("a session")).get("/account").await;
    assert!(!page.body.contains(NEW) && !page.body.contains(OLD));
}

/// On `/issues/new` two items were marked.
#[tokio::test]
async fn one_item_of_the_menu_is_the_page_that_is_open() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let person = app.browser("kyuyo").await;
    for (path, item) in [
        ("/", "/"),
        ("/cases", "/cases"),
        ("/cases/SOMU-2026-001", "/cases"),
        ("/timeline", "/timeline"),
        ("/issues", "/issues"),
        ("/issues/SOMU-2026-001-1", "/issues"),
        ("/issues/new", "/issues/new"),
        ("/laws", "/laws"),
    ] {
        let page = person.get(path).await;
        let menu =
            page.body.split("class=\"site-nav\"").nth(1).and_then(|it| it.split("</nav>").next()).expect("a menu");
        let open = html::tags(menu).into_iter().filter(|(_, tag)| tag.contains("aria-current"));
        let open: Vec<_> = open.filter_map(|(_, tag)| html::attribute(&tag, "href")).collect();
        assert_eq!(open, [item], "{path}");
    }
}
