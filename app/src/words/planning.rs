//! What is said of a plan and its 件名.

use super::problem;
use crate::viewer::{locale, record_calendar};
use chrono::NaiveDate;
use domain::{
    date::{DateStyle, format},
    planning::{PlanFlaw, PlanOddity, month_named, month_of_title},
    refusal::LineOfPlan,
    stage::Stage,
};
use leptos_i18n::td_string;

/// That a 件名 names another month than the one it would be given now.
pub fn title_month(title: &str, go_live: Option<NaiveDate>, in_force: Option<NaiveDate>) -> Option<String> {
    let named = month_named(title)?;
    let due = month_of_title(go_live?, in_force, &record_calendar());
    // A 件名 is written in 和暦, whatever the reader prefers.
    let style = |month| format::month(month, DateStyle::Japanese);
    (named != due)
        .then(|| td_string!(locale(), planning.title_month, named = style(named), due = style(due)).to_string())
}

/// What is unusual in a line.
pub fn oddity(what: PlanOddity) -> &'static str {
    let l = locale();
    match what {
        PlanOddity::Overlaps => td_string!(l, planning.odd.overlaps),
        PlanOddity::EndsOnGoLive => td_string!(l, planning.odd.ends_on_go_live),
        PlanOddity::GoesLiveFirst => td_string!(l, planning.odd.goes_live_first),
        PlanOddity::ClosedDay => td_string!(l, planning.odd.closed_day),
    }
}

/// What there is to say of a line of a plan as it stands, with its name.
pub fn flaw(stage: Stage, system: Option<String>, what: PlanFlaw) -> String {
    match what {
        PlanFlaw::Wrong(wrong) => problem::in_plan(&LineOfPlan { stage, system, wrong }),
        PlanFlaw::Odd(what) => {
            let line = problem::line_name(stage, system.as_deref());
            td_string!(locale(), problems.plan.line, line = line, wrong = oddity(what)).to_string()
        }
    }
}
