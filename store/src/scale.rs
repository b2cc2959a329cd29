//! Many synthetic 課題, to see how the screens stand up to years of use.
//!
//! Deterministic: the same number over the same world gives the same rows. Written directly, in
//! large transactions: a hundred thousand verbs would take an hour.

mod made;
mod world;

use crate::{
    Result, Store,
    entity::{case_file, comment, event, issue},
    tx::Tx,
};
use made::Made;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};
use world::World;

/// Issues of one transaction.
const TRANSACTION: u64 = 4_000;
/// Rows of one statement; SQLite takes 32,766 values.
const ISSUES: usize = 250;
const ROWS: usize = 400;

/// Adds `n` issues with comments and history over the cases, lanes and people that are there.
/// `progress` is told how many are done. Without cases nothing is added.
///
/// # Errors
/// The database failed.
pub async fn fill(store: &Store, n: u64, mut progress: impl FnMut(u64)) -> Result<()> {
    let mut world = World::read(store).await?;
    if world.cases.is_empty() {
        return Ok(());
    }
    let mut done = 0;
    while done < n {
        let next = (done + TRANSACTION).min(n);
        let tx = store.begin().await?;
        let made: Vec<Made> = (done..next).filter_map(|i| world.make(i, &tx)).collect();
        write(&tx, made).await?;
        for case in &world.cases {
            let row = case_file::ActiveModel {
                id: sea_orm::ActiveValue::Unchanged(case.id),
                last_issue_number: Set(case.last_number),
                ..Default::default()
            };
            row.update(&tx.db).await?;
        }
        tx.commit().await?;
        done = next;
        progress(done);
    }
    store.write.execute_unprepared("ANALYZE").await?;
    Ok(())
}

async fn write(tx: &Tx, made: Vec<Made>) -> Result<()> {
    let (mut issues, mut comments, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for it in made {
        issues.push(it.issue);
        comments.extend(it.comments);
        events.extend(it.events);
    }
    for chunk in issues.chunks(ISSUES) {
        issue::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(&tx.db).await?;
    }
    for chunk in comments.chunks(ROWS) {
        comment::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(&tx.db).await?;
    }
    for chunk in events.chunks(ROWS) {
        event::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(&tx.db).await?;
    }
    Ok(())
}
