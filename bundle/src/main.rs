//! Makes the site folder that `kaisei` embeds or serves.
//!
//! ```text
//! bundle --wasm app.wasm --style style/main.css --public app/public --out target/site
//! ```
//! leaves hashed files with `.br` and `.gz` neighbours and a `manifest.json` that names them.
//! Everything that did not change is left alone, byte and modification time, so that running it
//! again costs nothing and does not make cargo rebuild the server.
#![expect(clippy::print_stdout, reason = "a build tool reports sizes on its standard output")]

mod args;
mod css;
mod glue;
mod manifest;
mod site;

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use crate::args::Args;
use crate::manifest::{Entry, Manifest};
use crate::site::Site;

fn main() -> Result<()> {
    let args = Args::from_env()?;
    let site = Site::create(&args.out)?;
    let before = Manifest::read(&args.out);

    let code = code(&args, &site, before.as_ref())?;
    let css = site.hashed("kaisei", "css", css::bundle(&args.style)?.as_bytes())?;
    let mut files = code.files;
    files.push(css.clone());
    if let Some(public) = &args.public {
        files.extend(site.public(public)?);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));

    let manifest = Manifest { js: code.js, wasm: code.wasm, css: css.path, made_from: code.made_from, files };
    manifest.write(&args.out)?;
    site.sweep(&manifest)?;
    report(&manifest);
    Ok(())
}

/// The browser's code: what the page loads first, and every file that comes with it.
struct Code {
    js: String,
    wasm: String,
    made_from: String,
    files: Vec<Entry>,
}

/// Runs wasm-bindgen and compresses its output, unless the site already holds exactly that: same
/// wasm, same build of this tool. Changing only a style sheet must not cost the seconds of brotli.
fn code(args: &Args, site: &Site, before: Option<&Manifest>) -> Result<Code> {
    let wasm = std::fs::read(&args.wasm).with_context(|| format!("cannot read {}", args.wasm.display()))?;
    let tool = std::env::current_exe().and_then(std::fs::read).context("cannot read this program")?;
    let made_from = format!("{}-{}", site::digest(&wasm), site::digest(&tool));

    if let Some(before) = before.filter(|b| b.made_from == made_from && site.has_all(b)) {
        let files = before.files.iter().filter(|f| f.path.starts_with("/pkg/") && f.path != before.css);
        return Ok(Code {
            js: before.js.clone(),
            wasm: before.wasm.clone(),
            made_from,
            files: files.cloned().collect(),
        });
    }

    let glue = glue::generate(&args.wasm)?;
    let js = site.hashed("kaisei", "js", glue.js.as_bytes())?;
    let wasm = site.hashed("kaisei", "wasm", &glue.wasm)?;
    let mut files = vec![js.clone(), wasm.clone()];
    for (path, text) in &glue.modules {
        // The glue imports these by their own names, so they cannot be renamed.
        files.push(site.named(&format!("/pkg/{path}"), text.as_bytes())?);
    }
    Ok(Code { js: js.path, wasm: wasm.path, made_from, files })
}

/// One line per file and the sum that a first visit downloads.
fn report(manifest: &Manifest) {
    let first: BTreeSet<&str> = [&manifest.js, &manifest.wasm, &manifest.css].map(String::as_str).into();
    let mut sum = 0;
    for file in &manifest.files {
        println!("{:>10} {:>10} br  {}", kilobytes(file.bytes), kilobytes(file.brotli_bytes), file.path);
        if first.contains(file.path.as_str()) {
            sum += file.brotli_bytes;
        }
    }
    println!("{:>10} {:>10} br  first screen", "", kilobytes(sum));
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}
