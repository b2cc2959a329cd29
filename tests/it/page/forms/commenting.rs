//! コメント, and 個人設定.

use super::{Table, UNKNOWN, app, raise};

#[tokio::test]
async fn comment_and_account_refuse_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let table = Table::new(&app, &officer).await;
    let path = format!("/issues/{key}");
    let comment = table.form(&path, "comment", &[("scope", "shared"), ("text", "文")]);
    comment.text("text", 20_000, Some("コメントを入力してください。")).await;
    comment.choice("scope").await;
    comment.wrong("scope", "center", "この公開範囲には書き込めません。").await;
    let account = table.form("/account", "account", &[("language", "ja"), ("date_style", "seireki")]);
    for field in ["language", "date_style"] {
        account.choice(field).await;
        account.wrong(field, "", UNKNOWN).await;
    }
    table.assert();
}
