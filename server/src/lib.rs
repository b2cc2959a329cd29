//! The composition root of Kaisei: settings, router, middleware, sessions, the demo world and the command line.

pub mod assets;
pub mod cli;
pub mod config;
pub mod demo;
mod forms;
mod kept_form;
mod logging;
mod middleware;
mod own_path;
mod pages;
mod plain_page;
mod probes;
mod router;
mod serve;
mod session_store;
mod sign_in;
mod signal_watch;
mod signed_in;

pub use assets::Assets;
pub use config::Settings;
pub use router::build;

/// An error with all of its causes, in one line.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
