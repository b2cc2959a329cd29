//! A database that may grow no more, made so without a disk.

use super::world::TestStore;
use crate::{NewOrganisation, StoreError};
use domain::organisation::OrgKind;
use sea_orm::{ConnectionTrait, Statement};

fn section(n: u32) -> NewOrganisation {
    NewOrganisation {
        code: format!("S{n}"),
        kind: OrgKind::Business,
        name: "満".repeat(200),
        name_en: "Full".into(),
        bureau: None,
        center: None,
        sort: 1,
        valid_from: None,
    }
}

#[tokio::test]
async fn a_full_disk_is_told_as_one() {
    let test = TestStore::new().await;
    let store = &test.store;
    if !store.is_sqlite() {
        return;
    }
    // SQLite takes no less than there is.
    store.write.execute_unprepared("PRAGMA max_page_count = 1").await.unwrap();
    let mut n = 0;
    let full = loop {
        match store.register_organisation(&section(n)).await {
            Ok(_) => n += 1,
            Err(error) => break error,
        }
        assert!(n < 2_000, "it may grow no more");
    };
    assert!(matches!(full, StoreError::Unwritable), "{full:?}");
}

#[tokio::test]
async fn what_is_acknowledged_after_sqlite_took_a_transaction_back_is_there() {
    let test = TestStore::new().await;
    let store = &test.store;
    if !store.is_sqlite() {
        return;
    }
    // As SQLite does by itself when the disk is full: the driver does not hear of it.
    let tx = store.begin().await.unwrap();
    tx.db.execute_unprepared("ROLLBACK").await.unwrap();
    drop(tx);
    // A verb that is refused, and one that is done.
    drop(store.begin().await.unwrap());
    store.register_organisation(&section(1)).await.unwrap();
    // Seen by another connection: it is committed.
    let sql = "SELECT count(*) AS n FROM organisation WHERE code = 'S1'";
    let row = store.read.query_one_raw(Statement::from_string(store.read.get_database_backend(), sql)).await.unwrap();
    assert_eq!(row.unwrap().try_get::<i64>("", "n").unwrap(), 1);
}
