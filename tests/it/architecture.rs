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
        // `cluster` for its tests only: it is a PostgreSQL to throw away.
        ("store", &["cluster", "domain", "migrations"]),
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

/// A target that is named in no command never runs, and nobody notices: it is green everywhere.
#[test]
fn every_test_target_is_run_by_xtask() {
    let commands = std::fs::read_to_string(root().join("xtask/src/test.rs")).expect("a readable file");
    let runs_all = commands.contains("integration(place, EVERY_TARGET)")
        && commands.contains("const EVERY_TARGET: &str = \"*\";")
        && commands.contains("\"--workspace\", \"--test\", target");
    assert!(runs_all, "`cargo xtask test` no longer runs every target: name the pattern, or the targets here");
    let metadata = metadata(&["--no-deps"]);
    let targets = metadata["packages"].as_array().expect("packages").iter().flat_map(|package| {
        let targets = package["targets"].as_array().expect("targets");
        targets.iter().filter(|target| target["kind"] == serde_json::json!(["test"]))
    });
    let mut found = BTreeSet::new();
    for target in targets {
        let name = target["name"].as_str().expect("a name");
        assert_eq!(target["test"], true, "cargo leaves {name} out");
        found.insert(name);
    }
    assert!(found.contains("it") && found.contains("command_line"), "{found:?}");
}

/// Every Rust file of our crates, with its path from the root.
fn sources() -> Vec<(String, String)> {
    let crates = ["domain", "migrations", "store", "app", "server", "bundle", "cluster", "limits", "xtask"];
    let folders = crates.map(|name| format!("{name}/src"));
    rust_files(&folders.each_ref().map(String::as_str))
}

/// The Rust files below these folders of the root.
fn rust_files(folders: &[&str]) -> Vec<(String, String)> {
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
    for folder in folders {
        walk(&root().join(folder), &mut found);
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

/// A file past 400 lines is a drawer, of tests too; a migration is one thing, however long.
#[test]
fn no_file_is_a_drawer() {
    let tests = rust_files(&["tests/src", "tests/it", "server/tests"]);
    for (path, text) in sources().into_iter().chain(tests).filter(|(path, _)| !path.starts_with("migrations/")) {
        let lines = text.lines().count();
        assert!(lines <= 400, "{path} has {lines} lines: it is about more than one thing");
        for drawer in ["utils", "util", "common", "helpers", "types"] {
            assert!(!path.ends_with(&format!("/{drawer}.rs")), "{path} is named after nothing");
        }
    }
}

/// A form that is posted begins with its verb and its writer, and so with the question about personal data; and there
/// is one place where the server runs a form, behind the one that looks through it.
#[test]
fn every_form_is_looked_through_for_personal_data() {
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("app/")) {
        let posted = text.matches("method=\"post\"").count() - text.matches("action=\"/session").count();
        let begun = text.matches("beginning(").count() + text.matches("written_by(").count();
        assert!(posted == 0 || begun >= posted, "{path}: a form without `beginning` or `written_by`");
    }
    let all = sources();
    let with = |word: &str| {
        all.iter().filter(|(_, text)| text.contains(word)).map(|(path, _)| path.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(with("submit(pages.store()"), ["server/src/forms.rs"]);
    assert_eq!(with("screening::screen(fields)?"), ["app/src/form/submit.rs"]);
    let (_, submit) = all.iter().find(|(path, _)| path == "app/src/form/submit.rs").expect("it is there");
    let place = |word: &str| submit.find(word).unwrap_or_else(|| panic!("{word}"));
    assert!(place("screening::screen(fields)?") < place("law::submit("), "before any verb");
}

/// What has an address is probed for leaks: the router's list of them is all there is, for nobody adds one past it.
#[test]
fn every_address_of_the_server_is_in_the_list_that_is_probed() {
    const ADDING: [&str; 7] =
        [".route(", ".route_service(", ".nest(", ".nest_service(", ".merge(", ".leptos_routes", ".fallback_service("];
    let is_of_tests = |path: &str| path.ends_with("/tests.rs") || path.contains("/tests/");
    let mut found = BTreeSet::new();
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("server/") && !is_of_tests(path)) {
        let served = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        found.extend(ADDING.iter().filter(|it| served.contains(**it)).map(|it| format!("{path}: {it}")));
    }
    let expected = [
        "server/src/pages.rs: .leptos_routes",
        "server/src/router/addressed.rs: .merge(",
        "server/src/router/addressed.rs: .route(",
    ];
    assert_eq!(
        found.iter().map(String::as_str).collect::<Vec<_>>(),
        expected,
        "`Addressed` adds addresses, nobody else"
    );
}
