//! 案件.

pub(crate) mod facts;
mod list;
pub(crate) mod options;
mod page;
mod registering;
mod stages;

pub use registering::{NewCase, StagePlan};
