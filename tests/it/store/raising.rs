//! 起票: two required fields, numbers, and what may be named.

use domain::{
    filter::IssueFilter,
    issue::{DraftInput, Holder, IssueState},
    refusal::{Field, Problem},
    visibility::Scope,
};
use std::collections::BTreeSet;
use store::Store;
use tests::{
    both_dbs,
    typed::{At, draft, draft_in, is_not_allowed, problems},
};

both_dbs! {
    async fn eight_people_raise_at_once_and_every_number_is_used_once(db) {
        let other = Store::connect(&db.url).await.unwrap().with_clock(db.clock.clone());
        let before = db.store.raise_issue(&db.actor("kyuyo").await, "SOMU-2026-002", "", &draft("前")).await.unwrap();
        let mut raisers = tokio::task::JoinSet::new();
        for (i, login) in ["kyuyo", "kyuyo-kessai", "jinji", "fukuri", "keiyaku", "sekinin", "kanri-somu", "vendor-b"]
            .into_iter()
            .enumerate()
        {
            let actor = db.actor(login).await;
            let store = if i % 2 == 0 { db.store.clone() } else { other.clone() };
            raisers.spawn(async move {
                let mut numbers = Vec::new();
                for _ in 0..3 {
                    // One that is refused in between leaves no gap.
                    store.raise_issue(&actor, "SOMU-2026-002", "JINKYU", &draft("")).await.unwrap_err();
                    let key = store.raise_issue(&actor, "SOMU-2026-002", "JINKYU", &draft("同時")).await.unwrap();
                    numbers.push(key.number);
                }
                numbers
            });
        }
        let numbers: Vec<u32> = raisers.join_all().await.into_iter().flatten().collect();
        let distinct: BTreeSet<u32> = numbers.iter().copied().collect();
        assert_eq!(distinct.len(), 24, "a number was used twice: {numbers:?}");
        assert_eq!(distinct.first(), Some(&(before.number + 1)));
        assert_eq!(distinct.last(), Some(&(before.number + 24)), "a number was left out: {numbers:?}");
    }

    async fn an_issue_needs_its_case_and_its_title_and_nothing_else(db) {
        let kyuyo = db.actor("kyuyo").await;
        assert_eq!(
            problems(db.store.raise_issue(&kyuyo, " ", "", &DraftInput::default()).await),
            [(Field::Title, Problem::Required), (Field::Case, Problem::Required)]
        );
        let input = DraftInput { title: "件名だけ".into(), ..DraftInput::default() };
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &input).await.unwrap();
        let page = At { store: &db.store, key }.seen_by(&kyuyo).await;
        assert_eq!((page.row.title.as_str(), page.row.state), ("件名だけ", IssueState::Raised));
        assert_eq!(page.row.scope, Scope::Shared, "the usual 公開範囲");
        assert_eq!((page.row.ball.holder, page.row.ball.days), (Holder::Center, 0));
        assert_eq!(page.row.raised_on, db.store.today());
        assert_eq!((page.raised_by.as_str(), page.raised_org.as_str()), (kyuyo.name.as_str(), kyuyo.org_name.as_str()));
    }

    async fn a_case_that_is_none_or_out_of_sight_is_a_problem_beside_it(db) {
        let unknown = [(Field::Case, Problem::UnknownChoice)];
        for (login, case) in [
            ("kyuyo", "SOMU-2031-001"),
            ("kyuyo", "'; DROP TABLE issue; --"),
            ("kanri-somu", "KYOIKU-2026-001"),
            ("kanri-kyoiku", "SOMU-2026-001"),
            ("vendor-c", "SOMU-2026-001"),
            ("opkanri-somu", "KYOIKU-2026-001"),
        ] {
            let actor = db.actor(login).await;
            let refused = db.store.raise_issue(&actor, case, "SHOMU", &draft("よその案件")).await;
            assert_eq!(problems(refused), unknown, "{login} {case}");
        }
    }

    async fn a_vendor_names_a_system_of_its_own(db) {
        let vendor = db.actor("vendor-a").await;
        for (system, problem) in [
            ("", Problem::Required),
            ("JINKYU", Problem::UnknownChoice),
            ("FUKUMU", Problem::UnknownChoice),
            ("NONE", Problem::UnknownChoice),
        ] {
            let refused = db.store.raise_issue(&vendor, "SOMU-2026-001", system, &draft("x")).await;
            assert_eq!(problems(refused), [(Field::System, problem)], "{system:?}");
        }
        let key = db.store.raise_issue(&vendor, "SOMU-2026-001", "RINJI", &draft("x")).await.unwrap();
        assert_eq!(db.store.issue_page(&vendor, key).await.unwrap().row.system.as_deref(), Some("RINJI"));
        // The city may leave the system out, but not name one that the case does not touch.
        let kyuyo = db.actor("kyuyo").await;
        let refused = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "FUKUMU", &draft("x")).await;
        assert_eq!(problems(refused), [(Field::System, Problem::UnknownChoice)]);
    }

    async fn each_role_raises_in_its_own_scopes(db) {
        for (login, scopes) in [
            ("kyuyo", &["shared", "city_manager", "city"][..]),
            ("keiyaku", &["shared", "city_manager", "city"]),
            ("sekinin", &["shared", "city_manager", "center"]),
            ("kanri-somu", &["shared", "city_manager", "center"]),
            ("opkanri-somu", &["center"]),
            ("op-somu", &["center"]),
            ("consul", &["center"]),
            ("vendor-a", &["shared"]),
            ("vendor-a-member", &["shared"]),
        ] {
            let actor = db.actor(login).await;
            let offered: Vec<_> = db.store.raise_form(&actor).await.unwrap().scopes;
            assert_eq!(offered.iter().map(|it| it.as_str()).collect::<Vec<_>>(), scopes, "{login}");
            for scope in Scope::ALL {
                let raised =
                    db.store.raise_issue(&actor, "SOMU-2026-001", "SHOMU", &draft_in(scope.as_str(), "範囲")).await;
                if offered.contains(scope) {
                    let page = db.store.issue_page(&actor, raised.unwrap()).await.unwrap();
                    assert_eq!(page.row.scope, *scope, "{login}");
                } else {
                    assert_eq!(problems(raised), [(Field::Scope, Problem::ScopeNotYours)], "{login} {scope}");
                }
            }
        }
        let admin = db.actor("admin").await;
        assert!(is_not_allowed(&db.store.raise_issue(&admin, "SOMU-2026-001", "", &draft("x")).await));
        assert!(db.store.raise_form(&admin).await.unwrap().cases.is_empty());
    }

    async fn a_finished_case_takes_no_new_issue(db) {
        let kyuyo = db.actor("kyuyo").await;
        let offered = db.store.raise_form(&kyuyo).await.unwrap().cases;
        assert!(offered.iter().all(|it| it.no.to_string() != "SOMU-2023-001"), "the form does not offer it");
        let refused = db.store.raise_issue(&kyuyo, "SOMU-2023-001", "", &draft("終わった案件")).await;
        assert_eq!(problems(refused), [(Field::Case, Problem::UnknownChoice)]);
    }

    async fn a_wrong_choice_writes_nothing(db) {
        let kyuyo = db.actor("kyuyo").await;
        let all = IssueFilter::parse("case=SOMU-2026-001&state=all");
        let before = db.store.issue_list(&kyuyo, &all).await.unwrap().count;
        let input = DraftInput {
            category: "zzz".into(),
            severity: "大".into(),
            priority: "1".into(),
            stage: "8".into(),
            scope: "everyone".into(),
            ..draft(&"長".repeat(201))
        };
        let noted: Vec<_> = problems(db.store.raise_issue(&kyuyo, "SOMU-2026-001", "XX", &input).await);
        let fields: BTreeSet<&str> = noted.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(
            fields,
            BTreeSet::from(["category", "priority", "scope", "severity", "stage", "system", "title"]),
            "every wrong field is named at once"
        );
        assert!(noted.contains(&(Field::Title, Problem::TooLong { max: 200, actual: 201 })));
        assert_eq!(db.store.issue_list(&kyuyo, &all).await.unwrap().count, before);
    }
}
