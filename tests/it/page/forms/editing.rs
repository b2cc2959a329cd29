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

/// A whole form of an edit.
fn edited<'a>(version: &'a str, title: &'a str, body: &'a str) -> [(&'a str, &'a str); 11] {
    [
        ("do", "edit"),
        ("version", version),
        ("title", title),
        ("body", body),
        ("impact", ""),
        ("policy", ""),
        ("category", "other"),
        ("severity", "medium"),
        ("priority", "medium"),
        ("system", "JINKYU"),
        ("stage", ""),
    ]
}

both_dbs! {
    async fn a_forged_edit_without_a_field_empties_nothing(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "元の件名", "元の内容").await;
        let path = format!("/issues/{key}");
        let version = html::version(&officer.get(&path).await.body);
        let whole = edited(&version, "新しい件名", "新しい内容");
        for (left_out, _) in whole.iter().filter(|(name, _)| !["do", "version"].contains(name)) {
            let fields: Vec<_> = whole.iter().copied().filter(|(name, _)| name != left_out).collect();
            let refused = officer.post(&path, &fields).await;
            assert_eq!(refused.status, 422, "{left_out}");
            assert!(refused.text().contains("ページを開き直してから"), "{left_out}: {}", refused.text());
            let page = officer.get(&path).await.text();
            assert!(page.contains("元の件名") && page.contains("元の内容"), "{left_out}: {page}");
        }
        assert_eq!(officer.post(&path, &whole).await.status, 303);
        // Whoever may not know of it is told nothing else for it.
        assert_eq!(app.browser("vendor-c").await.post(&path, &[("do", "edit"), ("title", "x")]).await.status, 404);
    }

    async fn what_is_over_says_so_and_keeps_what_was_typed(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "件名", "内容").await;
        let path = format!("/issues/{key}");
        let version = || async { html::version(&officer.get(&path).await.body) };
        let withdrawn = [("do", "withdraw"), ("version", &version().await), ("reason", "重複のため")];
        assert_eq!(officer.post(&path, &withdrawn).await.status, 303);
        let version = version().await;
        for fields in [
            edited(&version, "遅い件名", "遅い内容").to_vec(),
            vec![("do", "move_deadline"), ("version", &version), ("due", "R8.12.1"), ("reason", "遅い理由")],
            vec![("do", "add_line"), ("line", "遅い行"), ("owner", ""), ("due", "")],
        ] {
            let refused = officer.post(&path, &fields).await;
            let text = refused.text();
            assert_eq!(refused.status, 409, "{fields:?}: {text}");
            assert!(text.contains("この課題は「取下げ」のため、変更できません"), "{fields:?}: {text}");
            assert!(refused.body.contains("遅い"), "{fields:?}");
        }
    }

    async fn a_closed_day_is_said_without_javascript_too(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "件名", "内容").await;
        let path = format!("/issues/{key}");
        let version = html::version(&officer.get(&path).await.body);
        let saturday = [("do", "move_deadline"), ("version", version.as_str()), ("due", "R8.12.12"), ("reason", "理由")];
        assert_eq!(officer.post(&path, &saturday).await.status, 303);
        let text = officer.get(&path).await.text();
        assert!(text.contains("閉庁日です（土曜日・日曜日）。翌開庁日は令和8年12月14日（月）です。"), "{text}");
    }

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
                officer.post(path, &edited(&version, title, "私の内容")).await
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
