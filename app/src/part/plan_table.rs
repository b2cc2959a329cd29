//! A plan as a table of inputs: one line per 工程 and lane.

use crate::{
    form::{REDRAW, Typed},
    part::{
        chip,
        grid::{Name, grid, heads},
    },
    viewer::{locale, record_calendar},
    words::{Word, admin, planning, problem},
};
use chrono::NaiveDate;
use domain::{
    date::parse_day,
    period::Period,
    planning::{PlanOddity, PlannedLine, lines_of, oddities},
    refusal::{Field, Problem},
    stage::{Stage, StageState},
    view::StageCell,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// One line: what the inputs hold, and what stands beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// 工程.
    pub stage: Stage,
    /// Code of the lane's system.
    pub system: Option<String>,
    /// 予定開始, as typed.
    pub start: String,
    /// 予定終了, as typed.
    pub end: String,
    /// What the record holds, where there is one.
    pub cell: Option<StageCell>,
    /// The days stand: they can be read, not moved.
    pub stands: bool,
}

impl PlanRow {
    /// The days, where both can be read.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let (start, end) = (parse_day(&self.start).ok()?, parse_day(&self.end).ok()?);
        (start <= end).then_some((start, end))
    }

    /// The line as it is judged beside the others; none of what is 対象外 or cannot be read.
    fn planned(&self) -> Option<PlannedLine> {
        if let Some(cell) = self.cell.as_ref().filter(|cell| cell.state.is_over()) {
            return lines_of(std::slice::from_ref(cell)).pop();
        }
        let (start, end) = self.days()?;
        Some(PlannedLine { stage: self.stage, system: self.system.clone(), start, end })
    }

    /// 工程3（SHOMU）.
    pub fn name(&self) -> String {
        let (l, n) = (locale(), self.stage.number());
        match &self.system {
            Some(system) => td_string!(l, planning.line_in, n = n, system = system.clone()).to_string(),
            None => td_string!(l, planning.line, n = n).to_string(),
        }
    }
}

/// The name of an input: `plan-1-start`, `plan-3-SHOMU-end`.
pub fn line_name(stage: Stage, system: Option<&str>, is_start: bool) -> String {
    let which = if is_start { "start" } else { "end" };
    match system {
        Some(system) => format!("plan-{}-{system}-{which}", stage.number()),
        None => format!("plan-{}-{which}", stage.number()),
    }
}

/// What an input of that name is about: 工程, system, and whether it is the start. `None` for another field.
pub fn line_of_name(name: &str) -> Option<(Stage, Option<String>, bool)> {
    let rest = name.strip_prefix("plan-")?;
    let (line, which) = rest.rsplit_once('-')?;
    let is_start = match which {
        "start" => true,
        "end" => false,
        _ => return None,
    };
    let (stage, system) = match line.split_once('-') {
        Some((stage, system)) => (Stage::parse(stage)?, Some(system.replace('\0', "\u{FFFD}"))),
        None => (Stage::parse(line)?, None),
    };
    (stage.is_per_lane() == system.is_some()).then_some((stage, system, is_start))
}

/// The lines that came back with a form, in their order.
pub fn rows_of(typed: &Typed) -> Vec<PlanRow> {
    let mut rows: Vec<PlanRow> = Vec::new();
    for (name, value) in typed.fields() {
        let Some((stage, system, is_start)) = line_of_name(name) else { continue };
        let at = rows.iter().position(|it| it.stage == stage && it.system == system).unwrap_or_else(|| {
            rows.push(PlanRow { stage, system, start: String::new(), end: String::new(), cell: None, stands: false });
            rows.len() - 1
        });
        if let Some(row) = rows.get_mut(at) {
            *(if is_start { &mut row.start } else { &mut row.end }) = value.clone();
        }
    }
    rows
}

/// The button that draws what was typed, before anything is saved.
pub fn redraw() -> impl IntoView {
    let word = td_string!(locale(), planning.redraw);
    view! { <button type="submit" name="do" value=REDRAW class="button-quiet" formnovalidate=true>{word}</button> }
}

