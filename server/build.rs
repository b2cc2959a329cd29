//! Puts the site folder into the binary, when `KAISEI_SITE` names one.
//!
//! `cargo xtask build` sets it; a plain `cargo check`, `clippy` or `test` does not, gets an empty table
//! and therefore needs neither the wasm target nor a browser build.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=KAISEI_SITE");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let source = match env::var_os("KAISEI_SITE").filter(|site| !site.is_empty()) {
        Some(site) => table(&fs::canonicalize(&site).map_err(|e| format!("KAISEI_SITE {}: {e}", site.display()))?)?,
        None => "pub(super) const SITE: Option<Embedded> = None;\n".to_owned(),
    };
    fs::write(out.join("site.rs"), source)?;
    Ok(())
}

/// Rust source of the table of all files of the site.
fn table(site: &Path) -> Result<String, Box<dyn Error>> {
    let manifest = site.join("manifest.json");
    // Written last and only when something changed, so it stands for the whole folder.
    println!("cargo::rerun-if-changed={}", manifest.display());
    if !manifest.is_file() {
        return Err(format!("{} is missing: `cargo xtask site` makes it", manifest.display()).into());
    }
    let mut source = String::from("pub(super) const SITE: Option<Embedded> = Some(Embedded {\n");
    writeln!(source, "    manifest: include_str!({:?}),", utf8(&manifest)?)?;
    source.push_str("    files: &[\n");
    for file in files_below(site)? {
        let url = file.strip_prefix(site)?.iter().try_fold(String::new(), |url, part| {
            part.to_str().map(|part| url + "/" + part).ok_or_else(|| format!("{} is not UTF-8", file.display()))
        })?;
        writeln!(source, "        ({url:?}, include_bytes!({:?})),", utf8(&file)?)?;
    }
    source.push_str("    ],\n});\n");
    Ok(source)
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else if path.file_name().is_some_and(|name| name != "manifest.json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn utf8(path: &Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| format!("{} is not UTF-8", path.display()))
}
