//! Sign-in by 組織のアカウント (OpenID Connect): whole, or not at all.

use super::{Source, Sources, read::SettingError};
use openidconnect::url::{Host, Url};
use std::{
    fmt,
    path::{Path, PathBuf},
};

/// Its keys, in the order `kaisei config` shows them.
pub(super) const KEYS: [&str; 8] = [
    "openid_issuer",
    "openid_client_id",
    "openid_client_secret",
    "openid_client_secret_file",
    "openid_claim",
    "openid_name_ja",
    "openid_name_en",
    "openid_ca_file",
];

/// Where Kaisei stands for browsers; the way back from the provider begins with it.
const PUBLIC: &str = "public_address";

/// The claim that carries the ログインID, unless another is named.
const CLAIM: &str = "preferred_username";

/// Where the provider sends the browser back to, under the public address.
pub const RETURN: &str = "/session/openid/return";

/// A provider of OpenID Connect, and what Kaisei is to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenId {
    /// How it names itself, to the letter (`iss`).
    pub issuer: String,
    /// How it names Kaisei.
    pub client_id: String,
    /// By which Kaisei proves that to it.
    pub client_secret: Secret,
    /// The claim that carries the ログインID.
    pub claim: String,
    /// What the button on the sign-in page says in Japanese, when not the usual.
    pub name_ja: Option<String>,
    /// The same in English.
    pub name_en: Option<String>,
    /// The only ones who may vouch for its certificate, when not those of the system.
    pub authorities: Option<Authorities>,
    /// The whole address of the way back, as it is registered there.
    pub back: String,
}

/// What only Kaisei and the provider know. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// For proving, never for showing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// Certificates of authorities, as a file in PEM holds them.
#[derive(Clone, PartialEq, Eq)]
pub struct Authorities {
    path: PathBuf,
    pem: Vec<u8>,
}

impl Authorities {
    fn read(path: PathBuf) -> Option<Self> {
        let pem = std::fs::read(&path).ok()?;
        let found = Self { path, pem };
        (!found.certificates().is_empty()).then_some(found)
    }

    /// The certificates; none when they cannot be read.
    pub fn certificates(&self) -> Vec<reqwest::Certificate> {
        reqwest::Certificate::from_pem_bundle(&self.pem).unwrap_or_default()
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Authorities({})", self.path.display())
    }
}

/// Whether what goes to that address is read by nobody on the way: https, or this machine alone.
pub fn is_private_way(address: &Url) -> bool {
    match (address.scheme(), address.host()) {
        ("https", Some(_)) => true,
        ("http", Some(Host::Domain(name))) => name == "localhost",
        ("http", Some(Host::Ipv4(address))) => address.is_loopback(),
        ("http", Some(Host::Ipv6(address))) => address.is_loopback(),
        _ => false,
    }
}

/// The public address: a scheme, a host, perhaps a port. Without the slash at its end.
pub(super) fn public_address(text: &str) -> Result<String, &'static str> {
    let expected = "an address such as https://kaisei.example.lg.jp, without a path (http only for this machine)";
    let address = Url::parse(text).map_err(|_| expected)?;
    let is_bare = address.path() == "/" && address.query().is_none() && address.fragment().is_none();
    let is_named = address.username().is_empty() && address.password().is_none();
    if is_bare && is_named && is_private_way(&address) {
        Ok(address.as_str().trim_end_matches('/').to_owned())
    } else {
        Err(expected)
    }
}

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Parts {
    issuer: Option<String>,
    client_id: Option<String>,
    client_secret: Option<Secret>,
    claim: Option<String>,
    name_ja: Option<String>,
    name_en: Option<String>,
    authorities: Option<Authorities>,
}

