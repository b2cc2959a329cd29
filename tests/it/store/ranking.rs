//! The ranking of organisations by the 開庁日 that the ball was with them: what a person counts by hand.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    issue::Move,
    ranking::{Passed, Period, turns},
    view::RankRow,
};
use sea_orm::{Database, FromQueryResult, Statement};
use std::collections::BTreeMap;
use tests::{
    TestDb, both_dbs,
    typed::{At, accepted_by, day, draft_in, is_not_found, nothing, text},
};
use uuid::Uuid;

const CASE: &str = "SOMU-2026-001";

fn period(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to)).unwrap()
}

/// Days and turns by organisation.
async fn ranking(db: &TestDb, who: &Actor, period: Period) -> BTreeMap<String, RankRow> {
    let view = db.store.ranking(who, period).await.unwrap();
    let code = |row: &RankRow| row.org.as_ref().map_or_else(|| "nation".to_owned(), |org| org.code.clone());
    view.rows.into_iter().map(|row| (code(&row), row)).collect()
}

/// What came on top: days, turns, still there.
fn more(before: &BTreeMap<String, RankRow>, after: &BTreeMap<String, RankRow>) -> Vec<(String, i64, u32, u32)> {
    let none = RankRow { side: None, org: None, days: 0, turns: 0, longest: 0, still: 0 };
    let mut more = Vec::new();
    for (org, now) in after {
        let was = before.get(org).unwrap_or(&none);
        if (was.days, was.turns) != (now.days, now.turns) {
            more.push((org.clone(), now.days - was.days, now.turns - was.turns, now.still - was.still));
        }
    }
    more
}

#[derive(Debug, FromQueryResult)]
struct Row {
    issue_id: Uuid,
    at: DateTime<Utc>,
    holder: String,
    org_id: Option<Uuid>,
    since: NaiveDate,
    until: NaiveDate,
}

#[derive(Debug, FromQueryResult)]
struct Now {
    id: Uuid,
    ball_holder: String,
    ball_org_id: Option<Uuid>,
}

