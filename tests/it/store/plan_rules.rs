//! What a plan may not say: days that contradict one another or 本番リリース; and what goes with a 本番 that is moved.

use domain::{
    planning::{CaseInput, LineInput, PlannedLine, ReplanInput, check_lines, lines_of},
    refusal::{Field, LineOfPlan, PlanProblem, Problem, Problems},
    stage::Stage,
    view::PlanPage,
};
use tests::{
    both_dbs,
    typed::{case_input, case_no, day, is_not_allowed, opened, planned, problems},
};

const LIVE: [(&str, &str); 6] = [
    ("SOMU-2026-001", "kanri-somu"),
    ("SOMU-2026-002", "kanri-somu"),
    ("SOMU-2026-003", "kanri-somu"),
    ("SOMU-2026-004", "kanri-somu"),
    ("KYOIKU-2026-001", "kanri-kyoiku"),
    ("KYOIKU-2026-002", "kanri-kyoiku"),
];

fn wrong(stage: u8, system: Option<&str>, wrong: PlanProblem) -> (Field, Problem) {
    let (stage, system) = (Stage::new(stage).unwrap(), system.map(str::to_owned));
    (Field::Plan, Problem::InPlan(LineOfPlan { stage, system, wrong }))
}

fn sent(it: &PlannedLine) -> LineInput {
    let (start, end) = (it.start.to_string(), it.end.to_string());
    LineInput { stage: it.stage, system: it.system.clone(), start, end }
}

/// The form of the page as it is.
fn form(page: &PlanPage, reason: &str) -> ReplanInput {
    let lines = page.lines.iter().filter(|line| line.may_move).map(|line| LineInput {
        stage: line.cell.stage,
        system: line.cell.system.clone(),
        start: line.cell.planned_start.to_string(),
        end: line.cell.planned_end.to_string(),
    });
    ReplanInput {
        go_live_on: page.go_live_on.map(|it| it.to_string()),
        late_reason: page.late_reason.clone().unwrap_or_default(),
        lines: lines.collect(),
        reason: reason.into(),
    }
}

fn set(input: &mut ReplanInput, stage: u8, change: impl Fn(&mut LineInput)) {
    input.lines.iter_mut().filter(|it| it.stage.number() == stage).for_each(change);
}

