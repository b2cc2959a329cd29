//! How far the demo is, for whoever waits at a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over `steps`; nothing is drawn where there is no terminal.
pub(super) fn bar(steps: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} [{bar:40}] {pos}/{len} {eta}");
    let bar = ProgressBar::new(steps).with_message(what);
    match style {
        Ok(style) => bar.with_style(style.progress_chars("=> ")),
        Err(_) => bar,
    }
}
