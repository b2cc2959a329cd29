//! チェックリスト: the smaller steps, each with an owner and a day.

use super::{
    assigning::person,
    edits,
    posting::{post, will_read},
};
use crate::{
    form::typed,
    part::{
        chip,
        date_field::DateField,
        empty::Empty,
        field::TextField,
        fold::fold,
        select::{Choice, SelectField},
    },
    viewer::{locale, moment, viewer},
};
use domain::{
    refusal::Field,
    view::{ChecklistLine, IssuePage},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn checklist(page: &IssuePage) -> AnyView {
    let l = locale();
    let lines = &page.checklist;
    let edits = edits(page);
    let body = if lines.is_empty() {
        let why = if edits { td_string!(l, issue.checklist_empty_edit) } else { td_string!(l, issue.checklist_empty) };
        view! { <Empty why=why/> }.into_any()
    } else {
        let done = lines.iter().filter(|it| it.done_at.is_some()).count();
        let count = td_string!(l, issue.checklist_count, total = lines.len(), done = done).to_string();
        let lines = lines.iter().map(|it| line(page, it)).collect::<Vec<_>>();
        view! { <p class="support">{count}</p><ul class="checklist">{lines}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="checklist-heading">
            <h2 id="checklist-heading">{td_string!(l, issue.checklist)}</h2>
            {body}
            {edits.then(|| add_line(page))}
        </section>
    }
    .into_any()
}

fn line(page: &IssuePage, line: &ChecklistLine) -> AnyView {
    let l = locale();
    let done = line.done_at.map(|at| {
        let who = line.done_by.clone().unwrap_or_default();
        let sentence = td_string!(l, issue.line_done, at = moment(at), who = who).to_string();
        view! { <span>{sentence}</span> }
    });
    let owner = line.owner.clone().map(|owner| td_string!(l, issue.line_owner, owner = owner).to_string());
    let due = line.due.map(|due| {
        view! { <span>{td_string!(l, issue.line_due)}{chip::date(due)}" "{chip::due_mark(line.mark)}</span> }
    });
    let (shape, state) = match line.done_at {
        Some(_) => ("☑", td_string!(l, issue.line_closed)),
        None => ("☐", td_string!(l, issue.line_open)),
    };
    view! {
        <li class=if line.done_at.is_some() { "line line-done" } else { "line" }>
            <span class="line-shape" aria-hidden="true">{shape}</span>
            <div class="line-what">
                <p><span class="visually-hidden">{state}" "</span>{line.text.clone()}</p>
                <p class="line-facts">{owner.map(|owner| view! { <span>{owner}</span> })}{due}{done}</p>
            </div>
            {ticks(page, line).then(|| tick(page, line))}
        </li>
    }
    .into_any()
}

/// An editor or the line's owner, as long as the issue is open; the store asks again.
fn ticks(page: &IssuePage, line: &ChecklistLine) -> bool {
    page.may_edit
        || page.row.state.is_open() && (line.owner.is_some() && line.owner == viewer().actor.map(|actor| actor.name))
}

fn tick(page: &IssuePage, line: &ChecklistLine) -> AnyView {
    let l = locale();
    let (verb, word) = match line.done_at {
        None => ("tick", td_string!(l, issue.tick)),
        Some(_) => ("untick", td_string!(l, issue.untick)),
    };
    let of = td_string!(l, issue.tick_of, line = line.text.clone()).to_string();
    let inputs = view! {
        <input type="hidden" name=Field::Line.as_str() value=line.id.to_string()/>
        <button type="submit" class="button-quiet">{word}<span class="visually-hidden">{of}</span></button>
    };
    post(page, verb, inputs)
}

fn add_line(page: &IssuePage) -> AnyView {
    const VERB: &str = "add_line";
    let l = locale();
    let back = typed(VERB);
    let nobody = std::iter::once(Choice::new("", td_string!(l, issue.no_owner)));
    let owners = nobody.chain(page.choices.people.iter().map(person)).collect();
    let inputs = view! {
        <TextField verb=VERB field=Field::Line typed=back.clone() required=true/>
        <SelectField verb=VERB field=Field::Owner typed=back.clone() choices=owners/>
        <DateField verb=VERB field=Field::Due typed=back.clone()/>
        {will_read(page)}
        <button type="submit" class="button">{td_string!(l, issue.add)}</button>
    };
    fold(td_string!(l, issue.add_line), back.is_returned(), post(page, VERB, inputs))
}
