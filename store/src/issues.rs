//! 課題: one file per thing a person does.

mod assigning;
mod checklist;
mod commenting;
mod editing;
mod filtering;
mod found;
mod keyset;
mod list;
mod moving;
mod page;
mod raising;
mod related;
mod rescheduling;
pub(crate) mod row;

pub(crate) use found::{columns, folded_for_search, severity_rank, priority_rank};
