//! 今日: every number is the number of rows behind its link.

use domain::{
    actor::Actor,
    filter::IssueFilter,
    issue::Holder,
    view::{IssueList, IssueRow, TodayView, Watch},
};
use tests::{TestDb, both_dbs, people::EVERYBODY};

async fn behind(db: &TestDb, actor: &Actor, query: &str) -> IssueList {
    db.store.issue_list(actor, &IssueFilter::parse(query)).await.unwrap()
}

/// The links of the page, as `app/src/page/today` writes them.
fn link(today: &TodayView, of: &str, own: &str) -> String {
    match today.watch {
        Watch::Everything => of.to_owned(),
        Watch::OwnOrg => format!("{of}&{own}={}", today.org),
    }
}

fn keys(rows: &[IssueRow]) -> Vec<String> {
    rows.iter().map(|row| row.key.to_string()).collect()
}

both_dbs! {
    async fn the_numbers_are_those_of_the_lists_behind_them(db) {
        store::scale::fill(&db.store, 200, |_| {}).await.unwrap();
        let mut numbers = 0;
        for login in EVERYBODY {
            let actor = db.actor(login).await;
            let today = db.store.today_view(&actor).await.unwrap();
            for (what, query, rows, count) in [
                ("mine", "ball=me".to_owned(), &today.mine, today.mine_count),
                ("soon", link(&today, "due=soon", "org"), &today.soon, today.soon_count),
                ("overdue", link(&today, "due=overdue", "org"), &today.overdue, today.overdue_count),
            ] {
                let list = behind(&db, &actor, &query).await;
                assert_eq!(count, list.count, "{login} {what}");
                assert_eq!(keys(rows), keys(&list.rows[..list.rows.len().min(8)]), "{login} {what}");
                numbers += count.number;
            }
            for group in &today.waiting {
                let ball = group.org.as_ref().map_or("nation", |org| org.code.as_str());
                let list = behind(&db, &actor, &link(&today, &format!("ball={ball}"), "party")).await;
                assert_eq!(group.count.number, list.count.number, "{login} waits for {ball}");
                if list.next.is_none() {
                    let longest = list.rows.iter().map(|row| row.ball.days).max();
                    assert_eq!(Some(group.longest_days), longest, "{login} waits for {ball}");
                }
                assert_ne!(ball, today.org, "{login}: their own ball is no waiting for others");
            }
        }
        assert!(numbers > 100, "the world gives people something to do ({numbers})");
    }

    async fn the_cases_are_those_of_the_section_the_center_or_the_systems(db) {
        for (login, cases) in [
            ("kyuyo", &["SOMU-2026-001", "SOMU-2026-002", "SOMU-2026-003"][..]),
            ("fukuri", &["SOMU-2026-002", "SOMU-2026-003", "SOMU-2026-004"]),
            ("kyoshokuin", &["KYOIKU-2026-001", "KYOIKU-2026-002"]),
            ("kanri-somu", &["SOMU-2026-001", "SOMU-2026-002", "SOMU-2026-003", "SOMU-2026-004"]),
            ("op-kyoiku", &["KYOIKU-2026-001", "KYOIKU-2026-002"]),
            ("vendor-a", &["SOMU-2026-001", "SOMU-2026-002", "SOMU-2026-003", "SOMU-2026-004"]),
            ("vendor-b", &["SOMU-2026-001", "SOMU-2026-002", "SOMU-2026-003"]),
            ("vendor-c", &["KYOIKU-2026-001", "KYOIKU-2026-002"]),
            ("admin", &[]),
        ] {
            let today = db.store.today_view(&db.actor(login).await).await.unwrap();
            let mut found: Vec<_> = today.cases.iter().map(|row| row.no.to_string()).collect();
            found.sort();
            assert_eq!(found, cases, "{login}");
            let signals: Vec<_> = today.cases.iter().map(|row| row.signal).collect();
            assert!(signals.is_sorted_by(|a, b| a >= b), "the most endangered first: {signals:?}");
        }
    }

    async fn an_answer_takes_a_row_off_my_page_and_puts_it_on_anothers(db) {
        let (kanri, vendor) = (db.actor("kanri-somu").await, db.actor("vendor-a").await);
        let view = |actor: Actor| {
            let store = db.store.clone();
            async move { store.today_view(&actor).await.unwrap() }
        };
        let before = (view(kanri.clone()).await.mine_count.number, view(vendor.clone()).await.mine_count.number);
        let key = db.store.raise_issue(&vendor, "SOMU-2026-001", "SHOMU", &tests::typed::draft("今日")).await.unwrap();
        let at = tests::typed::At { store: &db.store, key };
        assert_eq!(view(kanri.clone()).await.mine_count.number, before.0 + 1);
        let input = tests::typed::accepted_by("VENDOR-A", "vendor-a", "2026-11-24");
        at.moves(&kanri, domain::issue::Move::Accept, &input).await.unwrap();
        let after = (view(kanri.clone()).await, view(vendor.clone()).await);
        assert_eq!((after.0.mine_count.number, after.1.mine_count.number), (before.0, before.1 + 1));
        let row = after.1.mine.iter().find(|row| row.key == key).expect("due today: among the first");
        assert_eq!(row.ball.holder, Holder::Vendor);
        assert!(after.1.soon.iter().any(|row| row.key == key));
        db.set_clock(2026, 11, 25, 9);
        assert!(view(vendor).await.overdue.iter().any(|row| row.key == key), "late from the next morning on");
    }
}
