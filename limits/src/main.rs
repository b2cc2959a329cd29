//! What a screen could cost at best: handlers that send the same statements as Kaisei over the same database and write
//! the same rows by a template, and nothing else. `cargo xtask bench` starts it beside Kaisei and compares.
//!
//! Usage: `limits DATABASE_URL DAY`, where `DAY` is the day on which the demo was started.

mod asker;
mod case_rows;
mod issue_rows;
mod pages;
mod yardstick;

use chrono::{NaiveDate, NaiveTime};
use std::process::ExitCode;
use store::{Clock, Store};
use tokio::net::TcpListener;

/// The same as Kaisei's, so that the difference is not the allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What goes wrong here is told to the bench's reader.
type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("limits: {error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "whoever started it waits for the address")]
async fn serve() -> Result<(), Failure> {
    let mut words = std::env::args().skip(1);
    let (Some(url), Some(day), None) = (words.next(), words.next(), words.next()) else {
        return Err("usage: limits DATABASE_URL DAY".into());
    };
    // Nine o'clock in Japan, as in the demo.
    let morning = day.parse::<NaiveDate>()?.and_time(NaiveTime::MIN).and_utc();
    let store = Store::connect(&url).await?.with_clock(Clock::starting_at(morning));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("limits is listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, pages::router(store)).await?)
}
