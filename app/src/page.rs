//! One file per route.

pub mod account;
pub mod approvers;
pub mod case;
pub mod case_edit;
pub mod case_new;
pub mod case_plan;
pub mod cases;
pub mod checklists;
pub mod issue;
pub mod issues;
pub mod law;
pub mod law_new;
pub mod laws;
pub mod not_found;
pub mod raise;
pub mod ranking;
pub mod sign_in;
pub mod signals;
pub mod stage;
pub mod timeline;
pub mod today;
