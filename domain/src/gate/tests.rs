//! The rules of gates as tables of cases.

use super::*;
use crate::{
    actor::Actor,
    date::DateStyle,
    ids::{OrgId, UserId},
    language::Language,
    organisation::{CenterCode, OrgKind},
    policy::Action,
    refusal::{Field, FieldProblem, Problem, Refusal},
    role::Role,
    stage::StageState,
    visibility::{CaseAudience, RecordAudience, Scope},
};
use chrono::NaiveDate;
use uuid::Uuid;

const SECTION: OrgId = OrgId(Uuid::from_u128(1));
const OTHER: OrgId = OrgId(Uuid::from_u128(2));
const CENTER: OrgId = OrgId(Uuid::from_u128(3));
const VENDOR: OrgId = OrgId(Uuid::from_u128(4));

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn stage(n: u8) -> Stage {
    Stage::new(n).unwrap()
}

fn person(role: Role, org: OrgId, user: u128) -> Actor {
    let bound = role.is_bound_to_one_center();
    Actor {
        user: UserId(Uuid::from_u128(user)),
        login: role.to_string(),
        name: role.to_string(),
        org,
        org_name: String::new(),
        org_name_en: String::new(),
        org_kind: OrgKind::Business,
        role,
        center: bound.then_some(CenterCode::Somu),
        language: Language::Ja,
        date_style: DateStyle::Japanese,
    }
}

fn at_home(role: Role) -> Actor {
    let org = match role {
        Role::SectionOfficer | Role::SectionApprover => SECTION,
        Role::VendorManager | Role::VendorMember => VENDOR,
        _ => CENTER,
    };
    person(role, org, 100)
}

fn waiting(n: u8) -> Standing {
    let vendor = (n >= 3).then_some(VENDOR);
    let case = CaseAudience {
        center: CenterCode::Somu,
        vendors: vec![VENDOR],
        consultants: vec![UserId(Uuid::from_u128(100))],
    };
    Standing {
        stage: stage(n),
        state: StageState::AwaitingGate,
        audience: RecordAudience { case, vendor, scope: Scope::Shared },
        section: SECTION,
        related: Vec::new(),
        previous: None,
        approver: None,
    }
}

fn input(verdict: Verdict) -> DecisionInput {
    DecisionInput { verdict, reason: String::new(), conditions: Vec::new() }
}

fn line() -> Unmet {
    Unmet::Line { line: StageLineId(Uuid::nil()), text: "項目".into() }
}

fn before() -> Unmet {
    Unmet::Previous { stage: stage(3), system: None }
}

#[test]
fn the_section_decides_all_gates_but_the_fifth_which_the_責任者_confirms() {
    for n in 1..=7 {
        for role in Role::ALL {
            let expected = if n == 5 { Role::CenterLead } else { Role::SectionApprover };
            assert_eq!(decides(&at_home(*role), &waiting(n)), *role == expected, "{role} at {n}");
        }
        assert!(!decides(&person(Role::SectionApprover, OTHER, 100), &waiting(n)), "another section at {n}");
    }
}

#[test]
fn who_is_named_decides_alone() {
    let named = Standing { approver: Some(UserId(Uuid::from_u128(100))), ..waiting(6) };
    assert!(decides(&person(Role::SectionApprover, SECTION, 100), &named));
    assert!(!decides(&person(Role::SectionApprover, SECTION, 101), &named));
    let vendor = Standing { approver: Some(UserId(Uuid::from_u128(100))), ..waiting(6) };
    assert!(!decides(&person(Role::VendorManager, VENDOR, 100), &vendor), "a name makes nobody a 決裁者");
}

#[test]
fn who_works_on_a_stage() {
    use Role::*;
    for role in Role::ALL {
        let expected =
            matches!(role, SectionOfficer | CenterLead | OperationsManager | Consultant | VendorManager | VendorMember);
        assert_eq!(may_work(&at_home(*role), &waiting(6)), expected, "{role}");
    }
    assert!(!may_work(&at_home(VendorManager), &waiting(1)), "工程1 is the case's");
    assert!(!may_work(&person(VendorManager, OTHER, 1), &waiting(6)), "another lane's vendor");
    assert!(!may_work(&person(SectionOfficer, OTHER, 1), &waiting(6)));
    let related = Standing { related: vec![OTHER], ..waiting(6) };
    assert!(may_work(&person(SectionOfficer, OTHER, 1), &related));
    assert!(!may_work(&person(Consultant, CENTER, 1), &waiting(6)), "not assigned");
    assert!(
        !leaves_out_lines(&at_home(VendorManager), &waiting(6)) && leaves_out_lines(&at_home(CenterLead), &waiting(6))
    );
}

