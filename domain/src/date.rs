//! Days as people write them: 和暦 and 西暦, in and out; and instants as Japan sees them.

mod era;
mod era_year;
pub mod format;
pub mod instant;
mod month;
mod notation;
mod parse;
mod problem;
mod style;

pub use era::Era;
pub use era_year::EraYear;
pub use month::Month;
pub use parse::{parse_day, parse_day_in_era, parse_month};
pub use problem::DateProblem;
pub use style::DateStyle;
