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
pub fn law(law: Option<LawRef>, may_see: bool) -> impl IntoView {
    let l = locale();
    let content = match law {
        Some(law) => facts(law, may_see).into_any(),
        None => view! { <p class="support">{td_string!(l, cases.case.no_law)}</p> }.into_any(),
    };
    view! {
        <section class="panel" aria-labelledby="case-law">
            <h2 id="case-law">{td_string!(l, cases.case.law)}</h2>
            {content}
        </section>
    }
}

fn facts(law: LawRef, may_see: bool) -> impl IntoView {
    let l = locale();
    let date = |date: Option<NaiveDate>| date.map_or_else(|| td_string!(l, cases.days.unset).to_owned(), day_text);
    let retroactive = if law.retroactive {
        td_string!(l, cases.case.retroactive_yes)
    } else {
        td_string!(l, cases.case.retroactive_no)
    };
    let number = law.number.map(|number| view! { <dt>{td_string!(l, cases.case.law_number)}</dt><dd>{number}</dd> });
    let name = if may_see {
        view! { <a href=format!("/laws/{}", law.code)><strong>{law.name}</strong></a> }.into_any()
    } else {
        view! { <strong>{law.name}</strong> }.into_any()
    };
    view! {
        <p>{name}</p>
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
