//! 線表: the lanes of all cases the actor may know of, in groups.

use crate::{
    Result, Store,
    cases::{
        Case,
        reading::{cases_and_lanes, parts},
    },
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    calendar::BusinessCalendar,
    case::CaseState,
    case_filter::CaseStateFilter,
    organisation::CenterCode,
    timeline::{GoLive, Grouping, Span, TimelineFilter, clashes, go_live_of},
    view::{Named, TimelineGroup, TimelineRow, TimelineView},
};
use sea_orm::{ConnectionTrait, sea_query::Condition};

/// Where a row stands: its group, and inside it the plan's order.
type Order = (i32, String, NaiveDate, String, usize);

/// A row with the place it takes.
struct Placed {
    order: Order,
    center: Option<CenterCode>,
    named: Option<Named>,
    row: TimelineRow,
}

impl Store {
    /// The lanes of the cases that have anything in the months the filter names.
    ///
    /// # Errors
    /// The database failed.
    pub async fn timeline(&self, actor: &Actor, filter: &TimelineFilter) -> Result<TimelineView> {
        let today = self.today();
        let span = filter.span(today);
        let all = Condition::all();
        let rows = self.read.query_all(&cases_and_lanes(actor, &all, None, today)).await?;
        let cases = self.assemble(&rows, &parts(actor, &all, false, today), today).await?;

        // Clashes are looked for among all cases: one may lie in another state or just outside the picture.
        let calendars = self.calendars();
        let mut lanes: Vec<(&Case, Placed)> =
            cases.iter().flat_map(|case| lanes(case, filter.grouping()).map(move |it| (case, it))).collect();
        note_clashes(&mut lanes, calendars.of_some(None));

        let state = filter.state.unwrap_or(CaseStateFilter::All);
        lanes.retain(|(case, _)| state.shows(case.row.state));
        let in_state = count(&lanes);
        lanes.retain(|(case, _)| shows(case, span));
        let shown = count(&lanes);
        let mut placed: Vec<Placed> = lanes.into_iter().map(|(_, it)| it).collect();
        placed.sort_by(|a, b| a.order.cmp(&b.order));
        Ok(TimelineView { today, span, groups: grouped(placed), cases: shown, outside: in_state - shown })
    }
}

/// How many cases these are the lanes of.
fn count(lanes: &[(&Case, Placed)]) -> u32 {
    let mut numbers: Vec<_> = lanes.iter().map(|(case, _)| case.row.no).collect();
    numbers.dedup();
    u32::try_from(numbers.len()).unwrap_or(u32::MAX)
}

/// Whether anything of the case lies in these months.
fn shows(case: &Case, span: Span) -> bool {
    let row = &case.row;
    let planned = row.stages.iter().map(|cell| {
        let from = cell.planned_start.min(cell.first_start).min(cell.actual_start.unwrap_or(cell.planned_start));
        (from, cell.planned_end.max(cell.first_end).max(cell.actual_end.unwrap_or(cell.planned_end)))
    });
    let marks = row.go_live_on.into_iter().chain(row.in_force_on).map(|day| (day, day));
    planned.chain(marks).any(|(from, to)| span.touches(from, to))
}

/// The rows of a case: one per lane, or one for the case as a whole.
fn lanes(case: &Case, grouping: Grouping) -> impl Iterator<Item = Placed> {
    let row = &case.row;
    let begin = row.stages.iter().map(|cell| cell.planned_start).min().unwrap_or(row.period_from);
    let none = case.lanes.is_empty().then_some(None);
    let lanes = none.into_iter().chain(case.lanes.iter().map(Some)).enumerate();
    let placed = lanes.map(move |(at, lane)| {
        let system = lane.map(|it| it.system.clone());
        let vendor = lane.and_then(|it| it.vendor.clone());
        let own = |code: &Option<String>| code.is_none() || code.as_ref() == system.as_ref().map(|it| &it.code);
        let stages: Vec<_> = row.stages.iter().filter(|cell| own(&cell.system)).cloned().collect();
        let (sort, center, named) = match grouping {
            Grouping::Center => (row.center as i32, Some(row.center), None),
            Grouping::Section => (case.section_sort, None, Some(row.section.clone())),
            Grouping::System => (lane.map_or(i32::MAX, |it| it.system_sort), None, system.clone()),
            Grouping::Vendor => (lane.map_or(i32::MAX, |it| it.vendor_sort), None, vendor.clone()),
        };
        let group = named.as_ref().map_or_else(String::new, |it| it.code.clone());
        // What has no vendor stands last.
        let sort = if center.is_none() && named.is_none() { i32::MAX } else { sort };
        let order = (sort, group, begin, row.no.to_string(), at);
        let row = TimelineRow {
            no: row.no,
            title: row.title.clone(),
            state: row.state,
            signal: row.signal,
            in_force_on: row.in_force_on,
            latest_go_live: case.latest_go_live,
            go_live_on: go_live_of(&stages, row.go_live_on),
            system,
            vendor,
            stages,
            clashes: Vec::new(),
        };
        Placed { order, center, named, row }
    });
    placed.collect::<Vec<_>>().into_iter()
}

fn note_clashes(lanes: &mut [(&Case, Placed)], calendar: &BusinessCalendar) {
    let live = |(case, it): &(&Case, Placed)| {
        // What was cancelled goes live on no day.
        let goes_live = case.row.state != CaseState::Cancelled;
        let (system, on) = (it.row.system.as_ref().filter(|_| goes_live)?, it.row.go_live_on?);
        Some(GoLive { case: it.row.no, system: system.code.clone(), on, over: case.row.state.is_over() })
    };
    let (places, all): (Vec<_>, Vec<_>) = lanes.iter().enumerate().filter_map(|(i, it)| Some((i, live(it)?))).unzip();
    for (place, others) in places.into_iter().zip(clashes(&all, calendar)) {
        if let Some((_, it)) = lanes.get_mut(place) {
            it.row.clashes = others;
        }
    }
}

fn grouped(placed: Vec<Placed>) -> Vec<TimelineGroup> {
    let mut groups: Vec<TimelineGroup> = Vec::new();
    for it in placed {
        match groups.last_mut() {
            Some(group) if (&group.center, &group.named) == (&it.center, &it.named) => group.rows.push(it.row),
            _ => groups.push(TimelineGroup { center: it.center, named: it.named, rows: vec![it.row] }),
        }
    }
    groups
}
