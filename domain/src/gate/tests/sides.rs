//! Whose line of a checklist it is.

use super::*;
use crate::{organisation::Side, refusal::Problems};

#[test]
fn a_vendor_speaks_for_itself_the_center_for_its_vendors_and_the_city_for_all() {
    use Role::*;
    let lines = [None, Some(Side::City), Some(Side::Center), Some(Side::Vendor)];
    for role in Role::ALL {
        let expected = match role {
            SectionOfficer => [true, true, true, true],
            SectionApprover => [false, true, false, false],
            CenterLead | OperationsManager | Consultant => [true, false, true, true],
            VendorManager | VendorMember => [true, false, false, true],
            _ => [false; 4],
        };
        let standing = Standing { state: StageState::InProgress, ..waiting(6) };
        let told = lines.map(|side| settles(&at_home(*role), &standing, side));
        assert_eq!(told, expected, "{role} settles lines of any, 市, センター, ベンダー");
        let leaves = !matches!(role, VendorManager | VendorMember | SectionApprover);
        let expected = expected.map(|it| it && leaves);
        assert_eq!(lines.map(|side| leaves_out(&at_home(*role), &standing, side)), expected, "{role} leaves out");
    }
    let other = settles(&person(SectionApprover, OTHER, 100), &waiting(6), Some(Side::City));
    assert!(!other, "a 決裁者 of another section");
}

#[test]
fn a_side_is_one_of_three_or_any() {
    assert_eq!(line_side(" "), Ok(None));
    assert_eq!(line_side("city"), Ok(Some(Side::City)));
    assert_eq!(line_side("市"), Err(FieldProblem::new(Field::Side, Problem::UnknownChoice)));
}

#[test]
fn a_vendor_adds_lines_of_its_own_side_that_are_no_condition() {
    let added = |role, side: &str, required: &str| {
        let input = LineInput {
            text: "切戻し手順".into(),
            side: side.into(),
            required: required.into(),
            ..LineInput::default()
        };
        let mut problems = Problems::default();
        let line = added_line(&at_home(role), &input, &mut problems);
        problems.finish().map(|()| line.map(|it| (it.side, it.required)))
    };
    for role in [Role::VendorManager, Role::VendorMember] {
        for side in ["", "vendor"] {
            assert_eq!(added(role, side, ""), Ok(Some((Some(Side::Vendor), false))), "{role} {side}");
        }
        for side in ["city", "center"] {
            assert_eq!(added(role, side, ""), Err(Refusal::field(Field::Side, Problem::NotYours)), "{role} {side}");
        }
        assert_eq!(added(role, "", "on"), Err(Refusal::field(Field::Required, Problem::NotYours)), "{role}");
    }
    for role in [Role::OperationsManager, Role::CenterLead, Role::SectionOfficer] {
        assert_eq!(added(role, "city", "on"), Ok(Some((Some(Side::City), true))), "{role}");
        assert_eq!(added(role, "", ""), Ok(Some((None, false))), "{role}");
    }
}
