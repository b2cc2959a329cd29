//! 案件 and 対象システム. Without the bundle the systems of all cases stand under their case; with
//! it, only those of the chosen one.

use super::VERB;
use crate::{
    form::Typed,
    part::{
        field::{Hints, describe},
        select::{Choice, options},
    },
    viewer::{locale, viewer},
    words::Word,
};
use domain::{organisation::Side, refusal::Field, view::CaseOption};
use leptos::{html::Select, prelude::*};
use leptos_i18n::td_string;

/// What is chosen now; changes while the bundle runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chosen {
    /// 案件番号, or empty.
    pub case: RwSignal<String>,
    /// Code of 対象システム, or empty.
    pub system: RwSignal<String>,
    /// Code of 公開範囲.
    pub scope: RwSignal<String>,
}

impl Chosen {
    /// What came back from a refused form; else what the address asks for; else the only case.
    pub fn new(cases: &[CaseOption], back: &Typed, case: &str, system: &str, scope: &str) -> Self {
        let only = match cases {
            [only] => only.no.to_string(),
            _ => String::new(),
        };
        let asked = case.to_ascii_uppercase();
        let case = cases.iter().map(|it| it.no.to_string()).find(|no| *no == asked).unwrap_or(only);
        Self {
            case: RwSignal::new(back.or(Field::Case, case)),
            system: RwSignal::new(back.or(Field::System, system)),
            scope: RwSignal::new(back.or(Field::Scope, scope)),
        }
    }
}

/// The two selects.
#[component]
pub(super) fn Whereabouts(
    /// The cases in which the person may raise one.
    cases: Vec<CaseOption>,
    /// What came back.
    typed: Typed,
    /// What is chosen now.
    chosen: Chosen,
) -> impl IntoView {
    let l = locale();
    let alive = RwSignal::new(false);
    let (case_select, system_select) = (NodeRef::<Select>::new(), NodeRef::<Select>::new());
    // The browser may have filled the form before the bundle ran (reload, back).
    Effect::new(move || {
        if let (Some(case), Some(system)) = (case_select.get(), system_select.get()) {
            chosen.case.set(case.value());
            chosen.system.set(system.value());
            alive.set(true);
        }
    });
    let (case, system) = (chosen.case.get_untracked(), chosen.system.get_untracked());
    let choose = Choice::new("", td_string!(l, shell.choose));
    let choices = cases.iter().map(|it| Choice::new(it.no.to_string(), format!("{} {}", it.no, it.title)));
    let choices = std::iter::once(choose).chain(choices).collect();
    let groups = cases.into_iter().map(|it| group(it, &case, &system, chosen, alive)).collect_view();
    let at_case = Hints::new(VERB, Field::Case, &typed);
    let at_system = Hints::new(VERB, Field::System, &typed);
    // A vendor speaks for a system of its own (the store refuses anything else).
    let vendor = viewer().actor.is_some_and(|actor| actor.side() == Side::Vendor);
    let hint = if vendor { td_string!(l, raise.system_hint_vendor) } else { td_string!(l, raise.system_hint) };
    view! {
        <div class="field">
            {describe(&at_case, Field::Case.word().to_owned(), true)}
            <select
                id=at_case.id()
                name=Field::Case.as_str()
                required=true
                aria-invalid=at_case.invalid()
                aria-describedby=at_case.described_by(false)
                node_ref=case_select
                on:change:target=move |ev| {
                    chosen.case.set(ev.target().value());
                    // The system belonged to the case before.
                    if let Some(select) = system_select.get_untracked() {
                        select.set_value("");
                    }
                    chosen.system.set(String::new());
                }
            >
                {options(choices, &case)}
            </select>
            {at_case.error()}
        </div>
        <div class="field">
            {describe(&at_system, Field::System.word().to_owned(), vendor)}
            <p class="support" id=at_system.support_id()>{hint}</p>
            <select
                id=at_system.id()
                name=Field::System.as_str()
                required=vendor
                aria-invalid=at_system.invalid()
                aria-describedby=at_system.described_by(true)
                node_ref=system_select
                on:change:target=move |ev| chosen.system.set(ev.target().value())
            >
                <option value="">{if vendor { td_string!(l, shell.choose) } else { td_string!(l, raise.whole_case) }}</option>
                {groups}
            </select>
            {at_system.error()}
        </div>
    }
}

/// The systems of one case; out of the way while another case is chosen.
fn group(
    case: CaseOption,
    chosen_case: &str,
    system: &str,
    chosen: Chosen,
    alive: RwSignal<bool>,
) -> impl IntoView + use<> {
    let no = case.no.to_string();
    let here = chosen_case.is_empty() || chosen_case == no;
    let systems = case.systems.into_iter().map(|it| {
        let selected = here && it.code == system;
        view! { <option value=it.code.clone() selected=selected>{format!("{} {}", it.code, it.name)}</option> }
    });
    let systems = systems.collect_view();
    let label = format!("{no} {}", case.title);
    let away = Memo::new(move |_| {
        let case = chosen.case.read();
        alive.get() && !case.is_empty() && *case != no
    });
    view! { <optgroup label=label hidden=move || away.get() disabled=move || away.get()>{systems}</optgroup> }
}
