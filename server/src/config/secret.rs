//! The address of a database, which may hold a password.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// The name of the embedded database.
const FILE: &str = "kaisei.db";

/// The address of a database. Showing it, by `Debug` too, hides the password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Takes an address of one of the databases Kaisei works on.
    ///
    /// # Errors
    /// It is none, or one of SQLite that is no file; says what it must be.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if let Some(file) = text.strip_prefix("sqlite:") {
            let (path, query) = file.split_once('?').unwrap_or((file, ""));
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path == ":memory:" || query.split('&').any(|pair| pair == "mode=memory") {
                return Err(
                    "a file, such as sqlite://kaisei.db?mode=rwc: what is in memory is lost with its connection",
                );
            }
        } else if !["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)) {
            return Err("an address that starts with postgres:// or sqlite:");
        }
        Ok(Self(text.to_owned()))
    }

    /// What an address is that was not taken, as far as it cannot hold a password.
    pub(super) fn misfit(text: &str) -> String {
        let is_scheme = |text: &str| text.len() < 16 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+');
        match text.split_once("://") {
            _ if text.starts_with("sqlite:") => format!("{text:?}"),
            Some((scheme, _)) if is_scheme(scheme) => format!("an address that starts with {scheme}://"),
            _ => "no address".to_owned(),
        }
    }

    /// The database file in a data folder.
    pub fn embedded(folder: &Path) -> Self {
        Self(format!("sqlite://{}?mode=rwc", folder.join(FILE).display()))
    }

    /// That file and those that SQLite keeps beside it while it is open.
    pub fn embedded_files(folder: &Path) -> [PathBuf; 3] {
        ["", "-wal", "-shm"].map(|end| folder.join(format!("{FILE}{end}")))
    }

    /// Whether a password stands in it.
    pub fn has_password(&self) -> bool {
        self.to_string() != self.0
    }

    /// The address with its password: for connecting, never for showing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (address, query) = match self.0.split_once('?') {
            Some((address, query)) => (address, Some(query)),
            None => (self.0.as_str(), None),
        };
        match address.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?))) {
            Some((scheme, (login, host))) => {
                let (user, password) = login.split_once(':').map_or((login, ""), |(user, _)| (user, ":***"));
                write!(f, "{scheme}://{user}{password}@{host}")?;
            }
            None => f.write_str(address)?,
        }
        for (i, pair) in query.into_iter().flat_map(|query| query.split('&')).enumerate() {
            let name = pair.split('=').next().unwrap_or_default();
            let hidden = name.to_ascii_lowercase().contains("password");
            f.write_str(if i == 0 { "?" } else { "&" })?;
            if hidden { write!(f, "{name}=***")? } else { f.write_str(pair)? }
        }
        Ok(())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}
