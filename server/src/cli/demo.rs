//! `kaisei demo`.

mod claim;

use super::{complain, layers, open::open, say, serve::run};
use crate::{
    config::{DatabaseUrl, Settings},
    demo::{self, PASSWORD, State},
    logging, serve,
};
use anyhow::{Context, bail};
use app::DemoAccounts;
use chrono::NaiveDate;
use clap::Args;
use domain::date::instant::jst_day;
use std::path::{Path, PathBuf};
use store::{Clock, Store};

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

/// A day in any notation that the screens take, on which the demo world can be looked at.
fn day(text: &str) -> Result<NaiveDate, String> {
    let day = domain::date::parse_day(text).map_err(|_| "write it as 2026-11-24 or R8.11.24".to_owned())?;
    let days = demo::days().map_err(|error| error.to_string())?;
    if days.contains(&day) {
        return Ok(day);
    }
    Err(format!("the demo can start on a day from {} to {}", days.start(), days.end()))
}

/// Serves the demo world; makes it first when it is not there.
pub(super) async fn demo(args: DemoArgs, file: Option<&Path>) -> anyhow::Result<()> {
    let (scale, today) = (args.scale, args.today);
    let settings = settings(args, file)?;
    logging::start(&settings);
    let mut end = Box::pin(serve::end_signal());
    let store = tokio::select! {
        store = world(&settings, scale, today) => store?,
        () = &mut end => {
            complain("kaisei: ended before the demo world was ready.");
            return Ok(());
        }
    };
    let accounts = demo::accounts(&store).await?;
    let (table, database) = (accounts.clone(), settings.database());
    run(store, &settings, Some(accounts), end, move |address| introduce(address, &database.to_string(), &table)).await
}

/// The demo world, made where it is not there, at the time from which the demo goes on.
async fn world(settings: &Settings, scale: u64, today: NaiveDate) -> anyhow::Result<Store> {
    let is_own = settings.database_url.is_none();
    let _claim = if is_own { Some(claim::claim(settings).await?) } else { None };
    let clock = Clock::starting_at(demo::morning(today));
    let database = settings.database();
    let mut store = open(settings, clock.clone()).await?;
    let mut state = demo::state(&store).await?;
    if state == State::Half && is_own {
        complain(&format!("The demo world in {database} was not finished when it was ended; it is made anew."));
        store.close().await?;
        remove_own_database(&settings.data_dir)?;
        store = open(settings, clock).await?;
        state = State::Empty;
    }
    match state {
        State::Whole if scale > 0 => {
            complain("kaisei: the demo world is there already; --scale counts only when it is made.");
        }
        State::Whole => {}
        State::Empty => {
            complain("Making the demo world …");
            demo::load_scaled(&store, scale).await.context("the demo world could not be made")?;
        }
        State::Half => bail!(
            "the database {database} holds a demo world that was not finished; empty it and start again, \
             or leave --database-url out"
        ),
        State::Foreign => bail!("the database {database} is in real use; the demo needs a database of its own"),
    }
    let start = demo::start(&store, today).await?;
    if jst_day(start) > today {
        let day = jst_day(start);
        complain(&format!(
            "kaisei: work in this demo world went on until {day}; it goes on from there, not from --today."
        ));
    }
    Ok(store.with_clock(Clock::starting_at(start)))
}

/// Removes a database that only ever held a demo world.
fn remove_own_database(folder: &Path) -> anyhow::Result<()> {
    for file in DatabaseUrl::embedded_files(folder) {
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("{} cannot be removed", file.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The demo keeps its database apart from real use: it looks for it in its own flags only.
fn settings(args: DemoArgs, file: Option<&Path>) -> anyhow::Result<Settings> {
    let mut layers = layers(file)?;
    layers.forget("data_dir");
    layers.forget("database_url");
    layers.forget("database_url_file");
    let is_named = args.data.is_some();
    layers.flag("listen", "--listen", args.listen);
    layers.flag("data_dir", "--data", args.data);
    layers.flag("database_url", "--database-url", args.database_url);
    let mut settings = layers.settings()?;
    if !is_named {
        settings.data_dir = own_folder();
    }
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
    fn a_day_before_or_after_the_world_is_refused() {
        for text in ["2020-01-01", "2026-06-01", "2026-11-23", "2028-11-01", "R20.1.1"] {
            let sentence = day(text).unwrap_err();
            assert_eq!(sentence, "the demo can start on a day from 2026-11-24 to 2028-10-31", "{text}");
        }
        assert!(day("R10.10.31").is_ok());
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
