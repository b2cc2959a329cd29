//! A world made from a number, as rows, with the facts that the rule asks for.

use super::{
    rows::{Orgs, case_row, event_row, issue_row, now, relay_row, stage_row, system_row, today, user_row, watcher_in},
    shown::NOUNS,
};
use crate::entity::{
    ball_turn, case_file, case_member, comment, event, issue, lane, organisation, relay, role_period, stage_record,
    system, user_account,
};
use chrono::Days;
use domain::{
    actor::Actor,
    event::{Edit, Event},
    ids::{CommentId, OrgId, UserId},
    organisation::{CenterCode, OrgKind, Side},
    refusal::Field,
    relay::sees_relays,
    role::Role,
    view::Position,
    visibility::{
        CaseAudience, RecordAudience, Said, Scope, sees_case, sees_case_happening, sees_comment, sees_happening,
        sees_lane, sees_record,
    },
};
use sea_orm::IntoActiveModel;
use uuid::Uuid;

/// Worlds that are written at once: SQLite takes 32,766 values in a statement.
pub(super) const BATCH: u64 = 20;

/// Rows of all tables.
#[derive(Default)]
pub(super) struct Made {
    pub orgs: Vec<organisation::ActiveModel>,
    pub users: Vec<user_account::ActiveModel>,
    pub periods: Vec<role_period::ActiveModel>,
    pub systems: Vec<system::ActiveModel>,
    pub cases: Vec<case_file::ActiveModel>,
    pub members: Vec<case_member::ActiveModel>,
    pub lanes: Vec<lane::ActiveModel>,
    pub stages: Vec<stage_record::ActiveModel>,
    pub issues: Vec<issue::ActiveModel>,
    pub comments: Vec<comment::ActiveModel>,
    pub events: Vec<event::ActiveModel>,
    pub relays: Vec<relay::ActiveModel>,
    pub turns: Vec<ball_turn::ActiveModel>,
}

/// An account and what the rule expects of it.
#[derive(Debug)]
pub(super) struct Person {
    pub user: UserId,
    pub org: OrgId,
    /// The role of the period that covers today; none without one, or when the account is disabled.
    pub role_today: Option<(Role, Option<CenterCode>)>,
    /// Somebody who looks through their eyes.
    pub watcher: Option<Actor>,
}

/// Something in the world, and what decides who may know of it.
pub(super) struct Fact {
    pub noun: &'static str,
    pub id: Uuid,
    pub rule: Rule,
}

#[derive(Debug)]
pub(super) enum Rule {
    Case(CaseAudience),
    Lane(CaseAudience, Option<OrgId>),
    Record(RecordAudience),
    Comment(RecordAudience, Said),
    Happening(RecordAudience, Said, Event),
    CaseHappening(CaseAudience, Option<Scope>, Option<OrgId>),
    Relay(CaseAudience),
    /// No vendor has a ranking.
    Turn(RecordAudience),
}

impl Rule {
    pub fn shows(&self, actor: &Actor) -> bool {
        match self {
            Self::Case(case) => sees_case(actor, case),
            Self::Lane(case, vendor) => sees_lane(actor, case, *vendor),
            Self::Record(record) => sees_record(actor, record),
            Self::Comment(record, said) => sees_comment(actor, record, *said),
            Self::Happening(record, said, event) => sees_happening(actor, record, *said, event),
            Self::CaseHappening(case, scope, vendor) => sees_case_happening(actor, case, *scope, *vendor),
            Self::Relay(case) => sees_relays(actor, case),
            Self::Turn(record) => actor.side() != Side::Vendor && sees_record(actor, record),
        }
    }
}

pub(super) struct World {
    pub seed: u64,
    pub people: Vec<Person>,
    pub cases: Vec<Uuid>,
    pub facts: Vec<Fact>,
    ids: u64,
    dice: u64,
}

const CENTERS: [&str; 2] = ["SOMU-C", "KYOIKU-C"];

impl World {
    pub fn make(seed: u64, made: &mut Made) -> Self {
        let dice = seed.wrapping_mul(0x5851_F42D_4C95_7F2D) ^ 0x9E37_79B9;
        let mut world = Self { seed, people: Vec::new(), cases: Vec::new(), facts: Vec::new(), ids: 0, dice };
        let orgs = world.orgs(made);
        for n in 0..5 {
            world.person(n, &orgs, made);
        }
        for n in 0..2 {
            world.case(n, &orgs, made);
        }
        world
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.dice = self.dice.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.dice;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }

