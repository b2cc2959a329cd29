//! Masters: codes are taken once.

use domain::{
    law::{LawKind, LawState},
    organisation::{CenterCode, OrgKind},
    refusal::{Field, Problem},
};
use store::{NewLaw, NewOrganisation, NewSystem, StoreError};
use tests::{both_dbs, typed::problems};

fn organisation(code: &str) -> NewOrganisation {
    NewOrganisation {
        code: code.into(),
        kind: OrgKind::Business,
        name: "財政課".into(),
        name_en: String::new(),
        bureau: Some("財政局".into()),
        center: None,
        sort: 1,
        valid_from: None,
    }
}

fn system(code: &str, vendor: Option<&str>) -> NewSystem {
    NewSystem {
        code: code.into(),
        name: "新システム".into(),
        name_en: "New system".into(),
        center: CenterCode::Somu,
        vendor: vendor.map(str::to_owned),
        revised: true,
        sort: 1,
    }
}

/// A bill.
pub(super) fn law(code: &str) -> NewLaw {
    NewLaw {
        code: code.into(),
        name: "新法".into(),
        kind: LawKind::Law,
        number: None,
        promulgated_on: None,
        in_force_on: None,
        applies_from: None,
        retroactive: false,
        ministry: None,
        source: None,
        state: LawState::Bill,
        summary: String::new(),
    }
}

both_dbs! {
    async fn a_code_is_taken_once(db) {
        db.store.register_organisation(&organisation("ZAISEI")).await.unwrap();
        let again = db.store.register_organisation(&organisation("ZAISEI")).await;
        assert!(matches!(again, Err(StoreError::Taken(Field::Org))), "{again:?}");
        db.store.register_system(&system("SHIN", Some("VENDOR-A"))).await.unwrap();
        let again = db.store.register_system(&system("SHIN", None)).await;
        assert!(matches!(again, Err(StoreError::Taken(Field::System))), "{again:?}");
        db.store.register_law(&law("L99")).await.unwrap();
        let again = db.store.register_law(&law("L99")).await;
        assert!(matches!(again, Err(StoreError::Taken(_))), "{again:?}");
    }

    async fn a_system_names_a_vendor_that_exists(db) {
        let unknown = db.store.register_system(&system("SHIN", Some("VENDOR-Z"))).await;
        assert_eq!(problems(unknown), [(Field::Org, Problem::UnknownChoice)]);
    }

    async fn a_new_section_is_offered_in_the_readers_language(db) {
        db.store.register_organisation(&organisation("ZAISEI")).await.unwrap();
        let mut kyuyo = db.actor("kyuyo").await;
        let filter = domain::filter::IssueFilter::default();
        for language in domain::language::Language::ALL {
            kyuyo.language = language;
            let orgs = db.store.issue_list(&kyuyo, &filter).await.unwrap().choices.orgs;
            let name = orgs.iter().find(|it| it.code == "ZAISEI").map(|it| it.name.as_str());
            assert_eq!(name, Some("財政課"), "no English name was given: the Japanese one stands in");
            let own = orgs.iter().find(|it| it.code == "KYUYO").map(|it| it.name.is_ascii());
            assert_eq!(own, Some(language == domain::language::Language::En));
        }
    }
}
