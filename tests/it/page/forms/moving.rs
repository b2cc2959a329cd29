//! From one state to the next.

use super::{Table, app, done, started};

#[tokio::test]
async fn moves_refuse_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = started(&officer).await;
    let table = Table::new(&app, &officer).await;
    // The field is called as its label is.
    for (verb, label) in [("ask_vendor", "質問"), ("ask_nation", "質問"), ("resolve", "対応内容")] {
        let form = table.on(&key, verb, &[("text", "文")]).await;
        form.text("text", 20_000, Some(&format!("{label}を入力してください。"))).await;
        form.version().await;
    }
    let withdraw = table.on(&key, "withdraw", &[("reason", "理由")]).await;
    withdraw.text("reason", 2_000, Some("理由を入力してください。")).await;
    withdraw.version().await;
    let hold = table.on(&key, "hold", &[("reason", "理由"), ("until", "R9.1.12")]).await;
    hold.text("reason", 2_000, Some("理由を入力してください。")).await;
    hold.wrong("until", "", "再開日を入力してください。").await;
    hold.no_day("until").await;
    hold.wrong("until", "R8.11.20", "令和8年11月25日（水）以降の日付を入力してください。").await;
    hold.wrong("until", "2026-11-24", "令和8年11月25日（水）以降の日付を入力してください。").await;
    hold.version().await;

    // An answer of 国等 comes to the section; that of a vendor is the vendor's to give.
    done(&officer, &key, "ask_nation", &[("text", "質問")]).await;
    let answer = table.on(&key, "answer", &[("text", "回答")]).await;
    answer.text("text", 20_000, Some("回答を入力してください。")).await;
    answer.version().await;
    done(&officer, &key, "answer", &[("text", "回答")]).await;
    done(&officer, &key, "resolve", &[("text", "対応した")]).await;
    let back = table.on(&key, "return", &[("reason", "理由")]).await;
    back.text("reason", 2_000, Some("理由を入力してください。")).await;
    back.version().await;
    table.on(&key, "approve", &[]).await.version().await;
    table.assert();
}
