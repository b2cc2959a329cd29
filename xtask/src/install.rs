//! Installs what a machine lacks, and says so; where it cannot, it says what a person must do.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::Place;
use crate::{Result, cargo, run};

/// The reviewed version: a newer one may refuse what this one accepts.
const CARGO_DENY: &str = "0.20.2";

/// The standard library of the browser part.
pub(crate) fn wasm_target(place: &Place) -> Result<()> {
    let mut ask = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    ask.current_dir(&place.root).args(["--print", "target-libdir", "--target", cargo::WASM]);
    if run::quietly(&mut ask).is_some_and(|dir| Path::new(dir.trim()).is_dir()) {
        return Ok(());
    }
    println!("installing the target {} by rustup", cargo::WASM);
    run::visibly(Command::new("rustup").current_dir(&place.root).args(["target", "add", cargo::WASM])).map_err(|why| {
        format!(
            "{why}\nThe browser part needs Rust's standard library for {}. With rustup: `rustup target add {0}` \
             (it needs the network once). With a distribution's Rust: its package for that target.",
            cargo::WASM
        )
    })
}

/// A Debian package, and how to see that what it brings is there.
struct Package {
    name: &'static str,
    what: &'static str,
    is_there: fn() -> bool,
}

const POSTGRESQL: Package = Package {
    name: "postgresql",
    what: "PostgreSQL, for the second half of the store tests",
    is_there: has_postgresql,
};
const CHROMIUM: Package =
    Package { name: "chromium", what: "Chromium, for the browser stories", is_there: || chromium().is_some() };
const FONTS: Package =
    Package { name: "fonts-noto-cjk", what: "a Japanese font, for the browser's layout", is_there: has_japanese_font };

#[cfg(target_os = "linux")]
const WRK: Package = Package {
    name: "wrk",
    what: "wrk, which makes the load of a measurement",
    is_there: || run::find("wrk").is_some(),
};

/// What sends requests to a server that is measured.
#[cfg(target_os = "linux")]
pub(crate) fn load_generator() -> Result<()> {
    packages(&[WRK])
}

/// The database server of the integration tests.
pub(crate) fn postgresql() -> Result<()> {
    packages(&[POSTGRESQL])
}

/// The browser of the stories, with a font for them.
pub(crate) fn browser() -> Result<()> {
    packages(&[CHROMIUM, FONTS])
}

fn packages(wanted: &[Package]) -> Result<()> {
    let missing: Vec<&Package> = wanted.iter().filter(|package| !(package.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    for package in &missing {
        println!("missing: {} (Debian package {})", package.what, package.name);
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    let root = run::quietly(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if !(root && run::find("apt-get").is_some()) {
        return Err(format!("please install what is missing; on Debian: apt-get install {}", names.join(" ")));
    }
    println!("installing {} by apt-get", names.join(", "));
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-o", "Dpkg::Use-Pty=0"]);
        command
    };
    run::visibly(apt().arg("update"))?;
    run::visibly(apt().args(["install", "--yes", "--no-install-recommends"]).args(&names))?;
    match missing.iter().find(|package| !(package.is_there)()) {
        Some(package) => Err(format!("installed {}, but there is still no {}", package.name, package.what)),
        None => Ok(()),
    }
}

/// Debian keeps `initdb` off the search path.
fn has_postgresql() -> bool {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    run::find("initdb").is_some() || versions.map(|v| v.path().join("bin/initdb")).any(|program| program.is_file())
}

fn has_japanese_font() -> bool {
    // Asking is best, but the program to ask comes with another package.
    const DEBIAN: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
    let listed = || run::quietly(Command::new("fc-list").args([":lang=ja", "family"]));
    // Other systems come with one.
    !cfg!(target_os = "linux") || Path::new(DEBIAN).is_file() || listed().is_some_and(|list| !list.trim().is_empty())
}

/// The browser: `KAISEI_CHROMIUM`, or what the system has of that family.
pub(crate) fn chromium() -> Option<PathBuf> {
    const NAMES: [&str; 5] =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
    const MACOS: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    std::env::var_os("KAISEI_CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| NAMES.iter().find_map(|name| run::find(name)))
        .or_else(|| Some(PathBuf::from(MACOS)).filter(|path| path.is_file()))
}

/// `cargo-deny`, built once per machine. Unoptimised: it runs for three seconds, and compiling it with
/// optimisation takes many minutes.
pub(crate) fn cargo_deny(place: &Place) -> Result<PathBuf> {
    let ours = place.tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    let is_right = |program: &PathBuf| {
        run::quietly(Command::new(program).arg("--version")).is_some_and(|text| text.trim().ends_with(CARGO_DENY))
    };
    if let Some(there) = run::find("cargo-deny").into_iter().chain([ours.clone()]).find(is_right) {
        return Ok(there);
    }
    println!("installing cargo-deny {CARGO_DENY} into {}", place.tools.display());
    let mut install = cargo::cargo(place, &["install", "--locked", "cargo-deny", "--version", CARGO_DENY, "--force"]);
    install
        .arg("--root")
        .arg(&place.tools)
        .env("CARGO_TARGET_DIR", place.tools.join("build"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    run::visibly(&mut install)?;
    // Half a gigabyte that nobody needs again.
    let _ = std::fs::remove_dir_all(place.tools.join("build"));
    Ok(ours)
}

/// Playwright and axe, exactly as locked.
pub(crate) fn npm_packages(place: &Place) -> Result<()> {
    let folder = place.end2end();
    let lock = folder.join("package-lock.json");
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    let wanted = std::fs::read(&lock).map_err(|e| format!("{}: {e}", lock.display()))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if run::find("npm").is_none() && run::find("npm.cmd").is_none() {
        return Err("the browser stories need Node.js 20 or newer with npm; please install it".to_owned());
    }
    println!("installing the npm packages of end2end/");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut install = Command::new(npm);
    install.args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder);
    // The system's Chromium is used; Playwright's own browsers are not fetched.
    run::visibly(install.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    std::fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))
}
