//! What is noted, and with whom, from where and in which session.

use super::rows;
use sea_orm::FromQueryResult;
use tests::{Browser, TestApp, TestDb, both_dbs};

#[derive(Debug, FromQueryResult)]
struct Noted {
    kind: String,
    data: String,
    actor_role: Option<String>,
    actor_center: Option<String>,
    address: Option<String>,
    session: Option<String>,
    has_user: bool,
    has_case: bool,
}

/// What was noted since the world was made, the oldest first.
async fn noted(db: &TestDb) -> Vec<Noted> {
    let sql = "SELECT kind, data, actor_role, actor_center, address, session, user_id IS NOT NULL AS has_user, \
               case_id IS NOT NULL AS has_case FROM event WHERE address IS NOT NULL ORDER BY id";
    rows(db, sql).await
}

fn kinds(noted: &[Noted]) -> Vec<&str> {
    noted.iter().map(|it| it.kind.as_str()).collect()
}

async fn count(db: &TestDb, kind: &str) -> usize {
    noted(db).await.iter().filter(|it| it.kind == kind).count()
}

async fn sign_in(browser: &Browser<'_>, login: &str, password: &str) -> u16 {
    browser.post("/session", &[("login_id", login), ("password", password)]).await.status.as_u16()
}

both_dbs! {
    async fn what_somebody_does_has_their_role_center_address_and_session(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        let sent = manager.post("/issues/SOMU-2026-001-1", &[("do", "comment"), ("text", "確認します"), ("scope", "shared")]).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        manager.post("/session/end", &[]).await;
        let all = noted(&app.db).await;
        assert_eq!(kinds(&all), ["signed_in", "commented", "signed_out"]);
        for it in &all {
            assert_eq!(it.actor_role.as_deref(), Some("operations_manager"), "{it:?}");
            assert_eq!((it.actor_center.as_deref(), it.address.as_deref()), (Some("SOMU"), Some("192.0.2.10")));
            assert_eq!(it.session, all[0].session, "one session has one number");
        }
        let mark = all[0].session.clone().unwrap();
        let cookie = manager.cookie().unwrap().to_owned();
        assert!(mark.len() == 10 && !cookie.contains(&mark), "{mark} {cookie}");
        let again = app.browser("kanri-somu").await;
        assert_ne!(noted(&app.db).await.pop().unwrap().session, Some(mark), "another one has another");
        drop(again);
    }

    async fn failures_to_sign_in_and_the_lock_are_noted_without_what_was_typed(db) {
        let app = TestApp::real(db);
        let stranger = app.stranger();
        assert_eq!(sign_in(&stranger, "my-secret-password-2026", "x").await, 422);
        for _ in 0..6 {
            assert_eq!(sign_in(&stranger, "kyuyo", "wrong-password-1").await, 422);
        }
        let all = noted(&app.db).await;
        let expected = ["sign_in_failed"; 6].into_iter().chain(["account_locked", "sign_in_failed"]).collect::<Vec<_>>();
        assert_eq!(kinds(&all), expected, "the sixth failure of the account changes nothing");
        assert!(!all[0].data.contains("secret") && !all[0].has_user, "{:?}", all[0]);
        for it in &all[1..] {
            assert!(it.data.contains("\"kyuyo\"") && it.has_user && it.actor_role.is_none(), "{it:?}");
            assert!(!it.data.contains("wrong"), "{it:?}");
        }
    }

    async fn a_wrong_current_password_is_noted(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let fields = [("do", "change_password"), ("current_password", "wrong"), ("password", "long-enough-2026"), ("password_again", "long-enough-2026")];
        assert_eq!(officer.post("/account", &fields).await.status, 422);
        assert_eq!(count(&app.db, "password_mistyped").await, 1);
    }

    async fn opening_what_is_restricted_is_noted_once_a_day(db) {
        let city = ["SELECT key FROM issue WHERE scope = 'city' ORDER BY key", "SELECT key FROM issue WHERE scope = 'center' ORDER BY key"];
        #[derive(FromQueryResult)]
        struct Key { key: String }
        let (city, center) = (rows::<Key>(&db, city[0]).await, rows::<Key>(&db, city[1]).await);
        let app = TestApp::demo(db).await;
        let (officer, lead) = (app.browser("kyuyo").await, app.browser("sekinin").await);
        for _ in 0..2 {
            assert_eq!(officer.get(&format!("/issues/{}", city[0].key)).await.status, 200);
            assert_eq!(officer.get(&format!("/fn/issue?key={}", city[0].key)).await.status, 200);
            assert_eq!(lead.get(&format!("/issues/{}", center[0].key)).await.status, 200);
            assert_eq!(lead.get(&format!("/issues/{}", city[0].key)).await.status, 404);
            assert_eq!(officer.get("/issues/SOMU-2026-001-1").await.status, 200);
        }
        let reads = noted(&app.db).await.into_iter().filter(|it| it.kind == "issue_read").collect::<Vec<_>>();
        let roles: Vec<_> = reads.iter().map(|it| it.actor_role.as_deref().unwrap_or_default()).collect();
        assert_eq!(roles, ["section_officer", "center_lead"]);
        assert!(reads.iter().all(|it| it.has_case));
        app.db.set_clock(2026, 11, 25, 9);
        app.browser("kyuyo").await.get(&format!("/issues/{}", city[0].key)).await;
        assert_eq!(count(&app.db, "issue_read").await, 3);
        // The history of the 課題 does not tell who reads it.
        let text = app.browser("kyuyo").await.get(&format!("/issues/{}", city[0].key)).await.text();
        assert!(!text.contains("課題を開きました"), "{text}");
    }

    async fn what_one_may_not_do_is_noted(db) {
        let app = TestApp::demo(db).await;
        let operator = app.browser("op-somu").await;
        let forged = operator.post("/issues/SOMU-2026-001-9", &[("do", "add_line"), ("line", "確認")]).await;
        assert_eq!(forged.status, 403, "{}", forged.text());
        assert_eq!(operator.post("/issues/KYOIKU-2026-001-1", &[("do", "comment"), ("text", "x")]).await.status, 404);
        assert_eq!(operator.post("/issues/new", &[("do", "<script>"), ("case", "no")]).await.status, 404);
        let denied = noted(&app.db).await.into_iter().filter(|it| it.kind == "denied").collect::<Vec<_>>();
        assert_eq!(denied.len(), 3, "{denied:?}");
        assert!(denied[0].has_case && denied[1].has_case && !denied[2].has_case);
        assert!(denied.iter().all(|it| !it.data.contains("script")));
        // An everyday mistake is none.
        let officer = app.browser("kyuyo").await;
        assert_eq!(officer.post("/issues/SOMU-2026-001-1", &[("do", "comment"), ("text", "")]).await.status, 422);
        assert_eq!(count(&app.db, "denied").await, 3);
    }
}
