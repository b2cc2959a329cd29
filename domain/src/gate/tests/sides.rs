//! Whose line of a checklist it is.

use super::*;
use crate::organisation::Side;

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
