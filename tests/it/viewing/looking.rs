//! In the browser: the band on every page, nothing that can be sent, and two lines in the log.

use sea_orm::{Database, FromQueryResult, Statement};
use tests::{Browser, TestApp, TestDb, both_dbs};

const BAND: &str = "表示を終える";
const REFUSED: &str = "「この人として表示」の間は閲覧だけ";

async fn look_as(browser: &Browser<'_>, login: &str) {
    let begun = browser.post(&format!("/admin/users/{login}"), &[("do", "view_as"), ("version", "1")]).await;
    assert_eq!((begun.status.as_u16(), begun.location.as_deref()), (303, Some("/")), "{}", begun.text());
}

#[derive(Debug, FromQueryResult)]
struct Noted {
    kind: String,
    doer: String,
    about: Option<String>,
    session: Option<String>,
}

async fn noted(db: &TestDb) -> Vec<Noted> {
    let sql = "SELECT e.kind, d.login AS doer, u.login AS about, e.session FROM event e \
               JOIN user_account d ON d.id = e.actor_id LEFT JOIN user_account u ON u.id = e.user_id \
               WHERE e.address IS NOT NULL ORDER BY e.id";
    let connection = Database::connect(&db.url).await.unwrap();
    let backend = sea_orm::ConnectionTrait::get_database_backend(&connection);
    Noted::find_by_statement(Statement::from_string(backend, sql)).all(&connection).await.unwrap()
}

