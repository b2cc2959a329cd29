//! Settings: `kaisei.toml` < environment (`KAISEI_*`, `DATABASE_URL`) < flags.
//!
//! Every value remembers where it came from, so that a wrong one stops the start with a sentence
//! that names the setting and the place to correct it.

mod layers;
mod openid;
mod read;
mod secret;

pub use domain::network::Network;
pub use layers::{Layers, Source, Sources};
pub use openid::{Authorities, OpenId, RETURN, Secret, is_private_way};
pub use read::SettingError;
pub use secret::DatabaseUrl;

use domain::access::AccessRules;
use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

/// The file that is read from the working directory when no other is named.
pub const FILE: &str = "kaisei.toml";

/// What can be set about a running Kaisei.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The folder of the embedded database.
    pub data_dir: PathBuf,
    /// Another database than the embedded one.
    pub database_url: Option<DatabaseUrl>,
    /// A site folder to serve instead of the one inside the binary.
    pub site_dir: Option<PathBuf>,
    /// Whether browsers reach this server over https, as they must in real use.
    pub cookie_secure: bool,
    /// Proxies whose word about who asks is taken: they write it into `X-Forwarded-For`.
    pub trusted_proxies: Vec<Network>,
    /// Which log lines are written, in the notation of `tracing_subscriber::EnvFilter`.
    pub log: String,
    /// How they are written.
    pub log_format: LogFormat,
    /// A file elsewhere to which each link of the event log is appended.
    pub event_log_copy: Option<PathBuf>,
    /// A session ends after this much idleness.
    pub session_idle: Duration,
    /// A session ends after this time in any case.
    pub session_length: Duration,
    /// What is asked of passwords, and what wrong ones lead to.
    pub access: AccessRules,
    /// A request that takes longer is answered with 503.
    pub request_timeout: Duration,
    /// A connection over which no whole head of a request comes for this long is closed.
    pub header_timeout: Duration,
    /// Connections that are open at a time; whoever comes later waits for one that ends.
    pub connections: usize,
    /// How often one person may search in a minute; 0 is as often as they like.
    pub searches_per_minute: u32,
    /// How many files one person may export in an hour; 0 is as many as they like.
    pub exports_per_hour: u32,
    /// Whether a database on another machine is reached just as its address says, without proof that it is the one.
    pub database_as_addressed: bool,
    /// Whether only `kaisei migrate` brings the tables up to date, so that who serves need not own them.
    pub migrate_by_command: bool,
    /// Where Kaisei stands for browsers, without a slash at its end.
    pub public_address: Option<String>,
    /// Who answers for people besides their passwords. Without it there is no such way in.
    pub openid: Option<OpenId>,
    /// Where the values came from.
    pub sources: Sources,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One readable line each.
    Text,
    /// One JSON object each.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            data_dir: PathBuf::from("kaisei-data"),
            database_url: None,
            site_dir: None,
            cookie_secure: true,
            trusted_proxies: Vec::new(),
            // A cookie without a session is an everyday thing, not the attack that the library sees.
            log: "info,tower_sessions=error,tower_sessions_core=error,sea_orm_migration=warn,sqlx=warn".to_owned(),
            log_format: LogFormat::Text,
            event_log_copy: None,
            session_idle: Duration::from_secs(30 * 60),
            session_length: Duration::from_secs(10 * 60 * 60),
            access: AccessRules::default(),
            request_timeout: Duration::from_secs(30),
            header_timeout: Duration::from_secs(30),
            connections: 2_000,
            searches_per_minute: 120,
            exports_per_hour: 60,
            database_as_addressed: false,
            migrate_by_command: false,
            public_address: None,
            openid: None,
            sources: Sources::default(),
        }
    }
}

impl Settings {
    /// The database that is used: the one that was set, or the embedded one in the data folder.
    pub fn database(&self) -> DatabaseUrl {
        self.database_url.clone().unwrap_or_else(|| DatabaseUrl::embedded(&self.data_dir))
    }

    /// The key of the setting that says which database it is.
    pub fn database_key(&self) -> &'static str {
        match self.database_url {
            None => "data_dir",
            Some(_) if self.sources.of("database_url_file").is_some() => "database_url_file",
            Some(_) => "database_url",
        }
    }

    /// A setting by its name and where its value came from, to begin a sentence about a value that turned out wrong.
    pub fn naming(&self, key: &'static str) -> String {
        match self.sources.of(key) {
            Some(source) => format!("the setting `{key}` from {source}"),
            None => format!("the setting `{key}`, which is not set,"),
        }
    }
}

impl fmt::Display for Settings {
    /// The settings as a `kaisei.toml` would hold them, secrets hidden.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for key in read::keys() {
            match read::shown(self, key) {
                Some(value) => writeln!(f, "{key} = {value}")?,
                None => writeln!(f, "# {key} is not set")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
