//! 課題: one file per thing a person does.

mod around;
mod assigning;
mod checklist;
mod commenting;
mod editing;
mod every_column;
mod filtering;
mod found;
mod history;
mod keyset;
mod list;
mod moving;
mod page;
mod parts;
mod raising;
mod raising_once;
mod related;
mod rescheduling;
pub(crate) mod row;
mod tally;
mod turn;
mod waking;
mod withdrawing;

pub(crate) use commenting::add_comment;
pub(crate) use filtering::{held_by_someone, open, overdue, soon, turns};
pub(crate) use found::{Found, columns};
pub(crate) use keyset::{again_by_due, first_by_due};
pub(crate) use raising::{Given, LaneRef, case_typed, lane_typed, raise};
pub(crate) use tally::{Share, Tally};
pub(crate) use turn::{STILL, row as turn_row};
pub(crate) use withdrawing::withdraw_all;
