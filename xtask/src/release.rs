//! The release binary: browser part, site folder, server.

use std::path::PathBuf;

use crate::place::Place;
use crate::{Result, cargo, install, run};

/// Builds everything and gives the binary, with the site inside.
///
/// Nothing here remembers what was built: cargo and `bundle` each leave alone what did not change, so
/// the second run takes about a second.
pub(crate) fn build(place: &Place) -> Result<PathBuf> {
    if !place.binary().is_file() {
        println!("The first build compiles some 600 crates; on a small machine that takes many minutes.");
    }
    site_in(place, 4)?;
    println!("[4/4] server");
    let mut server = cargo::cargo(place, &["build", "--release", "--package", "server", "--bin", "kaisei"]);
    run::visibly(server.env("KAISEI_SITE", place.site()))?;
    Ok(place.binary())
}

/// Builds what the browser loads and gives the site folder; a running server shows it after a restart
/// when its setting `site_dir` names that folder.
pub(crate) fn site(place: &Place) -> Result<PathBuf> {
    site_in(place, 3)?;
    Ok(place.site())
}

fn site_in(place: &Place, steps: u8) -> Result<()> {
    println!("[1/{steps}] wasm target");
    install::wasm_target(place)?;

    println!("[2/{steps}] browser part");
    // `app` is a plain library, so that native builds link no cdylib; only here it becomes one.
    // A command of its own: server and browser features must never be unified.
    let build = "rustc --package app --lib --crate-type cdylib --no-default-features --features hydrate \
                 --profile wasm-release --target";
    let build: Vec<&str> = build.split_whitespace().chain([cargo::WASM]).collect();
    run::visibly(&mut cargo::cargo(place, &build))?;

    println!("[3/{steps}] style sheet, hashed names, compression");
    let wasm = place.target.join(cargo::WASM).join("wasm-release").join("app.wasm");
    let mut bundle = cargo::cargo(place, &["run", "--package", "bundle", "--", "--wasm"]);
    bundle.arg(wasm).arg("--out").arg(place.site());
    run::visibly(bundle.args(["--style", "style/main.css", "--public", "app/public"]))
}
