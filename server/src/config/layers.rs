//! The places settings come from, laid over each other.

use super::{
    DatabaseUrl, Settings,
    openid::{self, Parts},
    read::{SettingError, keys, read},
};
use std::{collections::BTreeMap, fmt, path::Path};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A settings file.
    File(String),
    /// An environment variable.
    Environment(String),
    /// A flag of the command line.
    Flag(&'static str),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "the file {path}"),
            Self::Environment(name) => write!(f, "the environment variable {name}"),
            Self::Flag(name) => write!(f, "the flag {name}"),
        }
    }
}

/// Where each value came from; a setting that is not among them has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(BTreeMap<&'static str, Source>);

impl Sources {
    /// Where the value of a setting came from.
    pub fn of(&self, key: &str) -> Option<&Source> {
        self.0.get(key)
    }
}

/// Variables with our prefix that are no settings: they name the settings file, or belong to builds and tests.
const NO_SETTINGS: &[&str] = &["KAISEI_CONFIG", "KAISEI_SITE", "KAISEI_BIN", "KAISEI_CHROMIUM"];
const OF_TESTS: &[&str] = &["KAISEI_TEST_", "KAISEI_SCREENSHOTS", "KAISEI_TEMPLATE"];

/// Values as text, each with its source; a later layer covers an earlier one.
#[derive(Debug, Default)]
pub struct Layers(BTreeMap<&'static str, (String, Source)>);

impl Layers {
    /// Lays a settings file on top.
    ///
    /// # Errors
    /// The file is there but cannot be read, is no TOML, or has an unknown key.
    pub fn file(&mut self, path: &Path) -> Result<(), SettingError> {
        let place = Source::File(path.display().to_string());
        let failed = |why: String| SettingError::File { place: place.clone(), why };
        let text = std::fs::read_to_string(path).map_err(|e| failed(e.to_string()))?;
        self.toml(&text, &place)
    }

    pub(super) fn toml(&mut self, text: &str, place: &Source) -> Result<(), SettingError> {
        let table: toml::Table = text
            .parse()
            .map_err(|e: toml::de::Error| SettingError::File { place: place.clone(), why: e.message().to_owned() })?;
        for (name, value) in table {
            let key = known(&name).ok_or_else(|| SettingError::Unknown { key: name, place: place.clone() })?;
            let text = match value {
                toml::Value::String(text) => text,
                // A list is as good as a text with commas.
                toml::Value::Array(list) if list.iter().all(toml::Value::is_str) => {
                    list.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(", ")
                }
                other => other.to_string(),
            };
            self.0.insert(key, (text, place.clone()));
        }
        Ok(())
    }

    /// Lays the environment on top: `KAISEI_LISTEN` is `listen`; an empty variable is as good as none.
    ///
    /// # Errors
    /// A variable with our prefix is no setting.
    pub fn environment(&mut self, variables: impl IntoIterator<Item = (String, String)>) -> Result<(), SettingError> {
        let mut own = BTreeMap::new();
        for (name, value) in variables.into_iter().filter(|(_, value)| !value.is_empty()) {
            if name == "DATABASE_URL" {
                // The name that hosting platforms use; ours is more exact and wins.
                own.entry("database_url").or_insert((value, Source::Environment(name)));
            } else if let Some(rest) = name.strip_prefix("KAISEI_") {
                let is_other =
                    NO_SETTINGS.contains(&name.as_str()) || OF_TESTS.iter().any(|prefix| name.starts_with(prefix));
                if is_other {
                    continue;
                }
                let place = Source::Environment(name.clone());
                let key = known(&rest.to_ascii_lowercase())
                    .ok_or_else(|| SettingError::Unknown { key: rest.to_ascii_lowercase(), place: place.clone() })?;
                own.insert(key, (value, place));
            }
        }
        self.0.extend(own);
        Ok(())
    }

    /// Lays a flag on top, when it was given.
    pub fn flag(&mut self, key: &'static str, flag: &'static str, value: Option<String>) {
        if let Some(value) = value {
            self.0.insert(key, (value, Source::Flag(flag)));
        }
    }

    /// Takes a setting out of all layers so far.
    pub fn forget(&mut self, key: &'static str) {
        self.0.remove(key);
    }

    /// The settings that result.
    ///
    /// # Errors
    /// A value cannot be read.
    pub fn settings(self) -> Result<Settings, SettingError> {
        let mut settings = Settings::default();
        let mut openid = Parts::default();
        for (key, (text, place)) in self.0 {
            let is_openid = openid::KEYS.contains(&key);
            let done = if is_openid { openid.read(key, &text) } else { read(&mut settings, key, &text) };
            if let Err(expected) = done {
                let value = match key {
                    // A database address that cannot be read may still hold a password.
                    "database_url" => DatabaseUrl::misfit(&text),
                    "openid_client_secret" => "a text that is not shown".to_owned(),
                    _ => format!("{text:?}"),
                };
                return Err(SettingError::Wrong { key, value, place, expected });
            }
            settings.sources.0.insert(key, place);
        }
        settings.openid = openid.whole(settings.public_address.as_deref(), &settings.sources)?;
        Ok(settings)
    }
}

fn known(name: &str) -> Option<&'static str> {
    keys().find(|key| *key == name)
}
