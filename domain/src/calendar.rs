//! The city's calendar: 祝日 by law, 開庁日 and 年度.
//!
//! 開庁日 are Monday to Friday except 祝日 and 12/29–1/3 (seed 第2-5).
//! Which day is today is always an argument.

mod business_day;
mod calendars;
mod closed;
mod fiscal_year;
mod holiday;
mod holiday_law;
mod law_year;

pub use business_day::{BusinessCalendar, DayOverride};
pub use calendars::{Calendars, SetDay};
pub use closed::Closed;
pub use fiscal_year::fiscal_year;
pub use holiday::Holiday;
pub use holiday_law::{LAW_YEARS, holiday_on, is_estimated};
