//! Organisations and systems: edited, retired, given to another vendor.

use domain::{
    admin::{OrgInput, SystemInput, VendorInput},
    case::CaseState,
    refusal::{Field, Problem},
    view::admin::OrgPart,
};
use store::{NewCase, StoreError};
use tests::{
    TestDb, both_dbs,
    truth::Truth,
    typed::{At, case_no, day, draft, is_not_allowed, is_not_found, problems, to},
};

fn org(code: &str, name: &str) -> OrgInput {
    OrgInput {
        code: code.into(),
        kind: "business".into(),
        name: name.into(),
        from: "R4.4.1".into(),
        ..OrgInput::default()
    }
}

fn system(code: &str, center: &str) -> SystemInput {
    SystemInput {
        code: code.into(),
        center: center.into(),
        name: "新システム".into(),
        from: "R4.4.1".into(),
        ..SystemInput::default()
    }
}

fn new_case(no: &str, section: &str, systems: &[&str]) -> NewCase {
    NewCase {
        no: case_no(no),
        title: "R9.4 新案件".into(),
        summary: String::new(),
        law: None,
        section: section.into(),
        related: vec![],
        systems: systems.iter().map(|it| (*it).to_owned()).collect(),
        manager: None,
        officer: None,
        consultants: vec![],
        state: CaseState::Planned,
        period_from: day("2026-12-01"),
        period_to: day("2027-03-31"),
        in_force_on: None,
        go_live_on: None,
        stages: vec![],
    }
}

/// The vendors of a case's lanes, as the center reads them.
async fn lanes(db: &TestDb, no: &str) -> Vec<(String, Option<String>)> {
    let page = db.store.case_page(&db.actor("sekinin").await, case_no(no)).await.unwrap();
    page.lanes.into_iter().map(|it| (it.system.code, it.vendor.map(|vendor| vendor.code))).collect()
}

