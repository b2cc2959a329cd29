//! 実績の訂正: the form and what it leaves on the pages.

use super::html;
use tests::{Answer, Browser, TestApp, both_dbs};

const DONE: &str = "/cases/SOMU-2026-001/stages/5?system=RINJI";

async fn correct(who: &Browser<'_>, start: &str, end: &str, reason: &str) -> Answer {
    send(who, &html::version(&who.get(DONE).await.body), start, end, reason).await
}

async fn send(who: &Browser<'_>, version: &str, start: &str, end: &str, reason: &str) -> Answer {
    let fields = [
        ("do", "correct_stage"),
        ("version", version),
        ("system", "RINJI"),
        ("actual_start", start),
        ("actual_end", end),
        ("reason", reason),
    ];
    who.post(DONE, &fields).await
}

both_dbs! {
    async fn 実績_is_corrected_by_a_plain_form_and_the_page_says_so(db) {
        let app = TestApp::demo(db).await;
        let (kanri, vendor, kessai) =
            (app.browser("kanri-somu").await, app.browser("vendor-a").await, app.browser("kyuyo-kessai").await);
        let page = kanri.get(DONE).await;
        assert!(page.text().contains("実績を訂正する"));
        assert_eq!(html::value(&page.body, "correct_stage-actual_start").as_deref(), Some("R8.8.28"));
        assert_eq!(html::value(&page.body, "correct_stage-actual_end").as_deref(), Some("R8.11.2"));
        let own = vendor.get(DONE).await;
        assert!(html::value(&own.body, "correct_stage-actual_start").is_some());
        assert!(html::value(&own.body, "correct_stage-actual_end").is_none(), "the end is not a vendor's to say");
        assert!(!kessai.get(DONE).await.body.contains("correct_stage"), "nor is any of it who decides");
        assert_eq!(send(&kessai, "1", "R8.8.27", "R8.11.2", "理由").await.status, 403);

        let silent = correct(&kanri, "R8.8.27", "R8.8.26", "").await;
        assert_eq!(silent.status, 422);
        assert!(html::error(&silent.body, "correct_stage", "reason").is_some());
        let said = html::error(&silent.body, "correct_stage", "actual_end").unwrap();
        assert!(said.contains("令和8年8月27日（木）より前の日付です"), "{said}");
        assert_eq!(html::value(&silent.body, "correct_stage-actual_start").as_deref(), Some("R8.8.27"), "kept");

        let done = correct(&kanri, "R8.8.27", "R8.10.30", "週報と照合した<b>").await;
        assert_eq!(done.location.as_deref(), Some("/cases/SOMU-2026-001/stages/5?system=RINJI&done=correct_stage"));
        let page = kanri.get(done.location.as_deref().unwrap()).await;
        for words in ["実績を訂正しました。", "実績開始 R8.8.28→R8.8.27、実績終了 R8.11.2→R8.10.30", "週報と照合した<b>"] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
        assert!(!page.body.contains("照合した<b>"), "it is text");
        let case = vendor.get("/cases/SOMU-2026-001").await;
        assert!(case.text().contains("（RINJI）の実績を訂正しました（実績開始 R8.8.28→R8.8.27"), "{}", case.text());
        assert!(!case.text().contains("週報と照合した"), "why stands on its page");
        for path in [DONE, "/cases/SOMU-2026-001", "/timeline"] {
            let other = app.browser("vendor-b").await.get(path).await.text();
            assert!(!other.contains("R8.10.30") && !other.contains("週報"), "{path}: another vendor's lane");
        }
    }

    async fn two_who_correct_the_same_are_told(db) {
        let app = TestApp::demo(db).await;
        let kanri = app.browser("kanri-somu").await;
        assert_eq!(correct(&kanri, "R8.8.27", "R8.11.2", "週報").await.status, 303);
        let late = send(&app.browser("kyuyo").await, "1", "R8.8.26", "R8.11.2", "別の根拠").await;
        assert_eq!(late.status, 409);
        assert_eq!(html::value(&late.body, "correct_stage-reason").as_deref(), Some("別の根拠"), "kept");
    }
}
