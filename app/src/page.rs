//! One file per route.

pub mod account;
pub mod case;
pub mod cases;
pub mod issue;
pub mod issues;
pub mod not_found;
pub mod raise;
pub mod ranking;
pub mod sign_in;
pub mod signals;
pub mod timeline;
pub mod today;
