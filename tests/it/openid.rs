//! 組織のアカウント: signing in by a provider of OpenID Connect, honest ones and others.

mod account;
mod lies;
mod provider;
mod secrets;
mod signing;
mod story;

use provider::{Lie, Provider};
use server::{
    Settings,
    config::{OpenId, RETURN, Secret},
};
use tests::{Answer, Browser, TestApp, TestDb};

const CLIENT: &str = "kaisei";
/// What the two keep to themselves; a colon and a blank, for it travels encoded.
const SECRET: &str = "ひみつ: and a long one";
const PUBLIC: &str = "https://kaisei.test";

/// Kaisei behind that provider.
pub(crate) fn settings(issuer: &str) -> Settings {
    let openid = OpenId {
        issuer: issuer.to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: Secret::new(SECRET),
        claim: "preferred_username".to_owned(),
        name_ja: None,
        name_en: None,
        authorities: None,
        back: format!("{PUBLIC}{RETURN}"),
    };
    Settings { cookie_secure: false, openid: Some(openid), ..Settings::default() }
}

/// Kaisei, and a provider that knows `kyuyo` of it.
async fn at_work(db: TestDb) -> (TestApp, Provider) {
    let provider = Provider::start(db.store.now().timestamp()).await;
    let app = TestApp::with(db, &settings(&provider.issuer));
    (app, provider)
}

/// Sets out for the provider; answers the browser and where it was sent.
async fn set_out<'a>(app: &'a TestApp, next: &str) -> (Browser<'a>, String) {
    let begun = app.stranger().get(&format!("/session/openid?next={next}")).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    let browser = app.stranger().with_cookie(&begun.cookie().expect("a session"));
    (browser, begun.location.expect("an address"))
}

/// Comes back by the address that the provider gave.
async fn come_back(browser: &Browser<'_>, address: &str) -> Answer {
    let path = address.strip_prefix(PUBLIC).unwrap_or_else(|| panic!("back to Kaisei, not {address}"));
    browser.get_with(path, &[("sec-fetch-site", "cross-site")]).await
}

/// There and back.
async fn sign_in(app: &TestApp, provider: &Provider) -> Answer {
    let (browser, there) = set_out(app, "/issues").await;
    come_back(&browser, &provider.authorize(&there)).await
}

/// The browser of somebody who was let in.
fn in_by<'a>(app: &'a TestApp, answer: &Answer) -> Browser<'a> {
    assert_eq!((answer.status.as_u16(), answer.location.as_deref()), (303, Some("/issues")), "{}", answer.text());
    app.stranger().with_cookie(&answer.cookie().expect("a session"))
}

/// Nobody came in, and the page says why.
async fn assert_refused(app: &TestApp, answer: &Answer, status: u16, sentence: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    assert!(answer.text().contains(sentence), "{sentence} is not in {}", answer.text());
    assert!(answer.body.contains("name=\"login_id\""), "the password is still a way");
    if let Some(cookie) = answer.cookie() {
        assert_eq!(app.stranger().with_cookie(&cookie).get("/issues").await.status, 303, "nobody is in");
    }
}

const CANCELLED: &str = "組織のアカウントでのサインインを取りやめました。";
const REFUSED: &str = "組織のアカウントの側で、サインインが受け付けられませんでした。";
const INCOMPLETE: &str = "組織のアカウントからの応答を読み取れませんでした。";
const NOT_BEGUN: &str = "このサインインは、時間が過ぎたか、別のブラウザーで始められたか、すでに終わっています。";
const OTHER: &str = "別の発行元からの応答だったため、サインインを中止しました。";
const UNPROVEN: &str = "組織のアカウントからの応答が正しいことを確かめられなかったため、サインインを中止しました。";
const AWAY: &str = "組織のアカウントを確かめる先に、いま接続できません。";
const NOT_LET_IN: &str = "この組織のアカウントでは、Kaiseiにサインインできません。";
