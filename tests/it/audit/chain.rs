//! Nobody changes the log unseen, the owner of the database included.

use super::{by_hand, seal};
use sea_orm::{ConnectionTrait, Database};
use store::{Break, LogCheck};
use tests::{Kind, TestDb, both_dbs, typed::draft_in};

/// What takes the triggers away, as an owner could.
fn untied(kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::Sqlite => vec![
            "DROP TRIGGER event_no_update",
            "DROP TRIGGER event_no_delete",
            "DROP TRIGGER event_seal_no_update",
            "DROP TRIGGER event_seal_no_delete",
            "DROP TRIGGER event_waits",
        ],
        Kind::Postgres => vec![
            "DROP TRIGGER event_no_change ON event",
            "DROP TRIGGER event_no_truncate ON event",
            "DROP TRIGGER event_seal_no_change ON event_seal",
            "DROP TRIGGER event_waits ON event",
            "ALTER TABLE event_seal DROP CONSTRAINT event_seal_event_id_key",
        ],
    }
}

/// The whole world, sealed; then these statements; then what a walk finds.
async fn after(db: &TestDb, statements: &[&str]) -> LogCheck {
    seal(db).await;
    let sound = db.store.check_log(None).await.unwrap();
    assert!(sound.broken.is_none() && sound.unsealed == 0 && sound.sealed > 300, "{sound:?}");
    by_hand(db, &untied(db.kind)).await;
    by_hand(db, statements).await;
    db.store.check_log(None).await.unwrap()
}

fn found(check: &LogCheck) -> Option<(Option<i64>, Break)> {
    check.broken.map(|(place, what)| (place.seq, what))
}

const TENTH: &str = "(SELECT event_id FROM event_seal WHERE seq = 10)";

/// Another id than that of any event.
fn new_id(db: &TestDb) -> &'static str {
    match db.kind {
        Kind::Sqlite => "X'0193600000007000800000000000FFFF'",
        Kind::Postgres => "'01936000-0000-7000-8000-00000000ffff'",
    }
}

/// A copy of the tenth event, under another id and at another time.
fn forged(db: &TestDb, at: &str) -> String {
    let id = new_id(db);
    format!(
        "INSERT INTO event (id, at, actor_id, actor_org_id, talk, kind, data) \
         SELECT {id}, {at}, actor_id, actor_org_id, talk, kind, data FROM event WHERE id = {TENTH}"
    )
}

/// Makes room at a place of the chain, or closes it: every link from there on moves by `by`.
fn moved(from: i64, by: i64) -> [String; 2] {
    [
        format!("UPDATE event_seal SET seq = -(seq + {by}) WHERE seq >= {from}"),
        "UPDATE event_seal SET seq = -seq WHERE seq < 0".to_owned(),
    ]
}

