//! Moving the 期限: a day and a reason.

use super::{
    posting::{post, will_read},
    present::present,
};
use crate::{
    form::typed,
    part::{date_field::DateField, fold::fold, text_area::TextArea},
    viewer::{day, locale},
};
use domain::{refusal::Field, view::IssuePage};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub(super) fn move_deadline(page: &IssuePage) -> AnyView {
    const VERB: &str = "move_deadline";
    let l = locale();
    let back = typed(VERB);
    let due = page.row.due.map(day).unwrap_or_default();
    let first = page.row.first_due.map_or_else(|| due.clone(), day);
    let now = if due.is_empty() {
        td_string!(l, issue.deadline_unset).to_owned()
    } else {
        td_string!(l, issue.deadline_now, due = due.clone(), first = first).to_string()
    };
    let inputs = view! {
        <p class="support">{now}</p>
        <DateField verb=VERB field=Field::Due typed=back.clone() value=due.clone() required=true/>
        {present(&back, Field::Due, &due, &due)}
        <TextArea verb=VERB field=Field::Reason typed=back.clone() support=td_string!(l, issue.deadline_reason) required=true rows=3/>
        {will_read(page)}
        <button type="submit" class="button">{td_string!(l, issue.move_deadline)}</button>
    };
    fold(td_string!(l, issue.move_deadline), back.is_returned(), post(page, VERB, inputs))
}
