//! How long the reads take over many rows: `cargo test --release -p store -- --ignored --nocapture`.

use super::world::{TestStore, no};
use crate::scale;
use domain::filter::IssueFilter;
use std::time::Instant;

#[tokio::test]
#[ignore = "a measurement"]
async fn reads_over_a_hundred_thousand_rows() {
    let n = std::env::var("KAISEI_SCALE").ok().and_then(|it| it.parse().ok()).unwrap_or(100_000);
    let test = TestStore::with_world().await;
    let start = Instant::now();
    scale::fill(&test.store, n, |_| {}).await.unwrap();
    println!("fill {n}: {:?}", start.elapsed());
    for login in ["keiyaku", "kyuyo", "kanri-somu", "op-somu", "consul", "vendor-b"] {
        let actor = test.who(login).await;
        for query in [
            "",
            "page=last",
            "sort=updated",
            "sort=-updated",
            "sort=severity",
            "sort=raised",
            "state=all",
            "state=all&sort=updated",
            "state=all&page=last",
            "ball=me",
            "due=overdue",
            "due=soon",
            "org=VENDOR-A",
            "party=KYUYO",
            "case=SOMU-2026-001",
            "case=SOMU-2026-001&sort=updated",
            "system=SHOMU",
            "assignee=me",
            "state=closed&sort=updated",
            "q=%E5%B8%B3%E7%A5%A8",
            "q=zzzz",
            "stage=3&severity=high",
            "ball=vendor",
            "state=on_hold",
        ] {
            let filter = IssueFilter::parse(query);
            test.store.issue_list(&actor, &filter).await.unwrap();
            let start = Instant::now();
            for _ in 0..3 {
                test.store.issue_list(&actor, &filter).await.unwrap();
            }
            println!("{login:>12} issue_list {query:<36} {:>9.2?}", start.elapsed() / 3);
        }
        let start = Instant::now();
        test.store.today_view(&actor).await.unwrap();
        println!("{login:>12} today_view {:?}", start.elapsed());
        let start = Instant::now();
        test.store.case_list(&actor, &Default::default()).await.unwrap();
        println!("{login:>12} case_list {:?}", start.elapsed());
        let start = Instant::now();
        test.store.case_page(&actor, no("SOMU-2026-001")).await.unwrap();
        println!("{login:>12} case_page {:?}", start.elapsed());
    }
}
