//! A small world: two centers, three sections, two vendors, three cases.

use crate::*;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    case::CaseState,
    key::CaseNo,
    law::{LawKind, LawState},
    organisation::{CenterCode, OrgKind},
    role::Role,
    stage::Stage,
};
use tempfile::TempDir;

pub(super) struct TestStore {
    pub store: Store,
    pub clock: Clock,
    pub _dir: TempDir,
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+09:00").parse().unwrap()
}

impl TestStore {
    pub async fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let clock = Clock::fixed(at("2026-11-24T09:00:00"));
        let url = match std::env::var("KAISEI_TEST_PG") {
            Ok(base) => fresh_pg(&base, &dir).await,
            Err(_) => format!("sqlite://{}?mode=rwc", dir.path().join("kaisei.db").display()),
        };
        let store = Store::connect(&url).await.unwrap();
        store.migrate().await.unwrap();
        let store = store.with_clock(clock.clone()).with_password_cost(PasswordCost::Least);
        Self { store, clock, _dir: dir }
    }

    pub async fn with_world() -> Self {
        let test = Self::new().await;
        test.clock.set(at("2026-05-07T09:00:00"));
        fill(&test.store).await;
        test.clock.set(at("2026-11-24T09:00:00"));
        test
    }

    pub async fn who(&self, login: &str) -> Actor {
        let user = self.store.sign_in(login, "kaisei-demo-2026").await.unwrap();
        self.store.actor(user).await.unwrap().unwrap()
    }
}

pub(super) async fn fresh_pg(base: &str, dir: &TempDir) -> String {
    use sea_orm::{ConnectionTrait, Database};
    let unique = dir.path().file_name().unwrap().to_string_lossy().replace('.', "");
    let name = format!("\"t{}_{unique}\"", std::process::id());
    let db = Database::connect(format!("{base}/postgres")).await.unwrap();
    db.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    db.close().await.unwrap();
    format!("{base}/{}", name.replace('"', ""))
}

pub(super) fn no(text: &str) -> CaseNo {
    CaseNo::parse(text).unwrap()
}

async fn fill(store: &Store) {
    for (sort, (code, kind, center)) in (0..).zip([
        ("DXAI", OrgKind::Contract, None),
        ("KYUYO", OrgKind::Business, None),
        ("JINJI", OrgKind::Business, None),
        ("SOMU-C", OrgKind::Center, Some(CenterCode::Somu)),
        ("KYOIKU-C", OrgKind::Center, Some(CenterCode::Kyoiku)),
        ("VENDOR-A", OrgKind::Vendor, None),
        ("VENDOR-B", OrgKind::Vendor, None),
    ]) {
        let new = NewOrganisation {
            code: code.into(),
            kind,
            name: format!("{code}課"),
            name_en: format!("{code} section"),
            bureau: None,
            center,
            sort,
            valid_from: None,
        };
        store.register_organisation(&new).await.unwrap();
    }
    for (sort, (code, vendor, center)) in (0..).zip([
        ("SHOMU", "VENDOR-A", CenterCode::Somu),
        ("JINKYU", "VENDOR-B", CenterCode::Somu),
        ("FUKUMU", "VENDOR-B", CenterCode::Kyoiku),
    ]) {
        let new = NewSystem {
            code: code.into(),
            name: format!("{code}システム"),
            name_en: String::new(),
            center,
            vendor: Some(vendor.into()),
            revised: true,
            sort,
        };
        store.register_system(&new).await.unwrap();
    }
    for (login, org, role, center) in [
        ("kyuyo", "KYUYO", Role::SectionOfficer, None),
        ("jinji", "JINJI", Role::SectionOfficer, None),
        ("keiyaku", "DXAI", Role::ContractSection, None),
        ("sekinin", "SOMU-C", Role::CenterLead, None),
        ("kanri-somu", "SOMU-C", Role::OperationsManager, Some(CenterCode::Somu)),
        ("kanri-kyoiku", "KYOIKU-C", Role::OperationsManager, Some(CenterCode::Kyoiku)),
        ("op-somu", "SOMU-C", Role::Operator, Some(CenterCode::Somu)),
        ("consul", "SOMU-C", Role::Consultant, None),
        ("vendor-a", "VENDOR-A", Role::VendorManager, None),
        ("vendor-b", "VENDOR-B", Role::VendorManager, None),
        ("admin", "SOMU-C", Role::SystemAdmin, None),
    ] {
        let new = NewUser {
            login: login.into(),
            name: format!("{login}さん"),
            kana: login.into(),
            title: String::new(),
            org: org.into(),
            roles: vec![NewRole { role, center, valid_from: None, valid_to: None }],
            password: "kaisei-demo-2026".into(),
            demo: true,
        };
        store.add_user(&new).await.unwrap();
    }
    let law = NewLaw {
        code: "L19".into(),
        name: "所得税法等の一部改正".into(),
        kind: LawKind::Law,
        number: None,
        promulgated_on: None,
        in_force_on: Some(day("2026-12-01")),
        applies_from: None,
        retroactive: false,
        ministry: None,
        source: None,
        state: LawState::Bill,
        summary: String::new(),
    };
    store.register_law(&law).await.unwrap();
    for (number, systems, section, manager) in [
        ("SOMU-2026-001", vec!["SHOMU", "JINKYU"], "KYUYO", "kanri-somu"),
        ("SOMU-2026-002", vec!["SHOMU"], "JINJI", "kanri-somu"),
        ("KYOIKU-2026-001", vec!["FUKUMU"], "JINJI", "kanri-kyoiku"),
    ] {
        let mut stages = Vec::new();
        for stage in Stage::ALL {
            let of =
                if stage.is_per_lane() { systems.iter().map(|it| Some(it.to_string())).collect() } else { vec![None] };
            for system in of {
                let month = u32::from(stage.number()) + 4;
                let start = NaiveDate::from_ymd_opt(2026, month, 7).unwrap();
                let end = NaiveDate::from_ymd_opt(2026, month + 1, 6).unwrap();
                stages.push(StagePlan { stage, system, start, end });
            }
        }
        let new = NewCase {
            no: no(number),
            title: format!("R8.12 年末調整 {number}"),
            summary: "概要".into(),
            law: Some("L19".into()),
            section: section.into(),
            related: vec!["JINJI".into()],
            systems: systems.into_iter().map(str::to_owned).collect(),
            period_from: day("2026-05-01"),
            period_to: day("2026-12-31"),
            in_force_on: Some(day("2026-12-01")),
            go_live_on: Some(day("2026-12-01")),
            state: CaseState::Active,
            manager: Some(manager.into()),
            officer: Some("kyuyo".into()),
            consultants: if number.ends_with("2026-001") { vec!["consul".into()] } else { vec![] },
            stages,
        };
        store.register_case(None, &new).await.unwrap();
    }
}
