//! The same facts as a table: for screen readers, keyboards and print.

use super::picture::{group_name, lanes_from, rests};
use crate::{
    part::{
        chip,
        grid::{Name, framed, heads},
        signal_reasons::stage_href,
    },
    viewer::{day, locale},
    words::{Word, stage_short},
};
use domain::{
    stage::{Stage, StageState},
    view::{StageCell, TimelineGroup, TimelineRow, TimelineView},
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Case, system, seven 工程, 施行日, last day, 本番リリース, clashes.
const COLUMNS: &str = "13";

pub(super) fn table(timeline: &TimelineView) -> impl IntoView + use<> {
    let l = locale();
    let stages = Stage::ALL.map(|stage| {
        let number = td_string!(l, cases.columns.stage, n = stage.number()).to_string();
        view! { <th scope="col" title=stage.word()>{number}" "<span class="column-more">{stage_short(stage)}</span></th> }
    });
    let groups = timeline.groups.iter().map(group).collect_view();
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

fn group(group: &TimelineGroup) -> impl IntoView + use<> {
    let rows = (0..group.rows.len()).map(|at| row(&group.rows, at)).collect_view();
    view! {
        <tbody>
            <tr class="matrix-group"><th scope="rowgroup" colspan=COLUMNS><span>{group_name(group)}</span></th></tr>
            {rows}
        </tbody>
    }
}

fn row(rows: &[TimelineRow], at: usize) -> Option<impl IntoView + use<>> {
    let it = rows.get(at)?;
    let case = lanes_from(rows, at).map(|lanes| {
        view! {
            <th scope="rowgroup" rowspan=lanes.to_string()>
                {chip::signal(it.signal)}" "
                <a class="case-link" href=format!("/cases/{}", it.no)>
                    <span class="case-no">{it.no.to_string()}</span>" "<span class="case-title">{it.title.clone()}</span>
                </a>
                {rests(it)}
            </th>
        }
    });
    let system =
        it.system.as_ref().map_or_else(|| td_string!(locale(), timeline.whole).to_owned(), |it| it.code.clone());
    let cells = Stage::ALL.map(|stage| cell(it, stage)).into_iter().collect_view();
    let clashes = it.clashes.iter().map(|no| view! { <a href=format!("/cases/{no}")>{no.to_string()}</a>" " });
    let clashes = clashes.collect_view();
    Some(view! {
        <tr>
            {case}
            <th scope="row" class="lane-code">{system}</th>
            {cells}
            <td class="timeline-day">{chip::date_or_dash(it.in_force_on)}</td>
            <td class="timeline-day">{chip::date_or_dash(it.latest_go_live)}</td>
            <td class="timeline-day">{chip::date_or_dash(it.go_live_on)}</td>
            <td class="timeline-clashes">{clashes}</td>
        </tr>
    })
}

fn cell(row: &TimelineRow, stage: Stage) -> AnyView {
    let Some(cell) = row.stages.iter().find(|cell| cell.stage == stage) else {
        return view! { <td><span class="dash">"—"</span></td> }.into_any();
    };
    let href = stage_href(row.no, stage.number(), cell.system.as_deref());
    if cell.state == StageState::NotApplicable {
        let why = why(cell).map(|line| view! { <span class="timeline-line">{line}</span> });
        return view! { <td><a href=href>{cell.state.word()}</a>{why}</td> }.into_any();
    }
    let lines = lines(cell).into_iter().map(|line| view! { <span class="timeline-line">{line}</span> }).collect_view();
    view! { <td class=format!("stage-fact is-{}", cell.state)><a href=href>{cell.state.word()}</a>{lines}</td> }
        .into_any()
}

/// Why it is 対象外, or proposed to be.
fn why(cell: &StageCell) -> Option<String> {
    let reason = cell.leave_out_reason.clone()?;
    Some(td_string!(locale(), stages.leave_out.reason, reason = reason).to_string())
}

/// 予定, 当初予定 where it was moved, 実績, delay.
fn lines(cell: &StageCell) -> Vec<String> {
    let l = locale();
    let mut lines = vec![
        td_string!(l, timeline.table.plan, from = day(cell.planned_start), to = day(cell.planned_end)).to_string(),
    ];
    if (cell.first_start, cell.first_end) != (cell.planned_start, cell.planned_end) {
        lines.push(
            td_string!(l, timeline.table.first, from = day(cell.first_start), to = day(cell.first_end)).to_string(),
        );
    }
    match (cell.actual_start, cell.actual_end) {
        (Some(from), Some(to)) => {
            lines.push(td_string!(l, timeline.table.actual, from = day(from), to = day(to)).to_string());
        }
        (Some(from), None) => lines.push(td_string!(l, timeline.table.actual_open, from = day(from)).to_string()),
        _ => {}
    }
    if cell.leave_out_proposed {
        lines.push(td_string!(l, stages.leave_out.proposed_word).to_owned());
        lines.extend(why(cell));
    }
    if cell.late_days > 0 {
        lines.push(td_string!(l, timeline.table.late, n = cell.late_days).to_string());
    }
    lines
}
