//! 線表: the lanes that a person may know of, each once, and which of them collide.

use domain::{actor::Actor, case::CaseMove, key::CaseNo, timeline::TimelineFilter, view::TimelineView};
use tests::{TestDb, both_dbs, people::EVERYBODY, truth::Truth, typed::case_no};

async fn timeline(db: &TestDb, who: &Actor, query: &str) -> TimelineView {
    let filter = TimelineFilter::parse(query);
    assert_eq!(filter.ignored, [], "{query}");
    db.store.timeline(who, &filter).await.unwrap()
}

fn lanes(view: &TimelineView) -> Vec<(CaseNo, String)> {
    let rows = view.groups.iter().flat_map(|group| &group.rows);
    let mut lanes: Vec<_> = rows.map(|row| (row.no, row.system.as_ref().unwrap().code.clone())).collect();
    lanes.sort();
    lanes
}

/// The cases that go live close to a lane.
fn clashes(view: &TimelineView, no: &str, system: &str) -> Vec<String> {
    let mut rows = view.groups.iter().flat_map(|group| &group.rows);
    let row = rows.find(|row| row.no == case_no(no) && row.system.as_ref().is_some_and(|it| it.code == system));
    row.unwrap_or_else(|| panic!("{no} {system}")).clashes.iter().map(ToString::to_string).collect()
}

both_dbs! {
    async fn everybody_sees_their_lanes_once_in_every_order(db) {
        let truth = Truth::of(&db).await;
        for login in EVERYBODY {
            let who = db.actor(login).await;
            let cases = truth.cases_for(&who);
            let mut expected: Vec<_> =
                cases.iter().flat_map(|case| case.systems_for(&who).into_iter().map(|code| (case.no, code))).collect();
            expected.sort();
            for group in ["center", "section", "system", "vendor"] {
                // Four years from April 2022, and four from April 2026: the two hold everything.
                let (past, live) = (
                    timeline(&db, &who, &format!("from=2022-04&months=48&group={group}")).await,
                    timeline(&db, &who, &format!("from=2026-04&months=48&group={group}")).await,
                );
                let mut all = [lanes(&past), lanes(&live)].concat();
                all.sort();
                assert_eq!(all, expected, "{login} {group}");
                assert_eq!((past.cases + live.cases) as usize, cases.len(), "{login} {group}");
                assert_eq!((past.outside, live.outside), (live.cases, past.cases), "{login} {group}");
            }
        }
    }

    async fn a_vendor_sees_its_own_lanes_and_no_other_name(db) {
        let a = db.actor("vendor-a").await;
        let view = timeline(&db, &a, "group=vendor").await;
        assert_eq!(view.groups.iter().map(|it| it.named.as_ref().unwrap().code.as_str()).collect::<Vec<_>>(), ["VENDOR-A"]);
        assert!(lanes(&view).iter().all(|(_, system)| ["SHOMU", "RINJI"].contains(&system.as_str())));
        for row in view.groups.iter().flat_map(|it| &it.rows) {
            assert!(row.stages.iter().all(|cell| cell.system.is_none() || cell.system == row.system.as_ref().map(|it| it.code.clone())));
        }
    }

    async fn two_go_lives_on_one_system_in_a_month_are_told_to_those_who_see_both(db) {
        let view = timeline(&db, &db.actor("sekinin").await, "").await;
        assert_eq!(clashes(&view, "SOMU-2026-001", "JINKYU"), ["SOMU-2026-002"]);
        assert_eq!(clashes(&view, "SOMU-2026-002", "RINJI"), ["SOMU-2026-001"]);
        assert_eq!(clashes(&view, "SOMU-2026-001", "SHOMU"), [""; 0]);
        assert_eq!(clashes(&view, "KYOIKU-2026-002", "KJINKYU"), ["KYOIKU-2026-001"]);
        let a = timeline(&db, &db.actor("vendor-a").await, "").await;
        assert_eq!(clashes(&a, "SOMU-2026-001", "RINJI"), ["SOMU-2026-002"]);
        // Filtered away it collides all the same.
        let planned = timeline(&db, &db.actor("sekinin").await, "from=2026-12&months=1&state=active").await;
        assert_eq!(clashes(&planned, "SOMU-2026-001", "JINKYU"), ["SOMU-2026-002"]);
    }

    async fn a_cancelled_case_goes_live_beside_nobody_and_one_on_hold_does(db) {
        let (kanri, no) = (db.actor("kanri-somu").await, case_no("SOMU-2026-002"));
        let version = || async { db.store.plan_page(&kanri, no).await.unwrap().version };
        db.store.move_case(&kanri, no, version().await, CaseMove::Hold, "議決待ち").await.unwrap();
        let view = timeline(&db, &kanri, "").await;
        assert_eq!(clashes(&view, "SOMU-2026-001", "JINKYU"), ["SOMU-2026-002"], "it may go on");
        db.store.move_case(&kanri, no, version().await, CaseMove::Cancel, "見送り").await.unwrap();
        let view = timeline(&db, &kanri, "").await;
        for (case, system) in [("SOMU-2026-001", "JINKYU"), ("SOMU-2026-001", "RINJI"), ("SOMU-2026-002", "RINJI")] {
            assert_eq!(clashes(&view, case, system), [""; 0], "{case} {system}");
        }
    }

    async fn months_and_states_choose_the_cases(db) {
        let keiyaku = db.actor("keiyaku").await;
        for (query, cases) in [
            ("", 6),
            ("state=completed", 0),
            ("from=2023-04&months=12", 8),
            ("from=2023-04&months=12&state=live", 0),
            ("from=2031-01&months=6", 0),
        ] {
            let view = timeline(&db, &keiyaku, query).await;
            assert_eq!(view.cases, cases, "{query}");
            assert_eq!(view.groups.is_empty(), cases == 0, "{query}");
        }
    }
}
