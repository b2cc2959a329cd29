//! A world made from a number, through the verbs: the same number, the same world.

use domain::{
    actor::Actor,
    case::CaseState,
    gate::StageKey,
    issue::DraftInput,
    key::{CaseNo, IssueKey},
    organisation::{CenterCode, OrgKind},
    role::Role,
    stage::Stage,
    visibility::Scope,
};
use store::{NewCase, NewOrganisation, NewRole, NewSystem, NewUser, StagePlan, Store, StoreError};
use tests::typed::day;

/// SplitMix64.
pub struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }

    /// Some of them, in their order.
    fn some<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        of.iter().filter(|_| self.roll(2) == 0).cloned().collect()
    }
}

/// The world being made.
struct Making<'a> {
    store: &'a Store,
    dice: Dice,
    people: Vec<Actor>,
    systems: Vec<String>,
    cases: Vec<(CaseNo, Vec<String>)>,
    issues: Vec<IssueKey>,
}

/// Makes it, and gives everybody in it.
pub async fn make(store: &Store, seed: u64) -> Vec<Actor> {
    let dice = Dice(seed.wrapping_mul(0x5851_F42D_4C95_7F2D));
    let mut world =
        Making { store, dice, people: Vec::new(), systems: Vec::new(), cases: Vec::new(), issues: Vec::new() };
    world.masters().await;
    world.people().await;
    for n in 1..=2 + world.dice.roll(2) {
        world.case(n).await;
    }
    for _ in 0..6 + world.dice.roll(4) {
        world.issue().await;
    }
    for _ in 0..18 {
        world.deed().await;
    }
    world.people
}

/// The rules may say no; the database may not.
fn done<T>(result: Result<T, StoreError>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(StoreError::Broken(error)) => panic!("{error:?}"),
        Err(_) => None,
    }
}

const VENDORS: [&str; 3] = ["VA", "VB", "VC"];
const SECTIONS: [&str; 2] = ["S1", "S2"];

