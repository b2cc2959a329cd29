//! The rules of Kaisei.
//!
//! Pure and wasm-clean: no clock, no randomness, no async, no database. The day, the ids and the
//! facts about the world are arguments, so every rule can be tested as a table of cases and the
//! browser can run the same rule as the server.

mod coded;

pub mod access;
pub mod actor;
pub mod admin;
pub mod audit;
pub mod calendar;
pub mod case;
pub mod case_filter;
pub mod date;
pub mod event;
pub mod filter;
pub mod gate;
pub mod ids;
pub mod issue;
pub mod key;
pub mod language;
pub mod law;
pub mod my_number;
pub mod network;
pub mod organisation;
pub mod origin;
pub mod period;
pub mod planning;
pub mod policy;
mod query;
pub mod ranking;
pub mod refusal;
pub mod relay;
pub mod role;
pub mod signal;
pub mod stage;
pub mod text;
pub mod timeline;
pub mod view;
pub mod viewing;
pub mod visibility;
pub mod way_in;