    fn id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u64_pair(0x0193_0000_0000_7000 + self.seed, 0x8000_0000_0000_0000 + self.ids)
    }

    fn fact(&mut self, noun: usize, id: Uuid, rule: Rule) {
        self.facts.push(Fact { noun: NOUNS[noun], id, rule });
    }

    fn orgs(&mut self, made: &mut Made) -> Orgs {
        let all = [
            ("CON", OrgKind::Contract, None),
            ("S1", OrgKind::Business, None),
            ("SOMU-C", OrgKind::Center, Some(CenterCode::Somu)),
            ("KYOIKU-C", OrgKind::Center, Some(CenterCode::Kyoiku)),
            ("VA", OrgKind::Vendor, None),
            ("VB", OrgKind::Vendor, None),
        ];
        let mut orgs = Vec::new();
        for (name, kind, center) in all {
            let id = self.id();
            let row = organisation::Model {
                id,
                code: format!("W{}-{name}", self.seed),
                kind: kind.to_string(),
                name: name.to_owned(),
                name_en: name.to_owned(),
                bureau: None,
                center: center.map(|it| it.to_string()),
                sort: 0,
                valid_from: "2000-01-01".parse().unwrap(),
                valid_to: None,
                version: 1,
                sign_in_from: None,
            };
            made.orgs.push(row.into_active_model());
            orgs.push((name, id));
        }
        Orgs(orgs)
    }

    /// A role, the organisation it belongs to, and its center, which now and then is not set.
    fn role(&mut self) -> (Role, &'static str, Option<CenterCode>) {
        let role = self.pick(Role::ALL);
        let org = match role {
            Role::ContractSection => "CON",
            Role::SectionOfficer | Role::SectionApprover => "S1",
            Role::VendorManager | Role::VendorMember => self.pick(&["VA", "VB"]),
            _ => self.pick(&CENTERS),
        };
        let center = role.is_bound_to_one_center().then(|| self.pick(CenterCode::ALL)).filter(|_| self.roll(10) > 0);
        (role, org, center)
    }

    fn person(&mut self, n: usize, orgs: &Orgs, made: &mut Made) {
        let (role, org, center) = self.role();
        let user = self.id();
        let disabled = self.roll(12) == 0;
        let mut role_today = None;
        // Periods one after the other, the first long ago: over yesterday, today the last day, today the first, to come.
        let mut from = today() - Days::new(self.roll(40) as u64);
        for at in 0..1 + self.roll(3) {
            let until = from + Days::new(self.pick(&[0, 1, 5, 20, 60]));
            let open = self.roll(4) == 0;
            // The role of a person changes within their side.
            let (role, center) = if at == 0 { (role, center) } else { self.next_role(role, center) };
            let covers = from <= today() && (open || today() <= until);
            if covers && !disabled {
                role_today = Some((role, center));
            }
            let row = role_period::Model {
                id: self.id(),
                user_id: user,
                role: role.to_string(),
                center: center.map(|it| it.to_string()),
                valid_from: from,
                valid_to: (!open).then_some(until),
            };
            made.periods.push(row.into_active_model());
            if open {
                break;
            }
            from = until + Days::new(1 + self.pick(&[0, 0, 3]));
        }
        let org = orgs.id(org);
        let row = user_row(user, format!("w{}-{n}", self.seed), org, disabled);
        made.users.push(row.into_active_model());
        let watcher = (self.roll(4) == 0).then(|| self.pick(&[Role::CenterLead, Role::SystemAdmin]));
        let watcher = watcher.map(|role| watcher_in(role, orgs.id("SOMU-C")));
        self.people.push(Person { user: UserId(user), org: OrgId(org), role_today, watcher });
    }

    fn next_role(&mut self, before: Role, center: Option<CenterCode>) -> (Role, Option<CenterCode>) {
        let same: Vec<Role> = Role::ALL.iter().copied().filter(|it| it.side() == before.side()).collect();
        let role = self.pick(&same);
        (role, if role.is_bound_to_one_center() { center.or(Some(self.pick(CenterCode::ALL))) } else { None })
    }

    fn case(&mut self, n: usize, orgs: &Orgs, made: &mut Made) {
        let (id, center) = (self.id(), self.pick(CenterCode::ALL));
        made.cases.push(case_row(id, format!("W{}-{n}", self.seed), center, orgs).into_active_model());
        self.cases.push(id);
        let mut consultants = Vec::new();
        let users: Vec<UserId> = self.people.iter().map(|it| it.user).collect();
        for user in users {
            // Only who stands there as a コンサルタント is one of the case.
            let position = self.pick(&[None, Some(Position::Consultant), Some(Position::Manager)]);
            let Some(position) = position else { continue };
            if position == Position::Consultant {
                consultants.push(user);
            }
            let row = case_member::Model { case_id: id, user_id: user.0, position: position.as_str().to_owned() };
            made.members.push(row.into_active_model());
        }
        let mut lanes = Vec::new();
        for sort in 0..self.roll(3) {
            let vendor = self.pick(&[Some("VA"), Some("VB"), None]).map(|it| orgs.id(it));
            let system = system_row(self.id(), format!("W{}-{n}-{sort}", self.seed));
            let row = lane::Model {
                id: self.id(),
                case_id: id,
                system_id: system.id,
                vendor_org_id: vendor,
                sort: i32::try_from(sort).unwrap(),
            };
            lanes.push((row.id, vendor.map(OrgId)));
            made.systems.push(system.into_active_model());
            made.lanes.push(row.into_active_model());
        }
        let vendors = lanes.iter().filter_map(|(_, vendor)| *vendor).collect();
        let case = CaseAudience { center, vendors, consultants };
        self.fact(0, id, Rule::Case(case.clone()));
        for (lane, vendor) in &lanes {
            self.fact(1, *lane, Rule::Lane(case.clone(), *vendor));
        }
        for lane in std::iter::once(None).chain(lanes.iter().copied().map(Some)) {
            let row = stage_row(self.id(), id, lane.map(|it| it.0));
            let vendor = lane.and_then(|it| it.1);
            let record = RecordAudience { case: case.clone(), vendor, scope: Scope::Shared };
            self.fact(2, row.id, Rule::Record(record));
            made.stages.push(row.into_active_model());
        }
        for at in 0..1 + self.roll(4) {
            self.issue(&format!("W{}-{n}-{at}", self.seed), id, &case, &lanes, orgs, made);
        }
        for _ in 0..3 {
            self.case_event(id, &case, orgs, made);
        }
        let row = relay_row(self.id(), id, center, self.people[0].user, orgs);
        self.fact(6, row.id, Rule::Relay(case));
        made.relays.push(row.into_active_model());
    }

    /// To whom something was said: any 公開範囲, and any vendor or none.
    fn said(&mut self, orgs: &Orgs) -> Said {
        let vendor = self.pick(&[Some("VA"), Some("VB"), None]).map(|it| OrgId(orgs.id(it)));
        Said { scope: self.pick(Scope::ALL), vendor }
    }

    fn issue(
        &mut self,
        key: &str,
        case: Uuid,
        audience: &CaseAudience,
        lanes: &[(Uuid, Option<OrgId>)],
        orgs: &Orgs,
        made: &mut Made,
    ) {
        let lane = if lanes.is_empty() || self.roll(4) == 0 { None } else { Some(self.pick(lanes)) };
        let record =
            RecordAudience { case: audience.clone(), vendor: lane.and_then(|it| it.1), scope: self.pick(Scope::ALL) };
        let (id, raiser) = (self.id(), self.people[0].user.0);
        made.issues.push(issue_row(id, key, case, lane.map(|it| it.0), &record, raiser, orgs).into_active_model());
        self.fact(3, id, Rule::Record(record.clone()));
        for _ in 0..self.roll(4) {
            let said = self.said(orgs);
            let row = comment::Model {
                id: self.id(),
                issue_id: id,
                author_id: raiser,
                author_org_id: orgs.id("CON"),
                scope: said.scope.to_string(),
                body: String::new(),
                vendor_org_id: said.vendor.map(|it| it.0),
                created_at: now(),
            };
            self.fact(4, row.id, Rule::Comment(record.clone(), said));
            made.comments.push(row.into_active_model());
        }
        for _ in 0..self.roll(5) {
            let said = self.said(orgs);
            let edit = |field| Event::IssueEdited {
                fields: vec![Edit { field, before: "A".to_owned(), after: "B".to_owned() }],
            };
            let event = match self.roll(4) {
                0 => edit(Field::System),
                1 => edit(Field::Title),
                2 => Event::Commented { comment: CommentId(id) },
                _ => Event::IssueRaised { title: String::new() },
            };
            let row = event_row(self.id(), case, Some(id), audience.center, Some(said.scope), said.vendor, &event);
            self.fact(5, row.id, Rule::Happening(record.clone(), said, event));
            made.events.push(row.into_active_model());
        }
        let turn = ball_turn::Model {
            id: self.id(),
            issue_id: id,
            case_id: Some(case),
            center: audience.center.to_string(),
            scope: record.scope.to_string(),
            at: now(),
            holder: "city".to_owned(),
            org_id: None,
            since: today(),
            until: today(),
        };
        self.fact(7, turn.id, Rule::Turn(RecordAudience { vendor: None, ..record }));
        made.turns.push(turn.into_active_model());
    }

    fn case_event(&mut self, case: Uuid, audience: &CaseAudience, orgs: &Orgs, made: &mut Made) {
        let said = self.said(orgs);
        let scope = (self.roll(2) == 0).then_some(said.scope);
        // A lane without a vendor is the center's own matter.
        let vendor = said.vendor.or_else(|| (self.roll(2) == 0).then(|| OrgId(orgs.id("SOMU-C"))));
        let event = Event::PlanCommented { text: String::new() };
        let row = event_row(self.id(), case, None, audience.center, scope, vendor, &event);
        self.fact(5, row.id, Rule::CaseHappening(audience.clone(), scope, vendor));
        made.events.push(row.into_active_model());
    }
}
