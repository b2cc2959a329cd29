//! What the screens say before and after a case is cancelled.

use super::html;
use tests::{Browser, TestApp, both_dbs};

const CASE: &str = "SOMU-2026-004";

async fn in_english(who: &Browser<'_>) {
    who.post("/account", &[("do", "account"), ("language", "en"), ("date_style", "seireki")]).await;
}

/// The picture of 線表 as far as it is of the case.
fn drawn(body: &str) -> &str {
    let rows = body.split("class=\"timeline-facts\"").next().unwrap_or_default();
    let from = rows.find(CASE).expect("the case is drawn");
    rows[from..].split("</tr>").next().unwrap_or_default()
}

/// The row of the case in 案件一覧.
fn row(body: &str) -> &str {
    let from = body.find(&format!("/cases/{CASE}\"")).expect("the case is in the list");
    body[from..].split("</tr>").next().unwrap_or_default()
}

both_dbs! {
    async fn a_cancelled_case_is_told_beforehand_and_drawn_no_further(db) {
        let app = TestApp::demo(db).await;
        let kanri = app.browser("kanri-somu").await;
        let before = kanri.get("/timeline").await;
        assert!(drawn(&before.body).contains("bar-doing"), "工程1 goes on");
        assert!(drawn(&before.body).contains("bar-expected"));
        assert!(row(&kanri.get("/cases").await.body).contains("◐"));
        let key = kanri.get(&format!("/cases/{CASE}/issues")).await;
        let key = key.body.split("href=\"/issues/").find_map(|it| it.starts_with(CASE).then(|| it.split('"').next())).flatten().unwrap().to_owned();
        let edit = kanri.get(&format!("/cases/{CASE}/edit")).await;
        let open = app.db.store.case_page(&app.db.actor("kanri-somu").await, tests::typed::case_no(CASE)).await.unwrap().row.open_issues;
        assert!(open > 0);
        let told = format!("未完了の課題はすべて、同じ理由で取り下げられます（あなたに見える未完了の課題：{open}件）。");
        assert!(edit.text().contains(&told), "{}", edit.text());
        assert!(!kanri.get(&format!("/issues/{key}")).await.text().contains("この課題の案件は"));

        let version = html::version(&edit.body);
        let fields = [("do", "cancel"), ("version", version.as_str()), ("reason", "国の制度が見送られた")];
        let done = kanri.post(&format!("/cases/{CASE}/edit"), &fields).await;
        assert_eq!(done.status, 303, "{}", done.text());
        app.db.set_clock(2026, 12, 10, 9);
        let kanri = app.browser("kanri-somu").await;
        let page = kanri.get(&format!("/issues/{key}")).await.text();
        assert!(page.contains("この課題の案件は中止されています。"), "{page}");
        assert!(page.contains("取下げ") && page.contains("国の制度が見送られた"), "{page}");
        let after = kanri.get("/timeline").await;
        let picture = drawn(&after.body);
        assert!(picture.contains("bar-plan") && picture.contains("bar-done"), "{picture}");
        for class in ["bar-doing", "bar-expected", "bar-late"] {
            assert!(!picture.contains(class), "{class}: {picture}");
        }
        assert!(picture.contains("進行中のまま中止（R8.11.24）") && picture.contains("～R8.11.24"), "{picture}");
        let cases = kanri.get("/cases?state=cancelled").await;
        let row = row(&cases.body);
        assert!(!row.contains('◐') && row.contains('×') && row.contains("進行中のまま中止（R8.11.24）"), "{row}");
        assert!(row.contains("未完了 0件"), "{row}");
        let case = kanri.get(&format!("/cases/{CASE}")).await.text();
        assert!(case.contains("進行中のまま中止"), "{case}");
        let stage = kanri.get(&format!("/cases/{CASE}/stages/1")).await.text();
        assert!(stage.contains("進行中のまま中止"), "{stage}");
        for login in ["vendor-a", "fukuri", "op-somu"] {
            let today = app.browser(login).await.get("/").await;
            assert!(!today.body.contains(&format!("due due-soon\" href=\"/issues/{CASE}")), "{login}");
        }
    }

    async fn it_is_said_in_english_too(db) {
        let app = TestApp::demo(db).await;
        let kanri = app.browser("kanri-somu").await;
        in_english(&kanri).await;
        let edit = kanri.get(&format!("/cases/{CASE}/edit")).await;
        let told = "All its open issues are withdrawn for the same reason (open issues that you can see: ";
        assert!(edit.text().contains(told), "{}", edit.text());
        let version = html::version(&edit.body);
        let fields = [("do", "cancel"), ("version", version.as_str()), ("reason", "制度の見送り")];
        assert_eq!(kanri.post(&format!("/cases/{CASE}/edit"), &fields).await.status, 303);
        let page = kanri.get(&format!("/issues/{CASE}-1")).await.text();
        assert!(page.contains("The case of this issue has been cancelled."), "{page}");
        let completed = kanri.get("/issues/SOMU-2022-001-1").await;
        assert_eq!(completed.status, 200);
        assert!(completed.text().contains("The case of this issue is completed."), "{}", completed.text());
    }
}
