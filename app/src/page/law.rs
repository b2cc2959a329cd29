//! One 制度改正: its four dates, its cases, an edit, its history.

use super::laws::{closed_on, no_case, sees_own_center_only, unsettled};
use crate::{
    api,
    form::typed,
    part::{
        chip,
        fold::fold_as,
        grid::{Name, grid, heads},
        history::history,
        law_fields::{held, law_fields},
        loaded::loaded,
        post::post,
        standing,
    },
    viewer::{day, day_text, locale, viewer},
    words::{Word, center_full},
};
use chrono::NaiveDate;
use domain::{
    law::law_states,
    planning::opens_as,
    refusal::Field,
    view::{Entry, LawCase, LawPage as Page, LawRow},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

const VERB: &str = "edit";

/// The page of one 制度改正.
#[component]
pub fn LawPage() -> impl IntoView {
    let params = use_params_map();
    let code = move || params.read().get("code").unwrap_or_default();
    loaded(Resource::new(code, api::read_law), |page: Page| shown(&page))
}

fn shown(page: &Page) -> AnyView {
    let l = locale();
    let law = &page.row.law;
    standing::now(law.state.word());
    let opens = viewer().actor.as_ref().and_then(opens_as).is_some();
    let open = opens.then(|| {
        let href = format!("/cases/new?law={}", law.code);
        let text =
            if page.row.cases.is_empty() { td_string!(l, laws.open_case) } else { td_string!(l, laws.open_other) };
        view! { <a class="button" href=href>{text}</a> }
    });
    let none = page.row.lacks_case().then(|| {
        view! { <span class="law-none"><span class="shape" aria-hidden="true">"▲"</span>{no_case()}</span> }
    });
    let summary = if law.summary.is_empty() {
        view! { <p class="support">{td_string!(l, laws.no_summary)}</p> }.into_any()
    } else {
        view! { <p class="as-typed">{law.summary.clone()}</p> }.into_any()
    };
    let waiting = (page.row.unsettled() > 0).then(|| {
        let text = td_string!(l, laws.unsettled_count, n = page.row.unsettled()).to_string();
        view! { <p class="support">{text}</p> }
    });
    let entries: Vec<_> = page.events.iter().cloned().map(Entry::Event).collect();
    view! {
        <Title text=law.name.clone()/>
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/laws">{td_string!(l, laws.heading)}</a></li>
                <li aria-current="page">{law.code.clone()}</li>
            </ol>
        </nav>
        <div class="page-head">
            <h1><span class="case-no">{law.code.clone()}</span>" "{law.name.clone()}</h1>
            <span class=format!("chip law-{}", law.state)>{law.state.word()}</span>
            {none}
            {open}
        </div>
        <div class="case-columns">
            <div class="case-main">
                <section class="panel" aria-labelledby="law-cases">
                    <h2 id="law-cases">{td_string!(l, laws.cases)}</h2>
                    {cases(&page.row)}
                    {waiting}
                </section>
                <section class="panel" aria-labelledby="law-summary">
                    <h2 id="law-summary">{td_string!(l, laws.summary)}</h2>
                    {summary}
                </section>
                {edit(page)}
            </div>
            <div class="case-side">
                <section class="panel" aria-labelledby="law-facts">
                    <h2 id="law-facts">{td_string!(l, laws.facts)}</h2>
                    {facts(page)}
                </section>
                <section aria-labelledby="law-history">
                    <h2 id="law-history">{td_string!(l, laws.history)}</h2>
                    {history(&entries)}
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn facts(page: &Page) -> AnyView {
    let l = locale();
    let law = &page.row.law;
    let date = |date: Option<NaiveDate>| date.map_or_else(|| td_string!(l, laws.unset).to_owned(), day_text);
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| td_string!(l, laws.no_source).to_owned());
    let latest = page.row.latest_go_live.map(|day| {
        let closed = law.in_force_on.and_then(closed_on);
        let hint = closed.unwrap_or_else(|| td_string!(l, laws.latest_hint).to_owned());
        view! {
            <dt>{td_string!(l, laws.columns.latest)}</dt>
            <dd><strong>{day_text(day)}</strong><br/><span class="support">{hint}</span></dd>
        }
    });
    let retroactive = if law.retroactive {
        td_string!(l, cases.case.retroactive_yes)
    } else {
        td_string!(l, cases.case.retroactive_no)
    };
    view! {
        <dl class="facts">
            <dt>{Field::LawKind.word()}</dt><dd>{law.kind.word()}</dd>
            <dt>{Field::LawState.word()}</dt><dd>{law.state.word()}</dd>
            <dt>{Field::LawNumber.word()}</dt><dd>{text(&law.number)}</dd>
            <dt>{Field::PromulgatedOn.word()}</dt><dd>{date(law.promulgated_on)}</dd>
            <dt>{Field::InForceOn.word()}</dt><dd>{date(law.in_force_on)}</dd>
            {latest}
            <dt>{Field::AppliesFrom.word()}</dt><dd>{date(law.applies_from)}</dd>
            <dt>{Field::Retroactive.word()}</dt><dd>{retroactive}</dd>
            <dt>{Field::Ministry.word()}</dt><dd>{text(&page.ministry)}</dd>
            <dt>{Field::Source.word()}</dt><dd class="as-typed">{text(&page.source)}</dd>
        </dl>
    }
    .into_any()
}

/// 施行日 of the case, where it is later than that of the 制度改正 or empty.
fn own_day(law: &LawRow, case: &LawCase) -> Option<impl IntoView + use<>> {
    let l = locale();
    law.has_own_day(case).then(|| {
        let day = case.in_force_on.map_or_else(|| td_string!(l, laws.unset).to_owned(), day);
        view! { <br/><span class="support">{td_string!(l, laws.own_day, day = day).to_string()}</span> }
    })
}

fn cases(law: &LawRow) -> AnyView {
    let l = locale();
    let cases = &law.cases;
    if cases.is_empty() {
        let none = if sees_own_center_only() { td_string!(l, laws.no_cases_own) } else { td_string!(l, laws.no_cases) };
        return view! { <p class="support">{none}</p> }.into_any();
    }
    let rows = cases.iter().map(|case| {
        let go_live = case.go_live_on.map_or_else(|| td_string!(l, laws.unset).to_owned(), day);
        view! {
            <tr>
                <th scope="row"><a href=format!("/cases/{}", case.no)>{case.no.to_string()}" "{case.title.clone()}</a></th>
                <td>{center_full(case.center)}</td>
                <td>{chip::case_state(case.state)}</td>
                <td>{go_live}" "{unsettled(case)}{own_day(law, case)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let columns = heads(&[
        td_string!(l, laws.case_column.no),
        td_string!(l, laws.case_column.center),
        td_string!(l, laws.case_column.state),
        td_string!(l, laws.case_column.go_live),
    ]);
    grid(Name::Heading("law-cases", td_string!(l, laws.cases).into()), "", columns, rows)
}

fn edit(page: &Page) -> AnyView {
    let l = locale();
    let back = typed(VERB);
    if !page.may_edit && !back.is_returned() {
        return view! { <p class="support">{td_string!(l, laws.edit_closed)}</p> }.into_any();
    }
    let states = viewer().actor.as_ref().map_or(&[][..], law_states);
    let outdated = back.is_outdated().then(|| view! { <p class="present">{td_string!(l, laws.stale)}</p> });
    let inputs = view! {
        {outdated}
        {law_fields(VERB, &back, &held(page), states)}
        {crate::part::will_read::law_will_read()}
        <button type="submit" class="button">{td_string!(l, shell.save)}</button>
    };
    let form = post(format!("/laws/{}", page.row.law.code), "law-form", VERB, Some(page.version), inputs);
    fold_as("panel", td_string!(l, laws.edit), back.is_returned(), form)
}
