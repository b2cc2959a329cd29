//! 工程7 begins with the 本番リリース.

use super::*;
use crate::gate::{is_release_line, may_start};

#[test]
fn a_day_before_the_case_was_opened_is_a_fact_that_needs_its_reason() {
    let ready = Standing { state: StageState::NotStarted, ..waiting(1) };
    let opened = today();
    let told = |on: &str, reason: &str| start(&ready, facts(0), on, reason);
    let refused = Refusal::Invalid(vec![FieldProblem::new(Field::Reason, Problem::BeforeOpening { opened })]);
    assert_eq!(told("2026-11-20", " "), Err(refused));
    let late = told("2026-11-20", "登録前に着手していた").unwrap();
    assert_eq!((late.early, late.backdated.as_deref()), (None, Some("登録前に着手していた")));
    assert_eq!(told("2026-11-24", "ついでに").unwrap().backdated, None, "the day itself is no exception");
    let import = StartFacts { opened_on: None, period_from: None, ..facts(0) };
    assert_eq!(start(&ready, import, "2026-11-20", "").unwrap().backdated, None);
    let early = Standing { previous: Some((stage(1), None)), state: StageState::NotStarted, ..waiting(2) };
    let both = start(&early, facts(0), "2026-11-20", "棚卸しを先行").unwrap();
    assert_eq!(both.early, both.backdated, "one reason for both");
}

#[test]
fn no_start_lies_more_than_a_year_before_the_period() {
    let ready = Standing { state: StageState::NotStarted, ..waiting(1) };
    let earliest = today().checked_sub_months(chrono::Months::new(12)).unwrap();
    let told = |on: &str| start(&ready, facts(0), on, "登録前に着手していた");
    assert!(told(&earliest.to_string()).is_ok());
    let refused = Refusal::field(Field::On, Problem::TooSoon { earliest });
    for on in [earliest.pred_opt().unwrap().to_string().as_str(), "R1.5.1", "1926-12-25"] {
        assert_eq!(told(on), Err(refused.clone()), "{on}");
    }
    let import = StartFacts { opened_on: None, period_from: None, ..facts(0) };
    assert!(start(&ready, import, "2019-05-01", "").is_ok());
}

#[test]
fn a_vendor_works_on_the_last_stage_but_never_begins_it() {
    use Role::*;
    for role in Role::ALL {
        let starts = matches!(role, SectionOfficer | CenterLead | OperationsManager);
        assert_eq!(may_start(&at_home(*role), &waiting(7)), starts, "{role}");
        assert_eq!(may_start(&at_home(*role), &waiting(6)), may_work(&at_home(*role), &waiting(6)), "{role}");
    }
    assert!(may_work(&at_home(VendorManager), &waiting(7)));
}

#[test]
fn the_release_needs_its_decision_or_a_reason() {
    let ready = Standing { state: StageState::NotStarted, previous: None, ..waiting(7) };
    assert_eq!(start(&ready, facts(0), "", "").unwrap().early, None);
    let refused = start(&ready, facts(2), "", "").unwrap_err();
    assert_eq!(refused, Refusal::field(Field::Reason, Problem::Required));
    let early = start(&ready, facts(2), "", "夜間に切替済み").unwrap();
    assert_eq!(early.early.as_deref(), Some("夜間に切替済み"));
}

#[test]
fn required_lines_with_the_mark_are_the_release_decision() {
    let stage = |n| Stage::new(n).unwrap();
    assert!(is_release_line(stage(7), true, "【リリース判定】受入れ判定に合格している"));
    assert!(!is_release_line(stage(7), false, "【リリース判定】受入れ判定に合格している"), "not required");
    assert!(!is_release_line(stage(6), true, "【リリース判定】受入れ判定に合格している"), "another 工程");
    assert!(!is_release_line(stage(7), true, "業務マニュアルを改訂した"));
}
