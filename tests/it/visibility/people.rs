//! Who may know of whom, and name them.

use domain::{actor::Actor, filter::IssueFilter, organisation::Side, role::Role, view::Position};
use tests::{TestDb, both_dbs, people::EVERYBODY};

/// The rule (notes/domain §2; specification 9-(5)): the administrator is nobody's business and has none; operators are
/// known inside their center only, and are offered nobody outside it; a vendor's people are known to it, to the city and to the center; a vendor knows the
/// people of 契約所管課 and of the sections and centers of its cases.
fn knows(actor: &Actor, other: &Actor, orgs: &[String]) -> bool {
    let same_center = actor.center.is_none() || other.center.is_none() || actor.center == other.center;
    match (actor.role, other.role) {
        (Role::SystemAdmin, _) | (_, Role::SystemAdmin) => false,
        (_, role) if role.is_operator() => actor.side() == Side::Center && same_center,
        (role, _) if role.is_operator() => other.side() == Side::Center && same_center,
        (role, _) if role.side() == Side::Vendor => orgs.contains(&other.org_name),
        (role, _) if role.side() == Side::Center => same_center,
        _ => true,
    }
}

/// The names of the organisations of the cases that a person sees, as somebody reads them there who sees everything.
async fn works_with(db: &TestDb, actor: &Actor) -> Vec<String> {
    let lead = db.actor("sekinin").await;
    let mut names = vec![actor.org_name.clone(), db.actor("keiyaku").await.org_name];
    for row in db.store.case_list(actor, &Default::default()).await.unwrap().rows {
        let page = db.store.case_page(&lead, row.no).await.unwrap();
        names.push(row.section.name);
        names.extend(page.related_sections.into_iter().map(|it| it.name));
        names.extend(page.people.into_iter().filter(|it| it.position == Position::Manager).map(|it| it.org));
    }
    names
}

both_dbs! {
    async fn the_people_offered_are_those_one_may_know_of(db) {
        let mut everybody = Vec::new();
        for login in EVERYBODY {
            everybody.push(db.actor(login).await);
        }
        for actor in &everybody {
            let list = db.store.issue_list(actor, &IssueFilter::parse("state=all")).await.unwrap();
            let mut offered: Vec<_> = list.choices.people.iter().map(|it| it.login.as_str()).collect();
            let orgs = works_with(&db, actor).await;
            let mut expected: Vec<_> =
                everybody.iter().filter(|other| knows(actor, other, &orgs)).map(|other| other.login.as_str()).collect();
            offered.sort_unstable();
            expected.sort_unstable();
            assert_eq!(offered, expected, "{}: in the filter", actor.login);
            for row in &list.rows {
                let page = db.store.issue_page(actor, row.key).await.unwrap();
                for person in page.choices.people {
                    assert!(expected.contains(&person.login.as_str()), "{} is offered {}", actor.login, person.login);
                }
            }
        }
    }

    /// OM and OP appear on no page of the city's as people of a case.
    async fn operators_are_no_people_of_a_case(db) {
        let (city, operator) = (db.actor("kyuyo").await, db.actor("op-somu").await);
        let page = db.store.case_page(&city, tests::typed::case_no("SOMU-2026-001")).await.unwrap();
        assert!(page.people.iter().all(|it| it.name != operator.name));
        assert!(page.people.iter().any(|it| it.name == city.name));
    }
}
