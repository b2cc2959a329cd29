//! 起票.

use super::{CASE, REQUIRED_TITLE, Table, UNKNOWN, app};

#[tokio::test]
async fn raise_refuses_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let table = Table::new(&app, &officer).await;
    let form = table.form(
        "/issues/new",
        "raise",
        &[
            ("case", CASE),
            ("system", "JINKYU"),
            ("title", "件名"),
            ("body", "内容\r\n二行目"),
            ("impact", "影響"),
            ("category", "quality"),
            ("severity", "high"),
            ("priority", "low"),
            ("stage", "3"),
            ("scope", "shared"),
        ],
    );
    form.text("title", 200, Some(REQUIRED_TITLE)).await;
    form.text("body", 20_000, None).await;
    form.text("impact", 2_000, None).await;
    for field in ["category", "severity", "priority", "stage", "scope", "case", "system"] {
        form.choice(field).await;
    }
    for stage in ["0", "8", "３", "-1", "3.0"] {
        form.wrong("stage", stage, UNKNOWN).await;
    }
    form.wrong("case", "", "案件を選んでください。").await;
    form.wrong("case", "SOMU-2026-999", UNKNOWN).await;
    form.wrong("system", "KJINKYU", UNKNOWN).await;
    form.wrong("scope", "center", "この公開範囲には書き込めません。").await;
    table.assert();
}

#[tokio::test]
async fn raise_by_a_vendor_stays_in_its_own_part() {
    let app = app().await;
    let vendor = app.browser("vendor-b").await;
    let table = Table::new(&app, &vendor).await;
    let form = table.form(
        "/issues/new",
        "raise",
        &[("case", CASE), ("system", "JINKYU"), ("title", "件名"), ("body", "内容"), ("scope", "shared")],
    );
    form.wrong("system", "", "対象システムを選んでください。").await;
    form.wrong("system", "SHOMU", UNKNOWN).await;
    form.wrong("case", "KYOIKU-2026-001", UNKNOWN).await;
    form.wrong("scope", "city", "この公開範囲には書き込めません。").await;
    form.wrong("scope", "city_manager", "この公開範囲には書き込めません。").await;
    table.assert();
}
