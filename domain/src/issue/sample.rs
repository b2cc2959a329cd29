//! The people, organisations and records that tests of the rules speak of: those of the demo world.

use super::{Assignment, Ball, Category, Holder, Issue, IssueState, Priority, Severity, ball};
use crate::{
    actor::Actor,
    date::DateStyle,
    ids::{IssueId, OrgId, UserId},
    key::IssueKey,
    language::Language,
    organisation::{CenterCode, OrgKind, Side},
    origin::Origin,
    role::Role,
    stage::Stage,
    visibility::{CaseAudience, RecordAudience, Scope},
};
use chrono::NaiveDate;
use uuid::Uuid;

/// DX・AI戦略室, the 契約所管課.
pub(crate) const DXAI: OrgId = OrgId(fixed(0x10));
/// 給与課, the 業務所管課 of the case.
pub(crate) const KYUYO: OrgId = OrgId(fixed(0x22));
/// 総務事務センター.
pub(crate) const SOMU_C: OrgId = OrgId(fixed(0x40));
/// 教育総務事務センター.
pub(crate) const KYOIKU_C: OrgId = OrgId(fixed(0x41));
/// ベンダーA, of the tagged system.
pub(crate) const VENDOR_A: OrgId = OrgId(fixed(0x50));
/// ベンダーB, of another system of the same case.
pub(crate) const VENDOR_B: OrgId = OrgId(fixed(0x51));

/// Organisations by code and name.
const ORGANISATIONS: [(OrgId, &str, &str, &str); 6] = [
    (DXAI, "DXAI", "DX・AI戦略室", "DX and AI Strategy Office"),
    (KYUYO, "KYUYO", "給与課", "Payroll Section"),
    (SOMU_C, "SOMU-C", "総務事務センター", "General Affairs Service Center"),
    (KYOIKU_C, "KYOIKU-C", "教育総務事務センター", "Education Affairs Service Center"),
    (VENDOR_A, "VENDOR-A", "ベンダーA", "Vendor A"),
    (VENDOR_B, "VENDOR-B", "ベンダーB", "Vendor B"),
];

/// Wednesday, two days before the long weekend of 勤労感謝の日.
pub(crate) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
/// The day the issue was raised.
pub(crate) const RAISED_ON: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();

const fn fixed(n: u128) -> Uuid {
    Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_0000 + n)
}

/// 2026-11-24 and the like.
pub(crate) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn person(n: u128, login: &str, name: &str, org: OrgId, role: Role) -> Actor {
    let (_, _, org_name, org_name_en) = ORGANISATIONS.into_iter().find(|(id, ..)| *id == org).unwrap();
    let center = if org == KYOIKU_C { CenterCode::Kyoiku } else { CenterCode::Somu };
    Actor {
        user: UserId(fixed(0x1000 + n)),
        login: login.to_owned(),
        name: name.to_owned(),
        org,
        org_name: org_name.to_owned(),
        org_name_en: org_name_en.to_owned(),
        org_kind: match role {
            Role::ContractSection => OrgKind::Contract,
            _ if role.side() == Side::City => OrgKind::Business,
            _ if role.side() == Side::Vendor => OrgKind::Vendor,
            _ => OrgKind::Center,
        },
        role,
        center: role.is_bound_to_one_center().then_some(center),
        language: Language::default(),
        date_style: DateStyle::default(),
        origin: Origin::default(),
        watcher: None,
    }
}

/// 契約所管課.
pub(crate) fn keiyaku() -> Actor {
    person(1, "keiyaku", "白石 健太", DXAI, Role::ContractSection)
}

/// 業務所管課 担当.
pub(crate) fn kyuyo() -> Actor {
    person(2, "kyuyo", "松永 恵", KYUYO, Role::SectionOfficer)
}

/// 業務所管課 決裁者.
pub(crate) fn kyuyo_kessai() -> Actor {
    person(3, "kyuyo-kessai", "大庭 康弘", KYUYO, Role::SectionApprover)
}

/// 責任者, over both centers.
pub(crate) fn sekinin() -> Actor {
    person(4, "sekinin", "河村 誠一", SOMU_C, Role::CenterLead)
}

/// 業務管理者 of 『総務事務センター』.
pub(crate) fn kanri_somu() -> Actor {
    person(5, "kanri-somu", "藤井 由美子", SOMU_C, Role::OperationsManager)
}

/// 業務管理者 of the other center.
pub(crate) fn kanri_kyoiku() -> Actor {
    person(6, "kanri-kyoiku", "中尾 隆", KYOIKU_C, Role::OperationsManager)
}

/// オペレーター管理者.
pub(crate) fn opkanri_somu() -> Actor {
    person(7, "opkanri-somu", "堀 千佳", SOMU_C, Role::OperatorManager)
}

/// オペレーター.
pub(crate) fn op_somu() -> Actor {
    person(8, "op-somu", "江藤 彩", SOMU_C, Role::Operator)
}

/// オペレーター of the other center.
pub(crate) fn op_kyoiku() -> Actor {
    person(9, "op-kyoiku", "吉武 真由", KYOIKU_C, Role::Operator)
}

/// コンサルタント, assigned to the case.
pub(crate) fn consul() -> Actor {
    person(10, "consul", "三浦 亮介", SOMU_C, Role::Consultant)
}

