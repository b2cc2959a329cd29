//! That there are cases for the same already, and the box that says they were seen.

use super::VERB;
use crate::{
    form::{BESIDE, Typed},
    part::field::Hints,
    viewer::locale,
};
use domain::{
    key::CaseNo,
    planning::Beside,
    refusal::{Field, Problem},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Nothing while there is none. A box that was ticked stays ticked for those it named.
pub(super) fn beside(back: &Typed) -> Option<AnyView> {
    let l = locale();
    let sent = |name: &str| back.values(name).unwrap_or_default();
    let ticked: Vec<CaseNo> =
        sent(Field::Beside.as_str()).iter().flat_map(|it| it.split_whitespace()).filter_map(CaseNo::parse).collect();
    let there = match back.problem(Field::Beside) {
        Some(Problem::Beside(there)) => there,
        _ => sent(BESIDE).iter().filter_map(|it| named(it)).collect(),
    };
    let there = if there.is_empty() {
        ticked.iter().map(|no| Beside { no: *no, title: String::new() }).collect()
    } else {
        there
    };
    if there.is_empty() {
        return None;
    }
    let hints = Hints::new(VERB, Field::Beside, back);
    let is_ticked = there.iter().all(|it| ticked.contains(&it.no));
    let value = there.iter().map(|it| it.no.to_string()).collect::<Vec<_>>().join(" ");
    let has_law = back.value(Field::Law.as_str()).is_some_and(|it| !it.trim().is_empty());
    let lead = if has_law { td_string!(l, planning.beside_law) } else { td_string!(l, planning.beside_title) };
    let hidden = there.iter().filter(|it| !it.title.is_empty());
    let hidden = hidden.map(|it| view! { <input type="hidden" name=BESIDE value=format!("{} {}", it.no, it.title)/> });
    let hidden = hidden.collect_view();
    let links = there.iter().map(|it| {
        let (no, title) = (it.no.to_string(), it.title.clone());
        view! { <li><a href=format!("/cases/{no}")><span class="case-no">{no.clone()}</span>" "{title}</a></li> }
    });
    let links = links.collect_view();
    Some(
        view! {
            <div class="notice notice-warning confirming">
                <p>{lead}</p>
                <ul>{links}</ul>
                {hidden}
                <label>
                    <input type="checkbox" id=hints.id() name=Field::Beside.as_str() value=value checked=is_ticked
                        aria-invalid=hints.invalid() aria-describedby=hints.described_by(false)/>
                    {td_string!(l, planning.beside_confirm)}
                </label>
                {hints.error()}
            </div>
        }
        .into_any(),
    )
}

fn named(sent: &str) -> Option<Beside> {
    let (no, title) = sent.split_once(' ').unwrap_or((sent, ""));
    Some(Beside { no: CaseNo::parse(no)?, title: title.to_owned() })
}
