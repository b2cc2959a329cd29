//! PostgreSQL is stopped in the middle of the day, and started again.

use super::{ISSUE, kept_in, pairs};
use cluster::{Cluster, Writes};
use std::time::{Duration, Instant};
use store::{Reach, Store, StoreError};
use tests::{Kind, TestApp, TestDb};

const TYPED: &str = "長い時間をかけて書いた\n「コメント」 <b>&amp;";

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_is_away_people_are_told_so_and_lose_nothing() {
    if !Kind::Postgres.is_wanted() {
        return;
    }
    let cluster = Cluster::start(Writes::Durably).expect("a cluster of its own");
    let app = TestApp::demo(TestDb::demo_at(&cluster.url).await).await;
    let officer = app.browser("kyuyo").await;
    let before = [("do", "comment"), ("by", "kyuyo"), ("text", "その前のコメント")];
    assert_eq!(officer.post(ISSUE, &before).await.status, 303);

    cluster.stop().expect("stopped");
    let began = Instant::now();
    for page in ["/", "/issues", ISSUE, "/cases"] {
        let answer = officer.get(page).await;
        assert_eq!(answer.status, 503, "{page}");
        assert!(answer.text().contains("ただいま混み合っています"), "{}", answer.text());
        assert!(answer.text().contains("受付番号"), "{}", answer.text());
    }
    let sent = officer.post(ISSUE, &[("do", "comment"), ("by", "kyuyo"), ("text", TYPED)]).await;
    assert_eq!(sent.status, 503);
    assert!(sent.text().contains("もう一度送る") && sent.text().contains("この画面に残っています"), "{}", sent.text());
    let kept = kept_in(&sent);
    assert!(kept.iter().any(|(name, value)| name == "text" && value == TYPED), "{kept:?}");
    // Nobody gets in meanwhile, and no password comes back.
    let strange = app.stranger().post("/session", &[("login_id", "jinji"), ("password", "kaisei-demo-2026")]).await;
    assert_eq!((strange.status.as_u16(), strange.cookie()), (503, None));
    assert!(!strange.body.contains("kaisei-demo-2026"));
    assert_eq!(app.stranger().get("/healthz").await.status, 200);
    assert_eq!(app.stranger().get("/readyz").await.status, 503);
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}: nobody waits for ever", began.elapsed());

    cluster.go_on().expect("started again");
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(app.stranger().get("/readyz").await.status, 200);
    let again = officer.post(ISSUE, &pairs(&kept)).await;
    assert_eq!(again.status, 303, "still signed in, and sent by the button: {}", again.text());
    let page = officer.get(ISSUE).await;
    assert!(page.text().contains("その前のコメント") && page.text().contains("長い時間をかけて書いた"));
    assert_eq!(app.db.store.check_log(None).await.expect("it answers").broken, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_that_nobody_waits_for_any_more_is_given_up() {
    use sea_orm::{ConnectionTrait, Database, TransactionTrait};
    if !Kind::Postgres.is_wanted() {
        return;
    }
    let db = TestDb::demo(Kind::Postgres).await;
    let reach = Reach { statement_limit: Some(Duration::from_millis(400)), ..Reach::default() };
    let store = Store::connect_by(&db.url, reach).await.expect("it opens").with_clock(db.clock.clone());
    let other = Database::connect(&db.url).await.expect("it opens");
    let holder = other.begin().await.expect("a transaction");
    holder.execute_unprepared("LOCK TABLE web_session IN ACCESS EXCLUSIVE MODE").await.expect("a lock");
    let began = Instant::now();
    let error = store.has_room_for_strangers().await.expect_err("it waits for the lock");
    assert!(matches!(error, StoreError::Busy), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    holder.rollback().await.expect("the lock is gone");
    assert!(store.has_room_for_strangers().await.expect("it answers"));
}
