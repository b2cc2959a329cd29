//! `manifest.json`: what the site consists of. The server reads it to know what the page must load,
//! this tool reads it to know what it need not make again.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::site;

/// One served file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Where it is served: `/pkg/kaisei.0123456789ab.js`.
    pub(crate) path: String,
    pub(crate) content_type: String,
    pub(crate) bytes: u64,
    /// As sent to a browser that takes brotli; equal to `bytes` where compressing does not help.
    pub(crate) brotli_bytes: u64,
    /// First digits of the content's SHA-256.
    pub(crate) digest: String,
    /// The digest is part of the name, so the file may be cached for ever.
    pub(crate) hashed: bool,
}

/// The whole site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub(crate) js: String,
    pub(crate) wasm: String,
    pub(crate) css: String,
    /// Digest of the wasm and of the tool that `js` and `wasm` were made from.
    pub(crate) made_from: String,
    pub(crate) files: Vec<Entry>,
}

impl Manifest {
    /// The manifest in a site folder, or nothing when it is absent or from another version of this
    /// tool: then everything is made anew.
    pub(crate) fn read(folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join("manifest.json")).ok()?;
        let value: Value = serde_json::from_str(&text).ok()?;
        let files = value["files"].as_array()?;
        Some(Self {
            js: string(&value["js"])?,
            wasm: string(&value["wasm"])?,
            css: string(&value["css"])?,
            made_from: string(&value["made_from"])?,
            files: files.iter().map(Entry::from_json).collect::<Option<_>>()?,
        })
    }

    /// Writes the manifest when it differs from what is there: cargo watches its modification time.
    pub(crate) fn write(&self, folder: &Path) -> Result<()> {
        let files: Vec<Value> = self.files.iter().map(Entry::to_json).collect();
        let value = json!({
            "js": self.js, "wasm": self.wasm, "css": self.css,
            "made_from": self.made_from, "files": files,
        });
        let text = serde_json::to_string_pretty(&value).context("cannot write the manifest as JSON")?;
        site::write_if_changed(&folder.join("manifest.json"), text.as_bytes())
    }
}

impl Entry {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            path: string(&value["path"])?,
            content_type: string(&value["content_type"])?,
            bytes: value["bytes"].as_u64()?,
            brotli_bytes: value["brotli_bytes"].as_u64()?,
            digest: string(&value["digest"])?,
            hashed: value["hashed"].as_bool()?,
        })
    }

    fn to_json(&self) -> Value {
        json!({
            "path": self.path, "content_type": self.content_type, "bytes": self.bytes,
            "brotli_bytes": self.brotli_bytes, "digest": self.digest, "hashed": self.hashed,
        })
    }
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
