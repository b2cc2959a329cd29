//! Why a plan was moved stands beside it, however much happens afterwards.

use super::html;
use tests::{TestApp, both_dbs};

const CASE: &str = "/cases/SOMU-2026-003";
const WHY: &str = "予定を変更した理由：結合試験を先に終えるため";
const MORE: &str = "これより前の動きもすべて表示する";

both_dbs! {
    async fn why_a_plan_moved_stands_beside_it_however_much_happens_afterwards(db) {
        let app = TestApp::demo(db).await;
        let (manager, officer) = (app.browser("kanri-somu").await, app.browser("jinji").await);
        let path = format!("{CASE}/plan");
        let version = html::version(&manager.get(&path).await.body);
        let fields = [("do", "replan"), ("version", &version), ("plan-5-SHOMU-start", "R9.1.13"), ("plan-5-SHOMU-end", "R9.2.25"), ("reason", "結合試験を先に終えるため")];
        let saved = manager.post(&path, &fields).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        for n in 0..12 {
            let said = format!("{n}件目の意見");
            let answer = manager.post(&path, &[("do", "comment_plan"), ("text", &said)]).await;
            assert_eq!(answer.status, 303, "{}", answer.text());
        }
        for reader in [&manager, &officer] {
            let case = reader.get(CASE).await.text();
            assert!(case.contains(WHY) && case.contains(MORE), "{case}");
            let stage = reader.get(&format!("{CASE}/stages/5?system=SHOMU")).await.text();
            assert!(stage.contains(WHY), "{stage}");
            let all = reader.get(&format!("{CASE}?history=all")).await.text();
            assert!(all.contains("工程5") && all.contains("理由：結合試験を先に終えるため") && !all.contains(MORE), "{all}");
        }
        // Who knows of the case, and is of another lane, reads nothing of it.
        let other = app.browser("vendor-b").await.get(CASE).await;
        assert!(!other.text().contains("結合試験を先に"), "{}", other.text());
        let demo = manager.get("/cases/SOMU-2026-001").await.text();
        assert!(demo.contains("予定を変更した理由：臨職・嘱託サブシステムの結合テストの着手が遅れたため"), "{demo}");
    }
}
