//! A database with the demo world and many 課題 in it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use cluster::Cluster;

use super::process::Server;
use crate::Result;

/// The day on which the demo stands.
const TODAY: &str = "2026-11-24";
/// Time to make a hundred thousand 課題.
const MAKING: Duration = Duration::from_secs(300);
const STARTING: Duration = Duration::from_secs(20);

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Sqlite,
    Postgresql,
}

impl Kind {
    /// Reads its code.
    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Sqlite, Self::Postgresql].into_iter().find(|kind| kind.code() == code)
    }

    /// Its code in arguments and in the kept figures.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgresql => "postgresql",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgresql => "PostgreSQL",
        })
    }
}

/// The binaries that are measured, and a folder for what they write.
pub(super) struct Programs {
    pub(super) kaisei: PathBuf,
    pub(super) limits: PathBuf,
    pub(super) folder: PathBuf,
}

/// A database that was filled.
pub(super) struct World<'a> {
    programs: &'a Programs,
    pub(super) kind: Kind,
    pub(super) size: u64,
    url: String,
}

impl<'a> World<'a> {
    /// Makes it. The process that made it ends: its memory is not what is measured.
    pub(super) fn make(programs: &'a Programs, kind: Kind, size: u64, cluster: Option<&Cluster>) -> Result<Self> {
        let name = format!("bench_{size}");
        let url = match cluster {
            Some(cluster) => {
                cluster.run("postgres", &format!("CREATE DATABASE {name}"))?;
                format!("{}/{name}", cluster.url)
            }
            None => format!("sqlite://{}?mode=rwc", programs.folder.join(format!("{name}.sqlite")).display()),
        };
        let world = Self { programs, kind, size, url };
        world.started(&["--scale", &size.to_string()], MAKING)?.end();
        if let Some(cluster) = cluster {
            // As after a night of autovacuum, and it will not come in the middle of a run.
            cluster.run(&name, "VACUUM ANALYZE")?;
        }
        Ok(world)
    }

    /// Kaisei over it.
    pub(super) fn kaisei(&self) -> Result<Server> {
        self.started(&[], STARTING)
    }

    /// The limit over it.
    pub(super) fn limits(&self) -> Result<Server> {
        let mut command = Command::new(&self.programs.limits);
        command.args([&self.url, TODAY]).current_dir(&self.programs.folder);
        Server::start(&mut command, &self.log("limits"), STARTING)
    }

    fn started(&self, more: &[&str], within: Duration) -> Result<Server> {
        let mut command = Command::new(&self.programs.kaisei);
        command.args(["demo", "--listen", "127.0.0.1:0", "--today", TODAY, "--database-url", &self.url]).args(more);
        Server::start(command.current_dir(&self.programs.folder), &self.log("kaisei"), within)
    }

    fn log(&self, name: &str) -> PathBuf {
        self.programs.folder.join(format!("{name}.log"))
    }
}

impl Drop for World<'_> {
    fn drop(&mut self) {
        // A hundred thousand 課題 take much room; those of PostgreSQL go with the cluster.
        for end in ["", "-wal", "-shm"] {
            let file = format!("bench_{}.sqlite{end}", self.size);
            let _ = std::fs::remove_file(self.programs.folder.join(file));
        }
    }
}

/// A folder that goes when the run ends.
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    /// Makes it inside another one; what an interrupted run left there goes.
    pub(super) fn make_in(parent: &Path) -> Result<Self> {
        let folder = parent.join("bench");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
