//! The real server is killed at random moments while people write. Afterwards every write that was acknowledged is
//! there, every event has its write and every write its event, the database opens clean and the chain of the log holds.
//!
//! Short and seeded here; `cargo xtask soak` kills 200 times on SQLite and 50 on PostgreSQL.

mod aftermath;
mod load;

use crate::process::Server;
use aftermath::examine;
use load::{Acknowledged, Load};
use std::time::{Duration, Instant};
use tests::{
    Kind, TestDb,
    soak::{Dice, how_many, say},
};

/// People who write at once.
const WRITERS: usize = 8;

/// A kill may come at any moment of this time, which begins with the first request.
const WITHIN_MS: u64 = 1_200;

async fn survives(kind: Kind, kills: u64) {
    let db = TestDb::demo(kind).await;
    let began = Instant::now();
    let mut dice = Dice::new(20_261_124);
    let mut acknowledged = Acknowledged::default();
    let (mut unsealed, mut open) = (0, Duration::ZERO);
    let mut load = Load::default();
    for kill in 0..kills {
        let started = Instant::now();
        let server = Server::start(&db.url);
        open += started.elapsed();
        let after = Duration::from_millis(1 + dice.roll(WITHIN_MS));
        acknowledged.add(load.run(&server.address, WRITERS, kill, || {
            std::thread::sleep(after);
            server.kill();
        }));
        unsealed += examine(&db, &acknowledged, kill).await;
    }
    // Once more, to its own end: what waited is sealed.
    Server::start(&db.url).end();
    assert_eq!(examine(&db, &acknowledged, kills).await, 0, "all is sealed when the server ends by itself");
    assert!(acknowledged.len() > usize::try_from(kills).unwrap_or(usize::MAX), "{} writes", acknowledged.len());
    say(&format!(
        "{kind:?}: {kills} kills in {:?}, {} acknowledged writes, {} not acknowledged, {unsealed} events found unsealed, \
         {:?} to open on average",
        began.elapsed(),
        acknowledged.len(),
        load.cut_off,
        open / u32::try_from(kills).unwrap_or(1).max(1),
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_it_loses_nothing_sqlite() {
    survives(Kind::Sqlite, how_many(12, 200)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_it_loses_nothing_postgres() {
    if Kind::Postgres.is_wanted() {
        survives(Kind::Postgres, how_many(4, 50)).await;
    }
}
