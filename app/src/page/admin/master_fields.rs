//! What the forms of organisations and systems have in common.

use crate::{
    form::Typed,
    page::issue::present::present,
    part::{date_field::DateField, field::TextField},
    viewer::{day, locale},
    words::{Word, admin},
};
use chrono::NaiveDate;
use domain::{period::Period, refusal::Field};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 名称 and 英語名.
pub(super) fn names(verb: &'static str, back: &Typed, name: &str, name_en: &str) -> AnyView {
    let l = locale();
    view! {
        <TextField verb=verb field=Field::Label typed=back.clone() value=name required=true/>
        {present(back, Field::Label, name, name)}
        <TextField verb=verb field=Field::NameEn typed=back.clone() value=name_en support=td_string!(l, admin.org.name_en_support)/>
        {present(back, Field::NameEn, name_en, name_en)}
    }
    .into_any()
}

/// 表示順, 開始日 and 終了日.
pub(super) fn validity(verb: &'static str, back: &Typed, sort: i32, valid: Period) -> AnyView {
    let l = locale();
    let (sort, from) = (sort.to_string(), day(valid.from));
    let to = valid.to.map(day).unwrap_or_default();
    view! {
        <TextField verb=verb field=Field::Sort typed=back.clone() value=sort.clone()/>
        {present(back, Field::Sort, &sort, &sort)}
        <DateField verb=verb field=Field::From typed=back.clone() value=from.clone() required=true any_day=true/>
        {present(back, Field::From, &from, &from)}
        <DateField verb=verb field=Field::To typed=back.clone() value=to.clone() support=td_string!(l, admin.org.to_support) any_day=true/>
        {present(back, Field::To, &to, &to)}
    }
    .into_any()
}

/// コード of a new one.
pub(super) fn code(verb: &'static str, back: &Typed) -> AnyView {
    let support = td_string!(locale(), admin.org.code_support);
    view! { <TextField verb=verb field=Field::Code typed=back.clone() required=true support=support/> }.into_any()
}

/// When it is offered, with a word when that is not now.
pub(super) fn valid(period: Period, today: NaiveDate) -> AnyView {
    let l = locale();
    let word = if period.is_over(today) {
        Some(td_string!(l, admin.org.retired))
    } else if period.from > today {
        Some(td_string!(l, admin.org.not_yet))
    } else {
        None
    };
    let chip = word.map(|word| view! { " "<span class="chip">{word}</span> });
    view! { <span class="nowrap">{admin::period(period)}</span>{chip} }.into_any()
}

/// A ticked box.
pub(super) fn revised(verb: &'static str, back: &Typed, held: bool) -> AnyView {
    let name = Field::Revised.as_str();
    let held = if held { "true" } else { "" };
    let checked = !back.or(Field::Revised, held).is_empty();
    let shown = crate::words::event::held(Field::Revised, held);
    view! {
        <div class="field field-check">
            <label for=format!("{verb}-{name}")>
                <input type="checkbox" id=format!("{verb}-{name}") name=name value="true" checked=checked/>
                {Field::Revised.word()}
            </label>
            {present(back, Field::Revised, held, &shown)}
        </div>
    }
    .into_any()
}
