//! Its 期限, its checklist and what it is related to.

use super::{CASE, NO_SUCH, Table, app, done, key_of, raise, started};

#[tokio::test]
async fn deadline_line_and_relation_refuse_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = started(&officer).await;
    let other = raise(&officer, "ほかの課題", "内容").await;
    let inside = [("do", "raise"), ("case", CASE), ("title", "センター内の作業"), ("scope", "center")];
    let hidden = key_of(&app.browser("kanri-somu").await.post("/issues/new", &inside).await);
    let table = Table::new(&app, &officer).await;

    let deadline = table.on(&key, "move_deadline", &[("due", "R8.12.18"), ("reason", "理由")]).await;
    deadline.wrong("due", "", "期限を入力してください。").await;
    deadline.day("due").await;
    deadline.wrong("due", "2026-12-11", "変更前と同じです。").await;
    deadline.text("reason", 2_000, Some("理由を入力してください。")).await;
    deadline.version().await;

    let path = format!("/issues/{key}");
    let line = table.form(&path, "add_line", &[("line", "確認する"), ("owner", "kyuyo"), ("due", "R8.12.8")]);
    line.text("line", 200, Some("チェック項目を入力してください。")).await;
    line.choice("owner").await;
    line.day("due").await;

    done(&officer, &key, "relate", &[("related", &other)]).await;
    let relate = table.form(&path, "relate", &[("related", &other)]);
    relate.wrong("related", "", "関連課題を入力してください。").await;
    relate.wrong("related", &key, "この課題自身は関連課題にできません。").await;
    relate.wrong("related", &other, "すでに登録されています。").await;
    for unknown in ["x", "SOMU-2026-001", "SOMU-2026-001-9999", "SOMU-2026-001-99999999999", "a\u{0}b", "<b>", &hidden]
    {
        relate.wrong("related", unknown, NO_SUCH).await;
    }
    table.assert();
}