both_dbs! {
    async fn the_days_are_those_a_person_counts_by_hand(db) {
        let (kyuyo, kanri, b) = (db.actor("kyuyo").await, db.actor("kanri-somu").await, db.actor("vendor-b").await);
        let whole = period("2026-11-24", "2026-12-31");
        let november = period("2026-11-01", "2026-11-30");
        db.set_clock(2026, 12, 10, 9);
        let before = (ranking(&db, &kyuyo, whole).await, ranking(&db, &kyuyo, november).await);

        db.set_clock(2026, 11, 24, 10);
        let key = db.store.raise_issue(&kyuyo, CASE, "JINKYU", &draft_in("shared", "手で数える")).await.unwrap();
        let at = At { store: &db.store, key };
        db.set_clock(2026, 11, 26, 10);
        at.moves(&kanri, Move::Accept, &accepted_by("VENDOR-B", "vendor-b", "2026-12-10")).await.unwrap();
        // Something that leaves the ball where it is.
        let version = at.seen_by(&b).await.version;
        db.store.move_deadline(&b, key, version, "2026-12-11", "調整").await.unwrap();
        at.moves(&b, Move::Start, &nothing()).await.unwrap();
        db.set_clock(2026, 11, 30, 10);
        at.moves(&b, Move::AskCity, &text("質問")).await.unwrap();
        db.set_clock(2026, 12, 2, 10);
        at.moves(&kyuyo, Move::Answer, &text("回答")).await.unwrap();
        db.set_clock(2026, 12, 4, 16);
        at.moves(&b, Move::Resolve, &text("対応")).await.unwrap();
        db.set_clock(2026, 12, 7, 9);
        at.moves(&kyuyo, Move::Approve, &nothing()).await.unwrap();

        db.set_clock(2026, 12, 10, 9);
        let rows = |it: &[(&str, i64, u32, u32)]| -> Vec<_> { it.iter().map(|it| (it.0.to_owned(), it.1, it.2, it.3)).collect() };
        // 総務事務センター: 25, 26 November. ベンダーB: 27, 30 November and 3, 4 December.
        // 給与課: 1, 2 and 7 December (5 and 6 are a weekend).
        let expected = rows(&[("KYUYO", 3, 2, 0), ("SOMU-C", 2, 1, 0), ("VENDOR-B", 4, 2, 0)]);
        assert_eq!(more(&before.0, &ranking(&db, &kyuyo, whole).await), expected);
        // Up to the end of November; the ball came to 給与課 on its last day and was there when it ended.
        let expected = rows(&[("KYUYO", 0, 1, 1), ("SOMU-C", 2, 1, 0), ("VENDOR-B", 2, 1, 0)]);
        assert_eq!(more(&before.1, &ranking(&db, &kyuyo, november).await), expected);
    }

    async fn the_turns_that_are_kept_are_the_turns_of_the_events(db) {
        store::scale::fill(&db.store, 60, |_| {}).await.unwrap();
        let open = Database::connect(&db.url).await.unwrap();
        let sql = |sql: &str| Statement::from_string(open.get_database_backend(), sql);
        let rows = Row::find_by_statement(sql("SELECT * FROM ball_turn ORDER BY issue_id, at, id")).all(&open).await.unwrap();
        let issues = Now::find_by_statement(sql("SELECT id, ball_holder, ball_org_id FROM issue")).all(&open).await.unwrap();
        open.close().await.unwrap();
        let still = day("9999-12-31");
        let mut several = 0;
        for issue in &issues {
            let of_issue: Vec<&Row> = rows.iter().filter(|row| row.issue_id == issue.id).collect();
            assert!(of_issue.windows(2).all(|pair| pair[0].at <= pair[1].at));
            let holder = |row: &&Row| (row.holder != "nobody").then_some(row.org_id);
            let folded = turns(of_issue.iter().map(|row| Passed { on: row.since, to: holder(row) }));
            let kept: Vec<_> = of_issue
                .iter()
                .filter(|row| row.holder != "nobody")
                .map(|row| (row.org_id, row.since, (row.until != still).then_some(row.until)))
                .collect();
            let folded: Vec<_> = folded.into_iter().map(|it| (it.holder, it.since, it.until)).collect();
            assert_eq!(kept, folded, "{}", issue.id);
            several += usize::from(kept.len() > 2);
            let last = of_issue.last().unwrap();
            assert_eq!((&last.holder, last.org_id, last.until), (&issue.ball_holder, issue.ball_org_id, still));
        }
        assert!(several > 10, "balls go to and fro ({several})");
    }

    async fn each_counts_what_they_may_know_of_and_some_nothing(db) {
        let kyuyo = db.actor("kyuyo").await;
        let (keiyaku, sekinin) = (db.actor("keiyaku").await, db.actor("sekinin").await);
        let november = period("2026-11-01", "2026-11-30");
        db.set_clock(2026, 11, 30, 9);
        let before = (ranking(&db, &keiyaku, november).await, ranking(&db, &sekinin, november).await);
        db.set_clock(2026, 11, 24, 9);
        db.store.raise_issue(&kyuyo, CASE, "", &draft_in("city", "市の中の話")).await.unwrap();
        db.set_clock(2026, 11, 30, 9);
        // 25, 26, 27 and 30 November.
        assert_eq!(more(&before.0, &ranking(&db, &keiyaku, november).await), [("KYUYO".to_owned(), 4, 1, 1)]);
        assert_eq!(more(&before.1, &ranking(&db, &sekinin, november).await), []);
        for login in ["vendor-a", "vendor-a-member", "opkanri-kyoiku", "op-somu", "admin"] {
            let who = db.actor(login).await;
            assert!(is_not_found(&db.store.ranking(&who, november).await), "{login}");
        }
    }

    async fn the_same_history_gives_the_same_ranking_for_ever(db) {
        let keiyaku = db.actor("keiyaku").await;
        let october = period("2026-10-01", "2026-10-31");
        let now = ranking(&db, &keiyaku, october).await;
        assert!(now.len() > 5 && now.values().any(|row| row.days > 5), "{now:?}");
        db.set_clock(2027, 3, 31, 9);
        assert_eq!(ranking(&db, &keiyaku, october).await, now);
    }
}
