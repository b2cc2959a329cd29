//! The command line of `kaisei`. Answers go to standard output, everything else to standard error; the exit code is
//! true.

mod audit;
mod config;
mod demo;
mod migrate;
mod open;
mod password;
mod sentence;
mod serve;
mod user;

use crate::config::{FILE, Layers, Settings};
use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use std::{
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Kaisei（改正）: 法改正・制度改正案件の進行管理
#[derive(Debug, Parser)]
#[command(
    name = "kaisei",
    version,
    about = "Follows law-change revisions of a city’s systems through their seven stages.",
    disable_help_subcommand = true
)]
struct Cli {
    /// The settings file [default: kaisei.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE", env = "KAISEI_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves Kaisei: real use
    Serve(Common),
    /// Serves the demo world: fourteen cases of a city, for looking around
    Demo(demo::DemoArgs),
    /// Brings the database's tables up to date
    Migrate(Database),
    /// Adds, disables or helps accounts
    #[command(subcommand)]
    User(user::UserCommand),
    /// Proves that the log is what it was
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Prints the settings in effect, secrets hidden
    Config(Common),
}

/// Flags of commands that serve.
#[derive(Debug, Args)]
struct Common {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    #[command(flatten)]
    database: Database,
}

/// Flags of commands that need the database.
#[derive(Debug, Args)]
struct Database {
    /// The folder of the embedded database
    #[arg(long, value_name = "DIR")]
    data: Option<String>,
    /// Another database: `postgres://…` or `sqlite:…`
    #[arg(long, value_name = "URL", hide_env_values = true)]
    database_url: Option<String>,
}

impl Common {
    fn settings(self, file: Option<&Path>) -> anyhow::Result<Settings> {
        let mut layers = layers(file)?;
        layers.flag("listen", "--listen", self.listen);
        self.database.lay_on(&mut layers);
        Ok(layers.settings()?)
    }
}

impl Database {
    fn lay_on(self, layers: &mut Layers) {
        layers.flag("data_dir", "--data", self.data);
        if self.database_url.is_some() {
            layers.forget("database_url_file");
        }
        layers.flag("database_url", "--database-url", self.database_url);
    }

    fn settings(self, file: Option<&Path>) -> anyhow::Result<Settings> {
        let mut layers = layers(file)?;
        self.lay_on(&mut layers);
        Ok(layers.settings()?)
    }
}

/// File and environment. A file that was named must be there; the usual one may be missing.
fn layers(file: Option<&Path>) -> anyhow::Result<Layers> {
    let mut layers = Layers::default();
    match file {
        Some(file) => layers.file(file)?,
        None if Path::new(FILE).exists() => layers.file(Path::new(FILE))?,
        None => {}
    }
    layers
        .environment(std::env::vars_os().filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))))?;
    Ok(layers)
}

/// Runs the command of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("kaisei: {}", app::chain(error.as_ref())));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let file = cli.config.as_deref();
    if let Command::Config(common) = cli.command {
        config::show(&common.settings(file)?);
        return Ok(());
    }
    let runtime = tokio::runtime::Runtime::new().context("the runtime could not start")?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(common) => serve::serve(common.settings(file)?).await,
            Command::Demo(args) => demo::demo(args, file).await,
            Command::Migrate(database) => migrate::migrate(&database.settings(file)?).await,
            Command::User(command) => user::user(command, file).await,
            Command::Audit(command) => audit::audit(command, file).await,
            Command::Config(_) => Ok(()),
        }
    })
}

/// A line of an answer. Whoever reads it may have heard enough (`kaisei config | head`): that is no failure.
fn say(line: &str) {
    if let Err(error) = writeln!(std::io::stdout(), "{line}")
        && error.kind() != ErrorKind::BrokenPipe
    {
        complain(&format!("kaisei: the answer could not be written: {error}"));
    }
}

/// A line about what went wrong or is going on. When nobody can be told, there is nobody to tell that either.
fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
