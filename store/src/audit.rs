//! The log: what only it is told, its chain, and reading it.

mod chain;
mod checking;
mod notes;
mod reading;
mod sealing;

pub use checking::{Break, Head, LogCheck, Place};
pub(crate) use notes::{ReadToday, own_verb};
