//! The rules of gates as tables of cases.

mod conditions;
mod recalling;
mod releasing;
mod sides;
mod undoing;

use super::*;
use crate::{
    actor::Actor,
    case::CaseState,
    date::DateStyle,
    ids::{OrgId, UserId},
    language::Language,
    organisation::{CenterCode, OrgKind},
    origin::Origin,
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
        origin: Origin::default(),
        watcher: None,
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
        case: CaseState::Active,
        leave_out_proposed: false,
        audience: RecordAudience { case, vendor, scope: Scope::Shared },
        section: SECTION,
        previous: None,
        approver: None,
    }
}

fn facts(release_open: usize) -> StartFacts {
    StartFacts { release_open, opened_on: Some(today()), today: today() }
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
    assert!(!may_work(&person(Consultant, CENTER, 1), &waiting(6)), "not assigned");
    assert!(
        !leaves_out(&at_home(VendorManager), &waiting(6), None) && leaves_out(&at_home(CenterLead), &waiting(6), None)
    );
}

#[test]
fn an_approval_needs_all_met_and_a_condition_carries_all_but_the_order() {
    let kessai = at_home(Role::SectionApprover);
    let said = |verdict, unmet: &[Unmet]| {
        let row =
            ConditionInput {
                text: "条件".into(), org: "KYUYO".into(), due: "R8.12.1".into(), assignee: String::new()
            };
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
fn a_gate_of_a_case_that_is_not_at_work_is_not_decided() {
    let kessai = at_home(Role::SectionApprover);
    for case in [CaseState::Draft, CaseState::OnHold, CaseState::Completed, CaseState::Cancelled] {
        let standing = Standing { case, ..waiting(4) };
        let refused = decide(&kessai, &standing, &input(Verdict::Approved), &[], today());
        assert_eq!(refused, Err(Refusal::CaseNotAtWork { state: case, attempted: StageVerb::Decide }));
    }
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

fn proposed(n: u8) -> Standing {
    Standing { state: StageState::NotStarted, leave_out_proposed: true, ..waiting(n) }
}

#[test]
fn the_section_agrees_that_a_stage_is_対象外_and_at_the_fifth_the_責任者() {
    for n in 1..=7 {
        for role in Role::ALL {
            let expected = if n == 5 { Role::CenterLead } else { Role::SectionApprover };
            let answer = answer_leave_out(&at_home(*role), &proposed(n), LeaveOutAnswer::Agreed, "");
            match answer {
                Ok(done) => assert!(*role == expected && done.to == StageState::NotApplicable, "{role} at {n}"),
                Err(why) => {
                    assert!(*role != expected && why == Refusal::NotAllowed(Action::DecidePolicy), "{role} {n}")
                }
            }
        }
    }
    let other = answer_leave_out(&person(Role::SectionApprover, OTHER, 100), &proposed(6), LeaveOutAnswer::Agreed, "");
    assert_eq!(other, Err(Refusal::NotAllowed(Action::DecidePolicy)), "another section");
}

#[test]
fn what_has_begun_is_not_left_out_and_a_proposal_is_made_once() {
    for state in StageState::ALL.iter().copied() {
        let said = propose_leave_out(&Standing { state, ..waiting(6) }, "改修がない");
        if state == StageState::NotStarted {
            assert_eq!(said.as_deref(), Ok("改修がない"));
        } else {
            assert_eq!(said, Err(Refusal::WrongStage { state, attempted: StageVerb::ProposeLeaveOut }));
        }
    }
    let again = propose_leave_out(&proposed(6), "改修がない");
    assert_eq!(again, Err(Refusal::LeaveOutProposed { attempted: StageVerb::ProposeLeaveOut }));
    let begun = start(&proposed(6), facts(0), "", "");
    assert_eq!(begun, Err(Refusal::LeaveOutProposed { attempted: StageVerb::Start }), "its answer comes first");
}

#[test]
fn a_proposal_and_its_return_need_a_reason_and_an_answer_needs_a_proposal() {
    let required = Err(Refusal::field(Field::Reason, Problem::Required));
    assert_eq!(propose_leave_out(&Standing { leave_out_proposed: false, ..proposed(6) }, " "), required);
    let kessai = at_home(Role::SectionApprover);
    let answer = |standing: &Standing, said, reason: &str| {
        answer_leave_out(&kessai, standing, said, reason).map(|it| (it.to, it.step))
    };
    let returned = answer(&proposed(6), LeaveOutAnswer::Returned, "");
    assert_eq!(returned, Err(Refusal::field(Field::Reason, Problem::Required)));
    let returned = answer(&proposed(6), LeaveOutAnswer::Returned, "帳票の改修がある");
    assert_eq!(returned, Ok((StageState::NotStarted, GateStep::LeaveOutReturned)));
    let none = Standing { leave_out_proposed: false, ..proposed(6) };
    let wrong = |attempted| Refusal::WrongStage { state: StageState::NotStarted, attempted };
    assert_eq!(answer(&none, LeaveOutAnswer::Agreed, ""), Err(wrong(StageVerb::AnswerLeaveOut)));
    let officer = at_home(Role::SectionOfficer);
    let recalled = |standing| recall_leave_out(&officer, standing, None, "改修がある");
    assert_eq!(recalled(&none), Err(wrong(StageVerb::RecallLeaveOut)));
    assert_eq!(recalled(&proposed(6)).as_deref(), Ok("改修がある"));
}

#[test]
fn in_a_case_that_is_not_at_work_nothing_is_proposed_asked_for_or_decided() {
    use StageVerb::{AnswerLeaveOut, Decide, ProposeLeaveOut, Request, UndoLeaveOut};
    for case in CaseState::ALL.iter().copied() {
        for attempted in StageVerb::ALL.iter().copied() {
            let judged = Standing { case, ..waiting(6) }.check_case(attempted);
            let waits = matches!(
                attempted,
                StageVerb::Start | Request | Decide | ProposeLeaveOut | AnswerLeaveOut | UndoLeaveOut
            );
            let goes_on = if waits { case.is_at_work() } else { !case.is_over() };
            let expected = if goes_on { Ok(()) } else { Err(Refusal::CaseNotAtWork { state: case, attempted }) };
            assert_eq!(judged, expected, "{attempted} while {case}");
        }
    }
}
