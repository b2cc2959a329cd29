//! The rows of a 条件付承認.

use super::*;

fn rows(n: usize) -> Vec<ConditionInput> {
    let row = |n| ConditionInput {
        text: format!("条件{n}"),
        org: "KYUYO".into(),
        due: "R8.12.1".into(),
        assignee: String::new(),
    };
    (1..=n).map(row).collect()
}

fn decided(conditions: Vec<ConditionInput>) -> Result<Vec<u8>, Refusal> {
    let input = DecisionInput { verdict: Verdict::Conditional, reason: String::new(), conditions };
    let decision = decide(&at_home(Role::SectionApprover), &waiting(6), &input, &[], today())?;
    Ok(decision.conditions.iter().map(|it| it.row).collect())
}

#[test]
fn none_is_dropped_and_more_than_twenty_are_refused() {
    assert_eq!(decided(rows(20)).map(|it| it.len()), Ok(20));
    let too_many = Problem::TooMany { max: 20 };
    assert_eq!(decided(rows(21)), Err(Refusal::field(Field::Condition, too_many.clone())));
    // More rows than a byte counts; a browser sends no such form.
    assert_eq!(decided(rows(300)), Err(Refusal::field(Field::Condition, too_many)));
}

#[test]
fn a_row_with_nothing_but_a_person_is_a_row() {
    let named = ConditionInput { assignee: "kyuyo".into(), ..ConditionInput::default() };
    let Err(Refusal::Invalid(told)) = decided(vec![named]) else { panic!("decided") };
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn empty_rows_between_do_not_count_and_keep_their_numbers() {
    let mut sparse = rows(3);
    sparse.insert(1, ConditionInput::default());
    assert_eq!(decided(sparse), Ok(vec![1, 3, 4]));
}
