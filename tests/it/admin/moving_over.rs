//! 異動: one person keeps one account over organisations.

use domain::{
    admin::{LeaveInput, RoleInput},
    event::{AccountEvent, Event},
    refusal::{Field, Problem},
    role::Role,
    view::Entry,
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{is_not_allowed, is_not_found, problems},
};

both_dbs! {
    async fn an_account_goes_to_another_section_after_its_last_day(db) {
        let (admin, fukuri) = (db.actor("admin").await, db.actor("fukuri").await);
        let store = &db.store;
        let version = async || store.account_page(&admin, "fukuri").await.unwrap().version;
        let page = store.account_page(&admin, "fukuri").await.unwrap();
        assert!(page.orgs.is_empty(), "the role is not over");
        let early = store.move_account(&admin, "fukuri", page.version, "JINJI").await;
        assert_eq!(problems(early), [(Field::Affiliation, Problem::StillInRole)]);

        let leave = LeaveInput { last_day: "R8.11.24".into(), successor: String::new(), each: Vec::new() };
        let left = store.leave(&admin, "fukuri", version().await, &leave).await.unwrap();
        db.set_clock(2026, 11, 25, 9);
        if left.left_behind + left.lines_left > 0 {
            let held = store.move_account(&admin, "fukuri", version().await, "JINJI").await;
            let count = left.left_behind + left.lines_left;
            assert_eq!(problems(held), [(Field::Affiliation, Problem::StillHolds { count })]);
            let leave = LeaveInput { successor: "fukuri-kessai".into(), ..leave };
            store.leave(&admin, "fukuri", version().await, &leave).await.unwrap();
        }
        let page = store.account_page(&admin, "fukuri").await.unwrap();
        let codes: Vec<_> = page.orgs.iter().map(|it| it.code.as_str()).collect();
        assert!(codes.contains(&"JINJI") && !codes.contains(&"FUKURI"), "{codes:?}");
        for (typed, problem) in [("", Problem::Required), ("NOWHERE", Problem::UnknownChoice), ("FUKURI", Problem::Unchanged)] {
            let refused = store.move_account(&admin, "fukuri", page.version, typed).await;
            assert_eq!(problems(refused), [(Field::Affiliation, problem)], "{typed}");
        }
        let kanri = db.actor("kanri-somu").await;
        let refused = store.move_account(&kanri, "fukuri", page.version, "JINJI").await;
        assert!(is_not_found(&refused) || is_not_allowed(&refused), "{refused:?}");
        let stale = store.move_account(&admin, "fukuri", page.version - 1, "JINJI").await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");

        store.move_account(&admin, "fukuri", page.version, "JINJI").await.unwrap();
        let role = RoleInput { role: Role::SectionOfficer.to_string(), from: "R8.11.25".into(), ..RoleInput::default() };
        store.give_role(&admin, "fukuri", version().await, &role).await.unwrap();
        store.enable_account(&admin, "fukuri", version().await).await.unwrap();
        let now = store.actor(fukuri.user).await.unwrap().expect("the same account is back");
        let jinji = db.actor("jinji").await;
        assert_eq!((now.org, now.role), (jinji.org, Role::SectionOfficer));
        let page = store.account_page(&admin, "fukuri").await.unwrap();
        assert_eq!((page.org.code.as_str(), page.left_on), ("JINJI", None));
        let told = page.history.iter().any(|it| matches!(it, Entry::Event(it)
            if matches!(&it.event, Event::Account(AccountEvent::UserMoved { from, to, .. }) if from == "福利課" && to == "人事課")));
        assert!(told, "{:?}", page.history);
    }
}
