//! Which account it is, and whether its person may come in.

use super::{
    Lie, NOT_LET_IN, Provider, SECRET, UNPROVEN, assert_refused, at_work, come_back, in_by,
    provider::{Person, person},
    set_out, settings, sign_in,
};
use crate::page::html;
use domain::{
    audit::{LogFilter, LogPosition},
    event::{AccountEvent, Event},
    way_in::WayIn,
};
use serde_json::json;
use server::config::OpenId;
use tests::{Kind, TestApp, TestDb, both_dbs};

/// What the administrator reads in the log, the newest first.
pub async fn log(db: &TestDb) -> Vec<Event> {
    let actor = db.store.actor_named("admin").await.expect("it reads").expect("the administrator");
    let (mut filter, _) = LogFilter::parse("from=2022-01-01&to=2027-12-31", db.store.today());
    let mut found = Vec::new();
    loop {
        let page = db.store.log_page(&actor, &filter).await.expect("it reads");
        found.extend(page.rows.iter().map(|row| row.event.clone()));
        match page.rows.last().filter(|_| page.has_older) {
            Some(last) => filter.position = LogPosition::Older(last.mark()),
            None => return found,
        }
    }
}

async fn last(db: &TestDb, n: usize) -> Vec<Event> {
    log(db).await.into_iter().take(n).collect()
}

fn event(event: AccountEvent) -> Event {
    event.into()
}

const KYUYO: &str = "kyuyo";

fn login() -> String {
    KYUYO.to_owned()
}

both_dbs! {
    async fn the_first_sign_in_links_the_account_and_only_an_administrator_unlinks_it(db) {
        let (app, provider) = at_work(db).await;
        in_by(&app, &sign_in(&app, &provider).await);
        let (signed_in, linked) = (AccountEvent::SignedIn { way: WayIn::OpenId }, AccountEvent::OpenIdLinked { login: login() });
        assert_eq!(last(&app.db, 2).await, [event(signed_in.clone()), event(linked.clone())]);
        // The same person under another name there: it is them.
        provider.is_used_by(person("s-1", "kyuyo.hanako"));
        in_by(&app, &sign_in(&app, &provider).await);
        assert_eq!(last(&app.db, 2).await, [event(signed_in.clone()), event(signed_in.clone())]);
        // The same under the name of somebody else here: it is still them, and nobody else.
        provider.is_used_by(person("s-1", "keiyaku"));
        let who = in_by(&app, &sign_in(&app, &provider).await);
        assert!(who.get("/account").await.body.contains("name=\"by\" value=\"kyuyo\""));
        // Another person who was given the name.
        provider.is_used_by(person("s-2", "kyuyo"));
        assert_refused(&app, &sign_in(&app, &provider).await, 422, NOT_LET_IN).await;
        assert_eq!(last(&app.db, 1).await, [event(AccountEvent::OpenIdMismatch { login: login() })]);

        let admin = app.browser("admin").await;
        let page = admin.get("/admin/users/kyuyo").await;
        assert!(page.text().contains("組織のアカウント 結び付け済み"), "{}", page.text());
        let version = html::version(&page.body);
        let form = [("do", "unlink_openid_of"), ("version", version.as_str())];
        for other in ["kyuyo", "keiyaku", "vendor-a"] {
            let other = app.browser(other).await.post("/admin/users/kyuyo", &form).await;
            assert!(matches!(other.status.as_u16(), 403 | 404), "{}", other.status);
        }
        let done = admin.post("/admin/users/kyuyo", &form).await;
        assert_eq!(done.location.as_deref(), Some("/admin/users/kyuyo?done=unlink_openid_of"), "{}", done.text());
        let page = admin.get("/admin/users/kyuyo?done=unlink_openid_of").await;
        assert!(page.text().contains("組織のアカウントとの結び付けを解除しました。"), "{}", page.text());
        assert!(!page.text().contains("結び付け済み"), "{}", page.text());
        let version = html::version(&page.body);
        let again = admin.post("/admin/users/kyuyo", &[("do", "unlink_openid_of"), ("version", &version)]).await;
        assert_eq!(again.status, 422, "there is none");
        in_by(&app, &sign_in(&app, &provider).await);
        let tail = last(&app.db, 2).await;
        assert_eq!(tail, [event(signed_in), event(linked)]);
        assert!(log(&app.db).await.contains(&event(AccountEvent::OpenIdUnlinked { login: login() })));
        let log = admin.get("/audit").await.text();
        for sentence in [
            "サインインしました（組織のアカウント）。",
            "アカウント kyuyo を組織のアカウントと結び付けました。",
            "アカウント kyuyo と組織のアカウントの結び付けを解除しました。",
            "とは別の組織のアカウントが、同じログインIDを名乗りました。",
        ] {
            assert!(log.contains(sentence), "{sentence}: {log}");
        }
    }

    async fn who_may_not_come_in_is_told_one_sentence(db) {
        let (app, provider) = at_work(db).await;
        let users = app.db.store.list_users().await.expect("they are there").len();
        app.db.store.disable_user("vendor-b").await.expect("it is there");
        let failed = |login: &str| event(AccountEvent::SignInFailed { login: login.into(), way: WayIn::OpenId });
        for (name, expected) in [("nobody-here", ""), ("vendor-b", "vendor-b"), ("", ""), ("a\u{0}b", ""), ("' OR 1=1 --", "")] {
            provider.is_used_by(person("s-9", name));
            assert_refused(&app, &sign_in(&app, &provider).await, 422, NOT_LET_IN).await;
            assert_eq!(last(&app.db, 1).await, [failed(expected)], "{name}");
        }
        provider.is_used_by(Person { subject: "s-9".into(), claims: vec![("preferred_username", json!(7))] });
        assert_eq!(sign_in(&app, &provider).await.status, 422);
        provider.is_used_by(Person { subject: "s-9".into(), claims: Vec::new() });
        assert_refused(&app, &sign_in(&app, &provider).await, 422, NOT_LET_IN).await;
        assert_eq!(app.db.store.list_users().await.expect("they are there").len(), users, "nobody is made");
        // Nor is anybody linked on the way.
        provider.is_used_by(person("s-9", "ＫＹＵＹＯ"));
        in_by(&app, &sign_in(&app, &provider).await);
    }

    async fn networks_and_second_factors_stand_on_this_way_too(db) {
        let (app, provider) = at_work(db).await;
        let admin = app.browser("admin").await;
        let page = admin.get("/admin/organisations/KYUYO").await;
        let form = [("do", "set_networks"), ("version", &html::version(&page.body)), ("sign_in_from", "198.51.100.0/24")];
        assert_eq!(admin.post("/admin/organisations/KYUYO", &form).await.status, 303);
        let answer = sign_in(&app, &provider).await;
        assert_refused(&app, &answer, 422, "いまの接続元（192.0.2.10）は含まれていません。").await;
        assert_eq!(last(&app.db, 1).await, [event(AccountEvent::SignInElsewhere { login: login() })]);

        provider.is_used_by(person("s-a", "vendor-a"));
        let vendor = app.browser("vendor-a").await;
        let (secret, _) = crate::page::second_factor::set_up(&app, &vendor).await;
        let answer = sign_in(&app, &provider).await;
        assert_eq!(answer.location.as_deref(), Some("/sign-in?step=code"), "{}", answer.text());
        let half = app.stranger().with_cookie(&answer.cookie().expect("a session"));
        assert_eq!(half.get("/issues").await.status, 303, "nobody is in yet");
        let is_linked = |events: &[Event]| events.contains(&event(AccountEvent::OpenIdLinked { login: "vendor-a".into() }));
        assert!(!is_linked(&log(&app.db).await), "nor linked");
        let code = crate::page::second_factor::code(&app, &secret, 30);
        let entered = half.post("/session", &[("one_time_code", &code)]).await;
        in_by(&app, &entered);
        let events = log(&app.db).await;
        assert_eq!(events[0], event(AccountEvent::SignedIn { way: WayIn::OpenId }));
        assert!(is_linked(&events));
    }
}

