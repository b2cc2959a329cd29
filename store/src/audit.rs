//! The log: what only it is told, its chain, and reading it.

mod chain;
mod checking;
mod copying;
mod notes;
mod reading;
mod sealing;

pub use checking::{Break, Head, LogCheck, Place};
pub use copying::OutlinedLink;
pub(crate) use notes::{ReadToday, own_verb};
