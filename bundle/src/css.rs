//! One minified style sheet from `style/main.css` and what it imports.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

/// The first versions that understand what we write: nesting without `&` before a tag name, cascade
/// layers, `:has`. With these as targets both stay as written; one step older and every nested rule
/// would be written out in full.
const TARGETS: Browsers = Browsers {
    chrome: Some(version(120, 0)),
    edge: Some(version(120, 0)),
    firefox: Some(version(121, 0)),
    safari: Some(version(17, 2)),
    ios_saf: Some(version(17, 2)),
    android: None,
    ie: None,
    opera: None,
    samsung: None,
};

const fn version(major: u32, minor: u32) -> u32 {
    (major << 16) | (minor << 8)
}

/// Follows the `@import`s of `entry` and minifies the whole.
pub(crate) fn bundle(entry: &Path) -> Result<String> {
    let targets = Targets::from(TARGETS);
    let files = FileProvider::new();
    // Errors borrow from `files`, hence text.
    let mut sheet =
        Bundler::new(&files, None, ParserOptions::default()).bundle(entry).map_err(|e| refused(entry, &e))?;
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|e| refused(entry, &e))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|e| refused(entry, &e))?;
    Ok(printed.code)
}

fn refused(entry: &Path, error: &dyn std::fmt::Display) -> anyhow::Error {
    anyhow!("style sheet {}: {error}", entry.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_joined_in_layer_order_and_nesting_stays() {
        let dir = std::env::temp_dir().join(format!("kaisei-bundle-css-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let main = "@layer base, parts;\n@import './part.css' layer(parts);\n@import './base.css' layer(base);\n";
        std::fs::write(dir.join("main.css"), main).unwrap();
        std::fs::write(dir.join("part.css"), ".card { color: #ff0000; a { color: var(--link); } }\n").unwrap();
        std::fs::write(dir.join("base.css"), "body { margin: 0 }\n").unwrap();

        let css = bundle(&dir.join("main.css")).unwrap();
        std::fs::remove_dir_all(&dir).unwrap();

        assert_eq!(css, "@layer base{body{margin:0}}@layer parts{.card{color:red;& a{color:var(--link)}}}");
    }

    #[test]
    fn a_missing_sheet_is_named() {
        let error = bundle(Path::new("no/such/main.css")).unwrap_err();
        assert!(error.to_string().contains("no/such/main.css"));
    }
}
