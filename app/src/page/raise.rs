//! 課題の起票: 案件 and 件名 are enough; the rest is there for who knows it already.

mod readers;
mod whereabouts;

use crate::{
    api::read_raise_form,
    form::{TOKEN, Typed, beginning, typed},
    part::{
        empty::Empty,
        field::{Hints, TextField},
        loaded::loaded,
        scope_choice::ScopeChoice,
        select::{Choice, SelectField},
        text_area::{TextArea, with_privacy},
    },
    viewer::locale,
    words::Word,
};
use domain::{
    issue::{Category, Priority, Severity},
    key::CaseNo,
    refusal::Field,
    stage::Stage,
    view::RaiseForm,
    visibility::Scope,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use readers::Readers;
use whereabouts::{Chosen, Whereabouts};

/// The verb of the form.
const VERB: &str = "raise";

/// `/issues/new`; `?case=` and `?system=` choose beforehand.
#[component]
pub fn RaisePage() -> impl IntoView {
    let query = use_query_map();
    let offered = Resource::new(|| (), |()| read_raise_form());
    let l = locale();
    view! {
        <Title text=td_string!(l, shell.raise)/>
        <h1>{td_string!(l, shell.raise)}</h1>
        {loaded(offered, move |offered| {
            let asked = |name: &str| query.read_untracked().get(name).unwrap_or_default();
            if offered.cases.is_empty() || offered.scopes.is_empty() {
                nowhere().into_any()
            } else {
                form(offered, &asked("case"), &asked("system")).into_any()
            }
        })}
    }
}

fn nowhere() -> impl IntoView {
    let l = locale();
    view! {
        <Empty why=td_string!(l, raise.nowhere)>
            <a href="/cases">{td_string!(l, shell.cases)}</a>
            <a href="/issues">{td_string!(l, shell.issues)}</a>
        </Empty>
    }
}

fn form(offered: RaiseForm, case: &str, system: &str) -> impl IntoView + use<> {
    let l = locale();
    let back = typed(VERB);
    let token = back.value(TOKEN).filter(|it| !it.is_empty()).unwrap_or_else(|| offered.token.to_string());
    let usual = offered.scopes.first().map(|scope| scope.as_str()).unwrap_or_default();
    let chosen = Chosen::new(&offered.cases, &back, case, system, usual);
    let told = move |scope: Scope| chosen.scope.set(scope.as_str().to_owned());
    let cancel = match CaseNo::parse(&chosen.case.get_untracked()) {
        Some(no) => format!("/cases/{no}/issues"),
        None => "/issues".to_owned(),
    };
    view! {
        <p class="raise-lead">{td_string!(l, raise.lead)}</p>
        <form method="post" action="/issues/new" class="raise">
            {beginning(VERB)}
            <input type="hidden" name=TOKEN value=token/>
            <section class="panel" aria-labelledby="raise-what">
                <h2 id="raise-what">{td_string!(l, raise.what)}</h2>
                <Whereabouts cases=offered.cases typed=back.clone() chosen/>
                <TextField verb=VERB field=Field::Title typed=back.clone() required=true
                    support=with_privacy(td_string!(l, raise.title_hint))/>
            </section>
            {details(&back)}
            <section class="panel" aria-labelledby="raise-readers">
                <h2 id="raise-readers">{td_string!(l, raise.readers)}</h2>
                <ScopeChoice verb=VERB scopes=offered.scopes typed=back value=usual legend=Field::Scope.word()
                    support=td_string!(l, raise.scope_hint) on_choice=Callback::new(told)/>
            </section>
            <div class="raise-end">
                <Readers chosen/>
                <p class="support">{td_string!(l, raise.next)}</p>
                <div class="raise-buttons">
                    <button type="submit" class="button">{td_string!(l, raise.submit)}</button>
                    <a class="button-quiet" href=cancel>{td_string!(l, shell.cancel)}</a>
                </div>
            </div>
        </form>
    }
}

/// What may be known already: all of it can be filled in later.
fn details(back: &Typed) -> impl IntoView + use<> {
    let l = locale();
    let categories = Category::ALL.iter().map(|it| Choice::new(it.as_str(), it.word())).collect();
    let severities = Severity::ALL.iter().map(|it| Choice::new(it.as_str(), it.word())).collect();
    let priorities = Priority::ALL.iter().map(|it| Choice::new(it.as_str(), it.word())).collect();
    let stages =
        Stage::ALL.iter().map(|it| Choice::new(it.number().to_string(), format!("{} {}", it.number(), it.word())));
    let stages = std::iter::once(Choice::new("", td_string!(l, raise.no_stage))).chain(stages).collect();
    view! {
        <section class="panel" aria-labelledby="raise-details">
            <h2 id="raise-details">{td_string!(l, raise.details)}</h2>
            <TextArea verb=VERB field=Field::Body typed=back.clone() markdown=true rows=8
                support=with_privacy(td_string!(l, raise.body_hint))/>
            <TextArea verb=VERB field=Field::Impact typed=back.clone() rows=3
                support=with_privacy(td_string!(l, raise.impact_hint))/>
            <div class="raise-grid">
                <SelectField verb=VERB field=Field::Category typed=back.clone() choices=categories value=Category::Other.as_str()/>
                <SelectField verb=VERB field=Field::Severity typed=back.clone() choices=severities value=Severity::Medium.as_str()/>
                <SelectField verb=VERB field=Field::Priority typed=back.clone() choices=priorities value=Priority::Medium.as_str()/>
                <SelectField verb=VERB field=Field::Stage typed=back.clone() choices=stages/>
            </div>
            {blocks_gate(back)}
        </section>
    }
}

/// 工程完了判定を止める.
fn blocks_gate(back: &Typed) -> impl IntoView + use<> {
    let hints = Hints::new(VERB, Field::BlocksGate, back);
    let checked = back.value(Field::BlocksGate.as_str()).is_some_and(|sent| !sent.is_empty());
    view! {
        <div class="raise-check">
            <input type="checkbox" id=hints.id() name=Field::BlocksGate.as_str() value="on" checked=checked
                aria-describedby=hints.support_id()/>
            <div>
                <label for=hints.id()>{Field::BlocksGate.word()}</label>
                <p class="support" id=hints.support_id()>{td_string!(locale(), raise.gate_hint)}</p>
            </div>
        </div>
    }
}
