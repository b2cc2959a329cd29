//! A plan as a picture: months across, one bar per line, made on the server. The table beside it says the same.

use crate::{
    part::grid::scrolling,
    viewer::{locale, viewer},
};
use chrono::{Datelike, NaiveDate};
use domain::date::{Month, format};
use leptos::prelude::*;
use leptos_i18n::td_string;

/// One bar with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What stands beside it.
    pub label: String,
    /// 当初, where it may differ.
    pub first: Option<(NaiveDate, NaiveDate)>,
    /// What is planned.
    pub planned: (NaiveDate, NaiveDate),
    /// 工程7.
    pub is_last: bool,
}

/// A day that counts, with its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The day.
    pub day: NaiveDate,
    /// Its word.
    pub word: &'static str,
    /// Its class.
    pub class: &'static str,
}

const LEFT: f64 = 150.0;
const WIDTH: f64 = 1000.0;
/// Above the rows stand the months, and the words of marks in as many steps as they need.
const TOP: f64 = 32.0;
const STEP: f64 = 14.0;
const LEVELS: u8 = 4;
/// Room for the word of a mark.
const WORD: f64 = 64.0;
const ROW: f64 = 20.0;
/// Months between two that are named, by how many there are.
const STEPS: [(i64, usize); 3] = [(14, 1), (40, 3), (i64::MAX, 12)];

/// Nothing while no line has days.
pub fn plan_picture(bars: Vec<Bar>, marks: Vec<Mark>) -> Option<AnyView> {
    let l = locale();
    let shows_first = bars.iter().any(|bar| bar.first.is_some_and(|first| first != bar.planned));
    let caption =
        if shows_first { td_string!(l, planning.picture_moved) } else { td_string!(l, planning.picture_caption) };
    let days = bars.iter().flat_map(|bar| {
        let first = bar.first.unwrap_or(bar.planned);
        [bar.planned.0, bar.planned.1, first.0, first.1]
    });
    let (from, to) = (days.clone().min()?, days.max()?);
    // A 施行日 years away would squeeze everything else.
    let near = |mark: &Mark| (mark.day - to).num_days() < 90 && (from - mark.day).num_days() < 90;
    let marks: Vec<Mark> = marks.into_iter().filter(near).collect();
    let from = marks.iter().map(|it| it.day).min().map_or(from, |day| day.min(from));
    let to = marks.iter().map(|it| it.day).max().map_or(to, |day| day.max(to));
    let scale = Scale { from: Month::of(from).first_day(), to: Month::of(to).last_day() };
    let marks = in_order(marks, &scale);
    let top = TOP + STEP * f64::from(marks.iter().map(|(_, level)| *level).max().unwrap_or(0).max(1));
    let height = top + ROW * f64::from(u32::try_from(bars.len()).unwrap_or_default()) + 4.0;
    let grid = months(&scale, height);
    let rows = (0..).zip(&bars).map(|(at, bar)| row(&scale, bar, top + ROW * f64::from(at))).collect::<Vec<_>>();
    let lines = marks.into_iter().map(|(mark, level)| line(&scale, &mark, level, height)).collect::<Vec<_>>();
    let (view_box, height) = (format!("0 0 {WIDTH} {height}"), height.to_string());
    let name = td_string!(l, planning.picture);
    let picture = view! {
        <svg viewBox=view_box width=WIDTH.to_string() height=height role="img" aria-label=name>
            {grid}{rows}{lines}
        </svg>
    };
    Some(
        view! {
            <figure class="plan-picture">
                {scrolling("", name.to_owned(), picture)}
                <figcaption class="support">{caption}</figcaption>
            </figure>
        }
        .into_any(),
    )
}

/// Marks from left to right, each at the first step where no word stands so near that it would be written over.
fn in_order(mut marks: Vec<Mark>, scale: &Scale) -> Vec<(Mark, u8)> {
    marks.sort_by_key(|mark| mark.day);
    let mut placed: Vec<(Mark, u8)> = Vec::new();
    for mark in marks {
        let at = begins(scale.at(mark.day));
        let near = |it: &Mark| (at - begins(scale.at(it.day))).abs() < WORD;
        let taken = |level: u8| placed.iter().any(|(it, held)| *held == level && near(it));
        let level = (0..LEVELS).find(|level| !taken(*level)).unwrap_or(LEVELS - 1);
        placed.push((mark, level));
    }
    placed
}

/// Where the word of a mark begins: at the right edge it stands before its line.
fn begins(x: f64) -> f64 {
    if x > WIDTH - WORD { x - WORD } else { x }
}

