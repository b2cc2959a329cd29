//! 案件一覧, and the state that the demo world shows (notes/domain §4).

use domain::{
    case::CaseState,
    case_filter::CaseFilter,
    signal::{Signal, SignalReason},
    view::CaseRow,
};
use tests::{both_dbs, people::EVERYBODY, truth::Truth};

/// The live case of the plan's name.
const K: [&str; 6] =
    ["SOMU-2026-001", "KYOIKU-2026-001", "KYOIKU-2026-002", "SOMU-2026-002", "SOMU-2026-003", "SOMU-2026-004"];

fn row<'a>(rows: &'a [CaseRow], no: &str) -> &'a CaseRow {
    rows.iter().find(|row| row.no.to_string() == no).expect("the case is shown")
}

both_dbs! {
    async fn everybody_sees_the_cases_of_the_rule_and_their_own_lanes(db) {
        let truth = Truth::of(&db).await;
        let mut lengths = Vec::new();
        for login in EVERYBODY {
            let actor = db.actor(login).await;
            let list = db.store.case_list(&actor, &CaseFilter::default()).await.unwrap();
            let mut shown: Vec<_> = list.rows.iter().map(|row| row.no).collect();
            shown.sort();
            let expected: Vec<_> = truth.cases_for(&actor).into_iter().map(|case| case.no).collect();
            assert_eq!(shown, expected, "{login}");
            assert_eq!(list.visible as usize, expected.len(), "{login}");
            lengths.push((login, expected.len()));
            for case in truth.cases_for(&actor) {
                let row = row(&list.rows, &case.no.to_string());
                let mut systems: Vec<_> = row.systems.iter().map(|it| it.code.clone()).collect();
                systems.sort();
                assert_eq!(systems, case.systems_for(&actor), "{login} {}", case.no);
                let of_lanes = row.stages.iter().filter_map(|cell| cell.system.as_ref());
                assert!(of_lanes.into_iter().all(|code| systems.contains(code)), "{login} {}", case.no);
                let seen = truth.issues_for(&actor).into_iter().filter(|it| it.key.case == case.no);
                assert_eq!(row.open_issues as usize, seen.filter(|it| it.state.is_open()).count(), "{login} {}", case.no);
            }
        }
        for (login, length) in [("kyuyo", 14), ("kanri-somu", 8), ("kanri-kyoiku", 6), ("vendor-c", 6), ("admin", 0)] {
            assert!(lengths.contains(&(login, length)), "{login}: {lengths:?}");
        }
    }

    async fn the_live_cases_stand_as_the_notes_say(db) {
        let list = db.store.case_list(&db.actor("sekinin").await, &CaseFilter::default()).await.unwrap();
        let row = |k: usize| row(&list.rows, K[k - 1]);
        for (k, stage, signal) in [
            (1, 6, Signal::Yellow),
            (2, 6, Signal::Red),
            (3, 5, Signal::Blue),
            (4, 5, Signal::Yellow),
            (5, 3, Signal::Blue),
            (6, 1, Signal::Blue),
        ] {
            let row = row(k);
            let stands = (row.current_stage.map(|it| it.number()), row.signal);
            assert_eq!(stands, (Some(stage), Some(signal)), "K-0{k} {}: {:?}", row.no, row.reasons);
        }
        let near = row(1).reasons.iter().find_map(|it| match it {
            SignalReason::GoLiveNear { days, severe } => Some((*days, *severe)),
            _ => None,
        });
        assert_eq!(near, Some((5, 2)), "K-01: go-live in 5 開庁日, two severe findings open");
        let late = |it: &SignalReason| matches!(it, SignalReason::StageSlip { days: 3, .. } | SignalReason::LateStart { days: 3, .. });
        assert!(row(4).reasons.iter().any(late), "K-04 is 3 開庁日 late: {:?}", row(4).reasons);
        assert_eq!(row(6).in_force_on.map(|it| it.to_string()).as_deref(), Some("2028-10-01"));
        assert_eq!(row(6).go_live_on.map(|it| it.to_string()).as_deref(), Some("2028-09-29"), "before a Sunday");
        let page = db.store.case_page(&db.actor("sekinin").await, row(6).no).await.unwrap();
        assert_eq!(page.latest_go_live.map(|it| it.to_string()).as_deref(), Some("2028-09-29"));
    }

    async fn finished_cases_come_last_and_have_no_signal(db) {
        let list = db.store.case_list(&db.actor("keiyaku").await, &CaseFilter::default()).await.unwrap();
        let over: Vec<_> = list.rows.iter().map(|row| row.state == CaseState::Completed).collect();
        assert_eq!(over, [[false; 6].to_vec(), [true; 8].to_vec()].concat());
        for row in &list.rows {
            assert_eq!(row.signal.is_none(), row.state.is_over(), "{}", row.no);
        }
        let live: Vec<_> = list.rows.iter().take(6).map(|row| (row.signal, row.go_live_on)).collect();
        assert!(live.is_sorted_by(|a, b| a.0 > b.0 || (a.0 == b.0 && a.1 <= b.1)), "{live:?}");
    }

    async fn filters_of_the_cases_find_what_they_say(db) {
        let actor = db.actor("sekinin").await;
        for (query, cases) in [
            ("state=live", vec![0, 1, 2, 3, 4, 5]),
            ("state=live&center=KYOIKU", vec![1, 2]),
            ("state=live&system=RINJI", vec![0, 3, 5]),
            ("state=live&section=FUKURI", vec![3, 4, 5]),
            ("state=live&vendor=VENDOR-B", vec![0, 3, 4]),
            ("signal=red", vec![1]),
            ("signal=blue", vec![2, 4, 5]),
            ("state=active&fy=2028", vec![5]),
            ("state=live&fy=2030", vec![]),
            ("vendor=VENDOR-Z", vec![]),
        ] {
            let filter = CaseFilter::parse(query);
            assert_eq!(filter.ignored, [], "{query}");
            let list = db.store.case_list(&actor, &filter).await.unwrap();
            let mut shown: Vec<_> = list.rows.iter().map(|row| row.no.to_string()).collect();
            let mut expected: Vec<_> = cases.into_iter().map(|k: usize| K[k].to_owned()).collect();
            shown.sort();
            expected.sort();
            assert_eq!(shown, expected, "{query}");
            assert_eq!(list.visible, 14, "{query}: the empty state can say that there are others");
        }
        let vendor = db.store.case_list(&db.actor("vendor-a").await, &CaseFilter::parse("vendor=VENDOR-B")).await.unwrap();
        assert!(vendor.rows.is_empty(), "another vendor's lane is no way to find a case");
    }
}
