//! The address of a database, which may hold a password.

use std::{fmt, path::Path};

/// The address of a database. Showing it, by `Debug` too, hides the password.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Takes an address of one of the databases Kaisei works on.
    pub fn parse(text: &str) -> Option<Self> {
        let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
        known.then(|| Self(text.to_owned()))
    }

    /// The database file in a data folder.
    pub fn embedded(folder: &Path) -> Self {
        Self(format!("sqlite://{}?mode=rwc", folder.join("kaisei.db").display()))
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