fn months(scale: &Scale, height: f64) -> Vec<AnyView> {
    let who = viewer();
    let count = i64::from(scale.to.year() - scale.from.year()) * 12 + i64::from(scale.to.month())
        - i64::from(scale.from.month())
        + 1;
    let step = STEPS.iter().find(|(most, _)| count <= *most).map_or(12, |(_, step)| *step);
    let mut first = scale.from;
    let mut lines = Vec::new();
    while first <= scale.to {
        let x = format!("{:.1}", scale.at(first));
        let month = Month::of(first);
        let named = step == 1 || (month.month() as usize + 11).is_multiple_of(step) || first == scale.from;
        let fits = scale.at(first) < WIDTH - 45.0;
        let name = (named && fits).then(|| {
            let name = format::month(month, who.date_style);
            let at = format!("{:.1}", scale.at(first) + 2.0);
            view! { <text class="plan-month" x=at y="12" font-size="11">{name}</text> }
        });
        let class = if named { "plan-grid" } else { "plan-grid plan-grid-thin" };
        lines.push(view! { <line class=class x1=x.clone() x2=x y1="2" y2=height.to_string()/>{name} }.into_any());
        match month.last_day().succ_opt() {
            Some(next) => first = next,
            None => break,
        }
    }
    lines
}

fn row(scale: &Scale, bar: &Bar, top: f64) -> AnyView {
    let moved = bar.first.filter(|first| *first != bar.planned);
    let rect = |class: &'static str, (start, end): (NaiveDate, NaiveDate), y: f64, height: &'static str| {
        let (x, width) = scale.span(start, end);
        view! { <rect class=class x=x y=format!("{y:.1}") width=width height=height rx="1.5"/> }
    };
    let first = moved.map(|first| rect("plan-bar-first", first, top + 2.0, "5"));
    let class = if bar.is_last { "plan-bar plan-bar-last" } else { "plan-bar" };
    let planned = if moved.is_some() {
        rect(class, bar.planned, top + 8.5, "9")
    } else {
        rect(class, bar.planned, top + 4.0, "12")
    };
    let (y, line) = (format!("{:.1}", top + 14.0), format!("{:.1}", top + ROW));
    view! {
        <line class="plan-grid plan-grid-thin" x1="0" x2=WIDTH.to_string() y1=line.clone() y2=line/>
        <text class="plan-label" x="2" y=y font-size="12">{bar.label.clone()}</text>
        {first}
        {planned}
    }
    .into_any()
}

fn line(scale: &Scale, mark: &Mark, level: u8, height: f64) -> AnyView {
    let x = scale.at(mark.day);
    let y = 26.0 + STEP * f64::from(level);
    let (at, anchor) = if begins(x) < x { (x - 3.0, "end") } else { (x + 3.0, "start") };
    let (x, at, y) = (format!("{x:.1}"), format!("{at:.1}"), format!("{y:.1}"));
    view! {
        <line class=format!("plan-mark {}", mark.class) x1=x.clone() x2=x y1="18" y2=height.to_string()/>
        <text class=format!("plan-mark-word {}", mark.class) x=at y=y font-size="11" text-anchor=anchor>{mark.word}</text>
    }
    .into_any()
}

/// Days to the width of the picture.
struct Scale {
    from: NaiveDate,
    to: NaiveDate,
}

impl Scale {
    fn at(&self, day: NaiveDate) -> f64 {
        let days = |days: i64| f64::from(i32::try_from(days).unwrap_or_default());
        let all = days((self.to - self.from).num_days() + 1);
        LEFT + (WIDTH - LEFT) * days((day - self.from).num_days()) / all
    }

    /// Start and width; the last day is inside.
    fn span(&self, start: NaiveDate, end: NaiveDate) -> (String, String) {
        let (x, to) = (self.at(start), self.at(end.succ_opt().unwrap_or(end)));
        (format!("{x:.1}"), format!("{:.1}", (to - x).max(2.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn no_word_is_written_over_another() {
        let scale = Scale { from: day("2028-01-01"), to: day("2028-12-31") };
        let steps = |days: &[&str]| {
            let marks = days.iter().map(|it| Mark { day: day(it), word: "本番", class: "" }).collect();
            in_order(marks, &scale).into_iter().map(|(_, level)| level).collect::<Vec<_>>()
        };
        assert_eq!(steps(&["2028-02-01", "2028-06-01", "2028-10-01"]), [0, 0, 0]);
        // Today, the last day, 施行日 and a late 本番 within a week.
        assert_eq!(steps(&["2028-09-28", "2028-09-29", "2028-10-01", "2028-10-02"]), [0, 1, 2, 3]);
        // At the right edge words run to the left.
        assert_eq!(steps(&["2028-12-04", "2028-12-30"]), [0, 1]);
    }
}