impl Making<'_> {
    async fn masters(&mut self) {
        let orgs = [("CON", OrgKind::Contract, None), ("S1", OrgKind::Business, None), ("S2", OrgKind::Business, None)]
            .into_iter()
            .chain([("SOMU-C", OrgKind::Center, Some(CenterCode::Somu))])
            .chain([("KYOIKU-C", OrgKind::Center, Some(CenterCode::Kyoiku))])
            .chain(VENDORS.map(|code| (code, OrgKind::Vendor, None)));
        for (sort, (code, kind, center)) in (0..).zip(orgs) {
            let (name, name_en) = (format!("{code}組織"), code.to_owned());
            let new = NewOrganisation {
                code: code.into(),
                kind,
                name,
                name_en,
                bureau: None,
                center,
                sort,
                valid_from: None,
            };
            self.store.register_organisation(&new).await.unwrap();
        }
        for sort in 0..4 {
            let vendor = (self.dice.roll(6) > 0).then(|| (*self.dice.pick(&VENDORS)).to_owned());
            let code = format!("SYS{sort}");
            let center = *self.dice.pick(CenterCode::ALL);
            let (name, name_en) = (format!("{code}システム"), code.clone());
            let new = NewSystem { code: code.clone(), name, name_en, center, vendor, revised: true, sort };
            self.store.register_system(&new).await.unwrap();
            self.systems.push(code);
        }
    }

    /// One of each side and role that matters, the rest by chance.
    async fn people(&mut self) {
        use Role as R;
        let always = [R::SectionOfficer, R::OperationsManager, R::Consultant, R::VendorManager, R::Operator];
        let others: Vec<Role> = (0..5).map(|_| *self.dice.pick(Role::ALL)).collect();
        for (n, role) in always.into_iter().chain(others).enumerate() {
            let org = match role {
                R::ContractSection => "CON",
                R::SectionOfficer | R::SectionApprover => *self.dice.pick(&SECTIONS),
                R::VendorManager | R::VendorMember => *self.dice.pick(&VENDORS),
                _ => *self.dice.pick(&["SOMU-C", "KYOIKU-C"]),
            };
            let center = role.is_bound_to_one_center().then(|| *self.dice.pick(CenterCode::ALL));
            let new = NewUser {
                login: format!("u{n}-{role}"),
                name: format!("{role} {n}"),
                kana: String::new(),
                title: String::new(),
                org: org.into(),
                roles: vec![NewRole { role, center, valid_from: None, valid_to: None }],
                password: "kaisei-demo-2026".into(),
                demo: true,
            };
            let id = self.store.add_user(&new).await.unwrap();
            self.people.push(self.store.actor(id).await.unwrap().unwrap());
        }
    }

    async fn case(&mut self, number: usize) {
        let systems = self.dice.some(&self.systems);
        let consultants: Vec<_> =
            self.people.iter().filter(|it| it.role == Role::Consultant).map(|it| it.login.clone()).collect();
        let center = *self.dice.pick(CenterCode::ALL);
        let plan = |stage, system| StagePlan { stage, system, start: day("2026-05-01"), end: day("2026-06-30") };
        let stages = [plan(Stage::ALL[0], None)]
            .into_iter()
            .chain(systems.iter().map(|code| plan(Stage::ALL[3], Some(code.clone()))))
            .collect();
        let no = CaseNo { center, fiscal_year: 2026, number: u16::try_from(number).unwrap() };
        let new = NewCase {
            no,
            title: format!("案件{number}"),
            summary: String::new(),
            law: None,
            section: (*self.dice.pick(&SECTIONS)).into(),
            related: vec![],
            systems: systems.clone(),
            period_from: day("2026-05-01"),
            period_to: day("2026-12-31"),
            in_force_on: None,
            go_live_on: None,
            state: CaseState::Active,
            manager: None,
            officer: None,
            consultants: self.dice.some(&consultants),
            stages,
        };
        self.store.register_case(None, &new).await.unwrap();
        for code in self.dice.some(&systems) {
            let (stage, on) = (Stage::ALL[3], "2026-05-07");
            let key = StageKey { no, stage, system: Some(code) };
            self.store.start_stage(None, &key, None, on, "先行着手").await.unwrap();
        }
        self.cases.push((no, systems));
    }

    async fn issue(&mut self) {
        let (no, systems) = self.dice.pick(&self.cases).clone();
        let system = if systems.is_empty() || self.dice.roll(4) == 0 { "" } else { self.dice.pick(&systems).as_str() };
        let scope = self.dice.pick(Scope::ALL).as_str().to_owned();
        let input = DraftInput { title: format!("{scope} {system}"), scope, ..DraftInput::default() };
        // Whoever may; a vendor where it can be one.
        for _ in 0..20 {
            let actor = self.dice.pick(&self.people).clone();
            let raised = self.store.raise_issue(&actor, &no.to_string(), system, &input).await;
            if let Some(key) = done(raised) {
                self.issues.push(key);
                return;
            }
        }
    }

    /// Somebody tries something.
    async fn deed(&mut self) {
        if self.issues.is_empty() {
            return;
        }
        let actor = self.dice.pick(&self.people).clone();
        let (key, other) = (*self.dice.pick(&self.issues), *self.dice.pick(&self.issues));
        let store = self.store;
        match self.dice.roll(8) {
            0..=4 => {
                let scope = *self.dice.pick(Scope::ALL);
                done(store.comment(&actor, key, Some(scope), "コメント").await);
            }
            5 => drop(done(store.relate(&actor, key, &other.to_string()).await)),
            6 => drop(done(store.move_deadline(&actor, key, 1, "2026-12-01", "理由").await)),
            _ => {
                // To another lane, and so to another vendor.
                let system = self.dice.pick(&self.systems).clone();
                let input = DraftInput { title: "移した".into(), ..DraftInput::default() };
                done(store.edit_issue(&actor, key, 1, &system, "", &input).await);
            }
        }
    }
}