#[test]
fn an_approval_needs_all_met_and_a_condition_carries_all_but_the_order() {
    let kessai = at_home(Role::SectionApprover);
    let said = |verdict, unmet: &[Unmet]| {
        let row = ConditionInput { text: "条件".into(), org: "KYUYO".into(), due: "R8.12.1".into() };
        let conditions = if verdict == Verdict::Conditional { vec![row] } else { Vec::new() };
        let input = DecisionInput { verdict, reason: "理由".into(), conditions };
        decide(&kessai, &waiting(4), &input, unmet, today()).map(|it| it.to)
    };
    use StageState::{Done, InProgress};
    assert_eq!(said(Verdict::Approved, &[]), Ok(Done));
    assert_eq!(said(Verdict::Approved, &[line()]), Err(Refusal::GateShut(vec![line()])));
    assert_eq!(said(Verdict::Conditional, &[line()]), Ok(Done));
    assert_eq!(said(Verdict::Conditional, &[line(), before()]), Err(Refusal::GateShut(vec![before()])));
    assert_eq!(said(Verdict::Returned, &[line(), before()]), Ok(InProgress));
}

#[test]
fn a_return_needs_a_reason_and_a_conditional_approval_a_condition() {
    let kessai = at_home(Role::SectionApprover);
    let refused = |verdict| decide(&kessai, &waiting(4), &input(verdict), &[], today()).unwrap_err();
    let required = |field| Refusal::Invalid(vec![FieldProblem::new(field, Problem::Required)]);
    assert_eq!(refused(Verdict::Returned), required(Field::Reason));
    assert_eq!(refused(Verdict::Conditional), required(Field::Condition));
}

#[test]
fn a_gate_that_was_not_asked_for_is_not_decided() {
    let kessai = at_home(Role::SectionApprover);
    for state in StageState::ALL.iter().copied().filter(|it| *it != StageState::AwaitingGate) {
        let standing = Standing { state, ..waiting(4) };
        let refused = decide(&kessai, &standing, &input(Verdict::Approved), &[], today());
        assert_eq!(refused.unwrap_err(), Refusal::WrongStage { state, attempted: StageVerb::Decide });
    }
    let vendor = decide(&at_home(Role::VendorManager), &waiting(4), &input(Verdict::Approved), &[], today());
    assert_eq!(vendor.unwrap_err(), Refusal::NotAllowed(Action::DecidePolicy));
}

#[test]
fn the_nearest_stage_before_must_have_passed() {
    use StageState::*;
    let s = |n, state| (stage(n), state);
    assert_eq!(not_passed(stage(3), [s(1, Done), s(2, Done), s(3, NotStarted)]), None);
    assert_eq!(not_passed(stage(3), [s(1, Done), s(2, AwaitingGate)]), Some(stage(2)));
    assert_eq!(not_passed(stage(3), [s(1, InProgress), s(2, NotApplicable)]), Some(stage(1)));
    assert_eq!(not_passed(stage(4), [s(4, NotStarted), s(5, Done)]), None, "nothing was planned before");
    assert_eq!(not_passed(stage(1), [s(1, NotStarted)]), None);
}

#[test]
fn evidence_is_an_address_or_a_path() {
    for link in
        ["", "https://example.jp/結果.pdf", "http://a", "/issues/SOMU-2026-001-1", "共有/判定/資料.xlsx", "a?b=c:d"]
    {
        assert_eq!(evidence(link), Ok(link.to_owned()), "{link}");
    }
    for link in [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "ftp://a",
        "//evil.example",
        "https://",
        "http:a",
        "\\\\server\\share",
        "vbscript:x",
        "https:///x",
        "java\tscript:x",
    ] {
        assert!(evidence(link).is_err(), "{link}");
    }
    assert!(evidence(&"x".repeat(1_001)).is_err());
}
