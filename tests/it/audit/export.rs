//! The log as a file.

use tests::{Answer, TestApp, both_dbs};

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
}

const YEARS: &str = "from=2022-01-01&to=2027-12-31";

both_dbs! {
    async fn a_file_for_excel_has_its_mark_its_ends_of_line_and_no_formula(db) {
        let kyuyo = db.actor("kyuyo").await;
        let formula = tests::typed::draft("=HYPERLINK(\"http://x\")");
        db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &formula).await.unwrap();
        let app = TestApp::demo(db).await;
        let reader = app.browser("keiyaku").await;
        let file = reader.get(&format!("/audit/export?format=csv&{YEARS}")).await;
        assert_eq!(file.status, 200);
        assert_eq!(header(&file, "content-type"), "text/csv; charset=utf-8");
        assert_eq!(header(&file, "content-disposition"), "attachment; filename=\"kaisei-log-2022-01-01-2027-12-31.csv\"");
        assert_eq!(header(&file, "cache-control"), "no-store");
        let text = file.body.strip_prefix('\u{FEFF}').expect("a mark for Excel");
        assert!(text.split_inclusive('\n').all(|line| line.ends_with("\r\n")));
        assert!(text.lines().count() > 500, "{} lines: more than one chunk", text.lines().count());
        assert!(text.contains("HYPERLINK") && !text.contains(",=") && !text.contains(",\"="));
        let columns = text.lines().next().unwrap().split(',').count();
        assert_eq!(columns, 15);
        // It is itself in the log.
        let log = reader.get("/audit?group=export").await.text();
        assert!(log.contains("監査ログを出力しました（csv、条件：from=2022-01-01"), "{log}");
    }

    async fn a_file_for_machines_has_an_object_a_line_and_the_seals(db) {
        while db.store.seal_events(500).await.unwrap() > 0 {}
        let app = TestApp::demo(db).await;
        let reader = app.browser("sekinin").await;
        let file = reader.get(&format!("/audit/export?format=jsonl&{YEARS}&group=issue")).await;
        assert_eq!(header(&file, "content-type"), "application/x-ndjson");
        let rows: Vec<serde_json::Value> = file.body.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert!(rows.len() > 200, "{}", rows.len());
        assert!(rows.iter().all(|row| row["hash"].as_str().is_some_and(|it| it.len() == 64) && row["group"] == "issue"));
        let times: Vec<_> = rows.iter().filter_map(|row| row["at"].as_str()).collect();
        assert!(times.is_sorted() && times.iter().all(|at| at.ends_with("+09:00")), "the oldest first");
    }

    async fn who_reads_no_log_leaves_no_trace_of_an_export(db) {
        let app = TestApp::demo(db).await;
        assert_eq!(app.browser("kyuyo").await.get("/audit/export?format=csv").await.status, 404);
        assert_eq!(app.browser("keiyaku").await.get("/audit/export?format=exe").await.status, 404);
        assert_eq!(app.stranger().get("/audit/export?format=csv").await.status, 303);
        let log = app.browser("sekinin").await.get("/audit?group=export").await.text();
        assert!(log.contains("条件に合う記録はありません"), "{log}");
    }

    async fn another_organisation_is_not_told_whom_an_export_was_about(db) {
        let app = TestApp::demo(db).await;
        app.browser("sekinin").await.get("/audit/export?format=csv&person=op-somu").await;
        let log = app.browser("keiyaku").await.get("/audit?group=export").await;
        assert!(log.text().contains("監査ログを出力しました（csv）"), "{}", log.text());
        assert!(!log.body.contains("op-somu"));
        assert!(app.browser("sekinin").await.get("/audit?group=export").await.body.contains("op-somu"));
    }
}
