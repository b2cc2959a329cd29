//! The same in worlds that nobody thought of. A failure names the number of its world.

use super::{eyes::Eyes, world};
use domain::visibility::Scope;
use std::{collections::BTreeSet, ops::Range};
use tests::{Kind, TestDb, truth::Truth};

async fn hold_in_worlds(kind: Kind, seeds: Range<u64>) {
    if !kind.is_wanted() {
        return;
    }
    let (mut seen, mut hidden) = (0, 0);
    let mut scopes: BTreeSet<Scope> = BTreeSet::new();
    for seed in seeds {
        let db = TestDb::empty(kind).await;
        let people = world::make(&db.store, seed).await;
        let truth = Truth::of(&db).await;
        scopes.extend(truth.issues.iter().map(|it| it.audience.scope));
        for actor in &people {
            eprintln!("world {seed} on {kind:?}, {} of {}", actor.login, actor.org_name);
            Eyes { store: &db.store, truth: &truth, actor }.see_what_the_rule_says().await;
            let there = truth.issues_for(actor).len();
            seen += there;
            hidden += truth.issues.len() - there;
        }
        db.store.clone().close().await.unwrap();
    }
    assert!(seen > 50 && hidden > 50, "the worlds both show and hide: {seen} {hidden}");
    assert_eq!(scopes.len(), Scope::ALL.len(), "the worlds know every 公開範囲");
}

#[tokio::test]
async fn sqlite_worlds_1() {
    hold_in_worlds(Kind::Sqlite, 0..28).await;
}

#[tokio::test]
async fn sqlite_worlds_2() {
    hold_in_worlds(Kind::Sqlite, 28..56).await;
}

#[tokio::test]
async fn sqlite_worlds_3() {
    hold_in_worlds(Kind::Sqlite, 56..84).await;
}

#[tokio::test]
async fn sqlite_worlds_4() {
    hold_in_worlds(Kind::Sqlite, 84..112).await;
}

#[tokio::test]
async fn postgres_worlds() {
    hold_in_worlds(Kind::Postgres, 1_000..1_024).await;
}
