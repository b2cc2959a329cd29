//! The rest of a plan proposed anew: read, not written, and saved like any other move.

use super::gates::holding;
use domain::{
    planning::{LineInput, PlannedLine, ReplanInput},
    refusal::{Field, Problem},
};
use std::time::Duration;
use tests::{
    both_dbs,
    typed::{case_input, case_no, is_not_allowed, is_not_found, opened, problems},
};

/// 工程3 is under way, 本番 on 2027-03-25.
const CASE: &str = "SOMU-2026-003";

fn typed(lines: &[PlannedLine]) -> Vec<LineInput> {
    let line = |it: &PlannedLine| LineInput {
        stage: it.stage,
        system: it.system.clone(),
        start: it.start.to_string(),
        end: it.end.to_string(),
    };
    lines.iter().map(line).collect()
}

both_dbs! {
    async fn the_rest_is_proposed_and_saved_with_a_reason_and_the_first_plan_stays(db) {
        let (kanri, no) = (db.actor("kanri-somu").await, case_no(CASE));
        let before = db.store.plan_page(&kanri, no).await.unwrap();
        let proposed = db.store.repropose_case(&kanri, no, "R9.3.18").await.unwrap();
        assert_eq!(db.store.plan_page(&kanri, no).await.unwrap(), before, "nothing was written");
        let movable = before.lines.iter().filter(|it| it.may_move).count();
        assert_eq!(proposed.lines.len(), movable, "what is over stands, the rest has days");
        let last = proposed.lines.iter().filter(|it| it.stage.number() == 6).map(|it| it.end.to_string());
        assert!(last.clone().count() == 2 && last.clone().all(|it| it == "2027-03-17"), "{:?}", last.collect::<Vec<_>>());
        let go_live_on = Some(proposed.go_live_on.to_string());
        let input = |reason: &str| ReplanInput {
            go_live_on: go_live_on.clone(),
            lines: typed(&proposed.lines),
            reason: reason.into(),
            ..ReplanInput::default()
        };
        let silent = problems(db.store.replan_case(&kanri, no, before.version, &input("")).await);
        assert_eq!(silent, [(Field::Reason, Problem::Required)], "what is proposed holds together");
        db.store.replan_case(&kanri, no, before.version, &input("本番を一週間早める")).await.unwrap();
        let after = db.store.plan_page(&kanri, no).await.unwrap();
        for (was, is) in before.lines.iter().zip(&after.lines) {
            assert_eq!((was.cell.first_start, was.cell.first_end), (is.cell.first_start, is.cell.first_end), "当初 stays");
        }
        let six = after.lines.iter().find(|it| it.cell.stage.number() == 6).unwrap();
        assert_eq!(six.cell.planned_end.to_string(), "2027-03-17");
    }

    async fn an_empty_go_live_is_the_last_day_in_time_and_a_wrong_one_is_told(db) {
        let (kanri, no) = (db.actor("kanri-somu").await, case_no(CASE));
        let latest = db.store.plan_page(&kanri, no).await.unwrap().latest_go_live;
        let proposed = db.store.repropose_case(&kanri, no, " ").await.unwrap();
        assert_eq!(Some(proposed.go_live_on), latest);
        let wrong = problems(db.store.repropose_case(&kanri, no, "来年").await);
        assert!(matches!(wrong.as_slice(), [(Field::GoLiveOn, Problem::Date(_))]), "{wrong:?}");
        let short = problems(db.store.repropose_case(&kanri, no, "2026-11-25").await);
        assert!(matches!(short.as_slice(), [(Field::GoLiveOn, Problem::SpanTooShort { there: 1, .. })]), "{short:?}");
        let over = db.store.repropose_case(&kanri, case_no("SOMU-2022-001"), "").await;
        assert!(is_not_allowed(&over), "a completed case is planned no more: {over:?}");
    }

    async fn a_vendor_gets_its_own_lanes_and_who_plans_nothing_gets_nothing(db) {
        let (vendor, no) = (db.actor("vendor-a").await, case_no(CASE));
        let proposed = db.store.repropose_case(&vendor, no, "2030-01-01").await.unwrap();
        assert!(proposed.lines.iter().all(|it| it.system.as_deref() == Some("SHOMU")), "{:?}", proposed.lines);
        assert_eq!(proposed.go_live_on.to_string(), "2027-03-25", "本番 is not the vendor's to move");
        for login in ["keiyaku", "op-somu", "vendor-a-member", "fukuri"] {
            let refused = db.store.repropose_case(&db.actor(login).await, no, "").await;
            assert!(is_not_allowed(&refused), "{login}: {refused:?}");
        }
        assert!(is_not_found(&db.store.repropose_case(&db.actor("kanri-kyoiku").await, no, "").await));
    }

    async fn a_plan_is_proposed_while_somebody_else_writes(db) {
        let kanri = db.actor("kanri-somu").await;
        let no = opened(&db.store, &kanri, &case_input()).await;
        let other = holding(&db, &["UPDATE case_file SET updated_at = updated_at".to_owned()]).await;
        let at_once = Duration::from_secs(2);
        let new = tokio::time::timeout(at_once, db.store.propose_case(&kanri, &case_input())).await;
        assert!(new.expect("proposing a new case waits for nobody").is_ok());
        let rest = tokio::time::timeout(at_once, db.store.repropose_case(&kanri, no, "")).await;
        assert!(rest.expect("nor does the rest of a plan").is_ok());
        sea_orm::ConnectionTrait::execute_unprepared(&other, "ROLLBACK").await.unwrap();
    }
}
