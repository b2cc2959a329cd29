//! The site's files: wasm, its glue, the style sheet, the icon. They are inside the binary, so that one
//! file is all that a server without internet needs; for work on the screens a folder can stand in.
//!
//! Everything was hashed and compressed by `cargo xtask site`; here nothing is computed per request.

mod negotiate;
mod site;

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{OriginalUri, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use self::negotiate::{Coding, choose};
use crate::router::Addressed;

/// What a page must load, as paths on this server.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Manifest {
    /// The module that exports `hydrate` and, as default, the loader of the wasm.
    pub js: String,
    /// Given to that loader as `module_or_path`.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
}

/// All files of the site, in memory.
#[derive(Debug, Default)]
pub struct Assets {
    manifest: Option<Manifest>,
    files: HashMap<String, File>,
}

/// One file in the forms it can be sent in, with its headers.
#[derive(Debug)]
struct File {
    content_type: HeaderValue,
    etag: HeaderValue,
    hashed: bool,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl Assets {
    /// The files inside this binary: none in a build without a site, such as `cargo test`.
    #[must_use]
    pub fn embedded() -> Self {
        #[expect(clippy::expect_used, reason = "start-up: the folder was read when this binary was built")]
        site::SITE.map_or_else(Self::default, |site| {
            let files: HashMap<&str, &'static [u8]> = site.files.iter().copied().collect();
            let read = |path: &str| files.get(path).map(|bytes| Bytes::from_static(bytes));
            Self::load(site.manifest, read).expect("the embedded site is whole")
        })
    }

    /// The files of a site folder, read once.
    ///
    /// # Errors
    /// When the folder has no manifest, or not every file that its manifest names.
    pub fn from_dir(folder: &Path) -> io::Result<Self> {
        let manifest = std::fs::read_to_string(folder.join("manifest.json"))?;
        Self::load(&manifest, |path| std::fs::read(folder.join(path.trim_start_matches('/'))).ok().map(Bytes::from))
    }

    /// What a page must load, unless this build has no site.
    #[must_use]
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    fn load(manifest: &str, read: impl Fn(&str) -> Option<Bytes>) -> io::Result<Self> {
        let invalid = |message: String| io::Error::new(io::ErrorKind::InvalidData, message);
        let listing: site::Listing =
            serde_json::from_str(manifest).map_err(|e| invalid(format!("manifest.json: {e}")))?;
        let mut files = HashMap::new();
        for listed in listing.files {
            let header = |text: &str| {
                HeaderValue::from_str(text).map_err(|_| invalid(format!("manifest.json: {text:?} is no header value")))
            };
            let file = File {
                content_type: header(&listed.content_type)?,
                etag: header(&format!("W/\"{}\"", listed.digest))?,
                hashed: listed.hashed,
                plain: read(&listed.path).ok_or_else(|| invalid(format!("{} is missing", listed.path)))?,
                brotli: read(&format!("{}.br", listed.path)),
                gzip: read(&format!("{}.gz", listed.path)),
            };
            files.insert(listed.path, file);
        }
        Ok(Self { manifest: Some(listing.manifest), files })
    }

    /// Paths outside `/pkg/`. Icons always belong here: browsers ask for them unasked, and a whole
    /// "not found" page is a poor answer to that.
    fn public_paths(&self) -> BTreeSet<&str> {
        let plain = |path: &&str| path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/.-_".contains(&b));
        let own = self.files.keys().map(String::as_str).filter(|path| !path.starts_with("/pkg/"));
        own.filter(plain).chain(["/favicon.ico", "/favicon.svg"]).collect()
    }
}

/// The routes of the site's files: `/pkg/…` and what stood in the public folder.
pub fn router(assets: Arc<Assets>) -> Addressed {
    let packed = Addressed::nowhere().at("/pkg/{*path}", get(serve));
    let files = assets.public_paths().into_iter().fold(packed, |files, path| files.at(path, get(serve)));
    files.around(|files| files.with_state(assets))
}

async fn serve(State(assets): State<Arc<Assets>>, OriginalUri(uri): OriginalUri, asked: HeaderMap) -> Response {
    match assets.files.get(uri.path()) {
        Some(file) => file.respond(&asked),
        // Not cached: during a roll-out another instance may already have it.
        None => {
            (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "no-store"), (X_CONTENT_TYPE_OPTIONS, "nosniff")]).into_response()
        }
    }
}

impl File {
    fn respond(&self, asked: &HeaderMap) -> Response {
        let cache = if self.hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(ETAG, self.etag.clone());
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if asked.get_all(IF_NONE_MATCH).iter().any(|known| contains(known, &self.etag)) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }

        headers.insert(CONTENT_TYPE, self.content_type.clone());
        let (coding, bytes) =
            match (choose(asked, self.brotli.is_some(), self.gzip.is_some()), &self.brotli, &self.gzip) {
                (Coding::Brotli, Some(bytes), _) => (Some("br"), bytes),
                (Coding::Gzip, _, Some(bytes)) => (Some("gzip"), bytes),
                _ => (None, &self.plain),
            };
        if let Some(coding) = coding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        *response.body_mut() = Body::from(bytes.clone());
        response
    }
}

/// Whether a list of entity tags has this one.
fn contains(list: &HeaderValue, etag: &HeaderValue) -> bool {
    list.as_bytes().split(|byte| *byte == b',').any(|one| one.trim_ascii() == etag.as_bytes())
}

#[cfg(test)]
mod tests;
