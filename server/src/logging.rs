//! Where log lines go: standard error, so that standard output holds only what commands answer.

use crate::config::{LogFormat, Settings};
use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, fmt};

/// Starts the log. A second start in one process is ignored.
pub fn start(settings: &Settings) {
    let filter = EnvFilter::new(&settings.log);
    let lines = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    let _ = match settings.log_format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
}
