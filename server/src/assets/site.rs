//! The site as it comes: the table that the build script wrote, and the manifest's format.

use serde::Deserialize;

use super::Manifest;

/// A site folder inside the binary: the manifest, and each other file by its path from the root.
#[derive(Clone, Copy)]
pub(super) struct Embedded {
    pub(super) manifest: &'static str,
    pub(super) files: &'static [(&'static str, &'static [u8])],
}

include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// `manifest.json`, as the crate `bundle` writes it.
#[derive(Deserialize)]
pub(super) struct Listing {
    #[serde(flatten)]
    pub(super) manifest: Manifest,
    pub(super) files: Vec<Listed>,
}

/// One file of the site.
#[derive(Deserialize)]
pub(super) struct Listed {
    pub(super) path: String,
    pub(super) content_type: String,
    pub(super) digest: String,
    pub(super) hashed: bool,
}
