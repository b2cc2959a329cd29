//! `kaisei demo`.

use super::{complain, layers, open::open, say, serve::run};
use crate::{
    config::Settings,
    demo::{self, PASSWORD, State},
    logging,
};
use anyhow::{Context, bail};
use app::DemoAccounts;
use chrono::NaiveDate;
use clap::Args;
use std::path::{Path, PathBuf};
use store::Clock;

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// The folder of the demo's database [default: a folder of the user]
    #[arg(long, value_name = "DIR")]
    data: Option<String>,
    /// Another database, which must be empty or hold the demo world
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// The day on which the demo starts, at 09:00 in Japan
    #[arg(long, value_name = "DAY", default_value = "2026-11-24", value_parser = day)]
    today: NaiveDate,
    /// Adds this many generated 課題 when the world is made
    #[arg(long, value_name = "N", default_value_t = 0)]
    scale: u64,
}

/// A day in any notation that the screens take.
fn day(text: &str) -> Result<NaiveDate, String> {
    domain::date::parse_day(text).map_err(|_| "write it as 2026-11-24 or R8.11.24".to_owned())
}

/// Serves the demo world; makes it first when it is not there.
pub(super) async fn demo(args: DemoArgs, file: Option<&Path>) -> anyhow::Result<()> {
    let scale = args.scale;
    let today = args.today;
    let settings = settings(args, file)?;
    logging::start(&settings);
    let store = open(&settings, Clock::starting_at(demo::morning(today))).await?;
    let database = settings.database();
    match demo::state(&store).await? {
        State::Whole if scale > 0 => {
            complain("kaisei: the demo world is there already; --scale counts only when it is made.");
        }
        State::Whole => {}
        State::Empty => {
            complain("Making the demo world …");
            demo::load_scaled(&store, scale).await.context("the demo world could not be made")?;
        }
        State::Half => {
            bail!("the database {database} holds a demo world that was not finished; delete it and start again")
        }
        State::Foreign => bail!("the database {database} holds real accounts; the demo needs a database of its own"),
    }
    let accounts = demo::accounts(&store).await?;
    let table = accounts.clone();
    run(store, &settings, Some(accounts), move |address| introduce(address, &database.to_string(), &table)).await
}

/// The demo keeps its database apart from real use: it looks for it in its own flags only.
fn settings(args: DemoArgs, file: Option<&Path>) -> anyhow::Result<Settings> {
    let mut layers = layers(file)?;
    layers.flag("listen", "--listen", args.listen);
    layers.flag("database_url", "--database-url", args.database_url.clone());
    let mut settings = layers.settings()?;
    if args.database_url.is_none() {
        settings.database_url = None;
    }
    settings.data_dir = args.data.map_or_else(own_folder, PathBuf::from);
    // It runs on one's own computer, without https.
    settings.cookie_secure = false;
    Ok(settings)
}

/// Where a user's programs keep their data, or here.
fn own_folder() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || set("HOME").map(|home| home.join(".local").join("share"));
    let base = set("XDG_DATA_HOME").or_else(|| set("LOCALAPPDATA")).or_else(home);
    base.map_or_else(|| PathBuf::from("kaisei-data"), |base| base.join("kaisei").join("demo"))
}

fn introduce(address: &str, database: &str, accounts: &DemoAccounts) {
    say("");
    say(&format!("Kaisei, demo world. Database: {database}"));
    say(&format!("Sign in at {address}/sign-in with one of these accounts; the password of all is {PASSWORD}"));
    say("");
    for account in &accounts.0 {
        say(&format!("  {:<18}{}　{}", account.login, account.name, account.title));
    }
    say("");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_read_in_the_notations_of_the_screens() {
        let tuesday = NaiveDate::from_ymd_opt(2026, 11, 24);
        for text in ["2026-11-24", "R8.11.24", "令和8年11月24日", "20261124"] {
            assert_eq!(day(text).ok(), tuesday, "{text}");
        }
        assert!(day("2026-11-31").is_err_and(|sentence| sentence.contains("2026-11-24")));
    }

    #[test]
    fn the_demo_never_takes_the_database_of_real_use() {
        let args = DemoArgs { listen: None, data: None, database_url: None, today: NaiveDate::MIN, scale: 0 };
        let settings = settings(args, None).unwrap();
        assert_eq!(settings.database_url, None);
        assert!(!settings.cookie_secure);
        assert_ne!(settings.data_dir, Settings::default().data_dir);
    }
}
