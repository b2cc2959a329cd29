//! `kaisei config`.

use super::say;
use crate::config::Settings;

/// Prints the settings in effect, as a `kaisei.toml` would hold them, secrets hidden.
pub(super) fn show(settings: &Settings) {
    say(settings.to_string().trim_end());
}
