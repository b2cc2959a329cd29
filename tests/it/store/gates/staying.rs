//! What was decided at a gate is history: below the verbs the database itself keeps it as it was.

use super::{key, seen, verdict, waiting, with};
use domain::{gate::Verdict, issue::DraftInput};
use sea_orm::{ConnectionTrait, Database};
use tests::{Kind, TestDb, both_dbs, typed::draft};

/// The statement is refused, and says why.
async fn refused(db: &TestDb, sql: &str) {
    let open = Database::connect(&db.url).await.unwrap();
    let said = open.execute_unprepared(sql).await;
    open.close().await.unwrap();
    let error = said.expect_err(sql).to_string();
    assert!(error.contains("append-only"), "{sql}: {error}");
}

both_dbs! {
    async fn a_decision_and_its_conditions_can_be_neither_changed_nor_deleted(db) {
        let kessai = db.actor("kyuyo-kessai").await;
        let version = seen(&db, &kessai, &waiting()).await.version;
        let rows = [("帳票の再出力", "VENDOR-A", "R8.12.4")];
        db.store.decide_gate(&kessai, &waiting(), version, &with(&rows)).await.unwrap();
        let before = seen(&db, &kessai, &waiting()).await.history;
        for table in ["gate_step", "gate_condition", "relay_step"] {
            let (text, unique) = match table {
                "gate_step" => ("reason", "number = number + 1"),
                "gate_condition" => ("text", "position = position + 1"),
                _ => ("text", "at = at"),
            };
            refused(&db, &format!("UPDATE {table} SET {text} = 'x'")).await;
            refused(&db, &format!("UPDATE {table} SET {unique}")).await;
            refused(&db, &format!("DELETE FROM {table}")).await;
            match db.kind {
                Kind::Sqlite => refused(&db, &format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}")).await,
                Kind::Postgres => refused(&db, &format!("TRUNCATE {table} CASCADE")).await,
            }
        }
        if db.kind == Kind::Sqlite {
            // Under another id, in the place of the one that is there.
            let columns = "stage_record_id, number, 'returned', reason, by_id, by_org_id, at, left_open, corrected";
            refused(&db, &format!("INSERT OR REPLACE INTO gate_step SELECT randomblob(16), {columns} FROM gate_step")).await;
        }
        assert_eq!(seen(&db, &kessai, &waiting()).await.history, before);
    }

    async fn a_condition_keeps_its_words_whatever_its_課題_is_called_later(db) {
        let (kessai, kanri) = (db.actor("kyuyo-kessai").await, db.actor("kanri-somu").await);
        let version = seen(&db, &kessai, &waiting()).await.version;
        let rows = [("帳票の再出力", "VENDOR-A", "R8.12.4")];
        let issue = db.store.decide_gate(&kessai, &waiting(), version, &with(&rows)).await.unwrap()[0];
        let version = db.store.issue_page(&kanri, issue).await.unwrap().version;
        let edit = DraftInput { stage: "6".into(), ..draft("軽い手直し") };
        db.store.edit_issue(&kanri, issue, version, "RINJI", "", &edit).await.unwrap();
        assert_eq!(db.store.issue_page(&kanri, issue).await.unwrap().row.title, "軽い手直し");
        let decided = &seen(&db, &kessai, &waiting()).await.history[0];
        assert_eq!(decided.conditions[0].title, "帳票の再出力", "as it was decided");
    }

    async fn a_gate_goes_on_after_each_decision(db) {
        let (kessai, kanri) = (db.actor("kyuyo-kessai").await, db.actor("kanri-somu").await);
        let version = seen(&db, &kessai, &waiting()).await.version;
        db.store.decide_gate(&kessai, &waiting(), version, &verdict(Verdict::Returned, "照合結果がない")).await.unwrap();
        db.store.request_gate(Some(&kanri), &waiting(), None).await.unwrap();
        let page = seen(&db, &kessai, &waiting()).await;
        db.store.decide_gate(&kessai, &waiting(), page.version, &verdict(Verdict::Approved, "")).await.unwrap();
        assert_eq!(seen(&db, &kessai, &waiting()).await.history.len(), page.history.len() + 1);
        // A lane that no decision hangs on can still leave.
        let seven = key("SOMU-2026-003", 7, "SHOMU");
        assert!(seen(&db, &kanri, &seven).await.history.is_empty());
    }
}
