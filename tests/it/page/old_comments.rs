//! A comment that is named elsewhere is reached, however much was written after it.

use super::CASE;
use domain::{relay::SubmitInput, view::HISTORY_MAX};
use store::RelaySource;
use tests::{
    TestApp, both_dbs,
    typed::{At, comments, draft_in},
};

both_dbs! {
    async fn the_link_of_a_上申_leads_to_its_comment_however_old_it_is(db) {
        let app = TestApp::demo(db).await;
        let store = &app.db.store;
        let (op, kanri) = (app.db.actor("op-somu").await, app.db.actor("kanri-somu").await);
        let key = store.raise_issue(&kanri, CASE, "", &draft_in("center", "センター内")).await.unwrap();
        store.comment(&op, key, None, "はじめの報告").await.unwrap();
        let first = comments(&At { store, key }.seen_by(&op).await)[0].id;
        let input = SubmitInput { title: "件名".into(), text: "文面".into() };
        let from = RelaySource { case: CASE, issue: Some(key), comment: Some(first) };
        let relay = store.submit_relay(&op, from, &input).await.unwrap();
        for n in 0..=HISTORY_MAX {
            store.comment(&kanri, key, None, &format!("その後の{n}")).await.unwrap();
        }
        let browser = app.browser("kanri-somu").await;
        let id = format!("id=\"comment-{first}\"");
        assert!(!browser.get(&format!("/issues/{key}")).await.body.contains(&id), "it is not among the newest");
        let page = browser.get(&format!("/relay/{relay}")).await.body;
        let mut links = page.split("href=\"").filter_map(|it| it.split('"').next());
        let link = links.find(|it| it.ends_with(&format!("#comment-{first}"))).expect("a link to the comment");
        let there = browser.get(link.split('#').next().unwrap()).await;
        assert!(there.body.contains(&id), "{link}");
    }
}
