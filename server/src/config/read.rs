//! Each setting by its key: how its text is read and shown.

use super::{DatabaseUrl, LogFormat, Settings, Source, openid};
use domain::network::networks;
use std::{ops::RangeInclusive, path::PathBuf, str::FromStr, time::Duration};

/// Every key but those of OpenID Connect, in the order `kaisei config` shows them.
const KEYS: &[&str] = &[
    "listen",
    "data_dir",
    "database_url",
    "database_url_file",
    "database_tls",
    "migrate",
    "site_dir",
    "cookie_secure",
    "trusted_proxies",
    "log",
    "log_format",
    "event_log_copy",
    "session_idle_minutes",
    "session_hours",
    "password_min_length",
    "password_kinds",
    "password_history",
    "password_days",
    "lock_failures",
    "lock_minutes",
    "lock_account_failures",
    "lock_address_failures",
    "request_timeout_seconds",
    "header_timeout_seconds",
    "connections",
    "searches_per_minute",
    "exports_per_hour",
    "public_address",
];

/// Every key, in the order `kaisei config` shows them.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    KEYS.iter().copied().chain(openid::KEYS)
}

/// Why the settings cannot be used. Each is one sentence for the person who starts Kaisei.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// No such key.
    #[error("{place} has the setting `{key}`, which Kaisei does not know; it knows {known}", known = keys().collect::<Vec<_>>().join(", "))]
    Unknown {
        /// What was written.
        key: String,
        /// Where.
        place: Source,
    },
    /// The value cannot be read.
    #[error("The setting `{key}` from {place} is {value}, but it must be {expected}")]
    Wrong {
        /// The setting.
        key: &'static str,
        /// What was written, unless it may hold a secret.
        value: String,
        /// Where.
        place: Source,
        /// What would be right.
        expected: &'static str,
    },
    /// It means nothing without another.
    #[error("The setting `{set}` from {place} needs `{missing}`, which is not set")]
    Half {
        /// What is set.
        set: &'static str,
        /// Where.
        place: Source,
        /// What is not.
        missing: &'static str,
    },
    /// The file itself.
    #[error("{place} cannot be read: {why}")]
    File {
        /// Which file.
        place: Source,
        /// Why not.
        why: String,
    },
}

/// Reads `text` into the setting; says what it must be when it cannot.
pub(super) fn read(settings: &mut Settings, key: &str, text: &str) -> Result<(), &'static str> {
    match key {
        "listen" => settings.listen = text.parse().map_err(|_| "an address with a port, such as 127.0.0.1:3000")?,
        "data_dir" => settings.data_dir = folder(text)?,
        "database_url" => {
            settings.database_url = Some(DatabaseUrl::parse(text)?);
        }
        "database_url_file" => {
            let expected = "the path of a file that holds the address of the database and nothing else";
            let text = std::fs::read_to_string(folder(text)?).map_err(|_| expected)?;
            settings.database_url = Some(DatabaseUrl::parse(text.trim())?);
        }
        "database_tls" => {
            settings.database_as_addressed = match text {
                "verify-full" => false,
                "as_addressed" => true,
                _ => return Err("verify-full or as_addressed"),
            }
        }
        "migrate" => {
            settings.migrate_by_command = match text {
                "at_start" => false,
                "by_command" => true,
                _ => return Err("at_start or by_command"),
            }
        }
        "site_dir" => settings.site_dir = Some(folder(text)?),
        "cookie_secure" => settings.cookie_secure = text.parse().map_err(|_| "true or false")?,
        "trusted_proxies" => {
            settings.trusted_proxies = networks(text).ok_or("addresses or networks, such as 127.0.0.1, 10.1.0.0/16")?;
        }
        "log" => {
            tracing_subscriber::EnvFilter::try_new(text).map_err(|_| "a filter such as info or info,server=debug")?;
            text.clone_into(&mut settings.log);
        }
        "log_format" => {
            settings.log_format = match text {
                "text" => LogFormat::Text,
                "json" => LogFormat::Json,
                _ => return Err("text or json"),
            }
        }
        "event_log_copy" => {
            settings.event_log_copy = Some(folder(text).map_err(|_| "the path of a file")?);
        }
        "session_idle_minutes" => {
            settings.session_idle = span(text, 60, 24 * 60).ok_or("a number of minutes from 1 to 1440")?;
        }
        "session_hours" => {
            settings.session_length = span(text, 3600, 24 * 7).ok_or("a number of hours from 1 to 168")?;
        }
        "password_min_length" => {
            settings.access.password.min_length =
                number(text, 8..=128).ok_or("a number of characters from 8 to 128")?;
        }
        "password_kinds" => {
            settings.access.password.kinds =
                number(text, 0..=4).ok_or("a number of kinds of characters from 0 to 4")?;
        }
        "password_history" => {
            settings.access.password.history = number(text, 0..=24).ok_or("a number of passwords from 0 to 24")?;
        }
        "password_days" => {
            settings.access.password.days = number(text, 0..=3650).ok_or("a number of days from 0 (never) to 3650")?;
        }
        "lock_failures" => {
            settings.access.lock.failures = number(text, 3..=20).ok_or("a number of failures from 3 to 20")?;
        }
        "lock_minutes" => {
            settings.access.lock.minutes = number(text, 1..=1440).ok_or("a number of minutes from 1 to 1440")?;
        }
        "lock_account_failures" => {
            let read = number(text, 10..=1000).ok_or("a number of failures from 10 to 1000")?;
            settings.access.lock.account_failures = read;
        }
        "lock_address_failures" => {
            let read = number(text, 10..=10_000).ok_or("a number of failures from 10 to 10000")?;
            settings.access.lock.address_failures = read;
        }
        "request_timeout_seconds" => {
            settings.request_timeout = span(text, 1, 600).ok_or("a number of seconds from 1 to 600")?;
        }
        "header_timeout_seconds" => {
            settings.header_timeout = span(text, 1, 600).ok_or("a number of seconds from 1 to 600")?;
        }
        "connections" => settings.connections = number(text, 10..=100_000).ok_or("a number from 10 to 100000")?,
        "searches_per_minute" => {
            settings.searches_per_minute = number(text, 0..=100_000).ok_or("a number from 0 to 100000")?;
        }
        "exports_per_hour" => {
            settings.exports_per_hour = number(text, 0..=100_000).ok_or("a number from 0 to 100000")?;
        }
        "public_address" => settings.public_address = Some(openid::public_address(text)?),
        _ => return Err("a setting that Kaisei knows"),
    }
    Ok(())
}

