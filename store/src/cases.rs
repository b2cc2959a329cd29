//! 案件.

mod beside;
mod choices;
mod editing;
mod facts;
mod forms;
mod found;
mod holding;
mod lanes;
mod law_moves;
mod list;
mod members;
mod numbering;
mod opening;
pub(crate) mod options;
mod page;
pub(crate) mod reading;
mod registering;
mod replan_checks;
mod replanning;
mod reproposing;
mod stages;
mod standing;
mod talking;
mod typed;

pub(crate) use facts::Case;
pub(crate) use found::find_case;
pub(crate) use holding::begin_work;
pub(crate) use law_moves::tell_cases;
pub(crate) use list::sorted;
pub(crate) use numbering::in_turn;
pub(crate) use page::read_event;
pub use registering::{NewCase, StagePlan};
pub(crate) use stages::{find, lock_case};
pub(crate) use standing::{binding_day, is_live, stopped_on};
