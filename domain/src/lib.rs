//! domain

pub mod calendar;
pub mod date;
pub mod language;
pub mod signal;