both_dbs! {
    async fn masters_are_changed_by_whoever_looks_after_them(db) {
        for (login, adds_org, adds_somu) in
            [("admin", true, true), ("sekinin", true, true), ("kanri-somu", false, true), ("keiyaku", false, false)]
        {
            let actor = db.actor(login).await;
            let code = login.to_uppercase();
            let added = db.store.add_organisation(&actor, &org(&code, "新課")).await;
            assert_eq!((added.is_ok(), is_not_allowed(&added)), (adds_org, !adds_org), "{login}");
            let added = db.store.add_system(&actor, &system(&code, "SOMU")).await;
            assert_eq!((added.is_ok(), is_not_allowed(&added)), (adds_somu, !adds_somu), "{login}");
        }
        let manager = db.actor("kanri-somu").await;
        let elsewhere = db.store.add_system(&manager, &system("KYO-NEW", "KYOIKU")).await;
        assert_eq!(problems(elsewhere), [(Field::Center, Problem::NotYours)]);
        let input = SystemInput { name: "改名".into(), from: "R4.4.1".into(), ..SystemInput::default() };
        assert!(is_not_allowed(&db.store.edit_system(&manager, "FUKUMU", 1, &input).await));
        db.store.edit_system(&manager, "SHOMU", 1, &input).await.unwrap();
        let own = OrgInput { name: "総務事務センター（改称）".into(), from: "R4.4.1".into(), ..OrgInput::default() };
        db.store.edit_organisation(&manager, "SOMU-C", 1, &own).await.unwrap();
        assert!(is_not_allowed(&db.store.edit_organisation(&manager, "KYUYO", 1, &own).await));
        for stranger in ["kyuyo", "op-somu", "consul", "vendor-a"] {
            let actor = db.actor(stranger).await;
            assert!(is_not_found(&db.store.edit_organisation(&actor, "KYUYO", 1, &own).await), "{stranger}");
            assert!(is_not_found(&db.store.edit_system(&actor, "SHOMU", 2, &input).await), "{stranger}");
        }
        let taken = db.store.add_organisation(&db.actor("admin").await, &org("KYUYO", "給与課")).await;
        assert!(matches!(taken, Err(StoreError::Taken(Field::Code))), "{taken:?}");
    }

    async fn the_second_edit_of_a_master_is_stale(db) {
        let admin = db.actor("admin").await;
        let named = |name: &str| OrgInput { name: name.into(), name_en: "Payroll".into(), from: "R4.4.1".into(), ..OrgInput::default() };
        db.store.edit_organisation(&admin, "KYUYO", 1, &named("給与厚生課")).await.unwrap();
        let late = db.store.edit_organisation(&admin, "KYUYO", 1, &named("給与福利課")).await;
        assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
        let row = db.store.org_page(&admin, "KYUYO", None).await.unwrap().rows.remove(0);
        assert_eq!((row.name.as_str(), row.name_en.as_str(), row.version), ("給与厚生課", "Payroll", 2));
        let mut officer = db.actor("kyuyo").await;
        assert_eq!(officer.org_name, "給与厚生課");
        officer.language = domain::language::Language::En;
        assert_eq!(officer.org_name_en, "Payroll");
    }

    async fn an_organisation_ends_only_after_what_hangs_on_it_was_looked_at(db) {
        let (admin, lead, store) = (db.actor("admin").await, db.actor("sekinin").await, &db.store);
        let ending = |to: &str, seen: &str| OrgInput {
            name: "給与課".into(), name_en: "Payroll Section".into(), bureau: "総務市民局".into(), sort: "30".into(),
            from: "R4.4.1".into(), to: to.into(), seen: seen.into(), ..OrgInput::default()
        };
        let unseen = |result| matches!(result, Err(StoreError::Refused(domain::refusal::Refusal::Unseen)));
        assert!(unseen(store.edit_organisation(&lead, "KYUYO", 1, &ending("R9.3.31", "")).await));
        assert!(unseen(store.edit_organisation(&lead, "KYUYO", 1, &ending("R9.3.31", "2022-04-01/2027-04-30")).await));
        let shown = store.org_page(&lead, "KYUYO", Some(["R4.4.1", "R9.3.31"])).await.unwrap();
        assert_eq!((shown.rows[0].version, shown.rows[0].valid.to), (1, None), "nothing was saved");
        let all = shown.ending.unwrap();
        assert_eq!(all.people.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["kyuyo", "kyuyo-kessai"]);
        let cases: Vec<_> = all.cases.iter().map(|it| (it.no.to_string(), it.part)).collect();
        assert!(cases.contains(&("SOMU-2026-001".into(), OrgPart::Owning)), "{cases:?}");
        let mut once = cases.clone();
        once.dedup();
        assert_eq!(once.len(), cases.len(), "each case once");
        assert!(!all.issues.is_empty() && all.lines > 0);
        // The administrator reads no case: the same, counted.
        let blind = store.org_page(&admin, "KYUYO", Some(["R4.4.1", "R9.3.31"])).await.unwrap().ending.unwrap();
        assert_eq!((blind.cases.len(), blind.issues.len(), blind.people.len()), (0, 0, all.people.len()));
        assert_eq!(blind.hidden_cases as usize, all.cases.len() + all.hidden_cases as usize);
        assert_eq!(blind.hidden_issues as usize, all.issues.len() + all.hidden_issues as usize);
        // A related section and a vendor.
        let jinji = store.org_page(&lead, "JINJI", Some(["R4.4.1", "R9.3.31"])).await.unwrap().ending.unwrap();
        assert!(jinji.cases.iter().any(|it| it.no.to_string() == "SOMU-2026-001" && it.part == OrgPart::Related));
        let vendor = store.org_page(&lead, "VENDOR-A", Some(["R4.4.1", "R9.3.31"])).await.unwrap().ending.unwrap();
        assert_eq!(vendor.systems.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["RINJI", "SHOMU"]);
        assert!(vendor.lanes.iter().any(|it| it.no.to_string() == "SOMU-2026-001" && it.system == "RINJI"));
        let role = domain::stage::Stage::new(6).unwrap();
        store.set_approver(&lead, "KYUYO", "6", "kyuyo-kessai").await.unwrap();
        let named = store.org_page(&lead, "KYUYO", Some(["R4.4.1", "R9.3.31"])).await.unwrap().ending.unwrap();
        assert_eq!(named.approvers, [(role, "大庭 康弘".to_owned())]);
        // Whoever only reads 管理, and a validity that loses no day, see none of it.
        let keiyaku = db.actor("keiyaku").await;
        assert_eq!(store.org_page(&keiyaku, "KYUYO", Some(["R4.4.1", "R9.3.31"])).await.unwrap().ending, None);
        assert_eq!(store.org_page(&lead, "KYUYO", Some(["R3.4.1", ""])).await.unwrap().ending, None);
        store.edit_organisation(&lead, "KYUYO", 1, &ending("R9.3.31", "2022-04-01/2027-03-31")).await.unwrap();
        let now = store.case_page(&lead, case_no("SOMU-2026-001")).await.unwrap();
        assert_eq!(now.row.section.code, "KYUYO", "nothing was moved by itself");
        assert!(store.actor(db.actor("kyuyo").await.user).await.unwrap().is_some());
        // To be longer again needs no look.
        store.edit_organisation(&lead, "KYUYO", 2, &ending("", "")).await.unwrap();
    }

    async fn a_system_ends_only_after_its_lanes_and_課題_were_looked_at(db) {
        let (admin, lead, store) = (db.actor("admin").await, db.actor("sekinin").await, &db.store);
        let ending = |to: &str, seen: &str| SystemInput {
            name: "人事給与システム".into(), from: "R4.4.1".into(), to: to.into(), seen: seen.into(), ..SystemInput::default()
        };
        let unseen = |result| matches!(result, Err(StoreError::Refused(domain::refusal::Refusal::Unseen)));
        assert!(unseen(store.edit_system(&lead, "JINKYU", 1, &ending("R9.3.31", "")).await));
        assert!(unseen(store.edit_system(&lead, "JINKYU", 1, &ending("R9.3.31", "2022-04-01/2027-04-30")).await));
        let typed = Some(["R4.4.1", "R9.3.31"]);
        let shown = store.system_page(&lead, "JINKYU", typed).await.unwrap();
        assert_eq!((shown.row.version, shown.row.valid.to), (1, None), "nothing was saved");
        let all = shown.ending.unwrap();
        assert!(shown.lanes.iter().any(|it| it.no == case_no("SOMU-2026-001")), "{:?}", shown.lanes);
        let of_lanes: Vec<_> = all.issues.iter().map(|it| it.key.to_string()).collect();
        assert!(of_lanes.contains(&"SOMU-2026-001-13".to_owned()), "{of_lanes:?}");
        let truth = Truth::of(&db).await;
        let open = truth.issues.iter().filter(|it| it.state.is_open() && it.system.as_deref() == Some("JINKYU")).count();
        assert_eq!(of_lanes.len() + all.hidden_issues as usize, open, "each once, and no other");
        // Who reads fewer of them reads the others as a number.
        let kanri = store.system_page(&db.actor("kanri-somu").await, "JINKYU", typed).await.unwrap().ending.unwrap();
        assert_eq!(kanri.issues.len() + kanri.hidden_issues as usize, open, "{kanri:?}");
        let blind = store.system_page(&admin, "JINKYU", typed).await.unwrap();
        assert_eq!((blind.lanes.len(), blind.hidden_lanes as usize), (0, shown.lanes.len() + shown.hidden_lanes as usize));
        let blind = blind.ending.unwrap();
        assert_eq!((blind.issues.len(), blind.hidden_issues as usize), (0, open));
        // Whoever only reads 管理, and a validity that loses no day, see none of it.
        assert_eq!(store.system_page(&db.actor("keiyaku").await, "JINKYU", typed).await.unwrap().ending, None);
        assert_eq!(store.system_page(&lead, "JINKYU", Some(["R3.4.1", ""])).await.unwrap().ending, None);
        let before = lanes(&db, "SOMU-2026-001").await;
        store.edit_system(&lead, "JINKYU", 1, &ending("R9.3.31", "2022-04-01/2027-03-31")).await.unwrap();
        assert_eq!(lanes(&db, "SOMU-2026-001").await, before, "nothing was moved by itself");
        // To be longer again needs no look.
        store.edit_system(&lead, "JINKYU", 2, &ending("", "")).await.unwrap();
    }

    async fn a_retired_organisation_is_offered_no_more_and_stays_in_history(db) {
        let (admin, kanri) = (db.actor("admin").await, db.actor("kanri-somu").await);
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "", &draft("担当")).await.unwrap();
        db.store.assign_issue(&kanri, key, 1, &to("FUKURI", "fukuri")).await.unwrap();
        let retired = OrgInput { name: "福利課".into(), from: "R4.4.1".into(), to: "R8.11.23".into(), seen: "2022-04-01/2026-11-23".into(), ..OrgInput::default() };
        db.store.edit_organisation(&admin, "FUKURI", 1, &retired).await.unwrap();
        let page = At { store: &db.store, key }.seen_by(&kanri).await;
        assert_eq!(page.org.as_ref().map(|it| it.code.as_str()), Some("FUKURI"), "history keeps its name");
        assert!(page.choices.orgs.iter().all(|it| it.code != "FUKURI"));
        let other = db.store.raise_issue(&kanri, "SOMU-2026-001", "", &draft("別件")).await.unwrap();
        let named = db.store.assign_issue(&kanri, other, 1, &to("FUKURI", "fukuri")).await;
        assert_eq!(problems(named), [(Field::Org, Problem::UnknownChoice)]);
        let case = db.store.register_case(Some(&kanri), &new_case("SOMU-2026-090", "FUKURI", &[])).await;
        assert_eq!(problems(case), [(Field::Org, Problem::UnknownChoice)]);
        let form = db.store.account_form(&admin).await.unwrap();
        assert!(form.orgs.iter().all(|it| it.code != "FUKURI") && form.orgs.iter().any(|it| it.code == "KYUYO"));
    }

    async fn a_retired_system_takes_no_new_lane(db) {
        let kanri = db.actor("kanri-somu").await;
        let retired = SystemInput { name: "職員録システム".into(), from: "R4.4.1".into(), to: "R8.11.23".into(), seen: "2022-04-01/2026-11-23".into(), ..SystemInput::default() };
        db.store.edit_system(&kanri, "SHOKUIN", 1, &retired).await.unwrap();
        let case = db.store.register_case(Some(&kanri), &new_case("SOMU-2026-090", "KYUYO", &["SHOKUIN"])).await;
        assert_eq!(problems(case), [(Field::System, Problem::UnknownChoice)]);
        db.store.register_case(Some(&kanri), &new_case("SOMU-2026-090", "KYUYO", &["SHOMU"])).await.unwrap();
    }

    async fn another_vendor_begins_on_its_day_and_lanes_under_way_stay(db) {
        let (admin, kanri, lead) = (db.actor("admin").await, db.actor("kanri-somu").await, db.actor("sekinin").await);
        let before = lanes(&db, "SOMU-2026-001").await;
        let page = db.store.system_page(&lead, "SHOMU", None).await.unwrap();
        assert!(page.lanes.iter().any(|it| it.no == case_no("SOMU-2026-001")), "the preview lists them");
        let blind = db.store.system_page(&admin, "SHOMU", None).await.unwrap();
        assert_eq!((blind.lanes.len(), blind.hidden_lanes as usize), (0, page.lanes.len()), "counts for the administrator");
        let change = |vendor: &str, from: &str| VendorInput { vendor: vendor.into(), from: from.into() };
        for (input, told) in [
            (change("VENDOR-A", "R9.4.1"), (Field::Vendor, Problem::Unchanged)),
            (change("KYUYO", "R9.4.1"), (Field::Vendor, Problem::UnknownChoice)),
            (change("VENDOR-B", ""), (Field::From, Problem::Required)),
            (change("VENDOR-B", "R4.4.1"), (Field::From, Problem::Overlaps { from: day("2022-04-01"), to: None })),
        ] {
            let refused = problems(db.store.change_vendor(&kanri, "SHOMU", 1, &input).await);
            assert_eq!(refused, [told], "{input:?}");
        }
        db.store.change_vendor(&kanri, "SHOMU", 1, &change("VENDOR-B", "R8.12.1")).await.unwrap();
        let page = db.store.system_page(&lead, "SHOMU", None).await.unwrap();
        let terms: Vec<_> = page.row.vendors.iter().map(|it| (it.vendor.as_ref().unwrap().code.as_str(), it.period.to)).collect();
        assert_eq!(terms, [("VENDOR-B", None), ("VENDOR-A", Some(day("2026-11-30")))]);
        assert_eq!(lanes(&db, "SOMU-2026-001").await, before, "nothing is moved by itself");

        let vendor_of_new = async |no: &str| {
            db.store.register_case(Some(&kanri), &new_case(no, "KYUYO", &["SHOMU"])).await.unwrap();
            lanes(&db, no).await.remove(0).1
        };
        assert_eq!(vendor_of_new("SOMU-2026-090").await.as_deref(), Some("VENDOR-A"), "not before its day");
        db.set_clock(2026, 12, 1, 9);
        assert_eq!(vendor_of_new("SOMU-2026-091").await.as_deref(), Some("VENDOR-B"));
        assert!(is_not_allowed(&db.store.change_vendor(&db.actor("kanri-kyoiku").await, "SHOMU", 2, &change("", "R9.4.1")).await));
    }
}