both_dbs! {
    async fn rows_of_the_log_can_be_neither_changed_nor_deleted(db) {
        seal(&db).await;
        let open = Database::connect(&db.url).await.unwrap();
        for table in ["event", "event_seal"] {
            let column = if table == "event" { "data" } else { "hash" };
            let mut attempts = vec![format!("UPDATE {table} SET {column} = 'x'"), format!("DELETE FROM {table}")];
            if db.kind == Kind::Postgres {
                attempts.push(format!("TRUNCATE {table} CASCADE"));
            }
            for attempt in attempts {
                let refused = open.execute_unprepared(&attempt).await.unwrap_err();
                assert!(refused.to_string().contains("append-only"), "{attempt}: {refused}");
            }
        }
        open.close().await.unwrap();
        assert_eq!(db.store.check_log(None).await.unwrap().broken, None);
    }

    async fn what_was_written_waits_in_sight_until_it_is_sealed(db) {
        let before = db.store.check_log(None).await.unwrap();
        assert!(before.sealed == 0 && before.head.is_none() && before.unsealed > 300 && before.broken.is_none(), "{before:?}");
        assert_eq!(db.store.seal_events(7).await.unwrap(), 7);
        let some = db.store.check_log(None).await.unwrap();
        assert_eq!((some.sealed, some.unsealed, some.broken), (7, before.unsealed - 7, None));
        seal(&db).await;
        let kyuyo = db.actor("kyuyo").await;
        db.store.sign_out(&kyuyo).await.unwrap();
        let later = db.store.check_log(None).await.unwrap();
        assert_eq!((later.sealed, later.unsealed, later.broken), (before.unsealed, 2, None));
        seal(&db).await;
        let whole = db.store.check_log(None).await.unwrap();
        assert_eq!((whole.sealed, whole.unsealed), (before.unsealed + 2, 0));
        assert_eq!(whole.head, db.store.log_head().await.unwrap());
    }

    async fn a_changed_event_is_named(db) {
        let set = match db.kind {
            Kind::Sqlite => "address = '192.0.2.1'",
            Kind::Postgres => "at = at + interval '1 microsecond'",
        };
        let check = after(&db, &[&format!("UPDATE event SET {set} WHERE id = {TENTH}")]).await;
        assert_eq!(found(&check), Some((Some(10), Break::Changed)));
        assert_eq!((check.sealed, check.head.map(|it| it.seq)), (9, Some(9)), "what is before it holds");
        assert!(check.broken.is_some_and(|(place, _)| place.event.is_some() && place.at.is_some()));
    }

    async fn a_deleted_event_is_named(db) {
        assert_eq!(found(&after(&db, &[&format!("DELETE FROM event WHERE id = {TENTH}")]).await), Some((Some(10), Break::Deleted)));
    }

    async fn an_event_that_was_deleted_before_it_was_sealed_is_named(db) {
        seal(&db).await;
        let kyuyo = db.actor("kyuyo").await;
        db.store.sign_out(&kyuyo).await.unwrap();
        by_hand(&db, &untied(db.kind)).await;
        by_hand(&db, &["DELETE FROM event WHERE id IN (SELECT event_id FROM event_unsealed ORDER BY event_id LIMIT 1)"]).await;
        let check = db.store.check_log(None).await.unwrap();
        assert_eq!(found(&check), Some((None, Break::Deleted)));
        assert!(check.broken.is_some_and(|(place, _)| place.event.is_some()), "it is known which");
    }

    async fn a_log_that_was_deleted_whole_is_no_empty_one(db) {
        let check = after(&db, &["DELETE FROM event", "DELETE FROM event_seal"]).await;
        assert_eq!(found(&check), Some((Some(1), Break::Deleted)));
    }

    async fn what_cannot_be_read_any_more_is_named(db) {
        // PostgreSQL takes no value of another kind.
        if db.kind == Kind::Postgres {
            return;
        }
        for (statement, place, what) in [
            (format!("UPDATE event SET session = CAST('x' AS BLOB) WHERE id = {TENTH}"), 10, Break::Changed),
            ("UPDATE event_seal SET hash = x'00' WHERE seq = 7".to_owned(), 7, Break::SealChanged),
            ("UPDATE event_seal SET event_id = x'00' WHERE seq = 5".to_owned(), 5, Break::SealChanged),
            ("UPDATE event SET at = 'garbage' WHERE id = (SELECT event_id FROM event_seal WHERE seq = 3)".to_owned(), 3, Break::Changed),
        ] {
            let check = match place {
                10 => after(&db, &[&statement]).await,
                _ => {
                    by_hand(&db, &[&statement]).await;
                    db.store.check_log(None).await.unwrap()
                }
            };
            assert_eq!(found(&check), Some((Some(place), what)), "{statement}");
        }
    }

    async fn an_event_that_was_deleted_with_its_link_is_named(db) {
        let both = ["DELETE FROM event WHERE id = (SELECT event_id FROM event_seal WHERE seq = 10)", "DELETE FROM event_seal WHERE seq = 10"];
        assert_eq!(found(&after(&db, &both).await), Some((Some(10), Break::Deleted)));
        // The others close the gap.
        let closed = moved(11, -1);
        by_hand(&db, &[&closed[0], &closed[1]]).await;
        assert_eq!(found(&db.store.check_log(None).await.unwrap()), Some((Some(10), Break::Deleted)));
    }

    async fn reordered_events_are_named(db) {
        let swapped = ["UPDATE event_seal SET seq = -10 WHERE seq = 10", "UPDATE event_seal SET seq = 10 WHERE seq = 13", "UPDATE event_seal SET seq = 13 WHERE seq = -10"];
        assert_eq!(found(&after(&db, &swapped).await), Some((Some(10), Break::Reordered)));
        let neighbours = ["UPDATE event_seal SET seq = -10 WHERE seq = 10", "UPDATE event_seal SET seq = 10 WHERE seq = 13", "UPDATE event_seal SET seq = 13 WHERE seq = -10",
            "UPDATE event_seal SET seq = -5 WHERE seq = 5", "UPDATE event_seal SET seq = 5 WHERE seq = 6", "UPDATE event_seal SET seq = 6 WHERE seq = -5"];
        by_hand(&db, &neighbours).await;
        assert_eq!(found(&db.store.check_log(None).await.unwrap()), Some((Some(5), Break::Reordered)));
    }

    async fn events_under_each_others_links_are_named(db) {
        let thirteen = "(SELECT event_id FROM event_seal WHERE seq = 13)";
        let kept = format!("CREATE TABLE kept AS SELECT {TENTH} AS ten, {thirteen} AS thirteen");
        let other = new_id(&db);
        let away = format!("UPDATE event_seal SET event_id = {other} WHERE seq = 10");
        let statements = [
            kept.as_str(),
            &away,
            "UPDATE event_seal SET event_id = (SELECT ten FROM kept) WHERE seq = 13",
            "UPDATE event_seal SET event_id = (SELECT thirteen FROM kept) WHERE seq = 10",
        ];
        assert_eq!(found(&after(&db, &statements).await), Some((Some(10), Break::Reordered)));
    }

    async fn an_event_written_by_hand_is_named(db) {
        // Around the triggers: it has no link and waits for none.
        let check = after(&db, &[&forged(&db, &format!("(SELECT at FROM event WHERE id = {TENTH})"))]).await;
        assert_eq!(found(&check), Some((None, Break::Inserted)));
        assert!(check.broken.is_some_and(|(place, _)| place.event.is_some_and(|id| id.to_string().ends_with("ffff"))));
    }

    async fn an_event_with_a_link_of_its_own_is_named(db) {
        let room = moved(10, 1);
        let event = forged(&db, &format!("(SELECT at FROM event WHERE id = {TENTH})")).replace("seq = 10", "seq = 9");
        let id = new_id(&db);
        let link = format!(
            "INSERT INTO event_seal (seq, event_id, content, hash, sealed_at) \
             SELECT 10, {id}, content, hash, sealed_at FROM event_seal WHERE seq = 9"
        );
        let check = after(&db, &[&event, &room[0], &room[1], &link]).await;
        // Its content was copied, and is that of another event.
        assert_eq!(found(&check).map(|it| it.0), Some(Some(10)), "{check:?}");
    }

    async fn an_event_with_a_time_of_the_past_is_named_before_and_after_it_is_sealed(db) {
        seal(&db).await;
        // The triggers are there: it waits as any other.
        by_hand(&db, &[&forged(&db, &format!("(SELECT at FROM event WHERE id = {TENTH})"))]).await;
        let waiting = db.store.check_log(None).await.unwrap();
        assert_eq!((found(&waiting), waiting.unsealed), (Some((None, Break::Inserted)), 1));
        seal(&db).await;
        let sealed = db.store.check_log(None).await.unwrap();
        let last = db.store.log_head().await.unwrap().unwrap().seq;
        assert_eq!(found(&sealed), Some((Some(last), Break::Inserted)));
    }

    async fn a_chain_that_was_calculated_anew_is_told_by_a_link_that_was_kept(db) {
        seal(&db).await;
        let head = db.store.log_head().await.unwrap().unwrap();
        let kept = Some((head.seq, head.hash.as_str()));
        assert_eq!(db.store.check_log(kept).await.unwrap().broken, None);
        // The owner rewrites the past and lets Kaisei seal it once more.
        by_hand(&db, &untied(db.kind)).await;
        let anew = [
            &format!("UPDATE event SET address = '192.0.2.1' WHERE id = {TENTH}"),
            "INSERT INTO event_unsealed (event_id) SELECT event_id FROM event_seal WHERE seq >= 10",
            "DELETE FROM event_seal WHERE seq >= 10",
        ];
        by_hand(&db, &anew).await;
        seal(&db).await;
        let alone = db.store.check_log(None).await.unwrap();
        assert_eq!((alone.broken, alone.sealed), (None, u64::try_from(head.seq).unwrap()));
        assert_eq!(found(&db.store.check_log(kept).await.unwrap()), Some((Some(head.seq), Break::SealChanged)));
        // Or cuts the end off.
        let cut = ["DELETE FROM event WHERE id IN (SELECT event_id FROM event_seal WHERE seq >= 20)", "DELETE FROM event_seal WHERE seq >= 20"];
        by_hand(&db, &cut).await;
        assert_eq!(found(&db.store.check_log(None).await.unwrap()), None);
        assert_eq!(found(&db.store.check_log(kept).await.unwrap()), Some((Some(20), Break::Deleted)));
    }

    async fn many_writers_and_two_sealers_make_one_chain(db) {
        let kyuyo = db.actor("kyuyo").await;
        let mut work = tokio::task::JoinSet::new();
        for writer in 0..8 {
            let (store, who) = (db.store.clone(), kyuyo.clone());
            work.spawn(async move {
                for n in 0..6 {
                    let draft = draft_in("city", &format!("書き手{writer} {n}件目"));
                    store.raise_issue(&who, "SOMU-2026-001", "", &draft).await.unwrap();
                }
            });
        }
        for _ in 0..2 {
            // As another server does.
            let other = store::Store::connect(&db.url).await.unwrap().with_clock(db.clock.clone());
            work.spawn(async move {
                for _ in 0..40 {
                    other.seal_events(11).await.unwrap();
                    tokio::task::yield_now().await;
                }
                other.close().await.unwrap();
            });
        }
        while let Some(done) = work.join_next().await {
            done.unwrap();
        }
        seal(&db).await;
        let check = db.store.check_log(None).await.unwrap();
        assert_eq!((check.broken, check.unsealed), (None, 0));
        assert_eq!(check.head.map(|it| it.seq), i64::try_from(check.sealed).ok());
    }
}
