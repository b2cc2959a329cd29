//! 管理: accounts, masters and the calendar, through the eyes of those whom row 31 of the table lets
//! in. For others none of it exists.

mod account;
mod account_history;
mod account_list;
mod account_page;
mod account_verbs;
mod days;
mod held;
mod leaving;
mod leaving_lines;
mod org_ending;
mod organisations;
mod preview;
mod review;
mod roles;
mod system_verbs;
mod systems;

pub use leaving::HandedOver;
pub(crate) use system_verbs::vendor_on;

use crate::{Noun, Result, StoreError};
use domain::{
    actor::Actor,
    admin::{edits_all, edits_center, reads},
    policy::Action,
    refusal::Refusal,
};

/// Lets in those of row 31; for others there is no such thing.
fn let_in(actor: &Actor, noun: Noun) -> Result<()> {
    if reads(actor) { Ok(()) } else { Err(StoreError::NotFound(noun)) }
}

/// Lets go on who may change it; others who read it are told so.
fn check(may: bool) -> Result<()> {
    if may { Ok(()) } else { Err(Refusal::NotAllowed(Action::Masters).into()) }
}

/// Whether the actor may change anything at all.
fn edits_some(actor: &Actor) -> bool {
    edits_all(actor) || actor.center.is_some_and(|center| edits_center(actor, center))
}

/// A number for the screen.
fn counted(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
