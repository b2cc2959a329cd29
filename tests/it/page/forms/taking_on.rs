//! 受付: whose it is.

use super::{ACCEPTED, Form, Table, UNKNOWN, app, done, raise};

#[tokio::test]
async fn accept_and_assign_refuse_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let table = Table::new(&app, &officer).await;
    let accept = table.on(&key, "accept", &ACCEPTED).await;
    accept.wrong("due", "", "期限を入力してください。").await;
    accept.day("due").await;
    people(&accept).await;
    accept.version().await;
    done(&officer, &key, "accept", &[("org", "KYUYO"), ("assignee", "kyuyo"), ("due", "Ｒ８．１２．１１")]).await;
    let assign = table.on(&key, "assign", &[("org", "KYUYO"), ("assignee", "kyuyo-kessai")]).await;
    people(&assign).await;
    assign.wrong("assignee", "kyuyo", "変更前と同じです。").await;
    assign.version().await;
    table.assert();
}

/// 担当組織 and 担当者.
async fn people(form: &Form<'_>) {
    let not_there = "この人は、選んだ担当組織の人ではありません。担当者か担当組織を選び直してください。";
    form.choice("org").await;
    form.choice("assignee").await;
    form.wrong("org", "", "担当組織を選んでください。").await;
    form.wrong("assignee", "", "担当者を選んでください。").await;
    form.wrong("assignee", "jinji", not_there).await;
    form.wrong("assignee", "vendor-b", not_there).await;
    // 給与課 may not know of 作業者 of a center.
    form.wrong("assignee", "op-somu", UNKNOWN).await;
}
