//! The same facts as a table: for screen readers, keyboards and print.

use super::picture::{case_head, group_name, lanes_from};
use crate::{
    part::{
        chip::text,
        grid::{Name, framed, heads},
        stage_cell::state_in_words,
        stage_link::stage_href,
    },
    texts::Locale,
    viewer::{Reader, locale, reader},
    words::{Word, stage_short},
};
use domain::{
    stage::{Stage, StageState},
    view::{StageCell, TimelineGroup, TimelineRow, TimelineView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use maud::{Markup, display, html};

/// Case, system, seven 工程, 施行日, last day, 本番リリース, clashes.
const COLUMNS: &str = "13";

pub(super) fn table(timeline: &TimelineView) -> impl IntoView + use<> {
    let (l, r) = (locale(), reader());
    let stages = Stage::ALL.map(|stage| {
        let number = td_string!(l, cases.columns.stage, n = stage.number()).to_string();
        view! { <th scope="col" title=stage.word()>{number}" "<span class="column-more">{stage_short(stage)}</span></th> }
    });
    let groups = timeline.groups.iter().map(|it| group(it, r)).collect_view();
    let caption = td_string!(l, timeline.table.caption);
    let head = view! {
        <tr>
            {heads(&[td_string!(l, timeline.case), td_string!(l, timeline.system)])}
            {stages.into_iter().collect_view()}
            {heads(&[
                td_string!(l, timeline.table.in_force),
                td_string!(l, timeline.table.latest),
                td_string!(l, timeline.table.go_live),
                td_string!(l, timeline.table.clash),
            ])}
        </tr>
    };
    view! {
        <section class="timeline-facts" aria-labelledby="timeline-facts">
            <h2 id="timeline-facts">{td_string!(l, timeline.table.heading)}</h2>
            {framed(Name::Heard(caption.into()), "timeline-table", head, groups)}
        </section>
    }
}

/// A template of text, as in the picture.
fn group(group: &TimelineGroup, r: Reader) -> impl IntoView + use<> {
    let rows = html! {
        tr class="matrix-group" { th scope="rowgroup" colspan=(COLUMNS) { span { (group_name(group)) } } }
        @for at in 0..group.rows.len() { (row(&group.rows, at, r)) }
    };
    view! { <tbody inner_html=rows.into_string()></tbody> }
}

fn row(rows: &[TimelineRow], at: usize, r: Reader) -> Markup {
    let Some(it) = rows.get(at) else { return Markup::default() };
    html! {
        tr {
            (case_head(it, lanes_from(rows, at), None, r))
            th scope="row" class="lane-code" {
                @match &it.system { Some(it) => { (it.code) } None => { (td_string!(r.locale, timeline.whole)) } }
            }
            @for stage in Stage::ALL { (cell(it, stage, r)) }
            @for day in [it.in_force_on, it.latest_go_live, it.go_live_on] { td class="timeline-day" { (text::date_or_dash(day, r)) } }
            td class="timeline-clashes" {
                @for no in &it.clashes { a href={ "/cases/" (display(no)) } { (display(no)) } " " }
            }
        }
    }
}

fn cell(row: &TimelineRow, stage: Stage, r: Reader) -> Markup {
    let Some(cell) = row.stages.iter().find(|cell| cell.stage == stage) else {
        return html! { td { (text::dash()) } };
    };
    let out = cell.state == StageState::NotApplicable;
    let lines = if out { why(cell, r.locale).into_iter().collect() } else { lines(cell, r) };
    html! {
        td class=[(!out).then(|| format!("stage-fact is-{}", cell.state))] {
            a href=(stage_href(row.no, stage.number(), cell.system.as_deref())) { (state_in_words(cell, r)) }
            @for line in lines { span class="timeline-line" { (line) } }
        }
    }
}

/// Why it is 対象外, or proposed to be.
fn why(cell: &StageCell, l: Locale) -> Option<String> {
    let reason = cell.leave_out_reason.clone()?;
    Some(td_string!(l, stages.leave_out.reason, reason = reason).to_string())
}

/// 予定, 当初予定 where it was moved, 実績, delay.
fn lines(cell: &StageCell, r: Reader) -> Vec<String> {
    let l = r.locale;
    let day = |date| r.day(date);
    let mut lines = vec![
        td_string!(l, timeline.table.plan, from = day(cell.planned_start), to = day(cell.planned_end)).to_string(),
    ];
    if (cell.first_start, cell.first_end) != (cell.planned_start, cell.planned_end) {
        lines.push(
            td_string!(l, timeline.table.first, from = day(cell.first_start), to = day(cell.first_end)).to_string(),
        );
    }
    match (cell.actual_start, cell.actual_end.or(cell.stopped_on)) {
        (Some(from), Some(to)) => {
            lines.push(td_string!(l, timeline.table.actual, from = day(from), to = day(to)).to_string());
        }
        (Some(from), None) => lines.push(td_string!(l, timeline.table.actual_open, from = day(from)).to_string()),
        _ => {}
    }
    if cell.leave_out_proposed {
        lines.push(td_string!(l, stages.leave_out.proposed_word).to_owned());
        lines.extend(why(cell, l));
    }
    if cell.late_days > 0 {
        lines.push(td_string!(l, timeline.table.late, n = cell.late_days).to_string());
    }
    lines
}
