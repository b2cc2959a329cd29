//! 線表: the arithmetic of the picture. Months have equal width; inside a month the days share it.
//!
//! Everything is counted in months from the left edge; how many points a month is wide is the
//! screen's business.

mod clash;
mod filter;
mod season;
mod span;

pub use clash::{GoLive, NEAR_DAYS, clashes, go_live_of};
pub use filter::{Grouping, Paper, TimelineFilter, Zoom};
pub use season::{Band, Season, bands, season};
pub use span::{Place, Span};
