//! 案件.

mod facts;
mod list;
pub(crate) mod options;
mod page;
pub(crate) mod reading;
mod registering;
mod stages;

pub(crate) use facts::Case;
pub(crate) use list::sorted;
pub(crate) use page::read_event;
pub use registering::{NewCase, StagePlan};
