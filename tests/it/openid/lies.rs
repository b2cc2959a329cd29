//! Tokens that prove nothing.

use super::{AWAY, Lie, Provider, UNPROVEN, assert_refused, at_work, in_by, settings, sign_in};
use domain::{
    event::{AccountEvent, Event},
    way_in::WayIn,
};
use tests::{Kind, TestApp, TestDb, both_dbs};

const LIES: [Lie; 16] = [
    Lie::Nonce,
    Lie::NoNonce,
    Lie::Audience,
    Lie::TwoAudiences,
    Lie::Issuer,
    Lie::Expired,
    Lie::Old,
    Lie::Future,
    Lie::NotYet,
    Lie::Unsigned,
    Lie::SharedSecret,
    Lie::ForeignKey,
    Lie::ForgedKey,
    Lie::NoIdToken,
    Lie::Garbage,
    Lie::LongSubject,
];

both_dbs! {
    async fn no_lie_lets_anybody_in(db) {
        let (app, provider) = at_work(db).await;
        for lie in LIES {
            provider.lies(lie);
            let answer = sign_in(&app, &provider).await;
            assert_eq!(answer.status, 422, "{lie:?}: {}", answer.text());
            assert_refused(&app, &answer, 422, UNPROVEN).await;
        }
        assert_eq!(provider.refusals(), Vec::<&str>::new(), "Kaisei itself asked as it should");
        provider.lies(Lie::None);
        in_by(&app, &sign_in(&app, &provider).await);
    }
}

#[tokio::test]
async fn clocks_may_differ_by_a_minute() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    let now = app.db.store.now().timestamp();
    for (seconds, is_in) in [(59, true), (-59, true), (62, false), (-365, false)] {
        provider.is_at(now + seconds);
        let answer = sign_in(&app, &provider).await;
        assert_eq!(answer.status.as_u16(), if is_in { 303 } else { 422 }, "{seconds}: {}", answer.text());
    }
}

#[tokio::test]
async fn keys_may_change_and_are_not_asked_for_without_end() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    in_by(&app, &sign_in(&app, &provider).await);
    for name in ["second", "third"] {
        provider.rotates(name);
        in_by(&app, &sign_in(&app, &provider).await);
    }
    assert_eq!(provider.asked().1, 3);
    // Forged tokens name keys that nobody has.
    provider.lies(Lie::ForeignKey);
    for _ in 0..5 {
        assert_refused(&app, &sign_in(&app, &provider).await, 422, UNPROVEN).await;
    }
    assert_eq!(provider.asked().1, 4);
    provider.lies(Lie::None);
    in_by(&app, &sign_in(&app, &provider).await);
}

#[tokio::test]
async fn a_secret_goes_nowhere_without_protection() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    provider.lies(Lie::Elsewhere);
    assert_refused(&app, &sign_in(&app, &provider).await, 503, AWAY).await;
}

#[tokio::test]
async fn who_calls_itself_otherwise_is_another_provider() {
    let db = TestDb::demo(Kind::Sqlite).await;
    let provider = Provider::start(db.store.now().timestamp()).await;
    // The same document, under a name that is not its own.
    let app = TestApp::with(db, &settings(&provider.issuer.replace("127.0.0.1", "localhost")));
    assert_refused(&app, &app.stranger().get("/session/openid").await, 503, AWAY).await;
}

both_dbs! {
    async fn failures_count_for_the_address_and_lock_nobody(db) {
        let provider = Provider::start(db.store.now().timestamp()).await;
        let mut set = settings(&provider.issuer);
        set.access.lock.address_failures = 10;
        let app = TestApp::with(db, &set);
        // What nobody began counts for nothing: any page of the web can send people there.
        for _ in 0..60 {
            assert_eq!(app.stranger().get("/session/openid/return?code=x&state=y").await.status, 422);
        }
        provider.lies(Lie::Nonce);
        for _ in 0..10 {
            assert_refused(&app, &sign_in(&app, &provider).await, 422, UNPROVEN).await;
        }
        assert_eq!(rows(&app).await, 10, "each is in the log");
        // What would hold has to wait too, and the provider hears nothing of it.
        provider.lies(Lie::None);
        let asked = provider.asked();
        let answer = sign_in(&app, &provider).await;
        assert_refused(&app, &answer, 429, "分ほど待ってから、もう一度お試しください。").await;
        assert!(answer.headers.contains_key("retry-after"));
        assert_eq!(provider.asked(), asked);
        // Later everything is as before: no account was locked.
        let fields = [("login_id", "kyuyo"), ("password", "kaisei-demo-2026"), ("next", "/")];
        app.db.clock.set(app.db.store.now() + chrono::TimeDelta::hours(3));
        assert_eq!(app.stranger().post("/session", &fields).await.status, 303);
    }
}

/// Failures by 組織のアカウント in the log.
async fn rows(app: &TestApp) -> usize {
    let is_failure =
        |event: &Event| matches!(event, Event::Account(AccountEvent::SignInFailed { way: WayIn::OpenId, .. }));
    super::account::log(&app.db).await.iter().filter(|event| is_failure(event)).count()
}
