//! The rule as SQL against the rule as a predicate, in thousands of worlds made of rows: whatever stands in the
//! database, `scope` shows each person what `domain::visibility` says, and nothing else.
//!
//! A failure names the number of its world; the same number makes the same world. `KAISEI_TEST_SOAK` makes many more.

mod making;
mod rows;
mod shown;

use crate::{Clock, Store};
use cluster::{Cluster, Writes};
use domain::actor::Actor;
use making::{BATCH, Fact, Made, World};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait};
use shown::shown;
use std::{collections::HashSet, ops::Range};
use tempfile::TempDir;

/// How many worlds in each database.
fn how_many() -> u64 {
    if std::env::var_os("KAISEI_TEST_SOAK").is_some() { 40_000 } else { 2_000 }
}

/// What was held against the rule.
#[derive(Debug, Default)]
struct Figures {
    actors: usize,
    watched: usize,
    absent: usize,
    shown: usize,
    hidden: usize,
}

async fn hold(url: &str, name: &str) {
    let store = Store::connect(url).await.unwrap();
    store.migrate().await.unwrap();
    let store = store.with_clock(Clock::fixed("2026-11-24T09:00:00+09:00".parse().unwrap()));
    let worlds = how_many();
    let mut tasks = Vec::new();
    for part in 0..4 {
        let (store, name) = (store.clone(), name.to_owned());
        tasks.push(tokio::spawn(
            async move { hold_in(&store, &name, worlds * part / 4..worlds * (part + 1) / 4).await },
        ));
    }
    let mut all = Figures::default();
    for task in tasks {
        let figures = task.await.unwrap();
        all.actors += figures.actors;
        all.watched += figures.watched;
        all.absent += figures.absent;
        all.shown += figures.shown;
        all.hidden += figures.hidden;
    }
    eprintln!("{name}: {worlds} worlds, {all:?}");
    assert!(all.watched * 10 > all.actors && all.absent * 20 > all.actors, "{all:?}");
    assert!(all.shown * 10 > all.hidden && all.hidden > all.shown, "the worlds both show and hide: {all:?}");
}

/// A part of them, some hundred at a time: written in batches, then looked at.
async fn hold_in(store: &Store, name: &str, seeds: Range<u64>) -> Figures {
    const AT_A_TIME: u64 = 500;
    let mut figures = Figures::default();
    let mut next = seeds.start;
    while next < seeds.end {
        let end = seeds.end.min(next + AT_A_TIME);
        let mut worlds = Vec::new();
        while next < end {
            let mut made = Made::default();
            worlds.extend((next..end.min(next + BATCH)).map(|seed| World::make(seed, &mut made)));
            next += BATCH;
            write(store, made).await;
        }
        next = end;
        // PostgreSQL plans by what it knows of the tables, and has not looked yet.
        store.write.execute_unprepared("ANALYZE").await.unwrap();
        for world in &worlds {
            look(store, name, world, &mut figures).await;
        }
    }
    figures
}

/// Everybody of a world, and some of them with somebody looking through their eyes, at everything in it.
async fn look(store: &Store, name: &str, world: &World, figures: &mut Figures) {
    let seed = world.seed;
    for person in &world.people {
        let actor = store.actor(person.user).await.unwrap();
        let expected = person.role_today.map(|(role, center)| (role, center, person.org));
        let there = actor.as_ref().map(|it| (it.role, it.center, it.org));
        assert_eq!(there, expected, "world {seed} on {name}: the role today of {person:?}");
        let Some(actor) = actor else {
            figures.absent += 1;
            continue;
        };
        let watched = person.watcher.as_ref().map(|it| actor.clone().seen_by(it.clone()));
        for eyes in std::iter::once(actor).chain(watched) {
            compare(store, name, world, &eyes, figures).await;
        }
    }
}

async fn compare(store: &Store, name: &str, world: &World, eyes: &Actor, figures: &mut Figures) {
    let (seed, watcher) = (world.seed, eyes.watcher.as_ref().map(|it| it.role));
    let rows = shown(store, eyes, &world.cases).await;
    figures.actors += 1;
    figures.watched += usize::from(watcher.is_some());
    let mut known = HashSet::new();
    for Fact { noun, id, rule } in &world.facts {
        let (says, shows) = (rule.shows(eyes), rows.contains(&(*noun, *id)));
        assert_eq!(
            shows, says,
            "world {seed} on {name}: {} of {:?} (watched by {watcher:?}), {noun} {id}: SQL shows {shows}, the rule says {says}: {rule:?}",
            eyes.role, eyes.center
        );
        figures.shown += usize::from(says);
        figures.hidden += usize::from(!says);
        known.insert((*noun, *id));
    }
    assert!(rows.is_subset(&known), "world {seed} on {name}: SQL shows what the world does not hold");
}

async fn write(store: &Store, made: Made) {
    let tx = store.begin().await.unwrap();
    insert(&tx.db, made.orgs).await;
    insert(&tx.db, made.users).await;
    insert(&tx.db, made.periods).await;
    insert(&tx.db, made.systems).await;
    insert(&tx.db, made.cases).await;
    insert(&tx.db, made.members).await;
    insert(&tx.db, made.lanes).await;
    insert(&tx.db, made.stages).await;
    insert(&tx.db, made.issues).await;
    insert(&tx.db, made.comments).await;
    insert(&tx.db, made.events).await;
    insert(&tx.db, made.relays).await;
    insert(&tx.db, made.turns).await;
    tx.commit().await.unwrap();
}

async fn insert<A: ActiveModelTrait>(db: &DatabaseTransaction, rows: Vec<A>) {
    if !rows.is_empty() {
        <A::Entity as EntityTrait>::insert_many(rows).exec_without_returning(db).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sql_shows_what_the_rule_says_on_sqlite() {
    let dir = TempDir::new().unwrap();
    hold(&format!("sqlite://{}?mode=rwc", dir.path().join("kaisei.db").display()), "SQLite").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sql_shows_what_the_rule_says_on_postgres() {
    let server = match std::env::var("KAISEI_TEST_PG").ok().as_deref() {
        Some("off") => return,
        Some(url) if !url.is_empty() => url.trim_end_matches('/').to_owned(),
        _ => Cluster::start(Writes::Carelessly).expect("or KAISEI_TEST_PG=off to leave that half out").url,
    };
    let dir = TempDir::new().unwrap();
    hold(&super::world::fresh_pg(&server, &dir).await, "PostgreSQL").await;
}
