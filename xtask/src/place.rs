//! Where things are: the clone, the target directory, the cache for tools.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::{Result, cargo, run};

/// The crates of this workspace, whose artefacts belong to one clone.
const OURS: [&str; 10] =
    ["app", "bundle", "cluster", "domain", "limits", "migrations", "server", "store", "tests", "xtask"];

/// A clone that may use its target directory.
pub(crate) struct Place {
    /// The clone.
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
    /// Tools that outlive a target directory.
    pub(crate) tools: PathBuf,
    /// Held while this process lives, so that no other clone takes the target directory over.
    _claim: Option<File>,
}

impl Place {
    /// Finds the clone and makes its target directory safe to use.
    ///
    /// Without `CARGO_TARGET_DIR`, all clones of a user build into one directory: a second clone then
    /// has the 500 dependencies already. But cargo knows a workspace crate by its path *inside* the
    /// workspace, and takes an artefact as fresh when no source file is newer. So a clone with older
    /// files would get the binary of another clone without a word. Hence a marker names the clone that
    /// used the directory last, and when it is another one, our own crates are cleaned first (never the
    /// dependencies).
    pub(crate) fn claim() -> Result<Self> {
        let root = root()?;
        let cache = user_cache().map(|dir| dir.join("kaisei"));
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => std::path::absolute(dir).map_err(|e| format!("CARGO_TARGET_DIR: {e}"))?,
            None => cache.as_ref().map_or_else(|| root.join("target"), |dir| dir.join("target")),
        };
        let tools = cache.map_or_else(|| target.join("tools"), |dir| dir.join("tools"));
        let mut place = Self { root, target, tools, _claim: None };
        place._claim = Some(place.take_over()?);
        Ok(place)
    }

    /// The folder that the server embeds or serves.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The release binary.
    pub(crate) fn binary(&self) -> PathBuf {
        self.target.join("release").join(format!("kaisei{}", std::env::consts::EXE_SUFFIX))
    }

    /// The Playwright project.
    pub(crate) fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// Runs of one clone share the directory; another clone waits for all of them to end.
    fn take_over(&self) -> Result<File> {
        let marker = self.target.join("used-by");
        let says = |e: std::io::Error| format!("{}: {e}", marker.display());
        std::fs::create_dir_all(&self.target).map_err(says)?;
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&marker).map_err(says)?;
        loop {
            file.lock_shared().map_err(says)?;
            if self.is_named_in(&mut file).map_err(says)? {
                return Ok(file);
            }
            file.unlock().map_err(says)?;
            if let Err(TryLockError::WouldBlock) = file.try_lock() {
                eprintln!("xtask: another clone is building in {}; waiting for it", self.target.display());
                file.lock().map_err(says)?;
            }
            if !self.is_named_in(&mut file).map_err(says)? {
                self.clean_ours()?;
                self.name_in(&mut file).map_err(says)?;
            }
            file.unlock().map_err(says)?;
            // Asked again from the top: between the two locks a third clone may have come.
        }
    }

    fn is_named_in(&self, file: &mut File) -> std::io::Result<bool> {
        let mut last = String::new();
        file.rewind()?;
        file.read_to_string(&mut last)?;
        Ok(last.trim() == self.root.to_string_lossy())
    }

    fn name_in(&self, file: &mut File) -> std::io::Result<()> {
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "{}", self.root.display())
    }

    /// Cleans our crates in each profile and target that xtask builds.
    fn clean_ours(&self) -> Result<()> {
        let wasm = ["--target", cargo::WASM];
        let places = [
            ("debug", &["--profile", "dev"][..], &[][..]),
            ("release", &["--profile", "release"], &[]),
            ("wasm32-unknown-unknown/debug", &["--profile", "dev"], &wasm),
            ("wasm32-unknown-unknown/wasm-release", &["--profile", "wasm-release"], &wasm),
        ];
        for (folder, profile, target) in places {
            if self.target.join(folder).is_dir() {
                let mut clean = cargo::cargo(self, &["clean", "--quiet"]);
                clean.args(profile).args(target);
                run::visibly(clean.args(OURS.iter().flat_map(|name| ["--package", name])))?;
            }
        }
        Ok(())
    }
}

/// The clone that `cargo xtask` was started in. Asked at run time: an xtask built by another clone
/// must not build that one.
fn root() -> Result<PathBuf> {
    let here = std::env::current_dir().map_err(|e| format!("the current directory: {e}"))?;
    let start = std::env::var_os("CARGO_MANIFEST_DIR").map_or(here, PathBuf::from);
    let is_root = |dir: &&Path| dir.join("xtask").join("Cargo.toml").is_file();
    start
        .ancestors()
        .find(is_root)
        .map(Path::to_owned)
        .ok_or_else(|| format!("{} is not inside a clone of Kaisei", start.display()))
}

fn user_cache() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let below = |home: OsString, folder: &str| PathBuf::from(home).join(folder);
    set("XDG_CACHE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .map(PathBuf::from)
        .or_else(|| set("HOME").map(|home| below(home, ".cache")))
}
