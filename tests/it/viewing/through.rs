//! Through another's eyes one sees what both may see, and changes nothing.

use crate::visibility::eyes::Eyes;
use domain::{filter::IssueFilter, refusal::Refusal, visibility::Scope};
use std::collections::BTreeSet;
use store::StoreError;
use tests::{TestDb, both_dbs, people::EVERYBODY, truth::Truth, typed::draft};

async fn keys(db: &TestDb, actor: &domain::actor::Actor) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut next = Some("state=all".to_owned());
    while let Some(query) = next {
        let list = db.store.issue_list(actor, &IssueFilter::parse(&query)).await.unwrap();
        keys.extend(list.rows.iter().map(|row| row.key.to_string()));
        next = list.next;
    }
    keys
}

both_dbs! {
    async fn both_pairs_of_eyes_see_it_or_nobody_does(db) {
        let truth = Truth::of(&db).await;
        let lead = db.actor("sekinin").await;
        let admin = db.actor("admin").await;
        let of_lead = keys(&db, &lead).await;
        for login in EVERYBODY.into_iter().filter(|it| !["sekinin", "admin"].contains(it)) {
            let person = db.actor(login).await;
            let seen = db.store.viewed(&lead, person.user).await.unwrap().unwrap();
            let both: BTreeSet<_> = keys(&db, &person).await.intersection(&of_lead).cloned().collect();
            assert_eq!(keys(&db, &seen).await, both, "sekinin as {login}");
            Eyes { store: &db.store, truth: &truth, actor: &seen }.see_what_the_rule_says().await;
            // システム管理者 sees nothing of any case, whoever's eyes it is.
            let seen = db.store.viewed(&admin, person.user).await.unwrap().unwrap();
            assert_eq!(keys(&db, &seen).await.len(), 0, "admin as {login}");
            Eyes { store: &db.store, truth: &truth, actor: &seen }.see_what_the_rule_says().await;
            assert_eq!(db.store.case_list(&seen, &Default::default()).await.unwrap().visible, 0, "admin as {login}");
        }
    }

    async fn the_city_s_own_stays_the_city_s(db) {
        let truth = Truth::of(&db).await;
        let (lead, city) = (db.actor("sekinin").await, db.actor("kyuyo").await);
        let seen = db.store.viewed(&lead, city.user).await.unwrap().unwrap();
        let inside: Vec<_> = truth.issues_for(&city).into_iter().filter(|it| it.audience.scope == Scope::City).collect();
        assert!(!inside.is_empty());
        for issue in inside {
            assert!(tests::typed::is_not_found(&db.store.issue_page(&seen, issue.key).await), "{}", issue.key);
        }
    }

    /// システム管理者 knows of no 制度改正, and the forms of a case name them all.
    async fn a_form_offers_nothing_that_only_one_of_the_two_may_know(db) {
        let keiyaku = db.actor("keiyaku").await;
        let offered = async |actor: &domain::actor::Actor| db.store.case_form(actor).await.unwrap().choices.laws.len();
        let own = offered(&keiyaku).await;
        assert!(own > 20, "{own}");
        for (login, laws) in [("sekinin", own), ("admin", 0)] {
            let seen = db.store.viewed(&db.actor(login).await, keiyaku.user).await.unwrap().unwrap();
            assert_eq!(offered(&seen).await, laws, "{login} as keiyaku");
        }
    }

    /// Below the forms too: a verb writes its event, and the event of who only looks is refused.
    async fn no_verb_goes_on_for_who_only_looks(db) {
        let (lead, manager) = (db.actor("sekinin").await, db.actor("kanri-somu").await);
        let seen = db.store.viewed(&lead, manager.user).await.unwrap().unwrap();
        let truth = Truth::of(&db).await;
        let open = truth.issues_for(&manager).into_iter().find(|it| it.state.is_open() && it.audience.scope == Scope::Shared);
        let key = open.unwrap().key;
        let store = &db.store;
        let before = store.issue_page(&manager, key).await.unwrap();
        let refused = |error: Option<StoreError>| {
            assert!(matches!(error, Some(StoreError::Refused(Refusal::Viewing))), "{error:?}");
            true
        };
        assert!(refused(store.comment(&seen, key, Some(Scope::Shared), "x").await.err()));
        assert!(refused(store.add_line(&seen, key, "x", "", "").await.err()));
        assert!(refused(store.raise_issue(&seen, "SOMU-2026-001", "", &draft("x")).await.err()));
        assert!(refused(store.set_preferences(&seen, domain::language::Language::En, domain::date::DateStyle::Western).await.err()));
        let after = store.issue_page(&manager, key).await.unwrap();
        assert_eq!(after.history.len(), before.history.len());
        assert_eq!(db.actor("kanri-somu").await.language, manager.language);
    }
}
