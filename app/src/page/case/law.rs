//! 制度改正: the reason for the case, with its four dates.

use crate::{
    viewer::{day_text, locale},
    words::Word,
};
use chrono::NaiveDate;
use domain::view::LawRef;
use leptos::prelude::*;
use leptos_i18n::td_string;

/// The box of the law change; a sentence where there is none.
pub fn law(law: Option<LawRef>) -> impl IntoView {
    let l = locale();
    let content = match law {
        Some(law) => facts(law).into_any(),
        None => view! { <p class="support">{td_string!(l, cases.case.no_law)}</p> }.into_any(),
    };
    view! {
        <section class="panel" aria-labelledby="case-law">
            <h2 id="case-law">{td_string!(l, cases.case.law)}</h2>
            {content}
        </section>
    }
}

fn facts(law: LawRef) -> impl IntoView {
    let l = locale();
    let date = |date: Option<NaiveDate>| date.map_or_else(|| td_string!(l, cases.days.unset).to_owned(), day_text);
    let retroactive = if law.retroactive {
        td_string!(l, cases.case.retroactive_yes)
    } else {
        td_string!(l, cases.case.retroactive_no)
    };
    let number = law.number.map(|number| view! { <dt>{td_string!(l, cases.case.law_number)}</dt><dd>{number}</dd> });
    view! {
        <p><strong>{law.name}</strong></p>
        <dl class="facts">
            <dt>{td_string!(l, cases.case.law_kind)}</dt><dd>{law.kind.word()}</dd>
            <dt>{td_string!(l, cases.case.law_state)}</dt><dd>{law.state.word()}</dd>
            {number}
            <dt>{td_string!(l, cases.case.promulgated)}</dt><dd>{date(law.promulgated_on)}</dd>
            <dt>{td_string!(l, cases.case.in_force)}</dt><dd>{date(law.in_force_on)}</dd>
            <dt>{td_string!(l, cases.case.applies)}</dt><dd>{date(law.applies_from)}</dd>
            <dt>{td_string!(l, cases.case.retroactive)}</dt><dd>{retroactive}</dd>
        </dl>
        <p class="case-summary">{law.summary}</p>
    }
}
