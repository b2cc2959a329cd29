//! 担当組織 and 担当者: who is offered, and who can be named at all.

use domain::{
    event::Event,
    issue::Holder,
    refusal::{Field, Problem},
    view::IssuePage,
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{At, draft, draft_in, events, is_not_allowed, problems, to},
};

fn offered(page: &IssuePage) -> Vec<&str> {
    page.choices.people.iter().map(|it| it.login.as_str()).collect()
}

both_dbs! {
    async fn an_issue_is_given_to_somebody_else_and_the_ball_goes_with_it(db) {
        let (kyuyo, vendor) = (db.actor("kyuyo").await, db.actor("vendor-a").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("担当")).await.unwrap();
        let at = At { store: &db.store, key };
        db.store.assign_issue(&kyuyo, key, 1, &to("VENDOR-A", "vendor-a-member")).await.unwrap();
        let page = at.seen_by(&vendor).await;
        assert_eq!(page.org.as_ref().map(|it| it.code.as_str()), Some("VENDOR-A"));
        assert_eq!(page.assignee_login.as_deref(), Some("vendor-a-member"));
        assert_eq!(page.row.ball.holder, Holder::Vendor);
        assert!(!page.row.ball.mine && at.seen_by(&db.actor("vendor-a-member").await).await.row.ball.mine);
        assert!(matches!(
            &events(&page).last().unwrap().event,
            Event::IssueAssigned(to) if to.org == vendor.org_name && to.org_en == vendor.org_name_en && to.assignee == "上野 拓也"
        ));
        let again = db.store.assign_issue(&kyuyo, key, 2, &to("VENDOR-A", "vendor-a-member")).await;
        assert_eq!(problems(again), [(Field::Assignee, Problem::Unchanged)]);
        let old = db.store.assign_issue(&kyuyo, key, 1, &to("SOMU-C", "kanri-somu")).await;
        assert!(matches!(old, Err(StoreError::Stale)));
    }

    async fn somebody_of_another_organisation_is_refused_beside_the_person(db) {
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "SHOMU", &draft("担当")).await.unwrap();
        for (org, who, told) in [
            ("KYUYO", "jinji", vec![(Field::Assignee, Problem::NotInOrganisation)]),
            ("VENDOR-A", "kanri-somu", vec![(Field::Assignee, Problem::NotInOrganisation)]),
            ("VENDOR-B", "vendor-b", vec![(Field::Assignee, Problem::CannotSeeIt)]),
            ("SOMU-C", "consul", vec![(Field::Assignee, Problem::CannotSeeIt)]),
            ("KYOIKU-C", "kanri-kyoiku", vec![(Field::Assignee, Problem::UnknownChoice)]),
            ("SOMU-C", "admin", vec![(Field::Assignee, Problem::UnknownChoice)]),
            ("", "", vec![(Field::Org, Problem::Required), (Field::Assignee, Problem::Required)]),
        ] {
            assert_eq!(problems(db.store.assign_issue(&kanri, key, 1, &to(org, who)).await), told, "{org} {who}");
        }
    }

    /// Specification 9-(5).
    async fn the_city_and_vendors_are_never_offered_operators_nor_can_name_them(db) {
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "SHOMU", &draft("担当")).await.unwrap();
        let operators = ["op-somu", "opkanri-somu", "op-kyoiku", "opkanri-kyoiku"];
        for login in ["kyuyo", "kyuyo-kessai", "keiyaku", "jinji", "vendor-a", "vendor-a-member"] {
            let actor = db.actor(login).await;
            let page = db.store.issue_page(&actor, key).await.unwrap();
            let people = offered(&page);
            assert!(people.contains(&"kanri-somu"), "{login} is offered {people:?}");
            for operator in operators.into_iter().chain(["admin"]) {
                assert!(!people.contains(&operator), "{login} is offered {operator}");
                let named = db.store.assign_issue(&actor, key, 1, &to("SOMU-C", operator)).await;
                // As if there were no such person.
                let nobody = db.store.assign_issue(&actor, key, 1, &to("SOMU-C", "nobody-at-all")).await;
                assert_eq!(problems(named), problems(nobody), "{login} {operator}");
                let line = db.store.add_line(&actor, key, "確認", operator, "").await;
                assert_eq!(problems(line), [(Field::Owner, Problem::UnknownChoice)], "{login} {operator}");
            }
        }
    }

    async fn operators_take_what_stays_inside_the_center(db) {
        let (kanri, operator) = (db.actor("kanri-somu").await, db.actor("op-somu").await);
        let input = draft_in("center", "センター内作業");
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "", &input).await.unwrap();
        let at = At { store: &db.store, key };
        let page = at.seen_by(&kanri).await;
        let people = offered(&page);
        assert!(people.contains(&"op-somu") && people.contains(&"consul"), "{people:?}");
        assert!(people.iter().all(|it| !it.ends_with("kyoiku") && !it.starts_with("kyuyo")), "{people:?}");
        db.store.assign_issue(&kanri, key, 1, &to("SOMU-C", "op-somu")).await.unwrap();
        let page = at.seen_by(&operator).await;
        assert!(page.row.ball.mine && page.may_edit, "their own");
        let other = at.seen_by(&db.actor("opkanri-somu").await).await;
        assert!(other.may_edit, "the operators' manager works on all of the center's");
    }

    async fn a_vendor_neither_sees_nor_names_another_vendors_people(db) {
        let vendor = db.actor("vendor-a").await;
        let key = db.store.raise_issue(&vendor, "SOMU-2026-001", "SHOMU", &draft("担当")).await.unwrap();
        let page = db.store.issue_page(&vendor, key).await.unwrap();
        assert!(offered(&page).iter().all(|it| !it.starts_with("vendor-b") && !it.starts_with("vendor-c")));
        assert!(page.choices.orgs.iter().all(|it| it.code != "VENDOR-B" && it.code != "VENDOR-C"));
        assert_eq!(
            problems(db.store.assign_issue(&vendor, key, 1, &to("VENDOR-B", "vendor-b")).await),
            [(Field::Org, Problem::UnknownChoice), (Field::Assignee, Problem::UnknownChoice)]
        );
        for login in ["op-somu", "consul"] {
            let refused = db.store.assign_issue(&db.actor(login).await, key, 1, &to("SOMU-C", "kanri-somu")).await;
            assert!(is_not_allowed(&refused), "{login}");
        }
    }
}
