//! 予定を見直す: the plan moved, the first one beside it, with a reason.

mod law_move;

use super::case_new::{bars, marks};
use crate::{
    api,
    form::{FOLLOW, REDRAW, Typed, beginning, typed, written_by},
    part::{
        chip,
        date_field::DateField,
        fold::fold,
        loaded::loaded,
        plan_picture::plan_picture,
        plan_table::{PlanRow, line_name, plan_table, redraw},
        present::present,
        standing,
        text_area::TextArea,
        will_read::{case_will_read, will_read},
    },
    viewer::{day, day_text, locale},
    words::{self, Word, planning::title_month},
};
use domain::{
    case::CaseState,
    date::parse_day,
    refusal::{Field, PlanProblem, Problem},
    view::PlanPage,
    visibility::Scope,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

const VERB: &str = "replan";

/// `/cases/{no}/plan`.
#[component]
pub fn CasePlanPage() -> impl IntoView {
    let params = use_params_map();
    let no = move || params.read().get("no").unwrap_or_default();
    loaded(Resource::new(no, api::read_plan), |page: PlanPage| shown(&page))
}

fn shown(page: &PlanPage) -> AnyView {
    let l = locale();
    standing::now(page.state.word());
    let no = page.no.to_string();
    let back = typed(VERB);
    // Kept over a sign-in under the name of its button.
    let back = [typed("repropose"), typed(FOLLOW), typed(REDRAW)]
        .into_iter()
        .fold(back, |back, other| if back.is_returned() { back } else { other });
    let is_draft = page.state == CaseState::Draft;
    let lead = match (is_draft, page.may_move_go_live) {
        _ if !page.may_replan => td_string!(l, planning.read_plan_lead),
        (true, _) => td_string!(l, planning.draft_replan_lead),
        (false, true) => td_string!(l, planning.replan_lead),
        (false, false) => td_string!(l, planning.vendor_replan_lead),
    };
    let rows: Vec<PlanRow> = page.lines.iter().map(|line| row(line, &back)).collect();
    let typed_go_live = back.value(Field::GoLiveOn.as_str()).and_then(|typed| parse_day(&typed).ok());
    let go_live_on = typed_go_live.or(page.go_live_on);
    let picture = plan_picture(bars(&rows), marks(page.today, page.in_force_on, go_live_on));
    let forms = if page.may_replan {
        view! {
        <form method="post" action=format!("/cases/{no}/plan") class="case-new panel" id=words::form::id(VERB) tabindex="-1">
            <button type="submit" disabled=true hidden=true aria-hidden="true"></button>
            {written_by(&[VERB, "repropose", FOLLOW, REDRAW])}
            <input type="hidden" name=Field::Version.as_str() value=page.version.to_string()/>
            {go_live(page, &back)}
            {proposals(page, &back)}
            {picture}
            {plan_table(VERB, &back, &rows, go_live_on)}
            <TextArea verb=VERB field=Field::Reason typed=back.clone() required=!is_draft rows=2
                support=td_string!(l, planning.reason_hint)/>
            {case_will_read(page.state)}
            <div class="raise-buttons">
                <button type="submit" name="do" value=VERB class="button">{td_string!(l, planning.replan)}</button>
                {redraw()}
                <a class="button-quiet" href=format!("/cases/{no}")>{td_string!(l, shell.cancel)}</a>
            </div>
        </form>
        }
        .into_any()
    } else {
        view! { <div class="panel">{go_live(page, &back)}{picture}{plan_table(VERB, &back, &rows, go_live_on)}</div> }
            .into_any()
    };
    view! {
        <Title text=format!("{} {no}", td_string!(l, planning.plan_heading))/>
        <nav class="crumbs" aria-label=td_string!(l, shell.breadcrumb)>
            <ol>
                <li><a href="/cases">{td_string!(l, cases.heading)}</a></li>
                <li><a href=format!("/cases/{no}")>{no.clone()}</a></li>
                <li aria-current="page">{td_string!(l, planning.plan_heading)}</li>
            </ol>
        </nav>
        <div class="page-head">
            <h1><span class="case-no">{no.clone()}</span>" "{page.title.clone()}</h1>
            {chip::case_state(page.state)}
            <a class="button-quiet" href=format!("/cases/{no}")>{td_string!(l, planning.back)}</a>
        </div>
        <p class="raise-lead">{lead}</p>
        {law_move::law_move(page)}
        {forms}
        {page.may_comment.then(|| comment(&no))}
    }
    .into_any()
}

/// The buttons that fill picture and table: with the 工程 that go with 本番リリース予定, and with a proposal for the rest.
fn proposals(page: &PlanPage, back: &Typed) -> AnyView {
    let l = locale();
    let torn = back.problems(Field::Plan).iter().any(|it| match it {
        Problem::InPlan(line) => {
            matches!(line.wrong, PlanProblem::BeforeGoLive | PlanProblem::AfterGoLive | PlanProblem::EndsAfterGoLive)
        }
        _ => false,
    });
    let class = if torn { "button" } else { "button-quiet" };
    let follow = page.may_move_go_live.then(|| {
        view! {
            <button type="submit" name="do" value=FOLLOW class=class formnovalidate=true>
                {td_string!(l, planning.follow)}
            </button>
        }
    });
    let follow_lead =
        page.may_move_go_live.then(|| view! { <p class="support">{td_string!(l, planning.follow_lead)}</p> });
    let torn_lead = (torn && page.may_move_go_live)
        .then(|| view! { <p class="notice notice-warning">{td_string!(l, planning.follow_torn)}</p> });
    let lead = if page.may_move_go_live {
        td_string!(l, planning.repropose_lead)
    } else {
        td_string!(l, planning.vendor_repropose_lead)
    };
    view! {
        {torn_lead}
        <div class="raise-buttons">
            // Reason and 本番 may be empty still.
            <button type="submit" name="do" value="repropose" class="button-quiet" formnovalidate=true>
                {td_string!(l, planning.repropose)}
            </button>
            {follow}
        </div>
        <p class="support">{lead}</p>
        {follow_lead}
    }
    .into_any()
}

/// A word on the plan, for those who have one.
fn comment(no: &str) -> AnyView {
    const VERB: &str = "comment_plan";
    let l = locale();
    let back = typed(VERB);
    let form = view! {
        <form method="post" action=format!("/cases/{no}/plan") class="stage-form">
            {beginning(VERB)}
            <TextArea verb=VERB field=Field::Text typed=back.clone() label=td_string!(l, planning.comment) required=true
                rows=3 support=td_string!(l, planning.comment_lead)/>
            {will_read(Scope::CityManager, None)}
            <button type="submit" class="button-quiet">{td_string!(l, planning.comment_button)}</button>
        </form>
    };
    fold(td_string!(l, planning.comment), back.is_returned(), form.into_any())
}

/// A line as it is planned, or as it was typed.
fn row(line: &domain::view::PlanLine, back: &Typed) -> PlanRow {
    let cell = &line.cell;
    let (stage, system) = (cell.stage, cell.system.clone());
    let typed = |is_start| back.value(&line_name(stage, system.as_deref(), is_start)).filter(|_| line.may_move);
    PlanRow {
        start: typed(true).unwrap_or_else(|| day(cell.planned_start)),
        end: typed(false).unwrap_or_else(|| day(cell.planned_end)),
        cell: Some(cell.clone()),
        stands: !line.may_move,
        stage,
        system,
    }
}

/// 本番リリース予定, the last day in time, and the reason for a later one.
fn go_live(page: &PlanPage, back: &Typed) -> AnyView {
    let l = locale();
    let latest = page.latest_go_live.map(|date| td_string!(l, planning.latest_is, day = day_text(date)).to_string());
    let first = page.first_go_live_on.filter(|first| Some(*first) != page.go_live_on);
    let first = first.map(|date| td_string!(l, cases.case.first_go_live, day = day_text(date)).to_string());
    let now = page.go_live_on.map(|date| td_string!(l, planning.go_live_now, day = day_text(date)).to_string());
    let facts =
        [now, first, latest].into_iter().flatten().collect::<Vec<_>>().join(td_string!(locale(), shell.between));
    if !page.may_move_go_live {
        return view! { <p class="support">{facts}</p> }.into_any();
    }
    let held = page.go_live_on.map(day).unwrap_or_default();
    let typed_day = back.value(Field::GoLiveOn.as_str()).and_then(|typed| parse_day(&typed).ok());
    let other_month = title_month(&page.title, typed_day.or(page.go_live_on), page.in_force_on);
    let other_month =
        other_month.map(|text| view! { <p class="plan-odd"><span aria-hidden="true">"▲ "</span>{text}</p> });
    let reason = page.late_reason.clone().unwrap_or_default();
    let late = page.may_override.then(|| {
        view! {
            <TextArea verb=VERB field=Field::LateReason typed=back.clone() value=reason.clone() rows=2
                support=td_string!(l, planning.late_hint)/>
        }
    });
    view! {
        <div class="field-grid">
            <div>
                <DateField verb=VERB field=Field::GoLiveOn typed=back.clone() value=held.clone() required=true/>
                {present(back, Field::GoLiveOn, &held, &held)}
                <p class="support">{facts}</p>
                {other_month}
            </div>
            <div>{late}</div>
        </div>
    }
    .into_any()
}
