//! Codes and texts with characters of which each database has its own idea.

use super::{ACCEPTED, CASE, Table, done, html, raise};
use tests::{TestApp, both_dbs};

both_dbs! {
    /// What a form may name is looked up in the database, which has its own idea of characters.
    async fn a_forged_code_is_refused_by_either_database(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "件名", "内容").await;
        let table = Table::new(&app, &officer).await;
        let raise = table.form("/issues/new", "raise", &[("case", CASE), ("system", "JINKYU"), ("title", "件名"), ("scope", "shared")]);
        raise.choice("case").await;
        raise.choice("system").await;
        let accept = table.on(&key, "accept", &ACCEPTED).await;
        accept.choice("org").await;
        accept.choice("assignee").await;
        let path = format!("/issues/{key}");
        table.form(&path, "add_line", &[("line", "確認する"), ("owner", "kyuyo"), ("due", "")]).choice("owner").await;
        let whole = [
            ("title", "件名"),
            ("body", ""),
            ("impact", ""),
            ("policy", ""),
            ("category", "other"),
            ("severity", "medium"),
            ("priority", "medium"),
            ("system", "JINKYU"),
            ("stage", ""),
        ];
        table.on(&key, "edit", &whole).await.choice("system").await;
        table.assert();
    }

    async fn rare_kanji_and_wide_digits_are_kept(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let title = "𠮷野家の髙﨑さん、葛\u{e0100}城市の邉と邊、①㈱ｶﾀｶﾅ😀";
        let key = raise(&officer, title, title).await;
        let path = format!("/issues/{key}");
        let page = officer.get(&path).await;
        assert_eq!(page.text().matches(title).count(), page.text().matches("𠮷野家").count());
        assert_eq!(html::value(&page.body, "edit-title").as_deref(), Some(title));
        done(&officer, &key, "accept", &[("org", "KYUYO"), ("assignee", "kyuyo"), ("due", "２０２６－１２－１１")]).await;
        done(&officer, &key, "move_deadline", &[("due", "令和８年１２月１８日（金）"), ("reason", title)]).await;
        done(&officer, &key, "add_line", &[("line", title), ("owner", ""), ("due", "Ｒ８．１２．８")]).await;
        done(&officer, &key, "comment", &[("scope", "shared"), ("text", title)]).await;
        let text = officer.get(&path).await.text();
        assert!(text.contains("R8.12.18"), "{text}");
        assert!(text.matches(title).count() >= 5, "{text}");
    }
}
