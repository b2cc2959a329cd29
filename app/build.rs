//! Makes the typed keys of `app/locales`: a missing or surplus key in English stops the build.

use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};
use std::{error::Error, fs, path::PathBuf};

/// One file per part of the product, so that a screen's words stand together.
const PARTS: [&str; 23] = [
    "shell",
    "words",
    "problems",
    "events",
    "sign_in",
    "today",
    "cases",
    "issues",
    "issue",
    "raise",
    "account",
    "laws",
    "planning",
    "stages",
    "gate_settings",
    "timeline",
    "ranking",
    "signals",
    "admin",
    "relay",
    "audit",
    "viewing",
    "readers",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new("ja")?.add_locale("en")?.add_namespaces(PARTS)?.parse_options(options);
    let texts = parse_locales(None, config)?;
    for problem in texts.diag.warnings().iter() {
        println!("cargo::error={problem}");
    }
    for problem in texts.diag.errors().iter() {
        println!("cargo::error={problem}");
    }
    let code = leptos_i18n_codegen::gen_code(&texts, None, false, None, false)?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    fs::write(out.join("texts.rs"), code.to_string())?;
    Ok(())
}
