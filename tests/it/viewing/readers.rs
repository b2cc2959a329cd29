//! Who may ask who reads a record, and what the answer tells.

use domain::{
    key::IssueKey,
    role::Role,
    view::{Asked, ReadersPage},
    visibility::{Hidden, case_sight, record_sight},
};
use tests::{TestApp, both_dbs, people::EVERYBODY, truth::Truth, typed::is_not_found};

const ASKING: [&str; 4] = ["keiyaku", "sekinin", "kanri-somu", "kanri-kyoiku"];

fn about(page: &ReadersPage) -> Option<(&str, Role)> {
    match page.asked.as_ref()? {
        Asked::Person { name, role, .. } => Some((name.as_str(), *role)),
        Asked::NoSuchPerson => None,
    }
}

both_dbs! {
    async fn the_answer_is_the_rule_for_everybody_the_asker_may_know_of(db) {
        let truth = Truth::of(&db).await;
        let mut everybody = Vec::new();
        for login in EVERYBODY {
            everybody.push(db.actor(login).await);
        }
        let mut told = 0;
        for asker in ASKING {
            let actor = db.actor(asker).await;
            for issue in truth.issues_for(&actor).into_iter().step_by(5) {
                for person in &everybody {
                    let page = db.store.issue_readers(&actor, issue.key, Some(&person.login)).await.unwrap();
                    let expected = record_sight(person, &issue.audience);
                    match page.asked.as_ref().unwrap() {
                        Asked::Person { sight, name, .. } => {
                            told += 1;
                            assert_eq!((*sight, name), (expected, &person.name), "{asker} asks of {} at {}", person.login, issue.key);
                        }
                        Asked::NoSuchPerson => {
                            assert!(page.people.iter().all(|it| it.login != person.login), "{asker} {}", person.login);
                        }
                    }
                    let group = page.groups.iter().find(|it| it.role == person.role && it.center == person.center && it.sight == expected);
                    assert!(group.is_some(), "{asker}: {} stands in no group of {}", person.login, issue.key);
                }
            }
            for case in truth.cases_for(&actor).into_iter().step_by(4) {
                let page = db.store.case_readers(&actor, case.no, None).await.unwrap();
                for group in &page.groups {
                    let someone = everybody.iter().find(|it| it.role == group.role && it.center == group.center && case_sight(it, &case.audience) == group.sight);
                    assert!(someone.is_some(), "{asker}: {group:?} at {}", case.no);
                }
            }
        }
        assert!(told > 500, "{told} answers");
    }

    async fn nobody_else_may_ask_and_nobody_of_what_they_do_not_see(db) {
        let truth = Truth::of(&db).await;
        for login in EVERYBODY {
            let actor = db.actor(login).await;
            let seen: Vec<_> = truth.issues_for(&actor).iter().map(|it| it.key).collect();
            for issue in truth.issues.iter().step_by(3) {
                let may = ASKING.contains(&login) && seen.contains(&issue.key);
                let page = db.store.issue_readers(&actor, issue.key, Some("kyuyo")).await;
                assert_eq!(page.is_ok(), may, "{login} {}", issue.key);
                assert!(may || is_not_found(&page), "{login} {}", issue.key);
            }
        }
    }

    /// Specification 9-(5): operators are known inside their center only.
    async fn operators_are_named_inside_the_center_only(db) {
        let key = IssueKey::parse("SOMU-2026-001-1").unwrap();
        let operator = db.actor("op-somu").await;
        let page = db.store.issue_readers(&db.actor("keiyaku").await, key, Some("op-somu")).await.unwrap();
        assert_eq!(page.asked, Some(Asked::NoSuchPerson));
        assert!(page.groups.iter().any(|it| it.role == Role::Operator), "that operators read along is the rule, and told");
        assert!(!serde_json::to_string(&page).unwrap().contains(&operator.name));
        let page = db.store.issue_readers(&db.actor("kanri-somu").await, key, Some("op-somu")).await.unwrap();
        assert_eq!(about(&page), Some((operator.name.as_str(), Role::Operator)));
        // Of the other center, its manager knows nobody.
        let page = db.store.issue_readers(&db.actor("kanri-somu").await, key, Some("op-kyoiku")).await.unwrap();
        assert_eq!(page.asked, Some(Asked::NoSuchPerson));
    }

    async fn the_page_says_it_in_a_sentence_and_is_offered_to_those_who_may(db) {
        let app = TestApp::demo(db).await;
        let manager = app.browser("kanri-somu").await;
        assert!(manager.get("/issues/SOMU-2026-001-1").await.body.contains("href=\"/issues/SOMU-2026-001-1/readers\""));
        assert!(manager.get("/cases/SOMU-2026-001").await.body.contains("href=\"/cases/SOMU-2026-001/readers\""));
        let page = manager.get("/issues/SOMU-2026-001-1/readers?person=admin").await;
        assert!(page.status == 200 && page.text().contains("その人は選べません"), "{}", page.text());
        let truth = Truth::of(&app.db).await;
        let vendor = app.db.actor("vendor-c").await;
        let actor = app.db.actor("kanri-somu").await;
        let issue = truth.issues_for(&actor).into_iter().find(|it| record_sight(&vendor, &it.audience) == Err(Hidden::NoLane)).unwrap();
        let text = manager.get(&format!("/issues/{}/readers?person=vendor-c", issue.key)).await.text();
        assert!(text.contains("には見えません。") && text.contains("担当するシステムがこの案件にありません。"), "{text}");
        let text = manager.get(&format!("/cases/{}/readers?person=kyuyo", issue.key.case)).await.text();
        assert!(text.contains("には見えます。") && text.contains("市、責任者、コンサルタントは、すべての案件を見られます。"), "{text}");
        let officer = app.browser("kyuyo").await;
        assert!(!officer.get("/issues/SOMU-2026-001-1").await.body.contains("/readers\""));
        assert_eq!(officer.get("/issues/SOMU-2026-001-1/readers").await.status, 404);
    }
}
