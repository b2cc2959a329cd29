//! A 課題 moves from the lane of one system to that of another: the next vendor reads the record, and nothing of what
//! was said to the one before. The city and the center keep it all.

use domain::{actor::Actor, filter::IssueFilter, key::IssueKey, view::Entry, visibility::Scope};
use sea_orm::{ConnectionTrait, Database, FromQueryResult, Statement};
use tests::{
    TestApp, TestDb, both_dbs,
    truth::Truth,
    typed::{At, case_no, draft},
};

const SECRET: &str = "Aにだけ話したこと";
const CASE: &str = "SOMU-2026-001";

/// Raised by the section in a lane, talked about there, and moved to another lane.
async fn moved(db: &TestDb, from: &str, to: &str) -> IssueKey {
    let kyuyo = db.actor("kyuyo").await;
    let key = db.store.raise_issue(&kyuyo, CASE, from, &draft("引っ越す課題")).await.unwrap();
    db.store.comment(&kyuyo, key, Some(Scope::Shared), SECRET).await.unwrap();
    if !from.is_empty() {
        db.store.comment(&db.actor("vendor-a").await, key, None, SECRET).await.unwrap();
    }
    db.store.move_deadline(&kyuyo, key, 1, "2026-12-01", SECRET).await.unwrap();
    db.store.edit_issue(&kyuyo, key, 2, to, "", &draft("引っ越す課題")).await.unwrap();
    key
}

async fn read(db: &TestDb, who: &Actor, key: IssueKey) -> String {
    let page = At { store: &db.store, key }.seen_by(who).await;
    let list = db.store.issue_list(who, &IssueFilter::parse("state=all&columns=all&q=引っ越す")).await.unwrap();
    let case = db.store.case_page(who, case_no(CASE)).await.unwrap();
    let today = db.store.today_view(who).await.unwrap();
    [
        serde_json::to_string(&page),
        serde_json::to_string(&list),
        serde_json::to_string(&case),
        serde_json::to_string(&today),
    ]
    .map(Result::unwrap)
    .join("\n")
}

/// How many comments the column 対応経過 counts.
async fn counted(db: &TestDb, who: &Actor) -> Option<u32> {
    let list = db.store.issue_list(who, &IssueFilter::parse("state=all&columns=all&q=引っ越す")).await.unwrap();
    list.rows[0].rest.as_ref().unwrap().latest.as_ref().map(|it| it.of)
}

both_dbs! {
    async fn what_was_said_to_one_vendor_is_not_read_by_the_next(db) {
        for from in ["SHOMU", ""] {
            let key = moved(&db, from, "JINKYU").await;
            let b = db.actor("vendor-b").await;
            let page = At { store: &db.store, key }.seen_by(&b).await;
            assert!(page.history.is_empty(), "from {from:?}: {:?}", page.history);
            assert_eq!(counted(&db, &b).await, None);
            let all = read(&db, &b, key).await;
            for word in [SECRET, "SHOMU"] {
                assert!(!all.contains(word), "from {from:?}: {word}");
            }
            for login in ["kyuyo", "keiyaku", "kanri-somu", "sekinin", "consul"] {
                let who = db.actor(login).await;
                assert!(read(&db, &who, key).await.matches(SECRET).count() >= 3, "{login}");
                assert!(counted(&db, &who).await.is_some_and(|n| n >= 1), "{login}");
            }
            let kyuyo = db.actor("kyuyo").await;
            // Said now, and heard.
            db.store.comment(&kyuyo, key, Some(Scope::Shared), "Bへの話").await.unwrap();
            assert_eq!(counted(&db, &b).await, Some(1));
            // Back again: each reads its own.
            db.store.edit_issue(&kyuyo, key, 3, "SHOMU", "", &draft("引っ越す課題")).await.unwrap();
            let a = read(&db, &db.actor("vendor-a").await, key).await;
            assert!(!a.contains("Bへの話") && a.contains(SECRET) != from.is_empty(), "from {from:?}");
            assert!(db.store.issue_page(&b, key).await.is_err());
            db.store.edit_issue(&kyuyo, key, 4, "JINKYU", "", &draft("済んだ")).await.unwrap();
        }
    }

    async fn nor_on_any_page_of_the_server(db) {
        let key = moved(&db, "SHOMU", "JINKYU").await;
        let app = TestApp::demo(db).await;
        let browser = app.browser("vendor-b").await;
        for page in ["/", "/issues?columns=all&state=all", "/cases/SOMU-2026-001", &format!("/issues/{key}"), &format!("/fn/issue?key={key}")] {
            let answer = browser.get(page).await;
            assert_eq!(answer.status, 200, "{page}");
            assert!(!answer.body.contains(SECRET), "{page}");
        }
        assert!(browser.get(&format!("/issues/{key}")).await.text().contains("引っ越す課題"));
    }

    /// What was written before comments knew their vendor is told by what was written down beside them.
    async fn comments_of_before_are_given_to_whom_they_were_said(db) {
        #[derive(FromQueryResult)]
        struct Told { vendor: Option<uuid::Uuid>, body: String }
        let key = moved(&db, "SHOMU", "JINKYU").await;
        let told = async |db: &TestDb| {
            let open = Database::connect(&db.url).await.unwrap();
            let sql = "SELECT vendor_org_id AS vendor, body FROM comment ORDER BY created_at, id";
            let rows = Told::find_by_statement(Statement::from_string(open.get_database_backend(), sql)).all(&open).await.unwrap();
            open.close().await.unwrap();
            rows.into_iter().map(|it| (it.vendor, it.body)).collect::<Vec<_>>()
        };
        let before = told(&db).await;
        assert!(before.iter().any(|(vendor, body)| body == SECRET && vendor.is_some()));
        let open = Database::connect(&db.url).await.unwrap();
        for sql in ["ALTER TABLE comment DROP COLUMN vendor_org_id", "DELETE FROM seaql_migrations WHERE version = 'm2026_11_22_000018_said_to'"] {
            open.execute_unprepared(sql).await.unwrap();
        }
        open.close().await.unwrap();
        db.store.migrate().await.unwrap();
        assert_eq!(told(&db).await, before);
        let b = db.actor("vendor-b").await;
        assert!(At { store: &db.store, key }.seen_by(&b).await.history.iter().all(|it| !matches!(it, Entry::Comment(_))));
        assert!(Truth::of(&db).await.comments.len() > 100);
    }
}
