//! One file per route.

pub mod account;
pub mod admin;
pub mod case;
pub mod cases;
pub mod issue;
pub mod issues;
pub mod not_found;
pub mod raise;
pub mod sign_in;
pub mod today;
