//! The second factor: set up, asked for, used once, lost, and taken off.

use super::html;
use tests::{Answer, Browser, Kind, TestApp, TestDb, both_dbs};
use totp_rs::{Builder, Secret};

const PASSWORD: &str = "kaisei-demo-2026";

/// What an authenticator app shows, so many seconds from now.
pub fn code(app: &TestApp, secret: &str, seconds: i64) -> String {
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let totp = Builder::new().with_secret(secret).build().expect("as the standard says");
    totp.generate(u64::try_from(app.db.store.now().timestamp() + seconds).expect("after 1970")).to_string()
}

fn wrong(code: &str) -> String {
    let turn = |digit: char| char::from_digit((digit.to_digit(10).unwrap_or(0) + 5) % 10, 10).unwrap_or('0');
    code.chars().map(turn).collect()
}

fn between(text: &str, from: &str, to: char) -> String {
    let rest = text.split(from).nth(1).unwrap_or_else(|| panic!("no {from} in {text}"));
    rest.split(to).next().unwrap_or_default().to_owned()
}

/// Sets it up on the page; answers the secret and the codes on paper.
pub async fn set_up(app: &TestApp, person: &Browser<'_>) -> (String, Vec<String>) {
    let begun = person.post("/account", &[("do", "begin_factor"), ("current_password", PASSWORD)]).await;
    assert_eq!(begun.location.as_deref(), Some("/account?done=begin_factor"), "{}", begun.text());
    let page = person.get("/account").await;
    let secret = between(&page.body, "otpauth://totp/Kaisei:", '"');
    let secret = between(&secret, "secret=", '&');
    assert!(page.body.contains("factor-picture") && page.text().contains(&secret[..4]), "{}", page.text());
    let wrong =
        person.post("/account", &[("do", "confirm_factor"), ("one_time_code", &wrong(&code(app, &secret, 0)))]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains(&secret), "the same secret waits");
    let done = person.post("/account", &[("do", "confirm_factor"), ("one_time_code", &code(app, &secret, 0))]).await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert!(!done.body.contains(&secret), "the secret is shown no more");
    let list = between(&done.body, "factor-codes", '\u{0}');
    let list = list.split("</ul>").next().unwrap_or_default();
    let codes: Vec<_> = list.split("<code").skip(1).map(|it| between(it, ">", '<')).collect();
    assert_eq!(codes.len(), 8, "{list}");
    let again = person.get("/account").await;
    assert!(
        again.text().contains("使っていない予備コード：8個") && !again.body.contains(&codes[0]),
        "{}",
        again.text()
    );
    (secret, codes)
}

/// The first step; answers the browser in which the second one is to follow.
async fn first<'a>(app: &'a TestApp, login: &str) -> (Browser<'a>, Answer) {
    let fields = [("login_id", login), ("password", PASSWORD), ("next", "/issues")];
    let answer = app.stranger().post("/session", &fields).await;
    (app.stranger().with_cookie(&answer.cookie().expect("a session")), answer)
}

async fn second(browser: &Browser<'_>, code: &str) -> Answer {
    browser.post("/session", &[("one_time_code", code)]).await
}