#[tokio::test]
async fn a_password_that_is_due_is_not_asked_of_who_came_without_one() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    app.db.store.reset_password("kyuyo", "betsu-no-kagi-2026").await.expect("it is there");
    let person = in_by(&app, &sign_in(&app, &provider).await);
    assert_eq!(person.get("/issues").await.status, 200);
    let fields = [("login_id", "kyuyo"), ("password", "betsu-no-kagi-2026"), ("next", "/issues")];
    let by_password = app.stranger().post("/session", &fields).await;
    let by_password = app.stranger().with_cookie(&by_password.cookie().expect("a session"));
    assert_eq!(by_password.get("/issues").await.location.as_deref(), Some("/account"));
}

#[tokio::test]
async fn another_claim_may_carry_the_login_id_and_an_email_only_when_it_is_verified() {
    for (claim, claims, is_in) in [
        ("upn", vec![("upn", json!("kyuyo"))], true),
        ("upn", vec![("preferred_username", json!("kyuyo"))], false),
        ("email", vec![("email", json!("kyuyo")), ("email_verified", json!(true))], true),
        ("email", vec![("email", json!("kyuyo")), ("email_verified", json!(false))], false),
        ("email", vec![("email", json!("kyuyo"))], false),
        ("sub", vec![], true),
    ] {
        let db = TestDb::demo(Kind::Sqlite).await;
        let provider = Provider::start(db.store.now().timestamp()).await;
        let set = settings(&provider.issuer);
        let openid = set.openid.clone().map(|it| OpenId { claim: claim.to_owned(), ..it });
        let app = TestApp::with(db, &server::Settings { openid, ..set });
        provider.is_used_by(Person { subject: "kyuyo".into(), claims });
        let answer = sign_in(&app, &provider).await;
        if is_in {
            in_by(&app, &answer);
        } else {
            let sentence = if claim == "email" { UNPROVEN } else { NOT_LET_IN };
            assert_refused(&app, &answer, 422, sentence).await;
        }
    }
}

#[tokio::test]
async fn nothing_secret_is_told_by_any_answer() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    provider.lies(Lie::Nonce);
    let (browser, there) = set_out(&app, "/issues").await;
    let back = provider.authorize(&there);
    let answer = come_back(&browser, &back).await;
    let code = back.split("code=").nth(1).and_then(|it| it.split('&').next()).expect("a code");
    assert!(!answer.body.contains(code) && !answer.body.contains(SECRET) && !there.contains(SECRET));
}
