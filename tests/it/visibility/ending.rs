//! A role that ends, ends at once: whatever is open in the browser, the next thing sent from it is refused.

use chrono::{TimeDelta, TimeZone, Utc};
use domain::admin::RoleInput;
use tests::{TestApp, TestDb, both_dbs};

/// A moment in Japan.
fn set(db: &TestDb, day: u32, hour: u32, minute: u32, second: u32) {
    let at = Utc.with_ymd_and_hms(2026, 11, day, hour, minute, second).unwrap();
    db.clock.set(at - TimeDelta::hours(9));
}

/// An administrator ends the only role of somebody with today.
async fn end_today(db: &TestDb, login: &str) {
    let admin = db.actor("admin").await;
    let page = db.store.account_page(&admin, login).await.unwrap();
    db.store.end_role(&admin, login, page.version, &page.terms[0].id, "2026-11-24").await.unwrap();
}

both_dbs! {
    async fn the_day_passes_at_midnight_and_open_pages_with_it(db) {
        let app = TestApp::demo(db).await;
        end_today(&app.db, "kyuyo").await;
        // Signed in late on the last day, with the page of a 課題 open.
        set(&app.db, 24, 23, 50, 0);
        let officer = app.browser("kyuyo").await;
        let (issue, function) = ("/issues/SOMU-2026-001-1", "/fn/issue?key=SOMU-2026-001-1");
        let comment = [("do", "comment"), ("text", "最後の日のうちに"), ("scope", "shared")];
        set(&app.db, 24, 23, 59, 59);
        assert_eq!(officer.get(issue).await.status, 200);
        assert_eq!(officer.get(function).await.status, 200);
        assert_eq!(officer.post(issue, &comment).await.status, 303);
        // A second later it is another day, in Japan.
        set(&app.db, 25, 0, 0, 0);
        let sent = officer.post(issue, &[("do", "comment"), ("text", "翌日になってから"), ("scope", "shared")]).await;
        assert!(sent.location.as_deref().is_some_and(|to| to.starts_with("/sign-in")), "{sent:?}");
        assert_eq!(officer.get(function).await.status, 401);
        assert_eq!(officer.get("/audit/export?format=csv").await.status, 303);
        assert!(officer.get("/").await.location.is_some_and(|to| to.starts_with("/sign-in")));
        let lead = app.db.actor("sekinin").await;
        let page = app.db.store.issue_page(&lead, tests::typed::key("SOMU-2026-001-1")).await.unwrap();
        let said: Vec<_> = tests::typed::comments(&page).iter().map(|it| it.body.clone()).collect();
        assert!(said.iter().any(|it| it == "最後の日のうちに") && said.iter().all(|it| it != "翌日になってから"));
        // Nor do they come in again.
        let again = app.stranger().post("/session", &[("login_id", "kyuyo"), ("password", "kaisei-demo-2026")]).await;
        assert_eq!(again.status, 422);
    }

    async fn with_the_next_role_comes_what_it_may_see_and_do(db) {
        let app = TestApp::demo(db).await;
        end_today(&app.db, "kanri-somu").await;
        let admin = app.db.actor("admin").await;
        let version = app.db.store.account_page(&admin, "kanri-somu").await.unwrap().version;
        let next = RoleInput { role: "operator".into(), center: "SOMU".into(), from: "2026-11-25".into(), to: String::new() };
        app.db.store.give_role(&admin, "kanri-somu", version, &next).await.unwrap();
        let truth = tests::truth::Truth::of(&app.db).await;
        let manager = app.db.actor("kanri-somu").await;
        let between = truth.issues_for(&manager).into_iter().find(|it| it.audience.scope == domain::visibility::Scope::CityManager);
        let page = format!("/issues/{}", between.unwrap().key);
        set(&app.db, 24, 23, 50, 0);
        let browser = app.browser("kanri-somu").await;
        assert_eq!(browser.get(&page).await.status, 200);
        set(&app.db, 25, 0, 0, 0);
        // A session ends with the role in which it began.
        let sent = browser.post(&page, &[("do", "comment"), ("text", "まだ業務管理者のつもりで"), ("scope", "city_manager")]).await;
        assert!(sent.location.is_some_and(|to| to.starts_with("/sign-in")));
        let operator = app.browser("kanri-somu").await;
        // The page that stood open is one that an operator may not know of.
        let sent = operator.post(&page, &[("do", "comment"), ("text", "まだ業務管理者のつもりで"), ("scope", "city_manager")]).await;
        assert_eq!(sent.status, 404, "{}", sent.text());
        assert_eq!(operator.get(&page).await.status, 404);
        assert_eq!(operator.get("/issues").await.status, 200);
    }

    async fn a_disabled_account_is_out_at_once(db) {
        let app = TestApp::demo(db).await;
        let vendor = app.browser("vendor-a").await;
        assert_eq!(vendor.get("/cases").await.status, 200);
        let admin = app.db.actor("admin").await;
        let version = app.db.store.account_page(&admin, "vendor-a").await.unwrap().version;
        app.db.store.disable_account(&admin, "vendor-a", version).await.unwrap();
        let sent = vendor.post("/issues/SOMU-2026-001-1", &[("do", "comment"), ("text", "x"), ("scope", "shared")]).await;
        assert!(sent.location.is_some_and(|to| to.starts_with("/sign-in")));
        assert_eq!(vendor.get("/fn/raise-form").await.status, 401);
    }
}