/// Another コンサルタント, not assigned to the case.
pub(crate) fn consul_elsewhere() -> Actor {
    person(11, "consul-elsewhere", "橋本 瞳", SOMU_C, Role::Consultant)
}

/// PM of the vendor of the tagged system.
pub(crate) fn vendor_a() -> Actor {
    person(12, "vendor-a", "杉本 大輔", VENDOR_A, Role::VendorManager)
}

/// Member of the vendor of the tagged system.
pub(crate) fn vendor_a_member() -> Actor {
    person(13, "vendor-a-member", "上野 拓也", VENDOR_A, Role::VendorMember)
}

/// PM of a vendor of another system of the case.
pub(crate) fn vendor_b() -> Actor {
    person(14, "vendor-b", "今村 玲子", VENDOR_B, Role::VendorManager)
}

/// システム管理者.
pub(crate) fn admin() -> Actor {
    person(15, "admin", "森 俊介", SOMU_C, Role::SystemAdmin)
}

/// All of them, in the order of the columns of notes/domain §2.
pub(crate) fn everyone() -> Vec<Actor> {
    vec![
        keiyaku(),
        kyuyo(),
        kyuyo_kessai(),
        sekinin(),
        kanri_somu(),
        kanri_kyoiku(),
        opkanri_somu(),
        op_somu(),
        op_kyoiku(),
        consul(),
        consul_elsewhere(),
        vendor_a(),
        vendor_a_member(),
        vendor_b(),
        admin(),
    ]
}

/// The code of an organisation, for snapshots.
pub(crate) fn code_of(org: OrgId) -> &'static str {
    ORGANISATIONS.into_iter().find(|(id, ..)| *id == org).unwrap().1
}

/// The ログインID of a person, for snapshots.
pub(crate) fn login_of(user: UserId) -> String {
    everyone().into_iter().find(|person| person.user == user).unwrap().login
}

/// SOMU-2026-001: 給与課's, run by 『総務事務センター』, with a lane for each of the two vendors.
pub(crate) fn somu_case() -> CaseAudience {
    CaseAudience { center: CenterCode::Somu, vendors: vec![VENDOR_A, VENDOR_B], consultants: vec![consul().user] }
}

/// A record of that case in the lane of ベンダーA.
pub(crate) fn record(scope: Scope) -> RecordAudience {
    RecordAudience { case: somu_case(), vendor: Some(VENDOR_A), scope }
}

/// SOMU-2026-001-3: 案件共有, in the lane of ベンダーA, raised by 業務管理者, 担当 and 期限 open.
pub(crate) fn shared_issue() -> Issue {
    let turn = Ball { holder: Holder::Center, org: Some(SOMU_C), user: None, since: RAISED_ON };
    Issue {
        id: IssueId(fixed(0x2000)),
        key: IssueKey::parse("SOMU-2026-001-3").unwrap(),
        title: "扶養控除申告書の新様式の項目が確定していない".to_owned(),
        body: String::new(),
        impact: String::new(),
        policy: String::new(),
        category: Category::RequirementOpen,
        severity: Severity::Medium,
        priority: Priority::Medium,
        stage: Stage::new(3),
        blocks_gate: false,
        state: IssueState::Raised,
        audience: record(Scope::Shared),
        center_org: SOMU_C,
        section_org: KYUYO,
        raised_by: kanri_somu().user,
        raised_org: SOMU_C,
        raised_kind: OrgKind::Center,
        org: None,
        org_side: None,
        assignee: None,
        first_due: None,
        due: None,
        slips: 0,
        slip_days: 0,
        hold_until: None,
        ball: turn,
        approved_by: None,
        closed_on: None,
        version: 1,
    }
}

/// What the store finds when a form names that person and their own organisation.
pub(crate) fn assignment_to(person: &Actor) -> Assignment {
    Assignment {
        org: person.org,
        org_name: person.org_name.clone(),
        org_name_en: person.org_name_en.clone(),
        side: person.side(),
        person: person.clone(),
    }
}

impl Issue {
    /// The same issue in another 公開範囲.
    pub(crate) fn scoped(mut self, scope: Scope) -> Self {
        self.audience.scope = scope;
        self.with_ball(RAISED_ON)
    }

    /// The same issue, raised by somebody else.
    pub(crate) fn raised_by(mut self, person: &Actor) -> Self {
        self.raised_by = person.user;
        self.raised_org = person.org;
        self.raised_kind = person.org_kind;
        self.with_ball(RAISED_ON)
    }

    /// The same issue in the hands of that person, without a 期限 if it had none.
    pub(crate) fn in_hands_of(self, person: &Actor) -> Self {
        self.given_to(&assignment_to(person)).with_ball(RAISED_ON)
    }

    /// The same issue with that as its first and only 期限.
    pub(crate) fn due_on(mut self, iso: &str) -> Self {
        self.first_due = Some(day(iso));
        self.due = self.first_due;
        self
    }

    /// The same issue in another state, the ball where that puts it, since the day it was raised.
    pub(crate) fn in_state(mut self, state: IssueState) -> Self {
        self.state = state;
        self.hold_until = (state == IssueState::OnHold).then(|| day("2026-12-01"));
        self.ball = Ball { since: RAISED_ON, ..ball(&self) };
        self
    }
}
