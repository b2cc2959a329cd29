//! Who looks after what, and what the forms of 管理 may say.

use super::*;
use crate::{
    actor::Actor,
    calendar::{BusinessCalendar, DayOverride},
    issue::sample::*,
    organisation::{CenterCode, OrgKind},
    period::Period,
    refusal::{Field, Problem, Problems, Refusal},
    role::Role,
};
use chrono::NaiveDate;

const SOMU: Option<CenterCode> = Some(CenterCode::Somu);
const KYOIKU: Option<CenterCode> = Some(CenterCode::Kyoiku);

fn account(of: &Actor, org_center: Option<CenterCode>) -> AccountFacts {
    AccountFacts {
        user: of.user,
        org_center,
        held: vec![HeldRole { role: of.role, center: of.center }],
        was_operator: of.role.is_operator(),
    }
}

#[test]
fn only_those_of_row_31_are_let_in() {
    let within: Vec<_> = everyone().into_iter().filter(reads).map(|it| it.login).collect();
    assert_eq!(within.join(" "), "keiyaku sekinin kanri-somu kanri-kyoiku admin");
    let all: Vec<_> = everyone().into_iter().filter(edits_all).map(|it| it.login).collect();
    assert_eq!(all.join(" "), "sekinin admin");
    for (center, expected) in
        [(SOMU, "sekinin kanri-somu admin"), (KYOIKU, "sekinin kanri-kyoiku admin"), (None, "sekinin admin")]
    {
        let may: Vec<_> = everyone().into_iter().filter(|it| edits_days_of(it, center)).map(|it| it.login).collect();
        assert_eq!(may.join(" "), expected, "{center:?}");
    }
}