impl Parts {
    /// Reads `text` into one of the keys above; says what it must be when it cannot.
    pub(super) fn read(&mut self, key: &str, text: &str) -> Result<(), &'static str> {
        let line = |max: usize, expected| {
            let text = text.trim();
            let fits = !text.is_empty() && text.chars().count() <= max && !text.contains(char::is_control);
            if fits { Ok(Some(text.to_owned())) } else { Err(expected) }
        };
        match key {
            "openid_issuer" => self.issuer = Some(issuer(text)?),
            "openid_client_id" => self.client_id = line(255, "the name under which the provider knows Kaisei")?,
            "openid_client_secret" => {
                self.client_secret = line(4_096, "the secret that the provider gave")?.map(Secret);
            }
            "openid_client_secret_file" => {
                let expected = "the path of a file that holds the secret of the provider and nothing else";
                let text = std::fs::read_to_string(text).map_err(|_| expected)?;
                let text = text.trim();
                if text.is_empty() || text.contains(char::is_control) {
                    return Err(expected);
                }
                self.client_secret = Some(Secret::new(text));
            }
            "openid_claim" => {
                let claim = line(64, "the name of a claim, such as preferred_username or upn")?;
                self.claim = claim;
            }
            "openid_name_ja" => self.name_ja = line(40, "the text of a button, 40 characters at most")?,
            "openid_name_en" => self.name_en = line(40, "the text of a button, 40 characters at most")?,
            "openid_ca_file" => {
                let expected = "the path of a file with certificates in PEM";
                self.authorities = Some(Authorities::read(PathBuf::from(text)).ok_or(expected)?);
            }
            _ => return Err("a setting that Kaisei knows"),
        }
        Ok(())
    }

    /// All of it, when any of it is set.
    pub(super) fn whole(self, public: Option<&str>, sources: &Sources) -> Result<Option<OpenId>, SettingError> {
        let Some((set, place)) = KEYS.iter().find_map(|key| Some((*key, sources.of(key)?))) else { return Ok(None) };
        let missing = |missing| half(set, place, missing);
        Ok(Some(OpenId {
            issuer: self.issuer.ok_or_else(|| missing("openid_issuer"))?,
            client_id: self.client_id.ok_or_else(|| missing("openid_client_id"))?,
            client_secret: self
                .client_secret
                .ok_or_else(|| missing("openid_client_secret` or `openid_client_secret_file"))?,
            claim: self.claim.unwrap_or_else(|| CLAIM.to_owned()),
            name_ja: self.name_ja,
            name_en: self.name_en,
            authorities: self.authorities,
            back: format!("{}{RETURN}", public.ok_or_else(|| missing(PUBLIC))?),
        }))
    }
}

fn half(set: &'static str, place: &Source, missing: &'static str) -> SettingError {
    SettingError::Half { set, place: place.clone(), missing }
}

/// The address of a provider, to the letter: it is compared with what stands in tokens.
fn issuer(text: &str) -> Result<String, &'static str> {
    let expected =
        "the address of a provider, such as https://id.example.lg.jp/realms/city (http only for this machine)";
    let address = Url::parse(text).map_err(|_| expected)?;
    let is_bare = address.query().is_none() && address.fragment().is_none();
    if is_bare && is_private_way(&address) { Ok(text.to_owned()) } else { Err(expected) }
}

/// The value of a setting as it is shown; nothing when it is not set.
pub(super) fn shown(set: Option<&OpenId>, key: &str) -> Option<String> {
    let set = set?;
    match key {
        "openid_issuer" => Some(set.issuer.clone()),
        "openid_client_id" => Some(set.client_id.clone()),
        "openid_client_secret" => Some("***".to_owned()),
        "openid_claim" => Some(set.claim.clone()),
        "openid_name_ja" => set.name_ja.clone(),
        "openid_name_en" => set.name_en.clone(),
        "openid_ca_file" => set.authorities.as_ref().map(|it| it.path().display().to_string()),
        // What is in it is shown, hidden, as the secret.
        _ => None,
    }
}

#[cfg(test)]
mod tests;