fn folder(text: &str) -> Result<PathBuf, &'static str> {
    if text.is_empty() { Err("the path of a folder") } else { Ok(PathBuf::from(text)) }
}

fn number<T: FromStr + PartialOrd>(text: &str, range: RangeInclusive<T>) -> Option<T> {
    text.parse().ok().filter(|number| range.contains(number))
}

/// A whole number of units, at least one.
fn span(text: &str, unit_seconds: u64, most: u64) -> Option<Duration> {
    let number: u64 = text.parse().ok()?;
    (1..=most).contains(&number).then(|| Duration::from_secs(number * unit_seconds))
}

/// The value of a setting in TOML, secrets hidden; nothing when it is not set.
pub(super) fn shown(settings: &Settings, key: &str) -> Option<String> {
    let quoted = |text: String| Some(toml::Value::String(text).to_string());
    match key {
        "listen" => quoted(settings.listen.to_string()),
        "data_dir" => quoted(settings.data_dir.display().to_string()),
        "database_url" => quoted(settings.database().to_string()),
        // What is in it is shown as the address.
        "database_url_file" => None,
        "database_tls" => {
            quoted(if settings.database_as_addressed { "as_addressed" } else { "verify-full" }.to_owned())
        }
        "migrate" => quoted(if settings.migrate_by_command { "by_command" } else { "at_start" }.to_owned()),
        "site_dir" => settings.site_dir.as_ref().and_then(|dir| quoted(dir.display().to_string())),
        "cookie_secure" => Some(settings.cookie_secure.to_string()),
        "trusted_proxies" => {
            let networks: Vec<_> = settings.trusted_proxies.iter().map(ToString::to_string).collect();
            quoted(networks.join(", "))
        }
        "log" => quoted(settings.log.clone()),
        "log_format" => quoted(if settings.log_format == LogFormat::Json { "json" } else { "text" }.to_owned()),
        "event_log_copy" => settings.event_log_copy.as_ref().and_then(|it| quoted(it.display().to_string())),
        "session_idle_minutes" => Some((settings.session_idle.as_secs() / 60).to_string()),
        "session_hours" => Some((settings.session_length.as_secs() / 3600).to_string()),
        "password_min_length" => Some(settings.access.password.min_length.to_string()),
        "password_kinds" => Some(settings.access.password.kinds.to_string()),
        "password_history" => Some(settings.access.password.history.to_string()),
        "password_days" => Some(settings.access.password.days.to_string()),
        "lock_failures" => Some(settings.access.lock.failures.to_string()),
        "lock_minutes" => Some(settings.access.lock.minutes.to_string()),
        "lock_account_failures" => Some(settings.access.lock.account_failures.to_string()),
        "lock_address_failures" => Some(settings.access.lock.address_failures.to_string()),
        "request_timeout_seconds" => Some(settings.request_timeout.as_secs().to_string()),
        "header_timeout_seconds" => Some(settings.header_timeout.as_secs().to_string()),
        "connections" => Some(settings.connections.to_string()),
        "searches_per_minute" => Some(settings.searches_per_minute.to_string()),
        "exports_per_hour" => Some(settings.exports_per_hour.to_string()),
        "public_address" => settings.public_address.clone().and_then(quoted),
        _ => openid::shown(settings.openid.as_ref(), key).and_then(quoted),
    }
}