/// The table, grouped by 工程. Beside the inputs stand 当初 and 状態 where the record is there already, and what is odd in
/// the days. `go_live`: 本番リリース予定, as it is or was typed.
pub fn plan_table(
    verb: &'static str,
    typed: &Typed,
    rows: &[PlanRow],
    go_live: Option<NaiveDate>,
) -> impl IntoView + use<> {
    let l = locale();
    let problems = typed.problems(Field::Plan);
    let whole = problems.iter().filter(|it| !matches!(it, Problem::InPlan(line) if line_is_there(rows, line)));
    let whole = whole.map(|it| view! { <li>{problem::problem(Field::Plan, it)}</li> }).collect::<Vec<_>>();
    let whole = (!whole.is_empty()).then(|| view! { <ul class="error plan-problems">{whole}</ul> });
    let kept = rows.iter().any(|row| row.cell.is_some());
    let caption = td_string!(l, planning.table_caption);
    let mut columns = vec![
        td_string!(l, planning.stage),
        td_string!(l, planning.system),
        td_string!(l, planning.start),
        td_string!(l, planning.end),
        td_string!(l, planning.days),
    ];
    if kept {
        columns.extend([td_string!(l, planning.first), td_string!(l, planning.state)]);
    }
    let columns = heads(&columns);
    let lines_of_plan: Vec<_> = rows.iter().filter_map(PlanRow::planned).collect();
    let calendar = record_calendar();
    let odd = |row: &PlanRow| {
        let line = row.planned().filter(|_| row.cell.as_ref().is_none_or(|it| it.state == StageState::NotStarted));
        line.map(|line| oddities(&line, &lines_of_plan, go_live, &calendar)).unwrap_or_default()
    };
    let lines = rows.iter().enumerate().map(|(at, row)| {
        let opens = at == 0 || rows.get(at - 1).is_none_or(|before| before.stage != row.stage);
        let of_stage = rows.iter().filter(|it| it.stage == row.stage).count();
        line(row, opens.then_some(of_stage), &problems, &odd(row), kept)
    });
    let lines = lines.collect_view();
    view! {
        <div class="field" id=format!("{verb}-{}", Field::Plan) tabindex="-1">
            {whole}
            {grid(Name::Heard(caption.into()), "plan-table", columns, lines)}
        </div>
    }
}

fn line_is_there(rows: &[PlanRow], line: &domain::refusal::LineOfPlan) -> bool {
    rows.iter().any(|row| row.stage == line.stage && row.system == line.system && !row.stands)
}

fn line(row: &PlanRow, rowspan: Option<usize>, problems: &[Problem], odd: &[PlanOddity], kept: bool) -> AnyView {
    let l = locale();
    let wrong = problems.iter().find_map(|it| match it {
        Problem::InPlan(line) if line.stage == row.stage && line.system == row.system => Some(line.wrong),
        _ => None,
    });
    let error_id = format!("{}-error", line_name(row.stage, row.system.as_deref(), true));
    let error = wrong.map(|wrong| {
        let sentence = problem::line_problem(wrong);
        view! { <p class="error" id=error_id.clone()>"＊"{sentence}</p> }
    });
    let odd = odd.iter().map(|what| {
        view! { <p class="plan-odd"><span aria-hidden="true">"▲ "</span>{planning::oddity(*what)}</p> }
    });
    let odd = odd.collect_view();
    let input = |is_start: bool, value: &str| {
        if row.stands {
            return view! { <span class="plan-stands">{value.to_owned()}</span> }.into_any();
        }
        let name = line_name(row.stage, row.system.as_deref(), is_start);
        let label = if is_start {
            td_string!(l, planning.start_of, line = row.name()).to_string()
        } else {
            td_string!(l, planning.end_of, line = row.name()).to_string()
        };
        view! {
            <input type="text" name=name value=value.to_owned() autocomplete="off" maxlength="40" aria-label=label
                aria-invalid=wrong.map(|_| "true") aria-describedby=wrong.map(|_| error_id.clone())/>
        }
        .into_any()
    };
    let head = rowspan.map(|span| {
        view! {
            <th scope="rowgroup" rowspan=span.to_string() class="plan-stage">
                <span class="plan-number">{row.stage.number()}</span>" "<span class="plan-title">{row.stage.word()}</span>
            </th>
        }
    });
    let calendar = record_calendar();
    let count = row.days().map(|(start, end)| calendar.between(start.pred_opt().unwrap_or(start), end));
    let more = kept.then(|| {
        let first = row.cell.as_ref().map(|cell| admin::period(Period::new(cell.first_start, Some(cell.first_end))));
        let state = row.cell.as_ref().map(|cell| chip::stage_state(cell.state));
        view! { <td class="plan-first">{first}</td><td>{state}</td> }
    });
    let system = row.system.clone().unwrap_or_else(|| td_string!(l, planning.whole).to_owned());
    view! {
        <tr>
            {head}
            <td class="lane-code">{system}</td>
            <td>{input(true, &row.start)}</td>
            <td>{input(false, &row.end)}{error}{odd}</td>
            <td class="plan-days">{count}</td>
            {more}
        </tr>
    }
    .into_any()
}