both_dbs! {
    async fn days_that_contradict_one_another_are_refused_whichever_of_them_moved(db) {
        let kanri = db.actor("kanri-somu").await;
        let no = opened(&db.store, &kanri, &case_input()).await;
        let page = db.store.plan_page(&kanri, no).await.unwrap();
        // 本番 is on 2028-09-29.
        for (stage, end, told) in [
            (6, "2028-10-02", vec![wrong(6, Some("RINJI"), PlanProblem::EndsAfterGoLive)]),
            (5, "2028-10-02", vec![
                wrong(5, Some("RINJI"), PlanProblem::EndsAfterGoLive),
                wrong(6, Some("RINJI"), PlanProblem::EndsBeforePrevious),
            ]),
            (2, "2028-09-28", (3..=5).map(|n| wrong(n, Some("RINJI"), PlanProblem::EndsBeforePrevious)).collect()),
        ] {
            let mut input = form(&page, "動かす");
            set(&mut input, stage, |it| it.end = end.into());
            assert_eq!(problems(db.store.replan_case(&kanri, no, 1, &input).await), told, "{stage} {end}");
        }
        // Only the first of two is moved: the second is told that it no longer fits.
        let mut input = form(&page, "動かす");
        set(&mut input, 1, |it| it.start = "2028-01-04".into());
        set(&mut input, 1, |it| it.end = "2028-01-31".into());
        let told = problems(db.store.replan_case(&kanri, no, 1, &input).await);
        assert!(told.contains(&wrong(2, None, PlanProblem::BeforePrevious)), "{told:?}");
        // The same in the form of a new case.
        let mut new = planned(&db.store, &kanri, &case_input()).await;
        new.lines.iter_mut().filter(|it| it.stage.number() == 6).for_each(|it| it.end = "2028-10-02".into());
        let told = problems(db.store.open_case(&kanri, &new).await);
        assert_eq!(told, [wrong(6, Some("RINJI"), PlanProblem::EndsAfterGoLive)]);
    }

    async fn a_go_live_that_moves_alone_is_told_what_stays_behind_and_takes_it_along(db) {
        let kanri = db.actor("kanri-somu").await;
        let input = CaseInput { systems: vec!["SHOMU".into(), "RINJI".into()], ..case_input() };
        let no = opened(&db.store, &kanri, &input).await;
        let page = db.store.plan_page(&kanri, no).await.unwrap();
        let alone = |to: &str| ReplanInput { go_live_on: Some(to.into()), ..form(&page, "一週間早める") };
        let told = problems(db.store.replan_case(&kanri, no, 1, &alone("2028-09-22")).await);
        let behind: Vec<_> = ["SHOMU", "RINJI"].map(|it| wrong(7, Some(it), PlanProblem::AfterGoLive)).into();
        assert_eq!(told.iter().filter(|it| behind.contains(it)).count(), 2, "{told:?}");
        let mut late = alone("2028-10-06");
        late.late_reason = "様式待ち".into();
        let told = problems(db.store.replan_case(&kanri, no, 1, &late).await);
        assert_eq!(told, ["SHOMU", "RINJI"].map(|it| wrong(7, Some(it), PlanProblem::BeforeGoLive)));
        let past = problems(db.store.replan_case(&kanri, no, 1, &alone("2026-11-20")).await);
        assert!(past.contains(&(Field::GoLiveOn, Problem::Past { today: day("2026-11-24") })), "{past:?}");
        // 工程6 and 7 along with it, and nothing else.
        let proposed = db.store.follow_go_live(&kanri, no, "R10.9.22").await.unwrap();
        assert_eq!(db.store.plan_page(&kanri, no).await.unwrap(), page, "nothing was written");
        let days: Vec<_> = proposed.lines.iter().map(|it| (it.stage.number(), it.start, it.end)).collect();
        assert_eq!(days.len(), 4, "{days:?}");
        for (stage, start, end) in days {
            match stage {
                6 => assert_eq!(end, day("2028-09-21")),
                _ => assert_eq!((stage, start), (7, day("2028-09-22"))),
            }
        }
        let mut input = alone("2028-09-22");
        input.lines = proposed.lines.iter().map(sent).collect();
        db.store.replan_case(&kanri, no, 1, &input).await.unwrap();
        let vendor = db.actor("vendor-a").await;
        assert!(is_not_allowed(&db.store.follow_go_live(&vendor, no, "2028-09-21").await), "本番 is not theirs to move");
        let gone = problems(db.store.follow_go_live(&kanri, no, "来週").await);
        assert!(matches!(gone.as_slice(), [(Field::GoLiveOn, Problem::Date(_))]), "{gone:?}");
    }

    async fn every_live_case_of_the_demo_can_be_sent_again_as_its_form_shows_it(db) {
        for (case, login) in LIVE {
            let (kanri, no) = (db.actor(login).await, case_no(case));
            let page = db.store.plan_page(&kanri, no).await.unwrap();
            let cells: Vec<_> = page.lines.iter().map(|it| it.cell.clone()).collect();
            let mut noted = Problems::default();
            check_lines(&lines_of(&cells), page.go_live_on, &mut noted);
            assert_eq!(noted.finish(), Ok(()), "{case}");
            let same = problems(db.store.replan_case(&kanri, no, page.version, &form(&page, "確認")).await);
            assert_eq!(same, [(Field::Plan, Problem::Unchanged)], "{case}");
            // Every line that can be moved is judged when one is: the end of 工程7 a day later.
            let mut input = form(&page, "フォローを一日延ばす");
            set(&mut input, 7, |it| {
                let end: chrono::NaiveDate = it.end.parse().unwrap();
                it.end = end.succ_opt().unwrap().to_string();
            });
            db.store.replan_case(&kanri, no, page.version, &input).await.unwrap_or_else(|error| panic!("{case}: {error:?}"));
        }
    }

    async fn what_is_over_took_the_days_it_took(db) {
        // 工程4 of FUKUMU ended on 2026-08-31, after its plan; 工程5 began before that.
        let (kanri, no) = (db.actor("kanri-kyoiku").await, case_no("KYOIKU-2026-001"));
        let page = db.store.plan_page(&kanri, no).await.unwrap();
        let mut input = form(&page, "動かす");
        // 工程6 cannot end before 工程5 really ended (2026-10-29), whatever was planned for that.
        set(&mut input, 6, |it| {
            if it.system.as_deref() == Some("FUKUMU") {
                it.end = "2026-10-28".into();
                it.start = "2026-10-28".into();
            }
        });
        let told = problems(db.store.replan_case(&kanri, no, page.version, &input).await);
        assert_eq!(told, [wrong(6, Some("FUKUMU"), PlanProblem::EndsBeforePrevious)]);
    }
}
