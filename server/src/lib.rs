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

/// An error with all of its causes, in one line. What repeats its cause in its own words is not said twice.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let why = error.to_string();
        if !text.contains(&why) {
            text = format!("{text}: {why}");
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::chain;
    use anyhow::anyhow;

    #[test]
    fn a_cause_that_was_said_already_is_not_said_again() {
        let repeating = anyhow!("no such table").context("query error: no such table").context("the database failed");
        assert_eq!(chain(repeating.as_ref()), "the database failed: query error: no such table");
        let plain = anyhow!("refused").context("not opened");
        assert_eq!(chain(plain.as_ref()), "not opened: refused");
    }
}
