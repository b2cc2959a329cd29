//! The composition root of Kaisei: settings, router, middleware, sessions, the demo world and the command line.

pub mod assets;
pub mod cli;
pub mod config;
pub mod demo;
mod event_log_copy;
mod forms;
mod half_in;
mod kept_form;
mod log_export;
mod logging;
mod middleware;
mod openid;
mod own_path;
mod pages;
mod plain_page;
mod probes;
mod router;
mod sealing;
mod serve;
mod session_store;
mod sign_in;
mod signal_watch;
mod signed_in;
mod viewing;

pub use assets::Assets;
pub use config::Settings;
pub use router::{Addressed, build};
