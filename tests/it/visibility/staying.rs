//! The 公開範囲 of a record stays what it was: no verb changes it, and below the verbs the database does not let it.

use domain::{event::Event, visibility::Scope};
use sea_orm::{ConnectionTrait, Database};
use std::collections::BTreeMap;
use tests::{TestApp, TestDb, both_dbs, truth::Truth};

/// Every 公開範囲 there is, by what it is of.
async fn scopes(db: &TestDb) -> BTreeMap<String, Scope> {
    let truth = Truth::of(db).await;
    let issues = truth.issues.iter().map(|it| (format!("issue {}", it.key), it.audience.scope));
    let comments = truth.comments.iter().map(|it| (format!("comment {}", it.id), it.scope));
    issues.chain(comments).collect()
}

/// Forms of 課題, each with a wider 公開範囲 slipped in.
const FORMS: [&[(&str, &str)]; 14] = [
    &[
        ("do", "edit"),
        ("title", "直した件名"),
        ("body", "直した内容"),
        ("category", "other"),
        ("severity", "medium"),
        ("priority", "high"),
    ],
    &[("do", "set_policy"), ("policy", "方針")],
    &[("do", "assign"), ("org", "KYUYO"), ("assignee", "kyuyo")],
    &[("do", "move_deadline"), ("due", "2026-12-18"), ("reason", "理由")],
    &[("do", "add_line"), ("line", "行")],
    &[("do", "relate"), ("related", "SOMU-2026-001-2")],
    &[("do", "comment"), ("text", "コメント")],
    &[("do", "accept"), ("org", "KYUYO"), ("assignee", "kyuyo"), ("due", "2026-12-18")],
    &[("do", "ask"), ("text", "質問")],
    &[("do", "answer"), ("text", "回答")],
    &[("do", "resolve"), ("text", "対応")],
    &[("do", "hold"), ("reason", "理由"), ("until", "2026-12-18")],
    &[("do", "withdraw"), ("reason", "理由")],
    &[("do", "disclose")],
];

both_dbs! {
    async fn no_form_changes_the_scope_of_what_is_there(db) {
        let app = TestApp::demo(db).await;
        let before = scopes(&app.db).await;
        let mut done = 0;
        for login in ["kyuyo", "sekinin", "kanri-somu", "op-somu", "vendor-a", "vendor-b"] {
            let (actor, browser) = (app.db.actor(login).await, app.browser(login).await);
            for scope in Scope::ALL {
                let truth = Truth::of(&app.db).await;
                let issue = truth.issues_for(&actor).into_iter().find(|it| it.audience.scope == *scope && it.state.is_open());
                let Some(issue) = issue else { continue };
                for form in FORMS {
                    let page = app.db.store.issue_page(&actor, issue.key).await.unwrap();
                    let version = page.version.to_string();
                    let mut fields = form.to_vec();
                    fields.extend([("version", version.as_str()), ("scope", "shared"), ("system", "")]);
                    let answer = browser.post(&format!("/issues/{}", issue.key), &fields).await;
                    done += usize::from(answer.status == 303);
                }
            }
        }
        assert!(done > 40, "{done} forms were carried out");
        let after = scopes(&app.db).await;
        for (what, scope) in &before {
            assert_eq!(after.get(what), Some(scope), "{what}");
        }
        assert!(after.len() > before.len(), "what was added has a 公開範囲 of its own");
    }

    /// 開示 leaves the record as it was, makes another one, and stands in the log.
    async fn a_disclosed_record_is_a_copy(db) {
        let truth = Truth::of(&db).await;
        let manager = db.actor("kanri-somu").await;
        let inside = truth.issues_for(&manager).into_iter().find(|it| it.audience.scope == Scope::Center && it.state.is_open());
        let inside = inside.unwrap();
        let copy = db.store.disclose(&manager, inside.key, None).await.unwrap();
        assert_ne!(copy, inside.key);
        let after = Truth::of(&db).await;
        let scope = |key| after.issues.iter().find(|it| it.key == key).unwrap().audience.scope;
        assert_eq!((scope(inside.key), scope(copy)), (Scope::Center, Scope::CityManager));
        let noted = after.events.iter().filter(|it| matches!(it.event, Event::Relayed { .. })).count();
        assert!(noted > truth.events.iter().filter(|it| matches!(it.event, Event::Relayed { .. })).count());
    }

    async fn the_database_itself_refuses_another_scope(db) {
        let open = Database::connect(&db.url).await.unwrap();
        for table in ["issue", "comment"] {
            let widen = format!("UPDATE {table} SET scope = 'shared' WHERE scope <> 'shared'");
            let error = open.execute_unprepared(&widen).await.unwrap_err().to_string();
            assert!(error.contains("stays"), "{table}: {error}");
            let narrow = format!("UPDATE {table} SET scope = 'city' WHERE scope = 'shared'");
            assert!(open.execute_unprepared(&narrow).await.is_err(), "{table}");
            // The same again is no change.
            open.execute_unprepared(&format!("UPDATE {table} SET scope = scope")).await.unwrap();
        }
    }
}
