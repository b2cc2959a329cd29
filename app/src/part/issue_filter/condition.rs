//! The conditions in force, each with a link to the list without it.

use super::{Offer, words};
use crate::{part::issue_table::Place, texts::Locale, viewer::locale, words::Word};
use domain::{
    filter::{BallFilter, IssueFilter, Position, StateFilter},
    refusal::Field,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Chips that take a condition away; nothing in the usual view.
pub fn conditions(place: &Place, offer: &Offer) -> Option<impl IntoView + use<>> {
    let l = locale();
    let found = in_force(&place.filter, offer);
    if found.is_empty() {
        return None;
    }
    let chips = found.into_iter().map(|(text, without)| {
        let label = td_string!(l, issues.filter.remove, what = text.clone()).to_string();
        let href = place.href(&without);
        view! {
            <li><a class="condition" href=href aria-label=label>{text}<span aria-hidden="true">"×"</span></a></li>
        }
    });
    Some(view! { <ul class="conditions" aria-label=td_string!(l, issues.filter.active)>{chips.collect_view()}</ul> })
}

/// Each condition in words, and the filter without it (on its first page).
fn in_force(filter: &IssueFilter, offer: &Offer) -> Vec<(String, IssueFilter)> {
    let l = locale();
    let names = words(l);
    let rest = || filter.at(Position::First);
    let mut found = Vec::new();
    let mut add = |name: &str, value: String, without: IssueFilter| {
        found.push((format!("{name}{}{value}", if l == Locale::ja { "：" } else { ": " }), without));
    };
    match filter.state {
        StateFilter::Open => {}
        StateFilter::All => add(
            names.state,
            td_string!(l, words.issue_state.all).to_owned(),
            IssueFilter { state: StateFilter::Open, ..rest() },
        ),
        StateFilter::One(state) => {
            add(names.state, state.word().to_owned(), IssueFilter { state: StateFilter::Open, ..rest() });
        }
    }
    if let Some(no) = filter.case {
        add(names.case, no.to_string(), IssueFilter { case: None, ..rest() });
    }
    if let Some(code) = &filter.system {
        add(names.system, code.clone(), IssueFilter { system: None, ..rest() });
    }
    if let Some(stage) = filter.stage {
        let value = format!("{} {}", stage.number(), stage.word());
        add(names.stage, value, IssueFilter { stage: None, ..rest() });
    }
    if let Some(code) = &filter.org {
        add(names.org, offer.org_name(code), IssueFilter { org: None, ..rest() });
    }
    if let Some(login) = &filter.assignee {
        let value = match login.as_str() {
            "me" => td_string!(l, issues.filter.me).to_owned(),
            "absent" => td_string!(l, issues.filter.absent).to_owned(),
            login => offer.person_name(login),
        };
        add(names.assignee, value, IssueFilter { assignee: None, ..rest() });
    }
    if let Some(code) = &filter.party {
        let name = td_string!(l, issues.filter.party);
        add(name, offer.org_name(code), IssueFilter { party: None, ..rest() });
    }
    if let Some(ball) = &filter.ball {
        let value = match ball {
            BallFilter::Me => td_string!(l, issues.filter.me).to_owned(),
            BallFilter::Side(side) => side.word().to_owned(),
            BallFilter::Org(code) => offer.org_name(code),
        };
        add(names.ball, value, IssueFilter { ball: None, ..rest() });
    }
    if let Some(severity) = filter.severity {
        add(names.severity, severity.word().to_owned(), IssueFilter { severity: None, ..rest() });
    }
    if let Some(due) = filter.due {
        add(names.due, due.word().to_owned(), IssueFilter { due: None, ..rest() });
    }
    if filter.blocks_gate {
        let yes = td_string!(l, events.yes).to_owned();
        add(Field::BlocksGate.word(), yes, IssueFilter { blocks_gate: false, ..rest() });
    }
    if let Some(q) = &filter.q {
        add(names.q, q.clone(), IssueFilter { q: None, ..rest() });
    }
    found
}
