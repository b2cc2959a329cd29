//! 管理: accounts, masters and the calendar, through the eyes of those whom row 31 of the table lets
//! in. For others none of it exists.

mod account;
mod account_history;
mod account_list;
mod account_page;
mod account_verbs;
mod days;
mod held;
mod last_approver;
mod leaving;
mod leaving_lines;
mod moving_over;
mod org_ending;
mod organisations;
mod preview;
mod review;
mod roles;
mod system_ending;
mod system_verbs;
mod systems;

pub use leaving::HandedOver;
pub(crate) use system_verbs::vendor_on;

use crate::{Noun, Result, StoreError};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    admin::{edits_all, edits_center, reads},
    policy::Action,
    refusal::Refusal,
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Lets in those of row 31; for others there is no such thing.
fn let_in(actor: &Actor, noun: Noun) -> Result<()> {
    if reads(actor) { Ok(()) } else { Err(StoreError::NotFound(noun)) }
}

/// The account with that ログインID, or nothing that the actor may know of.
pub(crate) async fn account_known_to(
    db: &impl ConnectionTrait,
    actor: &Actor,
    login: &str,
    today: NaiveDate,
) -> Result<Uuid> {
    Ok(account::Account::of(db, actor, login, today).await?.user.id)
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
