//! The house keeps its shape: directions of dependencies, and what is absent.

use serde_json::Value;
use std::{
    collections::{BTreeSet, HashMap},
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

fn metadata(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

/// Which of our crates each of our crates names (dev and build dependencies included).
fn arrows() -> HashMap<String, BTreeSet<String>> {
    let metadata = metadata(&["--no-deps"]);
    let packages = metadata["packages"].as_array().expect("packages");
    let name = |package: &Value| package["name"].as_str().expect("a name").to_owned();
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    let named = |package: &Value| {
        let dependencies = package["dependencies"].as_array().expect("dependencies");
        dependencies.iter().map(name).filter(|n| ours.contains(n)).collect()
    };
    packages.iter().map(|package| (name(package), named(package))).collect()
}

#[test]
fn no_arrow_is_reversed() {
    let allowed: HashMap<&str, &[&str]> = HashMap::from([
        ("domain", &[][..]),
        ("migrations", &[]),
        ("store", &["domain", "migrations"]),
        ("app", &["domain", "store"]),
        ("server", &["app", "domain", "migrations", "store"]),
        ("cluster", &[]),
        ("tests", &["app", "cluster", "domain", "migrations", "server", "store"]),
        // What a screen could cost at best is measured without `app` and `server`: they are what is measured.
        ("limits", &["domain", "store"]),
        // Starts in seconds on a clean clone: only what has no dependencies itself.
        ("xtask", &["cluster"]),
        ("bundle", &[]),
    ]);
    for (name, used) in arrows() {
        let allowed: BTreeSet<String> = allowed[name.as_str()].iter().map(|n| (*n).to_owned()).collect();
        assert!(used.is_subset(&allowed), "{name} may use {allowed:?} but uses {used:?}");
    }
}

#[test]
fn the_browser_bundle_sees_domain_and_nothing_else_of_ours() {
    let tree = tree(&[
        "-p",
        "app",
        "--features",
        "hydrate",
        "--target",
        "wasm32-unknown-unknown",
        "-e",
        "normal,no-proc-macro",
    ]);
    assert!(tree.contains("domain") && tree.contains("leptos"), "{tree:?}");
    for absent in
        ["store", "migrations", "server", "tokio", "sea-orm", "sqlx", "axum", "hyper", "ammonia", "pulldown-cmark"]
    {
        assert!(!tree.contains(absent), "{absent} is in the browser bundle");
    }
}

#[test]
fn domain_has_neither_clock_nor_randomness_nor_io() {
    let tree = tree(&["-p", "domain", "-e", "normal"]);
    for absent in ["tokio", "rand", "getrandom", "leptos", "sea-orm", "iana-time-zone", "serde_json"] {
        assert!(!tree.contains(absent), "domain depends on {absent}");
    }
}

/// The names in `cargo tree`.
fn tree(arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--prefix", "none", "--format", "{lib}"])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| line.trim().replace('_', "-")).collect()
}

/// Every Rust file of our crates, with its path from the root.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    for krate in ["domain", "migrations", "store", "app", "server", "bundle", "cluster", "limits", "xtask"] {
        walk(&root().join(krate).join("src"), &mut found);
    }
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        (path.strip_prefix(root()).expect("inside").display().to_string(), text)
    };
    found.into_iter().map(read).collect()
}

/// Leptos writes the children of `<textarea>` unescaped: one component escapes them (notes/stack 3.1).
#[test]
fn only_one_file_has_a_textarea() {
    let with: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| text.contains("<textarea\n") || text.contains("<textarea "))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(with, ["app/src/part/text_area.rs"]);
}

/// A database error becomes one of ours in one place.
#[test]
fn sea_orm_stays_in_the_store() {
    for (path, text) in sources() {
        let allowed = path.starts_with("store/") || path.starts_with("migrations/");
        let names = ["sea_orm::", "use sea_orm", "DbErr"].iter().any(|word| text.contains(word));
        assert!(allowed || !names, "{path} names sea_orm");
        let public = text.lines().find(|line| line.trim_start().starts_with("pub use sea_orm"));
        assert!(!path.starts_with("store/") || public.is_none(), "{path} re-exports sea_orm");
    }
}

/// Sessions are the server's business alone.
#[test]
fn screens_know_neither_sessions_nor_router_state() {
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("app/")) {
        assert!(!text.contains("tower_sessions") && !text.contains("axum::extract::State"), "{path}");
    }
}

/// A file past 400 lines is a drawer; a migration is one thing, however long.
#[test]
fn no_file_is_a_drawer() {
    for (path, text) in sources().into_iter().filter(|(path, _)| !path.starts_with("migrations/")) {
        let lines = text.lines().count();
        assert!(lines <= 400, "{path} has {lines} lines: it is about more than one thing");
        for drawer in ["utils", "util", "common", "helpers", "types"] {
            assert!(!path.ends_with(&format!("/{drawer}.rs")), "{path} is named after nothing");
        }
    }
}
