use super::*;
use crate::policy::Action;

fn titled() -> DraftInput {
    DraftInput { title: "扶養控除申告書の新様式の項目".to_owned(), ..DraftInput::default() }
}

fn problems(result: Result<Draft, Refusal>) -> Vec<FieldProblem> {
    let Err(Refusal::Invalid(problems)) = result else { panic!("{result:?}") };
    problems
}

#[test]
fn the_scopes_each_person_may_raise_in_the_usual_one_first() {
    let line = |person: Actor| {
        let codes: Vec<_> = Draft::scopes(&person).into_iter().map(Scope::as_str).collect();
        format!("{:<17}{}", person.login, if codes.is_empty() { "–".to_owned() } else { codes.join(" ") })
    };
    let lines: Vec<_> = everyone().into_iter().map(line).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    keiyaku          shared city_manager city
    kyuyo            shared city_manager city
    kyuyo-kessai     shared city_manager city
    sekinin          shared city_manager center
    kanri-somu       shared city_manager center
    kanri-kyoiku     shared city_manager center
    opkanri-somu     center
    op-somu          center
    op-kyoiku        center
    consul           center
    consul-elsewhere center
    vendor-a         shared
    vendor-a-member  shared
    vendor-b         shared
    admin            –
    ");
}

#[test]
fn a_title_is_enough() {
    let draft = Draft::read(&kyuyo(), &titled()).unwrap();
    let expected = Draft {
        title: titled().title,
        body: String::new(),
        impact: String::new(),
        category: Category::Other,
        severity: Severity::Medium,
        priority: Priority::Medium,
        stage: None,
        scope: Scope::Shared,
        blocks_gate: false,
    };
    assert_eq!(draft, expected);
    assert_eq!(Draft::read(&op_somu(), &titled()).unwrap().scope, Scope::Center);
}

#[test]
fn every_field_is_read() {
    let input = DraftInput {
        title: " 新様式\nの項目 ".to_owned(),
        body: "一行目\r\n二行目".to_owned(),
        impact: "帳票3本".to_owned(),
        category: "requirement_open".to_owned(),
        severity: "high".to_owned(),
        priority: "low".to_owned(),
        stage: "3".to_owned(),
        scope: "city".to_owned(),
        blocks_gate: "on".to_owned(),
    };
    let draft = Draft::read(&kyuyo(), &input).unwrap();
    assert_eq!((draft.title.as_str(), draft.body.as_str()), ("新様式 の項目", "一行目\n二行目"));
    assert_eq!(
        (draft.category, draft.severity, draft.priority),
        (Category::RequirementOpen, Severity::High, Priority::Low)
    );
    assert_eq!((draft.stage, draft.scope, draft.blocks_gate), (Stage::new(3), Scope::City, true));
}

#[test]
fn the_administrator_raises_nothing() {
    assert_eq!(Draft::read(&admin(), &titled()), Err(Refusal::NotAllowed(Action::EditIssue)));
}

#[test]
fn nobody_raises_in_a_scope_that_is_not_theirs() {
    for person in everyone().iter().filter(|person| person.role != crate::role::Role::SystemAdmin) {
        for scope in Scope::ALL {
            let result = Draft::read(person, &DraftInput { scope: scope.to_string(), ..titled() });
            match Draft::scopes(person).contains(scope) {
                true => assert_eq!(result.unwrap().scope, *scope),
                false => {
                    assert_eq!(result, Err(only(Field::Scope, Problem::ScopeNotYours)), "{} {scope}", person.login)
                }
            }
        }
    }
}

#[test]
fn wrong_codes_are_named_all_at_once() {
    let wrong = || "nonsense".to_owned();
    let input = DraftInput {
        category: wrong(),
        severity: "HIGH".to_owned(),
        priority: wrong(),
        stage: "8".to_owned(),
        scope: "all".to_owned(),
        ..DraftInput::default()
    };
    let found = problems(Draft::read(&kyuyo(), &input));
    let unknown = |field| FieldProblem::new(field, Problem::UnknownChoice);
    let title = FieldProblem::new(Field::Title, Problem::Required);
    let choices = [Field::Category, Field::Severity, Field::Priority, Field::Stage].map(unknown);
    assert_eq!(found, [vec![unknown(Field::Scope), title], choices.to_vec()].concat());
}

#[test]
fn a_stage_is_a_number_from_1_to_7() {
    for stage in ["0", "8", "-1", "3.0", "三", "256"] {
        let input = DraftInput { stage: stage.to_owned(), ..titled() };
        assert_eq!(problems(Draft::read(&kyuyo(), &input)), [FieldProblem::new(Field::Stage, Problem::UnknownChoice)]);
    }
}

#[test]
fn texts_have_a_length_and_can_be_seen() {
    let input = DraftInput {
        title: "あ".repeat(201),
        body: "い".repeat(20_001),
        impact: "う".repeat(2_001),
        ..DraftInput::default()
    };
    let too_long = |field, max| FieldProblem::new(field, Problem::TooLong { max, actual: max + 1 });
    let expected = [too_long(Field::Title, 200), too_long(Field::Body, 20_000), too_long(Field::Impact, 2_000)];
    assert_eq!(problems(Draft::read(&kyuyo(), &input)), expected);
    let hidden = DraftInput { body: "abc\u{202E}gpj.exe".to_owned(), ..titled() };
    let control = FieldProblem::new(Field::Body, Problem::ControlCharacter);
    assert_eq!(problems(Draft::read(&kyuyo(), &hidden)), [control]);
}

#[test]
fn an_edit_keeps_the_scope_whatever_the_form_says() {
    let input = DraftInput { scope: "shared".to_owned(), ..titled() };
    assert_eq!(Draft::read_edit(&input, Scope::City).unwrap().scope, Scope::City);
    let empty = DraftInput::default();
    assert_eq!(problems(Draft::read_edit(&empty, Scope::City)), [FieldProblem::new(Field::Title, Problem::Required)]);
}