#[test]
fn a_manager_looks_after_the_people_of_the_own_center_and_nobody_above() {
    let people = [
        (kyuyo(), None),
        (keiyaku(), None),
        (sekinin(), SOMU),
        (kanri_somu(), SOMU),
        (op_somu(), SOMU),
        (kanri_kyoiku(), KYOIKU),
        (op_kyoiku(), KYOIKU),
        (consul(), SOMU),
        (vendor_a(), None),
        (admin(), SOMU),
    ];
    let known = |actor: Actor, sees: fn(&Actor, &AccountFacts) -> bool| {
        let known = people.iter().filter(|(person, center)| sees(&actor, &account(person, *center)));
        known.map(|(person, _)| person.login.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(known(kanri_somu(), sees_account), "kanri-somu op-somu");
    assert_eq!(known(kanri_kyoiku(), edits_account), "kanri-kyoiku op-kyoiku");
    assert_eq!(known(kyuyo(), sees_account), "");
    assert_eq!(known(op_somu(), sees_account), "");
    assert_eq!(known(admin(), edits_account).split(' ').count(), people.len());
    // The city reads, but no operators (9-(5)), and changes nothing.
    assert_eq!(known(keiyaku(), sees_account), "kyuyo keiyaku sekinin kanri-somu kanri-kyoiku consul vendor-a admin");
    assert_eq!(known(keiyaku(), edits_account), "");
}

#[test]
fn a_person_with_a_role_elsewhere_is_not_the_managers_alone() {
    let mut both = account(&op_somu(), SOMU);
    both.held.push(HeldRole { role: Role::Operator, center: KYOIKU });
    assert!(!sees_account(&kanri_somu(), &both));
    let nothing_now = AccountFacts { held: Vec::new(), ..both };
    assert!(sees_account(&kanri_somu(), &nothing_now), "who had a role is still of the center");
}

fn role(code: &str, center: &str, from: &str, to: &str) -> RoleInput {
    RoleInput { role: code.into(), center: center.into(), from: from.into(), to: to.into() }
}

#[test]
fn role_periods_of_one_person_share_no_day() {
    let held = RoleTerm {
        role: Role::Operator,
        center: SOMU,
        period: Period::new(day("2026-04-01"), Some(day("2027-03-31"))),
    };
    let read = |from: &str, to: &str| {
        role("operator", "SOMU", from, to).read(&kanri_somu(), (OrgKind::Center, SOMU), &[held], TODAY)
    };
    let overlap = Refusal::field(Field::From, Problem::Overlaps { from: held.period.from, to: held.period.to });
    for (from, to) in
        [("R9.3.31", ""), ("2026-12-01", "2026-12-31"), ("2025-04-01", "2028-03-31"), ("R8.4.1", "R9.3.31")]
    {
        assert_eq!(read(from, to), Err(overlap.clone()), "{from} {to}");
    }
    assert_eq!(read("R9.4.1", "").unwrap().period, Period::new(day("2027-04-01"), None));
}

#[test]
fn a_role_fits_the_organisation_and_the_giver() {
    let read = |actor: Actor, input: RoleInput, org| input.read(&actor, org, &[], TODAY);
    let only = |field, problem| Err(Refusal::field(field, problem));
    let from = "2026-12-01";
    for (actor, input, org, expected) in [
        (admin(), role("", "", from, ""), (OrgKind::Business, None), only(Field::Role, Problem::Required)),
        (admin(), role("king", "", from, ""), (OrgKind::Business, None), only(Field::Role, Problem::UnknownChoice)),
        (
            admin(),
            role("vendor_manager", "", from, ""),
            (OrgKind::Business, None),
            only(Field::Role, Problem::NotOfOrganisation),
        ),
        (
            admin(),
            role("contract_section", "", from, ""),
            (OrgKind::Business, None),
            only(Field::Role, Problem::NotOfOrganisation),
        ),
        (
            admin(),
            role("section_officer", "", from, ""),
            (OrgKind::Contract, None),
            only(Field::Role, Problem::NotOfOrganisation),
        ),
        (admin(), role("operator", "", from, ""), (OrgKind::Center, SOMU), only(Field::Center, Problem::Required)),
        (
            admin(),
            role("operator", "KYOIKU", from, ""),
            (OrgKind::Center, SOMU),
            only(Field::Center, Problem::NotOfOrganisation),
        ),
        (
            kanri_somu(),
            role("center_lead", "", from, ""),
            (OrgKind::Center, SOMU),
            only(Field::Role, Problem::NotYours),
        ),
        (
            kanri_somu(),
            role("system_admin", "", from, ""),
            (OrgKind::Center, SOMU),
            only(Field::Role, Problem::NotYours),
        ),
        (
            kanri_somu(),
            role("operator", "KYOIKU", from, ""),
            (OrgKind::Center, KYOIKU),
            only(Field::Role, Problem::NotYours),
        ),
        (
            keiyaku(),
            role("section_officer", "", from, ""),
            (OrgKind::Business, None),
            only(Field::Role, Problem::NotYours),
        ),
        (
            admin(),
            role("section_officer", "", from, "2026-11-30"),
            (OrgKind::Business, None),
            only(Field::To, Problem::BeforeStart),
        ),
        (
            admin(),
            role("section_officer", "", "2026-04-01", "2026-11-17"),
            (OrgKind::Business, None),
            only(Field::To, Problem::Past { today: TODAY }),
        ),
        (admin(), role("section_officer", "", "", ""), (OrgKind::Business, None), only(Field::From, Problem::Required)),
    ] {
        assert_eq!(read(actor, input.clone(), org), expected, "{input:?}");
    }
    let term = read(kanri_somu(), role("operator_manager", "SOMU", from, ""), (OrgKind::Center, SOMU)).unwrap();
    assert_eq!((term.role, term.center), (Role::OperatorManager, SOMU));
    let over_both = read(sekinin(), role("consultant", "SOMU", from, ""), (OrgKind::Center, SOMU)).unwrap();
    assert_eq!(over_both.center, None, "a role over both centers has none");
}

#[test]
fn the_last_day_ends_what_runs_and_drops_what_was_to_come() {
    let (past, now, later) = (
        Period::new(day("2024-04-01"), Some(day("2026-03-31"))),
        Period::new(day("2026-04-01"), None),
        Period::new(day("2027-04-01"), None),
    );
    let last: NaiveDate = day("2026-11-30");
    assert_eq!([past, now, later].map(|it| cut(it, last)), [Cut::Stays, Cut::EndsOn(last), Cut::Falls]);
    let read = |input: &str| leaving(input, &[past, now, later], None, TODAY);
    assert_eq!(read("R8.11.30").unwrap(), Leaving { last_day: last, at_once: false });
    assert!(read("2026-11-18").unwrap().at_once, "today");
    assert!(read("2026-11-13").unwrap().at_once, "one hears of it late");
    assert_eq!(read("2026-03-31").unwrap_err().problem, Problem::BeforeStart);
    assert_eq!(read(" ").unwrap_err().problem, Problem::Required);
}

#[test]
fn nobody_leaves_twice_or_after_the_last_role() {
    let on = day("2026-03-31");
    let past = Period::new(day("2024-04-01"), Some(on));
    let ended = |input: &str, periods: &[Period], left| leaving(input, periods, left, TODAY).unwrap_err().problem;
    assert!(leaving("2026-03-31", &[past], Some(on), TODAY).is_ok(), "what is left is handed over");
    for input in ["2026-03-20", "2026-11-18"] {
        assert_eq!(ended(input, &[past], Some(on)), Problem::RoleEnded { on }, "{input}");
    }
    assert_eq!(ended("2026-04-01", &[], Some(on)), Problem::RoleEnded { on });
    // A role that ended without 退任: what they hold can still be handed over, by its last day at the latest.
    assert!(leaving("2026-03-31", &[past], None, TODAY).is_ok());
    assert_eq!(ended("2026-04-01", &[past], None), Problem::RoleEnded { on });
    // A last day that is still to come moves forward, never behind the role.
    let to = day("2026-12-28");
    let now = Period::new(day("2026-04-01"), Some(to));
    assert!(leaving("2026-12-01", &[past, now], Some(to), TODAY).is_ok());
    assert_eq!(ended("2027-01-15", &[past, now], Some(to)), Problem::RoleEnded { on: to });
    // Who came back leaves again.
    assert!(leaving("2026-11-30", &[past, Period::new(day("2026-10-01"), None)], Some(on), TODAY).is_ok());
}

#[test]
fn the_state_of_an_account_follows_its_periods() {
    let period = |from: &str, to: &str| Period::new(day(from), (!to.is_empty()).then(|| day(to)));
    for (disabled, periods, state) in [
        (false, vec![], AccountState::Ended),
        (false, vec![period("2026-04-01", "")], AccountState::Active),
        (false, vec![period("2026-04-01", "2026-11-17")], AccountState::Ended),
        (false, vec![period("2026-04-01", "2026-11-17"), period("2026-12-01", "")], AccountState::Waiting),
        (true, vec![period("2026-04-01", "")], AccountState::Disabled),
    ] {
        assert_eq!(account_state(disabled, &periods, TODAY), state, "{periods:?}");
    }
}

#[test]
fn a_day_is_set_with_a_name_and_a_reason_or_given_back() {
    let input = DayInput {
        day: "R8.12.28".into(),
        reach: "SOMU".into(),
        says: "closed".into(),
        name: "システム停止日".into(),
        reason: "全館停電のため".into(),
    };
    let change = input.read().unwrap();
    assert_eq!((change.center, change.sets()), (SOMU, Some(DayOverride::Closed)));
    let wrong = |input: DayInput| match input.read() {
        Err(Refusal::Invalid(problems)) => problems.into_iter().map(|it| (it.field, it.problem)).collect(),
        other => panic!("{other:?}"),
    };
    let nothing: Vec<_> = wrong(DayInput::default());
    let fields = [Field::Day, Field::Reach, Field::Says, Field::Label, Field::Reason];
    assert_eq!(nothing, fields.map(|it| (it, Problem::Required)));
    for (day, reach, says, problem) in [
        ("2018-12-31", "CITY", "open", (Field::Day, Problem::OutsideCalendar)),
        ("2036-01-01", "CITY", "open", (Field::Day, Problem::OutsideCalendar)),
        ("2026-12-28", "OSAKA", "open", (Field::Reach, Problem::UnknownChoice)),
        ("2026-12-28", "CITY", "maybe", (Field::Says, Problem::UnknownChoice)),
    ] {
        let typed = DayInput { day: day.into(), reach: reach.into(), says: says.into(), ..input.clone() };
        assert_eq!(wrong(typed), [problem], "{day} {reach} {says}");
    }
    let back = DayInput { says: "by_law".into(), name: String::new(), ..input };
    assert_eq!(back.read().unwrap().sets(), None);
}

#[test]
fn a_day_that_is_so_already_is_not_set() {
    let law = BusinessCalendar::by_law();
    let change =
        |text: &str, says| DayChange {
            day: day(text), center: None, says, name: "名称".into(), reason: "理由".into()
        };
    let (shut, open) = (Some((DayOverride::Closed, "名称")), Some((DayOverride::Open, "名称")));
    for (text, says, set, fine) in [
        ("2026-12-28", DaySays::Closed, None, true),
        ("2026-12-28", DaySays::Open, None, false),
        ("2026-12-29", DaySays::Closed, None, false),
        ("2026-12-29", DaySays::Open, None, true),
        ("2026-12-28", DaySays::Closed, shut, false),
        ("2026-12-28", DaySays::Closed, Some((DayOverride::Closed, "別名")), true),
        ("2026-12-28", DaySays::Open, shut, true),
        ("2026-12-28", DaySays::ByLaw, shut, true),
        ("2026-12-29", DaySays::ByLaw, open, true),
        ("2026-12-28", DaySays::ByLaw, None, false),
    ] {
        assert_eq!(change(text, says).check(set, &law).is_ok(), fine, "{text} {says} {set:?}");
    }
}

#[test]
fn masters_say_what_is_wrong_with_each_field() {
    let input = OrgInput {
        code: "ｚａｉｓｅｉ".into(),
        kind: "business".into(),
        name: "財政課".into(),
        from: "2026-04-01".into(),
        ..OrgInput::default()
    };
    let mut problems = Problems::default();
    assert_eq!(input.new_one(&mut problems), Some(("ZAISEI".to_owned(), OrgKind::Business)));
    let edit = input.edit(&mut problems).unwrap();
    assert_eq!((edit.name_en.as_str(), edit.bureau, edit.sort), ("財政課", None, 0));
    problems.finish().unwrap();
    for (typed, problem) in [
        (OrgInput { code: "new".into(), ..input.clone() }, (Field::Code, Problem::NoCode)),
        (OrgInput { code: "財政".into(), ..input.clone() }, (Field::Code, Problem::NoCode)),
        (OrgInput { kind: "center".into(), ..input.clone() }, (Field::OrgKind, Problem::UnknownChoice)),
        (OrgInput { sort: "-1".into(), ..input.clone() }, (Field::Sort, Problem::NoNumber)),
        (OrgInput { to: "2026-03-31".into(), ..input.clone() }, (Field::To, Problem::BeforeStart)),
        (OrgInput { from: String::new(), ..input.clone() }, (Field::From, Problem::Required)),
        (OrgInput { name: "　".into(), ..input.clone() }, (Field::Label, Problem::Required)),
    ] {
        let mut problems = Problems::default();
        let _ = (typed.new_one(&mut problems), typed.edit(&mut problems));
        assert_eq!(problems.finish(), Err(Refusal::field(problem.0, problem.1)), "{typed:?}");
    }
    let vendor = VendorInput { vendor: "VENDOR-B".into(), from: "2027-04-01".into() };
    assert_eq!(vendor.read(Some(day("2022-04-01"))).unwrap().from, day("2027-04-01"));
    assert!(vendor.read(Some(day("2027-04-01"))).is_err(), "vendors follow one another");
}