both_dbs! {
    async fn who_set_it_up_signs_in_by_password_and_code(db) {
        let app = TestApp::demo(db).await;
        let (secret, codes) = set_up(&app, &app.browser("vendor-a").await).await;
        let (half, answer) = first(&app, "vendor-a").await;
        assert_eq!(answer.location.as_deref(), Some("/sign-in?step=code"));
        let page = half.get("/sign-in?step=code").await;
        assert!(page.text().contains("確認コード"), "{}", page.text());
        // The password alone opens nothing.
        for path in ["/", "/issues", "/account"] {
            assert_eq!((half.get(path).await.status.as_u16(), half.get(path).await.body.as_str()), (303, ""), "{path}");
        }
        let used = second(&half, &code(&app, &secret, 0)).await;
        assert_eq!(used.status, 422, "the code that set it up was used by that");
        assert!(html::error(&used.body, "sign_in_code", "one_time_code").unwrap_or_default().contains("正しくありません"));
        let next = code(&app, &secret, 30);
        assert!(!used.body.contains(&next));
        let entered = second(&half, &next).await;
        assert_eq!((entered.status.as_u16(), entered.location.as_deref()), (303, Some("/issues")), "{}", entered.text());
        let person = app.stranger().with_cookie(&entered.cookie().expect("a new session"));
        assert_eq!(person.get("/issues").await.status, 200);
        assert_eq!(half.get("/issues").await.status, 303, "the id of the first step is worth nothing");
        // Nor does a code work twice.
        let (half, _) = first(&app, "vendor-a").await;
        assert_eq!(second(&half, &next).await.status, 422);
        // A code on paper does, once.
        let typed = codes[3].to_uppercase().replace('-', " ");
        assert_eq!(second(&half, &typed).await.status, 303);
        let (half, _) = first(&app, "vendor-a").await;
        assert_eq!(second(&half, &codes[3]).await.status, 422);
        // Who has none signs in as before.
        assert_eq!(app.browser("vendor-b").await.get("/issues").await.status, 200);
    }

    async fn wrong_codes_lock_as_wrong_passwords_do(db) {
        let app = TestApp::demo(db).await;
        let (secret, codes) = set_up(&app, &app.browser("vendor-a").await).await;
        let (half, _) = first(&app, "vendor-a").await;
        for _ in 0..5 {
            assert_eq!(second(&half, "000000").await.status, 422);
        }
        for right in [code(&app, &secret, 30), codes[0].clone()] {
            assert_eq!(second(&half, &right).await.status, 422, "locked");
        }
        let fields = [("login_id", "vendor-a"), ("password", PASSWORD), ("next", "/")];
        assert_eq!(app.stranger().post("/session", &fields).await.status, 422, "the first step too");
        app.db.clock.set(app.db.store.now() + chrono::TimeDelta::minutes(16));
        let late = second(&half, &code(&app, &secret, 0)).await;
        assert_eq!(late.location.as_deref(), Some("/sign-in"), "the first step was too long ago");
        let (half, _) = first(&app, "vendor-a").await;
        assert_eq!(second(&half, &code(&app, &secret, 0)).await.status, 303);
    }
}

#[tokio::test]
async fn it_is_left_with_the_password_or_taken_off_by_an_administrator() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let person = app.browser("kyuyo").await;
    let wrong = person.post("/account", &[("do", "begin_factor"), ("current_password", "wrong")]).await;
    assert_eq!(wrong.status, 422);
    set_up(&app, &person).await;
    let refused = person.post("/account", &[("do", "remove_factor"), ("current_password", "wrong")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(first(&app, "kyuyo").await.1.location.as_deref(), Some("/sign-in?step=code"));
    let admin = app.browser("admin").await;
    let page = admin.get("/admin/users/kyuyo").await;
    assert!(page.text().contains("二段階認証を解除する"), "{}", page.text());
    let version = html::version(&page.body);
    let form = [("do", "remove_factor_of"), ("version", version.as_str())];
    assert_eq!(app.browser("jinji").await.post("/admin/users/kyuyo", &form).await.status, 404);
    assert_eq!(admin.post("/admin/users/kyuyo", &form).await.status, 303);
    assert_eq!(first(&app, "kyuyo").await.1.location.as_deref(), Some("/issues"));
    set_up(&app, &person).await;
    let left = person.post("/account", &[("do", "remove_factor"), ("current_password", PASSWORD)]).await;
    assert_eq!(left.status, 303, "{}", left.text());
    assert_eq!(first(&app, "kyuyo").await.1.location.as_deref(), Some("/issues"));
}

#[tokio::test]
async fn the_centers_are_offered_none() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    for (login, offered) in [("kyuyo", true), ("vendor-a-member", true), ("sekinin", false), ("op-somu", false)] {
        let person = app.browser(login).await;
        assert_eq!(person.get("/account").await.text().contains("二段階認証"), offered, "{login}");
        let begun = person.post("/account", &[("do", "begin_factor"), ("current_password", PASSWORD)]).await;
        assert_eq!(begun.status.as_u16(), if offered { 303 } else { 404 }, "{login}");
    }
}

#[tokio::test]
async fn a_code_without_a_first_step_leads_to_it() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    assert_eq!(second(&app.stranger(), "123456").await.location.as_deref(), Some("/sign-in"));
    let person = app.browser("kyuyo").await;
    assert_eq!(second(&person, "123456").await.location.as_deref(), Some("/sign-in"));
}
