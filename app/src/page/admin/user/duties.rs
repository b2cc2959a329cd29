//! 宣誓書, 守秘研修 and 特定個人情報取扱者.

use super::{super::post, address};
use crate::{
    form::typed,
    page::issue::present::present,
    part::{
        banner::{Notice, NoticeKind},
        date_field::DateField,
        fold::fold_as,
    },
    viewer::{day, locale},
    words::{Word, event},
};
use chrono::NaiveDate;
use domain::{refusal::Field, view::admin::AccountPage};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// What is known.
pub(super) fn facts(account: &AccountPage) -> AnyView {
    let l = locale();
    let shown = |on: Option<NaiveDate>| on.map_or_else(|| td_string!(l, admin.user.none).to_owned(), day);
    let duties = account.duties;
    let old = duties.is_training_old(account.today).then(|| {
        view! { <Notice kind=NoticeKind::Warning><p>{td_string!(l, admin.user.retrain)}</p></Notice> }
    });
    let numbers = if duties.handles_numbers { "true" } else { "" };
    view! {
        <section class="panel" aria-labelledby="user-duties">
            <h2 id="user-duties">{td_string!(l, admin.user.duties_facts)}</h2>
            {old}
            <dl class="facts">
                <dt>{Field::PledgedOn.word()}</dt><dd>{shown(duties.pledged_on)}</dd>
                <dt>{Field::TrainedOn.word()}</dt><dd>{shown(duties.trained_on)}</dd>
                <dt>{Field::HandlesNumbers.word()}</dt><dd>{event::held(Field::HandlesNumbers, numbers)}</dd>
            </dl>
        </section>
    }
    .into_any()
}

/// The form.
pub(super) fn edit(account: &AccountPage) -> AnyView {
    const VERB: &str = "set_duties";
    let l = locale();
    let back = typed(VERB);
    let text = |on: Option<NaiveDate>| on.map(day).unwrap_or_default();
    let (pledged, trained) = (text(account.duties.pledged_on), text(account.duties.trained_on));
    let name = Field::HandlesNumbers.as_str();
    let held = if account.duties.handles_numbers { "true" } else { "" };
    let checked = !back.or(Field::HandlesNumbers, held).is_empty();
    let inputs = view! {
        <DateField verb=VERB field=Field::PledgedOn typed=back.clone() value=pledged.clone() any_day=true/>
        {present(&back, Field::PledgedOn, &pledged, &pledged)}
        <DateField verb=VERB field=Field::TrainedOn typed=back.clone() value=trained.clone() any_day=true/>
        {present(&back, Field::TrainedOn, &trained, &trained)}
        <div class="field field-check">
            <label for=format!("{VERB}-{name}")>
                <input type="checkbox" id=format!("{VERB}-{name}") name=name value="true" checked=checked/>
                {Field::HandlesNumbers.word()}
            </label>
        </div>
        <button type="submit" class="button">{td_string!(l, shell.save)}</button>
    };
    let form = post(address(account), VERB, account.version, inputs);
    fold_as("panel", td_string!(l, admin.user.duties), back.is_returned(), form)
}
