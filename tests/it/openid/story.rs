//! There and back: what happens on the way, and what else may come back.

use super::{
    AWAY, CANCELLED, INCOMPLETE, Lie, NOT_BEGUN, OTHER, Provider, REFUSED, assert_refused, at_work, come_back, in_by,
    set_out, settings, sign_in,
};
use chrono::TimeDelta;
use tests::{Kind, TestApp, TestDb, both_dbs};

both_dbs! {
    async fn who_is_let_in_there_is_let_in_here(db) {
        let (app, provider) = at_work(db).await;
        let page = app.stranger().get("/sign-in?next=%2Fissues%3Fq%3Dx").await;
        assert!(page.text().contains("組織のアカウントでサインイン"), "{}", page.text());
        assert!(page.body.contains("href=\"/session/openid?next=%2Fissues%3Fq%3Dx\""), "{}", page.body);
        assert_eq!(provider.asked(), (0, 0, 0), "nobody has gone there yet");
        let (browser, there) = set_out(&app, "/issues").await;
        let answer = come_back(&browser, &provider.authorize(&there)).await;
        let person = in_by(&app, &answer);
        assert!(person.get("/account").await.text().contains("給与課"));
        assert_eq!(answer.cookie().map(|it| it.len()), browser.cookie().map(str::len), "the same cookie");
        assert_ne!(answer.cookie().as_deref(), browser.cookie(), "under a new id");
        assert_eq!(browser.get("/issues").await.status, 303, "the id of before is worth nothing");
        assert_eq!(provider.refusals(), Vec::<&str>::new());
        // The second time nothing is asked anew but the token.
        in_by(&app, &sign_in(&app, &provider).await);
        assert_eq!(provider.asked(), (1, 1, 2));
        // Another site cannot send anybody through: they come to the sign-in page.
        for site in ["cross-site", "same-site"] {
            let answer = app.stranger().get_with("/session/openid?next=/laws", &[("sec-fetch-site", site)]).await;
            assert_eq!(answer.location.as_deref(), Some("/sign-in?next=%2Flaws"), "{site}");
        }
        // Whoever is in has no use for the way, nor for stepping back in the browser.
        assert_eq!(person.get("/session/openid?next=/laws").await.location.as_deref(), Some("/laws"));
        assert_eq!(person.get("/session/openid/return?code=x&state=y").await.location.as_deref(), Some("/"));
    }

    async fn an_answer_is_good_once_in_its_own_browser_and_in_time(db) {
        let (app, provider) = at_work(db).await;
        let (browser, there) = set_out(&app, "/issues").await;
        let (other, elsewhere) = set_out(&app, "/issues").await;
        let back = provider.authorize(&there);
        // Somebody is sent an address with the code of another person.
        assert_refused(&app, &come_back(&other, &back).await, 422, NOT_BEGUN).await;
        assert_refused(&app, &come_back(&app.stranger(), &back).await, 422, NOT_BEGUN).await;
        // Their own way is over by that: it is good for one return.
        assert_refused(&app, &come_back(&other, &provider.authorize(&elsewhere)).await, 422, NOT_BEGUN).await;
        let (status, codes) = (come_back(&browser, &back).await, provider.asked().2);
        in_by(&app, &status);
        assert_refused(&app, &come_back(&browser, &back).await, 422, NOT_BEGUN).await;
        assert_eq!(provider.asked().2, codes, "the provider was not bothered with it");
        let (late, there) = set_out(&app, "/issues").await;
        let back = provider.authorize(&there);
        app.db.clock.set(app.db.store.now() + TimeDelta::minutes(10));
        assert_refused(&app, &come_back(&late, &back).await, 422, NOT_BEGUN).await;
    }

    async fn each_other_answer_has_its_sentence(db) {
        let (app, provider) = at_work(db).await;
        let error = |name: &'static str| move |it: &mut Vec<(String, String)>| it[0] = ("error".into(), name.into());
        let (browser, there) = set_out(&app, "/issues").await;
        let answer = come_back(&browser, &provider.authorize_with(&there, error("access_denied"))).await;
        assert_refused(&app, &answer, 422, CANCELLED).await;
        assert!(answer.body.contains("/session/openid?next=%2Fissues"), "where they wanted to go is not lost");
        let (browser, there) = set_out(&app, "/issues").await;
        let answer = come_back(&browser, &provider.authorize_with(&there, error("server_error"))).await;
        assert_refused(&app, &answer, 422, REFUSED).await;
        for query in ["", "?code=x", "?state=x", "?code=x&code=y&state=z", "?code=&state=", "?%ff=%fe", "?error=x"] {
            let (browser, _) = set_out(&app, "/issues").await;
            let answer = browser.get(&format!("/session/openid/return{query}")).await;
            assert_refused(&app, &answer, 422, INCOMPLETE).await;
        }
        // Another provider mixes itself in, or the own one says nothing although it says that it would.
        let (browser, there) = set_out(&app, "/issues").await;
        let back = provider.authorize_with(&there, |it| it[2].1 = "https://id.example.com".into());
        assert_refused(&app, &come_back(&browser, &back).await, 422, OTHER).await;
        let (browser, there) = set_out(&app, "/issues").await;
        let back = provider.authorize_with(&there, |it| it.truncate(2));
        assert_refused(&app, &come_back(&browser, &back).await, 422, OTHER).await;
        assert_eq!(provider.asked().2, 0, "no code of any of them went anywhere");
        // English too.
        let english = [("accept-language", "en")];
        let page = app.stranger().get_with("/session/openid/return?code=x&state=y", &english).await;
        assert!(page.text().contains("was begun in another browser"), "{}", page.text());
        let page = app.stranger().get_with("/sign-in", &english).await;
        assert!(page.text().contains("Sign in with your organisation’s account"), "{}", page.text());
    }
}

