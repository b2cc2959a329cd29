//! The count of refusals, for the city.

use super::*;

async fn try_it(who: &Browser<'_>) {
    assert_eq!(who.post("/account", &[("do", "account"), ("text", NUMBER)]).await.status, 422);
}

both_dbs! {
    async fn refusals_are_counted_by_month_and_organisation(db) {
        let app = TestApp::demo(db).await;
        let reader = app.browser("keiyaku").await;
        let none = reader.get("/admin/refusals").await;
        assert_eq!(none.status, 200);
        assert!(none.text().contains("この期間に受け付けなかった入力はありません。"), "{}", none.text());

        let (officer, vendor) = (app.browser("kyuyo").await, app.browser("vendor-b").await);
        try_it(&officer).await;
        try_it(&officer).await;
        try_it(&vendor).await;
        // 23:59 of the last day in Japan is 14:59 of it in UTC; the next minute is another month.
        app.db.set_clock(2026, 11, 30, 23);
        let officer = app.browser("kyuyo").await;
        try_it(&officer).await;
        app.db.set_clock(2026, 12, 1, 0);
        let officer = app.browser("kyuyo").await;
        try_it(&officer).await;

        for login in ["keiyaku", "sekinin"] {
            let reader = app.browser(login).await;
            let before = app.db.store.statements();
            let page = reader.get("/admin/refusals").await;
            assert!(app.db.store.statements() - before <= 6);
            let text = page.text();
            let rows = ["R8.12 給与課 1件", "R8.11 給与課 3件", "R8.11 ベンダーB 1件"];
            let mut places = rows.map(|row| text.find(row).unwrap_or_else(|| panic!("{row}: {text}"))).to_vec();
            places[1..].sort_unstable();
            assert!(places[0] < places[1], "the newest month first: {text}");
            assert!(!text.contains("９８７６") && !page.body.contains("給与 花子"), "{text}");
            assert!(reader.get("/admin").await.body.contains("href=\"/admin/refusals\""));
        }
        app.db.set_clock(2029, 1, 4, 9);
        assert!(app.browser("keiyaku").await.get("/admin/refusals").await.text().contains("ありません"), "after two years");
    }

    async fn it_is_for_the_contract_section_and_the_lead_alone(db) {
        let app = TestApp::demo(db).await;
        for login in tests::people::EVERYBODY.iter().filter(|it| !["keiyaku", "sekinin"].contains(it)) {
            let browser = app.browser(login).await;
            assert_eq!(browser.get("/admin/refusals").await.status, 404, "{login}");
            assert!(!browser.get("/admin").await.body.contains("/admin/refusals"), "{login}");
        }
    }
}
