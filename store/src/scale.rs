//! Many synthetic 課題, to see how the screens stand up to years of use.
//!
//! Deterministic: the same number over the same world gives the same rows. Written directly, in
//! one transaction: a hundred thousand verbs would take an hour.

mod dice;
mod indexes;
mod made;
mod words;
mod world;

use crate::{
    Result, Store,
    entity::{ball_turn, case_file, comment, event, issue},
    issues::Tally,
    tx::Tx,
};
use indexes::SetAside;
use made::Made;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ConnectionTrait, EntityTrait,
};
use world::World;

/// Issues made and written at a time.
const BATCH: u64 = 2_000;
/// From here on it pays to set indexes aside.
const MANY: u64 = 5_000;
/// Rows of one statement; SQLite takes 32,766 values.
const ISSUES: usize = 250;
const ROWS: usize = 400;

/// Adds `n` issues with comments and history over the cases, lanes and people that are there: all
/// or none of them. `progress` is told how many are done. Without cases nothing is added.
///
/// # Errors
/// The database failed.
pub async fn fill(store: &Store, n: u64, mut progress: impl FnMut(u64)) -> Result<()> {
    let mut world = World::read(store).await?;
    if world.cases.is_empty() {
        return Ok(());
    }
    let tx = store.begin().await?;
    let aside = if n >= MANY { Some(SetAside::of(&tx).await?) } else { None };
    let mut tally = Tally::default();
    let mut done = 0;
    while done < n {
        let next = (done + BATCH).min(n);
        let made: Vec<Made> = (done..next).filter_map(|i| world.make(i, &tx)).collect();
        made.iter().for_each(|it| tally.add(it.share));
        write(&tx, made).await?;
        done = next;
        progress(done);
    }
    tally.write(&tx).await?;
    for case in &world.cases {
        let row = case_file::ActiveModel {
            id: Unchanged(case.id),
            last_issue_number: Set(case.last_number),
            ..Default::default()
        };
        row.update(&tx.db).await?;
    }
    if let Some(aside) = aside {
        aside.put_back(&tx).await?;
    }
    tx.commit().await?;
    // Not left to the job: it would be about it for a long time.
    while store.seal_events(BATCH).await? == BATCH {}
    store.write.execute_unprepared("ANALYZE").await?;
    Ok(())
}

async fn write(tx: &Tx, made: Vec<Made>) -> Result<()> {
    let (mut issues, mut comments, mut events, mut turns) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for it in made {
        issues.push(it.issue);
        comments.extend(it.comments);
        events.extend(it.events);
        turns.extend(it.turns);
    }
    for chunk in issues.chunks(ISSUES) {
        issue::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(&tx.db).await?;
    }
    for chunk in comments.chunks(ROWS) {
        comment::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(&tx.db).await?;
    }
    for chunk in turns.chunks(ROWS) {
        ball_turn::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(&tx.db).await?;
    }
    for chunk in events.chunks(ROWS) {
        event::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(&tx.db).await?;
    }
    Ok(())
}
