//! The site folder: names, compressed neighbours, and nothing that no manifest names.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::manifest::{Entry, Manifest};

/// Hex digits of a content hash in a file name: 48 bits, far beyond accident.
const DIGITS: usize = 12;

/// The folder being made.
pub(crate) struct Site {
    folder: PathBuf,
}

impl Site {
    pub(crate) fn create(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder.join("pkg")).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// A file whose name carries its content, so that it can be cached for ever.
    pub(crate) fn hashed(&self, stem: &str, extension: &str, content: &[u8]) -> Result<Entry> {
        let path = format!("/pkg/{stem}.{}.{extension}", digest(content));
        self.write(path, content, true)
    }

    /// A file that others know by a fixed name.
    pub(crate) fn named(&self, path: &str, content: &[u8]) -> Result<Entry> {
        self.write(path.to_owned(), content, false)
    }

    /// The files of the public folder, served from the root under their own names.
    pub(crate) fn public(&self, source: &Path) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for file in files_below(source)? {
            let content = std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            entries.push(self.named(&url_path(source, &file), &content)?);
        }
        Ok(entries)
    }

    /// Whether every file of a manifest is there, with its neighbours.
    pub(crate) fn has_all(&self, manifest: &Manifest) -> bool {
        manifest.files.iter().all(|entry| self.expected(entry).iter().all(|file| file.is_file()))
    }

    /// Deletes what the manifest does not name: older hashes, files that left the public folder.
    pub(crate) fn sweep(&self, manifest: &Manifest) -> Result<()> {
        let mut keep: BTreeSet<PathBuf> = manifest.files.iter().flat_map(|entry| self.expected(entry)).collect();
        keep.insert(self.folder.join("manifest.json"));
        for file in files_below(&self.folder)? {
            if !keep.contains(&file) {
                std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            }
        }
        Ok(())
    }

    fn write(&self, path: String, content: &[u8], hashed: bool) -> Result<Entry> {
        let content_type = content_type(&path);
        let file = self.at(&path);
        write_if_changed(&file, content)?;
        let mut brotli_bytes = content.len() as u64;
        if compressible(content_type) {
            let br = neighbour(&file, "br");
            let gz = neighbour(&file, "gz");
            // A hashed name fixes the content, so existing neighbours are the right ones.
            if !(hashed && br.is_file() && gz.is_file()) {
                write_if_changed(&br, &brotli(content)?)?;
                write_if_changed(&gz, &gzip(content)?)?;
            }
            brotli_bytes = std::fs::metadata(&br).with_context(|| format!("cannot read {}", br.display()))?.len();
        }
        Ok(Entry {
            path,
            content_type: content_type.to_owned(),
            bytes: content.len() as u64,
            brotli_bytes,
            digest: digest(content),
            hashed,
        })
    }

    fn expected(&self, entry: &Entry) -> Vec<PathBuf> {
        let file = self.at(&entry.path);
        if compressible(&entry.content_type) {
            vec![neighbour(&file, "br"), neighbour(&file, "gz"), file]
        } else {
            vec![file]
        }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.join(path.trim_start_matches('/'))
    }
}

/// The first digits of the SHA-256 of some bytes.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut hex: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    hex.truncate(DIGITS);
    hex
}

/// Writes by rename, so that an interrupted run leaves no half file; leaves an equal file untouched.
pub(crate) fn write_if_changed(file: &Path, content: &[u8]) -> Result<()> {
    if std::fs::read(file).is_ok_and(|there| there == content) {
        return Ok(());
    }
    let part = neighbour(file, "part");
    let parent = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent)
        .and_then(|()| std::fs::write(&part, content))
        .and_then(|()| std::fs::rename(&part, file))
        .with_context(|| format!("cannot write {}", file.display()))
}

fn neighbour(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

fn url_path(root: &Path, file: &Path) -> String {
    let below = file.strip_prefix(root).unwrap_or(file);
    below.iter().fold(String::new(), |path, part| path + "/" + &part.to_string_lossy())
}

/// Every file below a folder, sorted; names with a leading dot are nobody's assets.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else if !hidden {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn compressible(content_type: &str) -> bool {
    !matches!(content_type, "image/png" | "font/woff2" | "application/octet-stream")
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, 11, 22);
    writer.write_all(content).context("brotli")?;
    Ok(writer.into_inner())
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(content).and_then(|()| writer.finish()).context("gzip")
}
