//! The forms of whoever decides: 承認, 条件付承認, 差戻し.

use super::{
    line_form::person,
    posting::{href, post},
};
use crate::{
    error::AppError,
    form::{MORE, Typed, typed},
    part::{
        date_field::meaning,
        field::Hints,
        fold::fold,
        select::{Choice, options},
        text_area::TextArea,
    },
    viewer::locale,
    words::Word,
};
use domain::{
    gate::{CONDITIONS_MAX, Unmet, is_confirmed},
    refusal::Field,
    view::{StagePage, StageView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

const CONDITIONAL: &str = "gate_conditional";

/// Rows offered for conditions at first, and with every wish for more.
const ROWS: usize = 5;

/// What is possible now; the rest is said.
pub(super) fn decide(page: &StagePage, stage: &StageView) -> AnyView {
    let l = locale();
    let in_order = stage.unmet.iter().all(Unmet::can_be_conditioned);
    let why_not = match (stage.unmet.is_empty(), in_order) {
        (true, _) => None,
        (false, true) => Some(td_string!(l, stages.gate.cannot_approve)),
        (false, false) => Some(td_string!(l, stages.gate.order_first)),
    };
    view! {
        <h3>{td_string!(l, stages.gate.next)}</h3>
        {why_not.map(|text| view! { <p class="support">{text}</p> })}
        {stage.unmet.is_empty().then(|| approve(page, stage))}
        {in_order.then(|| conditional(page, stage))}
        {send_back(page, stage)}
    }
    .into_any()
}

fn approve(page: &StagePage, stage: &StageView) -> AnyView {
    const VERB: &str = "gate_approved";
    let l = locale();
    let back = typed(VERB);
    let word =
        if is_confirmed(page.stage) { td_string!(l, stages.verb.confirm) } else { td_string!(l, stages.verb.approve) };
    let inputs = view! {
        <TextArea verb=VERB field=Field::Reason typed=back label=td_string!(l, stages.verb.comment) rows=2/>
        <button type="submit" class="button">{word}</button>
    };
    fold(word, true, post(page, stage, VERB, inputs))
}

fn send_back(page: &StagePage, stage: &StageView) -> AnyView {
    const VERB: &str = "gate_returned";
    let l = locale();
    let back = typed(VERB);
    let word = td_string!(l, stages.verb.send_back);
    let inputs = view! {
        <TextArea verb=VERB field=Field::Reason typed=back.clone() label=td_string!(l, stages.verb.back_reason) required=true rows=3/>
        <button type="submit" class="button-danger">{word}</button>
    };
    fold(word, back.is_returned(), post(page, stage, VERB, inputs))
}

/// Each row a 課題: what, who, until when. What is not met stands in the rows already.
fn conditional(page: &StagePage, stage: &StageView) -> AnyView {
    let l = locale();
    let back = typed(CONDITIONAL);
    let word = if is_confirmed(page.stage) {
        td_string!(l, stages.verb.confirm_conditional)
    } else {
        td_string!(l, stages.verb.conditional)
    };
    let open: Vec<String> = stage.unmet.iter().filter_map(Unmet::as_condition).collect();
    let offered = offered(&back, open.len());
    let rows = (0..offered).map(|n| row(stage, &back, n, open.get(n))).collect::<Vec<_>>();
    let errors = [Field::Condition, Field::ConditionOrg, Field::ConditionAssignee, Field::ConditionDue];
    let errors = errors.map(|field| Hints::new(CONDITIONAL, field, &back).error()).into_iter().collect::<Vec<_>>();
    let inputs = view! {
        <TextArea verb=CONDITIONAL field=Field::Reason typed=back.clone() label=td_string!(l, stages.verb.comment) rows=2/>
        <fieldset class="conditions">
            <legend>{td_string!(l, stages.verb.conditions)}" "<span class="required">{td_string!(l, shell.required)}</span></legend>
            <p class="support">{td_string!(l, stages.verb.conditions_lead)}" "{td_string!(l, shell.date_hint)}</p>
            <ol>{rows}</ol>
            {more(page, stage, offered)}
            {errors}
        </fieldset>
        <button type="submit" class="button">{word}</button>
    };
    fold(word, back.is_returned(), post(page, stage, CONDITIONAL, inputs))
}

/// How many rows: one for each thing unmet, and what was sent is kept, with more where that was the wish.
fn offered(back: &Typed, unmet: usize) -> usize {
    let sent = back.values(Field::Condition.as_str()).unwrap_or_default().len();
    let wished = if back.error() == Some(AppError::Proposed) { sent + ROWS } else { sent };
    ROWS.max(unmet).max(wished).min(CONDITIONS_MAX).max(sent)
}

/// The wish for more rows, a form of its own meaning: the page comes back at the first new row.
fn more(page: &StagePage, stage: &StageView, offered: usize) -> AnyView {
    let l = locale();
    if offered >= CONDITIONS_MAX {
        let text = td_string!(l, stages.verb.rows_most, max = CONDITIONS_MAX).to_string();
        return view! { <p class="support">{text}</p> }.into_any();
    }
    let to = format!("{}#{CONDITIONAL}-{}-{offered}", href(page, stage), Field::Condition);
    view! {
        <button type="submit" class="button-quiet" name=MORE value="rows" formaction=to formnovalidate=true>
            {td_string!(l, stages.verb.rows_more)}
        </button>
    }
    .into_any()
}

fn row(stage: &StageView, back: &Typed, n: usize, open: Option<&String>) -> AnyView {
    let l = locale();
    let id =
        |field: Field| if n == 0 { format!("{CONDITIONAL}-{field}") } else { format!("{CONDITIONAL}-{field}-{n}") };
    let sent = |field: Field| back.nth(field.as_str(), n);
    let text = sent(Field::Condition).unwrap_or_else(|| open.cloned().unwrap_or_default());
    let [org, login, due] = [Field::ConditionOrg, Field::ConditionAssignee, Field::ConditionDue]
        .map(|field| sent(field).unwrap_or_default());
    let meaning = meaning(Field::ConditionDue, &due, false);
    let mut orgs = vec![Choice::new("", Field::ConditionOrg.word())];
    orgs.extend(stage.orgs.iter().map(|it| Choice::new(&it.code, &it.name)));
    let mut people = vec![Choice::new("", td_string!(l, stages.verb.condition_nobody))];
    people.extend(stage.people.iter().map(person));
    let label = td_string!(l, stages.verb.condition_n, n = n + 1).to_string();
    let hidden =
        |field: Field| view! { <label class="visually-hidden" for=id(field)>{label.clone()}" "{field.word()}</label> };
    view! {
        <li class="condition-row">
            {hidden(Field::Condition)}
            <input type="text" id=id(Field::Condition) name=Field::Condition.as_str() value=text autocomplete="off"
                placeholder=label.clone()/>
            {hidden(Field::ConditionOrg)}
            <select id=id(Field::ConditionOrg) name=Field::ConditionOrg.as_str()>{options(orgs, &org)}</select>
            {hidden(Field::ConditionAssignee)}
            <select id=id(Field::ConditionAssignee) name=Field::ConditionAssignee.as_str()>{options(people, &login)}</select>
            {hidden(Field::ConditionDue)}
            <input type="text" id=id(Field::ConditionDue) name=Field::ConditionDue.as_str() value=due autocomplete="off"
                maxlength="40" placeholder=Field::ConditionDue.word()/>
            <span class="field-meaning">{meaning}</span>
        </li>
    }
    .into_any()
}
