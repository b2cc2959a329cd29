//! The proposed plan: a picture of it, the days to adjust, the button that registers it.

use super::{VERB, opens_as};
use crate::{
    form::Typed,
    part::{
        plan_picture::{Bar, Mark, plan_picture},
        plan_table::{PlanRow, plan_table, redraw, rows_of},
        will_read::case_will_read,
    },
    viewer::{locale, record_calendar},
    words::planning::title_month,
};
use chrono::NaiveDate;
use domain::{date::parse_day, refusal::Field, signal::latest_go_live, stage::Stage, view::CaseForm};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// Nothing before a plan was proposed.
pub(super) fn proposal(form: &CaseForm, back: &Typed) -> Option<AnyView> {
    let l = locale();
    let rows = rows_of(back);
    if rows.is_empty() {
        return None;
    }
    let day_of = |field: Field| back.value(field.as_str()).and_then(|typed| parse_day(&typed).ok());
    let marks = marks(form.today, day_of(Field::InForceOn), day_of(Field::GoLiveOn));
    let open = if form.drafts { td_string!(l, planning.open_draft) } else { td_string!(l, planning.open) };
    Some(
        view! {
            <section class="panel case-proposal" aria-labelledby="case-proposal">
                <h2 id="case-proposal">{td_string!(l, planning.plan)}</h2>
                <p class="support">{td_string!(l, planning.plan_lead)}</p>
                {plan_picture(bars(&rows), marks)}
                {plan_table(VERB, back, &rows, day_of(Field::GoLiveOn))}
                {other_month(back)}
                {case_will_read(opens_as(form))}
                <div class="raise-buttons">
                    <button type="submit" name="do" value="open" class="button">{open}</button>
                    {redraw()}
                    <button type="submit" name="do" value="propose" class="button-quiet">{td_string!(l, planning.propose_again)}</button>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// That a 件名 somebody gave names another month than its 本番リリース.
fn other_month(back: &Typed) -> Option<AnyView> {
    let day_of = |field: Field| back.value(field.as_str()).and_then(|typed| parse_day(&typed).ok());
    let title = back.value(Field::Title.as_str())?;
    title_month(&title, day_of(Field::GoLiveOn), day_of(Field::InForceOn))
        .map(|text| view! { <p class="notice notice-warning">{text}</p> }.into_any())
}

/// The days that count, on the picture.
pub(in crate::page) fn marks(today: NaiveDate, in_force: Option<NaiveDate>, go_live: Option<NaiveDate>) -> Vec<Mark> {
    let l = locale();
    let latest = in_force.map(|day| latest_go_live(day, &record_calendar()));
    let all = [
        (Some(today), td_string!(l, planning.mark_today), "mark-today"),
        (go_live, td_string!(l, planning.mark_go_live), "mark-go-live"),
        (
            latest.filter(|day| Some(*day) != go_live && Some(*day) != in_force),
            td_string!(l, planning.mark_latest),
            "mark-latest",
        ),
        (in_force, td_string!(l, planning.mark_in_force), "mark-in-force"),
    ];
    all.into_iter().filter_map(|(day, word, class)| day.map(|day| Mark { day, word, class })).collect()
}

/// One bar per line whose days can be read.
pub(in crate::page) fn bars(rows: &[PlanRow]) -> Vec<Bar> {
    let bar = |row: &PlanRow| {
        let planned = row.days()?;
        let label = match &row.system {
            Some(system) => format!("{} {system}", row.stage.number()),
            None => format!("{} {}", row.stage.number(), crate::words::stage_short(row.stage)),
        };
        let first = row.cell.as_ref().map(|cell| (cell.first_start, cell.first_end));
        Some(Bar { label, first, planned, is_last: row.stage == Stage::RELEASE })
    };
    rows.iter().filter_map(bar).collect()
}
