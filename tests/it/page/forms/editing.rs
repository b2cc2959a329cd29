//! Changing what a 課題 says, and two people who do it at once.

use super::{REQUIRED_TITLE, STALE, Table, UNKNOWN, app, html, raise};
use tests::{TestApp, both_dbs};

#[tokio::test]
async fn edit_refuses_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let table = Table::new(&app, &officer).await;
    let form = table
        .on(
            &key,
            "edit",
            &[
                ("system", "JINKYU"),
                ("title", "新しい件名"),
                ("body", "新しい内容"),
                ("impact", "影響"),
                ("policy", "方針"),
                ("category", "quality"),
                ("severity", "high"),
                ("priority", "low"),
                ("stage", "3"),
            ],
        )
        .await;
    form.text("title", 200, Some(REQUIRED_TITLE)).await;
    form.text("body", 20_000, None).await;
    form.text("impact", 2_000, None).await;
    form.text("policy", 2_000, None).await;
    for field in ["category", "severity", "priority", "stage", "system"] {
        form.choice(field).await;
    }
    form.wrong("system", "KJINKYU", UNKNOWN).await;
    form.version().await;
    table.assert();
}

both_dbs! {
    async fn a_stale_form_shows_both_versions_and_loses_nothing(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "元の件名", "元の内容").await;
        let path = format!("/issues/{key}");
        let version = html::version(&officer.get(&path).await.body);
        let edit = |title: &'static str, version: &str| {
            let version = version.to_owned();
            let (officer, path) = (&officer, &path);
            async move {
                let fields = [("do", "edit"), ("version", version.as_str()), ("title", title), ("body", "私の内容"), ("system", "JINKYU")];
                officer.post(path, &fields).await
            }
        };
        assert_eq!(edit("速い人の件名", &version).await.status, 303);
        let refused = edit("遅い人の件名", &version).await;
        assert_eq!(refused.status, 409);
        let text = refused.text();
        assert!(text.contains(STALE) && text.contains("速い人の件名"), "{text}");
        assert_eq!(html::value(&refused.body, "edit-title").as_deref(), Some("遅い人の件名"));
        // After reading both, the same form is saved.
        let again = edit("遅い人の件名", &html::version(&refused.body)).await;
        assert_eq!(again.status, 303);
    }
}
