//! Somebody sets the machine's clock back.

use super::ISSUE;
use tests::{TestApp, both_dbs, people::PASSWORD};

both_dbs! {
    async fn a_clock_that_goes_back_loses_nothing_and_signs_nobody_out(db) {
        let app = TestApp::demo(db).await;
        let minutes = |n| app.db.clock.set(tests::reference_time() + chrono::TimeDelta::minutes(n));
        minutes(180);
        let officer = app.browser("kyuyo").await;
        let mut said = Vec::new();
        // Forwards, an hour back, a day back, and on again.
        for at in [180, 181, 120, 121, -1_300, 182] {
            minutes(at);
            let text = format!("時計 {at} 分");
            let answer = officer.post(ISSUE, &[("do", "comment"), ("by", "kyuyo"), ("text", &text)]).await;
            assert_eq!(answer.status, 303, "{at}: {}", answer.text());
            said.push(text);
            app.db.store.seal_events(7).await.expect("it seals");
            for page in ["/", "/issues", "/cases", ISSUE, "/timeline"] {
                assert_eq!(officer.get(page).await.status, 200, "{at}: {page}");
            }
        }
        let raised = [("do", "raise"), ("by", "kyuyo"), ("case", "SOMU-2026-001"), ("scope", "shared"),
            ("title", "時計が戻った"), ("body", "時計が戻った"), ("category", "other"), ("severity", "medium"), ("priority", "medium")];
        let answer = officer.post("/issues/new", &raised).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let page = officer.get(ISSUE).await.text();
        assert!(said.iter().all(|text| page.contains(text)), "{said:?}");
        while app.db.store.seal_events(500).await.expect("it seals") > 0 {}
        let check = app.db.store.check_log(None).await.expect("it answers");
        assert!(check.broken.is_none() && check.unsealed == 0, "{check:?}");
    }

    async fn a_lock_and_a_session_outlive_a_clock_that_goes_back(db) {
        let app = TestApp::demo(db).await;
        let minutes = |n| app.db.clock.set(tests::reference_time() + chrono::TimeDelta::minutes(n));
        let officer = app.browser("kyuyo").await;
        for _ in 0..5 {
            app.db.store.sign_in("jinji", "wrong").await.expect_err("wrong");
        }
        minutes(-60);
        assert!(app.db.store.sign_in("jinji", PASSWORD).await.is_err(), "locked still");
        assert_eq!(officer.get("/issues").await.status, 200);
        minutes(16);
        assert!(app.db.store.sign_in("jinji", PASSWORD).await.is_ok(), "and not for longer than by the clock");
        minutes(31);
        assert_eq!(officer.get("/issues").await.status, 303, "half an hour without a page");
    }
}
