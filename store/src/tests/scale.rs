//! How long the reads take over many rows: `cargo test --release -p store -- --ignored --nocapture`.

use super::world::{TestStore, no};
use crate::scale;
use chrono::Days;
use domain::{filter::IssueFilter, policy::may_rank, ranking::Period};
use std::time::{Duration, Instant};

#[tokio::test]
#[ignore = "a measurement"]
async fn reads_over_a_hundred_thousand_rows() {
    let n = std::env::var("KAISEI_SCALE").ok().and_then(|it| it.parse().ok()).unwrap_or(100_000);
    let mut test = TestStore::with_world().await;
    let start = Instant::now();
    scale::fill(&test.store, n, |_| {}).await.unwrap();
    println!("fill {n}: {:?}", start.elapsed());
    if std::env::var("KAISEI_KEEP").is_ok() {
        test._dir.disable_cleanup(true);
        println!("kept {}", test._dir.path().display());
    }
    let slow = std::env::var("KAISEI_SLOW").ok().and_then(|it| it.parse().ok()).unwrap_or(1_000);
    let mut read = test.store.read.clone();
    read.set_metric_callback(move |info| {
        if info.elapsed.as_millis() > slow {
            println!("{:?} {}", info.elapsed, info.statement);
        }
    });
    let test = TestStore { store: crate::Store { read, ..test.store.clone() }, ..test };
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
            let (start, cpu) = (Instant::now(), cpu_time());
            for _ in 0..3 {
                test.store.issue_list(&actor, &filter).await.unwrap();
            }
            report(&actor.login, &format!("issue_list {query}"), start.elapsed() / 3, (cpu_time() - cpu) / 3);
        }
        let (start, cpu) = (Instant::now(), cpu_time());
        for _ in 0..3 {
            test.store.today_view(&actor).await.unwrap();
        }
        report(&actor.login, "today_view", start.elapsed() / 3, (cpu_time() - cpu) / 3);
        for (what, days) in [("ranking of a month", 30), ("ranking of a year", 365)] {
            let to = test.store.today();
            let period = Period { from: to - Days::new(days), to };
            if !may_rank(&actor) {
                continue;
            }
            let (start, cpu) = (Instant::now(), cpu_time());
            test.store.ranking(&actor, period).await.unwrap();
            report(&actor.login, what, start.elapsed(), cpu_time() - cpu);
        }
        let (start, cpu) = (Instant::now(), cpu_time());
        test.store.timeline(&actor, &Default::default()).await.unwrap();
        report(&actor.login, "timeline", start.elapsed(), cpu_time() - cpu);
        let (start, cpu) = (Instant::now(), cpu_time());
        test.store.case_list(&actor, &Default::default()).await.unwrap();
        report(&actor.login, "case_list", start.elapsed(), cpu_time() - cpu);
        let (start, cpu) = (Instant::now(), cpu_time());
        test.store.case_page(&actor, no("SOMU-2026-001")).await.unwrap();
        report(&actor.login, "case_page", start.elapsed(), cpu_time() - cpu);
    }
    let (start, cpu) = (Instant::now(), cpu_time());
    test.store.note_signals().await.unwrap();
    report("the watch", "note_signals", start.elapsed(), cpu_time() - cpu);
}

fn report(who: &str, what: &str, wall: Duration, cpu: Duration) {
    println!("{who:>12} {what:<48} wall {wall:>9.2?} cpu {cpu:>9.2?}");
}

/// What the whole process has used so far: other work on the machine does not count.
fn cpu_time() -> Duration {
    let tasks = std::fs::read_dir("/proc/self/task").unwrap();
    let used = tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("schedstat")).ok());
    Duration::from_nanos(used.filter_map(|it| it.split(' ').next()?.parse::<u64>().ok()).sum())
}
