//! The JavaScript that loads the wasm, by wasm-bindgen as a library: its version comes from the same
//! Cargo.lock as the `wasm-bindgen` in the wasm, so the two cannot drift apart.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

/// What wasm-bindgen makes of one wasm file.
pub(crate) struct Glue {
    pub(crate) js: String,
    pub(crate) wasm: Vec<u8>,
    /// Modules of dependencies that the glue imports: path below the glue's folder, text.
    pub(crate) modules: Vec<(String, String)>,
}

/// ES modules for the browser. The page names the wasm file itself (`module_or_path`), so the glue's
/// own guess is left out; function names are left out for size.
pub(crate) fn generate(wasm: &Path) -> Result<Glue> {
    let mut output = Bindgen::new()
        .input_path(wasm)
        .out_name("kaisei")
        .web(true)
        .and_then(|b| {
            b.typescript(false)
                .omit_default_module_path(true)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate_output()
        })
        .map_err(|e| anyhow!("{e:#}"))
        .with_context(|| format!("wasm-bindgen refused {}", wasm.display()))?;

    let mut modules: Vec<(String, String)> =
        output.local_modules().iter().map(|(path, text)| (format!("snippets/{path}"), text.clone())).collect();
    for (name, texts) in output.snippets() {
        for (i, text) in texts.iter().enumerate() {
            modules.push((format!("snippets/{name}/inline{i}.js"), text.clone()));
        }
    }
    modules.sort();
    Ok(Glue { js: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm(), modules })
}
