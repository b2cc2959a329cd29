//! Editing the fields. What somebody else changed meanwhile stands under each input.

use super::{
    posting::{post, will_read},
    present::present,
};
use crate::{
    form::{Typed, typed},
    part::{
        field::TextField,
        fold::fold,
        select::{Choice, SelectField},
        text_area::TextArea,
    },
    viewer::locale,
    words::{Word, event},
};
use domain::{
    issue::{Category, Priority, Severity},
    refusal::Field,
    stage::Stage,
    view::IssuePage,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

const VERB: &str = "edit";

pub(super) fn edit(page: &IssuePage) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    let inputs = view! {
        {written(page, &back)}
        {chosen(page, &back)}
        {blocks_gate(page, &back)}
        {will_read(page)}
        <button type="submit" class="button">{td_string!(l, shell.save)}</button>
    };
    fold(td_string!(l, issue.edit), back.is_returned(), post(page, VERB, inputs))
}

/// 件名, 内容, 影響, 対応方針.
fn written(page: &IssuePage, back: &Typed) -> AnyView {
    let l = locale();
    let title = page.row.title.clone();
    let markdown = td_string!(l, issue.markdown, privacy = td_string!(l, shell.privacy)).to_string();
    view! {
        <TextField verb=VERB field=Field::Title typed=back.clone() value=title.clone() required=true/>
        {present(back, Field::Title, &title, &title)}
        <TextArea verb=VERB field=Field::Body typed=back.clone() value=page.body.clone() support=markdown markdown=true rows=8/>
        {present(back, Field::Body, &page.body, &page.body)}
        <TextArea verb=VERB field=Field::Impact typed=back.clone() value=page.impact.clone() rows=3/>
        {present(back, Field::Impact, &page.impact, &page.impact)}
        <TextArea verb=VERB field=Field::Policy typed=back.clone() value=page.policy.clone() rows=3/>
        {present(back, Field::Policy, &page.policy, &page.policy)}
    }
    .into_any()
}

/// 分類, 重要度, 優先度, 対象システム, 工程.
fn chosen(page: &IssuePage, back: &Typed) -> AnyView {
    let row = &page.row;
    let codes = |choice: Vec<(&'static str, &'static str)>| {
        choice.into_iter().map(|(code, word)| Choice::new(code, word)).collect()
    };
    let categories = codes(Category::ALL.iter().map(|it| (it.as_str(), it.word())).collect());
    let severities = codes(Severity::ALL.iter().map(|it| (it.as_str(), it.word())).collect());
    let priorities = codes(Priority::ALL.iter().map(|it| (it.as_str(), it.word())).collect());
    let system = page.system.as_ref().map(|it| it.code.clone()).unwrap_or_default();
    let stage = row.stage.map(|it| it.number().to_string()).unwrap_or_default();
    view! {
        <div class="issue-choices">
            {select(back, Field::Category, categories, row.category.as_str())}
            {select(back, Field::Severity, severities, row.severity.as_str())}
            {select(back, Field::Priority, priorities, row.priority.as_str())}
        </div>
        {select(back, Field::System, systems(page), &system)}
        <p class="support">{td_string!(locale(), issue.system_moves)}</p>
        {select(back, Field::Stage, stages(), &stage)}
    }
    .into_any()
}

/// A select with the present choice under it when somebody else was faster.
fn select(back: &Typed, field: Field, choices: Vec<Choice>, held: &str) -> AnyView {
    let shown = choices.iter().find(|it| it.value == held).map(|it| it.text.clone()).unwrap_or_default();
    view! {
        <div>
            <SelectField verb=VERB field=field typed=back.clone() choices=choices value=held/>
            {present(back, field, held, &shown)}
        </div>
    }
    .into_any()
}

/// The systems that this person can choose, the present one among them.
fn systems(page: &IssuePage) -> Vec<Choice> {
    let offered = &page.choices.systems;
    let present = page.system.iter().filter(|system| !offered.contains(system));
    let named = offered.iter().chain(present).map(|system| Choice::new(&system.code, &system.name));
    std::iter::once(Choice::new("", td_string!(locale(), issue.whole_case))).chain(named).collect()
}

fn stages() -> Vec<Choice> {
    let l = locale();
    let stage = |stage: &Stage| {
        let text = td_string!(l, issue.stage, n = stage.number(), name = stage.word()).to_string();
        Choice::new(stage.number().to_string(), text)
    };
    std::iter::once(Choice::new("", td_string!(l, issue.no_stage))).chain(Stage::ALL.iter().map(stage)).collect()
}

fn blocks_gate(page: &IssuePage, back: &Typed) -> AnyView {
    let name = Field::BlocksGate.as_str();
    let held = if page.row.blocks_gate { "true" } else { "" };
    let checked = !back.or(Field::BlocksGate, held).is_empty();
    view! {
        <div class="field field-check">
            <label for=format!("{VERB}-{name}")>
                <input type="checkbox" id=format!("{VERB}-{name}") name=name value="true" checked=checked/>
                {Field::BlocksGate.word()}
            </label>
            {present(back, Field::BlocksGate, held, &event::held(Field::BlocksGate, held))}
        </div>
    }
    .into_any()
}