both_dbs! {
    async fn every_page_says_as_whom_and_nothing_can_be_sent(db) {
        let app = TestApp::demo(db).await;
        let lead = app.browser("sekinin").await;
        assert!(lead.get("/admin/users/kyuyo").await.text().contains("この人として表示"));
        look_as(&lead, "kyuyo").await;
        let kyuyo = app.db.actor("kyuyo").await;
        for page in ["/", "/cases", "/cases/SOMU-2026-001", "/cases/SOMU-2026-001/stages/1", "/issues", "/issues/new",
            "/issues/SOMU-2026-001-1", "/laws", "/timeline", "/ranking", "/no-such-page"]
        {
            let text = lead.get(page).await.text();
            assert!(text.contains(BAND) && text.contains(&format!("{}さん（", kyuyo.name)), "{page}: {text}");
        }
        let before = noted(&app.db).await.len();
        for (page, fields) in [
            ("/issues/SOMU-2026-001-1", vec![("do", "comment"), ("text", "確認します"), ("scope", "shared")]),
            ("/issues/SOMU-2026-001-1", vec![("do", "withdraw"), ("version", "1")]),
            ("/issues/new", vec![("do", "raise"), ("case", "SOMU-2026-001"), ("title", "x"), ("scope", "shared")]),
            ("/cases/SOMU-2026-001/stages/1", vec![("do", "request_gate"), ("version", "1")]),
            ("/cases/SOMU-2026-001/plan", vec![("do", "comment_plan"), ("text", "x")]),
            ("/laws/new", vec![("do", "add_law")]),
            ("/account", vec![("do", "account"), ("language", "en"), ("date_style", "western")]),
            ("/account", vec![("do", "change_password")]),
            ("/admin/users/vendor-a", vec![("do", "view_as")]),
            ("/admin/users/vendor-a", vec![("do", "disable_account"), ("version", "1")]),
        ] {
            let refused = lead.post(page, &fields).await;
            let told = refused.text().contains(REFUSED);
            assert!((told && refused.status == 403) || refused.status == 404, "{page} {fields:?}: {}", refused.text());
        }
        let preview = lead.post("/fn/preview", &[("text", "x")]).await;
        assert_eq!(preview.status, 403, "{}", preview.body);
        let export = lead.get("/audit/export?format=csv").await;
        assert!(export.status == 403 || export.status == 404, "{}", export.text());
        assert_eq!(noted(&app.db).await.len(), before, "nothing was written");
        // The settings of a person are theirs.
        assert_eq!(lead.get("/account").await.location.as_deref(), Some("/"));
    }

    async fn beginning_and_end_stand_in_the_log_by_who_looked(db) {
        let app = TestApp::demo(db).await;
        let admin = app.browser("admin").await;
        look_as(&admin, "op-somu").await;
        assert!(admin.get("/").await.text().contains(BAND));
        let ended = admin.post("/session/as/end", &[]).await;
        assert_eq!(ended.location.as_deref(), Some("/admin/users/op-somu"));
        assert!(!admin.get("/").await.text().contains(BAND));
        look_as(&admin, "kanri-somu").await;
        admin.post("/session/end", &[]).await;
        let all = noted(&app.db).await;
        let told: Vec<_> = all.iter().map(|it| (it.kind.as_str(), it.doer.as_str(), it.about.as_deref())).collect();
        assert_eq!(told, [
            ("signed_in", "admin", None),
            ("viewing_began", "admin", Some("op-somu")),
            ("viewing_ended", "admin", Some("op-somu")),
            ("viewing_began", "admin", Some("kanri-somu")),
            ("viewing_ended", "admin", Some("kanri-somu")),
            ("signed_out", "admin", None),
        ]);
        assert!(all.iter().all(|it| it.session.is_some() && it.session == all[0].session));
        // The next session is their own.
        assert!(!app.browser("admin").await.get("/").await.text().contains(BAND));
    }

    async fn what_was_read_was_read_by_who_looked(db) {
        let app = TestApp::demo(db).await;
        let lead = app.browser("sekinin").await;
        look_as(&lead, "op-somu").await;
        let truth = tests::truth::Truth::of(&app.db).await;
        let operator = app.db.actor("op-somu").await;
        let inside = truth.issues_for(&operator).into_iter().find(|it| it.audience.scope == domain::visibility::Scope::Center);
        assert_eq!(lead.get(&format!("/issues/{}", inside.unwrap().key)).await.status, 200);
        let last = noted(&app.db).await.pop().unwrap();
        assert_eq!((last.kind.as_str(), last.doer.as_str()), ("issue_read", "sekinin"));

        let input = domain::relay::SubmitInput { title: "件名".into(), text: "文面".into() };
        let from = store::RelaySource { case: "SOMU-2026-001", ..Default::default() };
        let relay = app.db.store.submit_relay(&operator, from, &input).await.unwrap();
        assert_eq!(lead.get(&format!("/relay/{relay}")).await.status, 200);
        let last = noted(&app.db).await.pop().unwrap();
        assert_eq!((last.kind.as_str(), last.doer.as_str()), ("relay_read", "sekinin"));
    }

    async fn only_lead_and_administrator_may_and_never_above_or_aside(db) {
        let app = TestApp::demo(db).await;
        for (who, whom) in [("sekinin", "admin"), ("admin", "sekinin"), ("sekinin", "sekinin"), ("kanri-somu", "op-somu"), ("keiyaku", "kyuyo")] {
            let browser = app.browser(who).await;
            let refused = browser.post(&format!("/admin/users/{whom}"), &[("do", "view_as"), ("version", "1")]).await;
            assert!(refused.status == 403 || refused.status == 404, "{who} as {whom}: {}", refused.status);
            assert!(!browser.get("/").await.text().contains(BAND), "{who} as {whom}");
            assert!(!browser.get(&format!("/admin/users/{whom}")).await.text().contains("この人として表示"), "{who} {whom}");
        }
    }

    async fn it_ends_when_the_person_has_no_role_any_more(db) {
        let app = TestApp::demo(db).await;
        let lead = app.browser("sekinin").await;
        look_as(&lead, "vendor-c").await;
        app.db.store.disable_user("vendor-c").await.unwrap();
        let text = lead.get("/").await.text();
        assert!(!text.contains(BAND) && text.contains(&app.db.actor("sekinin").await.name), "{text}");
        assert!(noted(&app.db).await.iter().any(|it| it.kind == "viewing_ended" && it.doer == "sekinin"));
    }
}