#[tokio::test]
async fn it_leads_to_own_paths_only() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    for next in ["//evil.example", "https://evil.example/", "/session", "/%5Cevil.example", "/sign-in", ""] {
        let (browser, there) = set_out(&app, next).await;
        let answer = come_back(&browser, &provider.authorize(&there)).await;
        assert_eq!(answer.location.as_deref(), Some("/"), "{next}");
    }
}

#[tokio::test]
async fn a_provider_that_does_not_name_itself_is_taken_at_its_word() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    provider.says_who(false);
    in_by(&app, &sign_in(&app, &provider).await);
}

#[tokio::test]
async fn without_it_there_is_no_such_way() {
    let app = TestApp::real(TestDb::demo(Kind::Sqlite).await);
    for path in ["/session/openid", "/session/openid?next=/issues", "/session/openid/return?code=x&state=y"] {
        assert_eq!(app.stranger().get(path).await.status, 404, "{path}");
    }
    assert!(!app.stranger().get("/sign-in").await.body.contains("/session/openid"));
}

#[tokio::test]
async fn while_the_provider_is_away_the_password_is_a_way_in() {
    let db = TestDb::demo(Kind::Sqlite).await;
    let provider = Provider::start(0).await;
    let issuer = provider.issuer.clone();
    provider.goes_away().await;
    let app = TestApp::with(db, &settings(&issuer));
    let answer = app.stranger().get("/session/openid?next=/issues").await;
    assert_refused(&app, &answer, 503, AWAY).await;
    assert!(app.browser("kyuyo").await.get("/issues").await.status == 200);
}

#[tokio::test]
async fn it_may_go_away_between_leaving_and_coming_back() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    let (browser, there) = set_out(&app, "/issues").await;
    let back = provider.authorize(&there);
    provider.goes_away().await;
    assert_refused(&app, &come_back(&browser, &back).await, 503, AWAY).await;
}

#[tokio::test]
async fn an_answer_that_does_not_come_does_not_end_or_leads_elsewhere_is_given_up() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    for lie in [Lie::Huge, Lie::Failing, Lie::Moved, Lie::Slow] {
        provider.lies(lie);
        let began = std::time::Instant::now();
        assert_refused(&app, &sign_in(&app, &provider).await, 503, AWAY).await;
        assert!(began.elapsed().as_secs() < 20, "{lie:?}");
    }
    // None of that was anybody's failure.
    provider.lies(Lie::None);
    in_by(&app, &sign_in(&app, &provider).await);
}

#[tokio::test]
async fn a_provider_that_fails_is_left_alone_for_a_moment() {
    let (app, provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    provider.lies(Lie::Failing);
    for _ in 0..5 {
        assert_refused(&app, &app.stranger().get("/session/openid").await, 503, AWAY).await;
    }
    assert_eq!(provider.asked().0, 1);
}

#[tokio::test]
async fn one_address_begins_no_more_than_an_office_does() {
    let (app, _provider) = at_work(TestDb::demo(Kind::Sqlite).await).await;
    for n in 0..300 {
        assert_eq!(app.stranger().get("/session/openid").await.status, 303, "{n}");
    }
    // Some turns come back while that lasts.
    let mut more = Vec::new();
    for _ in 0..60 {
        more.push(app.stranger().get("/session/openid").await);
    }
    let refused = more.iter().find(|it| it.status == 429).expect("too many in the end");
    assert!(refused.headers.contains_key("retry-after"));
}
