//! The files of `demo/` as they are written (demo/README.md). A key that is not known is an error.

mod case_file;
mod masters;
mod moment;
mod table;

pub use case_file::{
    CaseFile, GateEntry, GoLiveEntry, IssueEntry, Line, RelayEntry, RelayStepEntry, StageEntry, Step, StepKind,
};
pub use masters::{LawEntry, OrganisationEntry, RoleEntry, SystemEntry, UserEntry};
pub use moment::Moment;

use serde::de::DeserializeOwned;

/// The whole demo world, as written.
#[derive(Debug)]
pub struct World {
    /// Organisations.
    pub organisations: Vec<OrganisationEntry>,
    /// Systems.
    pub systems: Vec<SystemEntry>,
    /// Accounts.
    pub users: Vec<UserEntry>,
    /// Law changes.
    pub laws: Vec<LawEntry>,
    /// Cases, with the name of their file.
    pub cases: Vec<(&'static str, CaseFile)>,
}

/// A file that is not as demo/README.md says.
#[derive(Debug, thiserror::Error)]
#[error("demo/{file}: {why}")]
pub struct FileError {
    file: &'static str,
    why: String,
}

impl World {
    /// The world inside this binary.
    ///
    /// # Errors
    /// A file is not as demo/README.md says.
    pub fn embedded() -> Result<Self, FileError> {
        let masters::Organisations { organisation } = read("organisations.toml", table::ORGANISATIONS)?;
        let masters::Systems { system } = read("systems.toml", table::SYSTEMS)?;
        let masters::Users { user } = read("users.toml", table::USERS)?;
        let masters::Laws { law } = read("laws.toml", table::LAWS)?;
        let case = |(name, text): &(&'static str, &str)| Ok((*name, read(name, text)?));
        let cases = table::CASES.iter().map(case).collect::<Result<_, FileError>>()?;
        Ok(Self { organisations: organisation, systems: system, users: user, laws: law, cases })
    }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, FileError> {
    toml::from_str(text).map_err(|e| FileError { file, why: e.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_written_as_its_readme_says() {
        let world = World::embedded().unwrap();
        assert_eq!(world.cases.len(), 14);
        for (name, case) in &world.cases {
            assert_eq!(*name, format!("cases/{}.toml", case.plan));
            for issue in &case.issue {
                for step in &issue.step {
                    assert_eq!(step.misfit(), None, "{name}: {}", issue.title);
                }
            }
        }
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let error = read::<masters::Systems>("systems.toml", "[[system]]\ncode = \"X\"\ncolour = 1").unwrap_err();
        assert!(error.to_string().starts_with("demo/systems.toml: TOML parse error at line"), "{error}");
    }
}
