//! Many hands at once: two administrators at one account, fifty writers at one SQLite file.

use super::ISSUE;
use crate::page::html;
use sea_orm::{ConnectionTrait, Database, Statement};
use std::{
    collections::HashSet,
    sync::Arc,
    time::{Duration, Instant},
};
use tests::{
    Kind, TestApp, TestDb, both_dbs,
    soak::{how_many, say},
};

/// All comments of the database.
async fn texts(db: &TestDb) -> HashSet<String> {
    let open = Database::connect(&db.url).await.expect("it opens");
    let asked = Statement::from_string(open.get_database_backend(), "SELECT body FROM comment");
    let rows = open.query_all_raw(asked).await.expect("it answers");
    open.close().await.expect("it closes");
    rows.iter().map(|row| row.try_get("", "body").expect("a text")).collect()
}

both_dbs! {
    async fn of_two_administrators_who_save_the_same_account_at_once_one_is_told(db) {
        let app = TestApp::demo(db).await;
        let (admin, lead) = (app.browser("admin").await, app.browser("sekinin").await);
        let path = "/admin/users/jinji";
        for round in 0..5 {
            let version = html::version(&admin.get(path).await.body);
            let names = [format!("総務 一郎{round}"), format!("総務 二郎{round}")];
            let form = |name: &'static str, value: String| vec![(name, value)];
            let fields = names.clone().map(|name| {
                let mut all = form("do", "edit_account".to_owned());
                all.extend([("version", version.clone()), ("name", name), ("kana", "ソウム".to_owned()), ("job_title", format!("係長{round}"))]);
                all
            });
            let [one, two] = fields.each_ref().map(|all| all.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>());
            let answers: [_; 2] = tokio::join!(admin.post(path, &one), lead.post(path, &two)).into();
            let won: Vec<_> = answers.iter().map(|it| it.status.as_u16()).collect();
            assert!(won == [303, 409] || won == [409, 303], "{won:?}: {}", answers.map(|it| it.text()).join("\n\n"));
            let (winner, loser) = if won[0] == 303 { (0, 1) } else { (1, 0) };
            let page = &answers[loser];
            assert_eq!(html::value(&page.body, "edit_account-name").as_deref(), Some(names[loser].as_str()), "what was typed stays");
            assert!(page.text().contains(&names[winner]), "and the other's is shown beside it: {}", page.text());
            let stored = html::value(&admin.get(path).await.body, "edit_account-name");
            assert_eq!(stored.as_deref(), Some(names[winner].as_str()));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_who_write_at_once_into_one_sqlite_file_are_all_served() {
    const WRITERS: usize = 50;
    let each = how_many(4, 100);
    let app = Arc::new(TestApp::demo(TestDb::demo(Kind::Sqlite).await).await);
    let mut cookies = Vec::new();
    for login in ["kyuyo", "sekinin", "kanri-somu", "keiyaku", "jinji"] {
        cookies.push(app.browser(login).await.cookie().expect("a session").to_owned());
    }
    // The job that seals writes too.
    let sealing = tokio::spawn({
        let store = app.db.store.clone();
        async move {
            loop {
                store.seal_events(50).await.expect("it seals");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    });
    let began = Instant::now();
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let (app, cookie) = (Arc::clone(&app), cookies[writer % cookies.len()].clone());
        writers.spawn(async move {
            let mut longest = Duration::ZERO;
            for n in 0..each {
                let text = format!("五十人 {writer} {n}");
                let began = Instant::now();
                let browser = app.stranger().with_cookie(&cookie);
                let answer = browser.post(ISSUE, &[("do", "comment"), ("text", &text)]).await;
                assert_eq!(answer.status, 303, "{text}: {}", answer.text());
                longest = longest.max(began.elapsed());
            }
            longest
        });
    }
    let longest = writers.join_all().await.into_iter().max().unwrap_or_default();
    sealing.abort();
    let kept = texts(&app.db).await;
    for writer in 0..WRITERS {
        for n in 0..each {
            assert!(kept.contains(&format!("五十人 {writer} {n}")), "writer {writer}, {n}");
        }
    }
    while app.db.store.seal_events(1_000).await.expect("it seals") > 0 {}
    let check = app.db.store.check_log(None).await.expect("it answers");
    assert!(check.broken.is_none(), "{check:?}");
    assert!(longest < Duration::from_secs(10), "{longest:?}");
    say(&format!("{WRITERS} writers × {each} in {:?}, the longest wait {longest:?}", began.elapsed()));
}
