//! What the case is and how it stands.

use super::by_hand::by_hand;
use crate::{
    part::{chip, days, readers_link::readers_link, signal_reasons},
    viewer::{day, day_text, locale, reader, typed_lang, viewer},
    words::{center_full, planning::title_month},
};
use domain::{
    case::CaseState,
    date::{Month, format},
    view::{CasePage, Named},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// 案件番号, 件名, 状態, 信号 with its reasons, the dates that count, 概要.
pub fn head(case: &CasePage) -> impl IntoView + use<> {
    let l = locale();
    let row = &case.row;
    let issues = format!("/cases/{}/issues", row.no);
    let raise = case.may_raise.then(|| {
        let href = format!("/issues/new?case={}", row.no);
        view! { <a class="button" href=href>{td_string!(l, cases.case.raise)}</a> }
    });
    view! {
        <div class="page-head">
            <h1><span class="case-no">{row.no.to_string()}</span>" "<span lang=typed_lang()>{row.title.clone()}</span></h1>
            {chip::case_state(row.state)}
            <a class="button-quiet" href=issues>{td_string!(l, cases.case.all_issues)}</a>
            {changes(case)}
            {readers_link(&format!("/cases/{}", row.no))}
            {raise}
        </div>
        {draft(case)}
        {super::rests::rests(case)}
        <div class="case-head">
            <section class="panel case-signal" aria-labelledby="case-signal">
                <h2 id="case-signal">{td_string!(l, cases.case.signal)}" "{chip::signal(row.signal)}</h2>
                {signal_reasons::full(row.no, row.signal, &row.reasons)}
                <p><a href=format!("/cases/{}/signals", row.no)>{td_string!(l, signals.link)}</a></p>
                {by_hand(case)}
                <p class="case-summary">{case.summary.clone()}</p>
            </section>
            <section class="panel" aria-labelledby="case-facts">
                <h2 id="case-facts" class="visually-hidden">{td_string!(l, cases.case.facts)}</h2>
                {facts(case)}
            </section>
        </div>
    }
}

/// The ways to the pages that change it.
fn changes(case: &CasePage) -> impl IntoView + use<> {
    let l = locale();
    let no = case.row.no;
    let edit = case.may_edit.then(|| {
        view! { <a class="button-quiet" href=format!("/cases/{no}/edit")>{td_string!(l, cases.case.edit)}</a> }
    });
    let replan = case.may_replan.then(|| {
        view! { <a class="button-quiet" href=format!("/cases/{no}/plan")>{td_string!(l, cases.case.replan)}</a> }
    });
    let comment = (case.may_comment_plan && !case.may_replan).then(|| {
        view! { <a class="button-quiet" href=format!("/cases/{no}/plan")>{td_string!(l, planning.comment)}</a> }
    });
    view! { {edit}{replan}{comment} }
}

/// What a draft waits for.
fn draft(case: &CasePage) -> Option<impl IntoView + use<>> {
    let l = locale();
    let href = format!("/cases/{}/edit#case-confirm", case.row.no);
    (case.row.state == CaseState::Draft).then(|| {
        let confirm = case.may_confirm.then(|| view! { <a href=href>{td_string!(l, cases.case.draft_confirm)}</a> });
        view! { <div class="notice notice-warning" role="note"><p>{td_string!(l, cases.case.draft_notice)}" "{confirm}</p></div> }
    })
}

fn facts(case: &CasePage) -> impl IntoView + use<> {
    let l = locale();
    let who = viewer();
    let row = &case.row;
    let (from, to) = (Month::of(row.period_from), Month::of(row.period_to));
    let period = format::period(from, to, who.date_style, who.language);
    let go_live = row.go_live_on.map_or_else(|| td_string!(l, cases.days.unset).to_owned(), day_text);
    let first = case.first_go_live_on.filter(|first| Some(*first) != row.go_live_on).map(|first| {
        let first = td_string!(l, cases.case.first_go_live, day = day(first)).to_string();
        view! { " "<span class="support">{first}</span> }
    });
    let other_month = title_month(&row.title, row.go_live_on, row.in_force_on).filter(|_| !row.state.is_over());
    let other_month = other_month.map(|text| {
        view! { <span class="plan-odd"><span aria-hidden="true">"▲ "</span>{text}</span> }
    });
    let latest = case.latest_go_live.map(|day| {
        view! {
            <dt>{td_string!(l, cases.case.latest)}</dt>
            <dd>{day_text(day)}" "<span class="support">{td_string!(l, cases.case.latest_hint)}</span></dd>
        }
    });
    let related = (!case.related_sections.is_empty()).then(|| {
        view! { <dt>{td_string!(l, cases.case.related)}</dt><dd>{names(&case.related_sections)}</dd> }
    });
    view! {
        <dl class="facts case-facts">
            <dt>{td_string!(l, cases.columns.in_force)}</dt><dd>{chip::inert(days::in_force(row, reader()))}</dd>
            <dt>{td_string!(l, cases.columns.go_live)}</dt><dd>{go_live}{first}{other_month}</dd>
            {latest}
            <dt>{td_string!(l, cases.case.period)}</dt><dd>{period}</dd>
            <dt>{td_string!(l, cases.case.center)}</dt><dd>{center_full(row.center)}</dd>
            <dt>{td_string!(l, cases.case.section)}</dt><dd>{row.section.name.clone()}</dd>
            {related}
            <dt>{td_string!(l, cases.case.systems)}</dt><dd>{names(&row.systems)}</dd>
        </dl>
    }
}

fn names(all: &[Named]) -> String {
    let names: Vec<_> = all.iter().map(|it| it.name.as_str()).collect();
    names.join(td_string!(locale(), cases.line.comma))
}
