//! Every person of the demo world, at everything in it.

use super::eyes::Eyes;
use domain::{filter::IssueFilter, visibility::Scope};
use tests::{both_dbs, people::EVERYBODY, truth::Truth, typed::is_not_found};

both_dbs! {
    async fn everybody_sees_what_the_rule_says_and_nothing_else(db) {
        let truth = Truth::of(&db).await;
        assert!(truth.issues.len() > 60 && truth.comments.len() > 100, "the world has something to hide");
        for scope in Scope::ALL {
            assert!(truth.issues.iter().any(|it| it.audience.scope == *scope), "{scope}");
            assert!(truth.comments.iter().any(|it| it.scope == *scope), "{scope}");
        }
        for login in EVERYBODY {
            let actor = db.actor(login).await;
            Eyes { store: &db.store, truth: &truth, actor: &actor }.see_what_the_rule_says().await;
        }
    }

    async fn the_administrator_sees_no_case_content_at_all(db) {
        let admin = db.actor("admin").await;
        let list = db.store.issue_list(&admin, &IssueFilter::parse("state=all")).await.unwrap();
        assert!(list.rows.is_empty() && list.cases.is_empty() && list.count.number == 0 && !list.may_raise);
        assert!(list.choices.people.is_empty() && list.choices.orgs.is_empty() && list.choices.systems.is_empty());
        let cases = db.store.case_list(&admin, &Default::default()).await.unwrap();
        assert!(cases.rows.is_empty() && cases.visible == 0 && cases.vendors.is_empty() && cases.fiscal_years.is_empty());
        let today = db.store.today_view(&admin).await.unwrap();
        assert!(today.mine.is_empty() && today.soon.is_empty() && today.overdue.is_empty());
        assert!(today.waiting.is_empty() && today.cases.is_empty());
        assert_eq!((today.mine_count.number, today.soon_count.number, today.overdue_count.number), (0, 0, 0));
        for issue in Truth::of(&db).await.issues {
            assert!(is_not_found(&db.store.issue_page(&admin, issue.key).await));
            assert!(is_not_found(&db.store.comment(&admin, issue.key, None, "x").await));
        }
    }

    /// Who writes to an issue out of sight gets the answer that one which is none would get.
    async fn no_verb_tells_an_invisible_issue_from_none(db) {
        let truth = Truth::of(&db).await;
        let none = domain::key::IssueKey::parse("SOMU-2026-001-99999").unwrap();
        for login in ["kyuyo", "vendor-a", "vendor-c", "op-somu", "kanri-kyoiku", "consul"] {
            let actor = db.actor(login).await;
            let seen: Vec<_> = truth.issues_for(&actor).iter().map(|it| it.key).collect();
            let hidden = truth.issues.iter().map(|it| it.key).filter(|key| !seen.contains(key));
            for key in hidden.take(12).chain([none]) {
                let store = &db.store;
                let draft = tests::typed::draft("x");
                let to = tests::typed::to("KYUYO", "kyuyo");
                let line = domain::ids::ChecklistLineId(uuid::Uuid::nil());
                let mv = domain::issue::Move::Withdraw;
                assert!(is_not_found(&store.issue_page(&actor, key).await), "{login} {key}");
                assert!(is_not_found(&store.comment(&actor, key, None, "").await), "{login} {key}");
                assert!(is_not_found(&store.move_issue(&actor, key, 1, mv, &Default::default()).await), "{login} {key}");
                assert!(is_not_found(&store.edit_issue(&actor, key, 1, "", "", &draft).await), "{login} {key}");
                assert!(is_not_found(&store.set_policy(&actor, key, 1, "").await), "{login} {key}");
                assert!(is_not_found(&store.assign_issue(&actor, key, 1, &to).await), "{login} {key}");
                assert!(is_not_found(&store.move_deadline(&actor, key, 1, "", "").await), "{login} {key}");
                assert!(is_not_found(&store.add_line(&actor, key, "", "", "").await), "{login} {key}");
                assert!(is_not_found(&store.tick_line(&actor, key, line, true).await), "{login} {key}");
                assert!(is_not_found(&store.relate(&actor, key, "").await), "{login} {key}");
            }
        }
    }
}
