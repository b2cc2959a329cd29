//! Days set by hand: whose they are, what counts by them, and that nothing is moved.

use super::issues;
use domain::{
    admin::DayInput,
    calendar::DayOverride,
    issue::DueMark,
    organisation::CenterCode,
    refusal::{Field, Problem},
    view::admin::LineOf,
};
use store::{Store, StoreError};
use tests::{
    TestDb, both_dbs,
    people::EVERYBODY,
    typed::{accepted_by, case_no, day, draft, is_not_allowed, is_not_found, problems},
};

fn set(on: &str, reach: &str, says: &str) -> DayInput {
    DayInput {
        day: on.into(), reach: reach.into(), says: says.into(), name: "停電".into(), reason: "全館停電".into()
    }
}

/// An accepted 課題 of a case, due on a day.
async fn due(db: &TestDb, who: &str, case: &str, org: &str, on: &str) -> domain::key::IssueKey {
    let actor = db.actor(who).await;
    let key = db.store.raise_issue(&actor, case, "", &draft("期限")).await.unwrap();
    let to = accepted_by(org, who, on);
    db.store.move_issue(&actor, key, 1, domain::issue::Move::Accept, &to).await.unwrap();
    key
}

async fn mark(db: &TestDb, key: domain::key::IssueKey) -> DueMark {
    db.store.issue_page(&db.actor("keiyaku").await, key).await.unwrap().row.mark
}

both_dbs! {
    async fn whose_day_it_is_to_set(db) {
        for login in EVERYBODY {
            let actor = db.actor(login).await;
            for (on, reach, may) in [
                ("2026-12-25", "CITY", ["admin", "sekinin"].contains(&login)),
                ("2026-12-24", "SOMU", ["admin", "sekinin", "kanri-somu"].contains(&login)),
                ("2026-12-23", "KYOIKU", ["admin", "sekinin", "kanri-kyoiku"].contains(&login)),
            ] {
                // Whoever comes second finds the day set already.
                let result = db.store.set_day(&actor, 0, &set(on, reach, "closed")).await;
                if may {
                    assert!(result.is_ok() || matches!(result, Err(StoreError::Stale)), "{login} {reach}: {result:?}");
                } else if ["keiyaku", "kanri-somu", "kanri-kyoiku"].contains(&login) {
                    assert!(is_not_allowed(&result), "{login} {reach}: {result:?}");
                } else {
                    assert!(is_not_found(&result), "{login} {reach}: {result:?}");
                }
            }
        }
        let seen = async |login: &str| {
            let year = db.store.calendar_year(&db.actor(login).await, 2026).await.unwrap();
            year.days.into_iter().map(|it| it.center).collect::<Vec<_>>()
        };
        let (somu, kyoiku) = (Some(CenterCode::Somu), Some(CenterCode::Kyoiku));
        assert_eq!(seen("keiyaku").await, [kyoiku, somu, None]);
        assert_eq!(seen("kanri-somu").await, [somu, None], "the other center's days are its own");
    }

    async fn a_day_of_one_center_changes_what_is_late_there_only(db) {
        let somu = due(&db, "kyuyo", "SOMU-2026-001", "KYUYO", "R8.11.24").await;
        let kyoiku = due(&db, "kyoshokuin", "KYOIKU-2026-001", "KYOSHOKUIN", "R8.11.24").await;
        db.set_clock(2026, 11, 27, 9);
        assert_eq!((mark(&db, somu).await, mark(&db, kyoiku).await), (DueMark::Overdue(3), DueMark::Overdue(3)));
        let lead = db.actor("sekinin").await;
        db.store.set_day(&lead, 0, &set("2026-11-26", "SOMU", "closed")).await.unwrap();
        assert_eq!((mark(&db, somu).await, mark(&db, kyoiku).await), (DueMark::Overdue(2), DueMark::Overdue(3)));
        db.store.set_day(&lead, 0, &set("2026-11-25", "CITY", "closed")).await.unwrap();
        assert_eq!((mark(&db, somu).await, mark(&db, kyoiku).await), (DueMark::Overdue(1), DueMark::Overdue(2)));
        // What a center says of its own day goes before the city.
        db.store.set_day(&lead, 0, &set("2026-11-25", "KYOIKU", "open")).await.unwrap();
        assert_eq!((mark(&db, somu).await, mark(&db, kyoiku).await), (DueMark::Overdue(1), DueMark::Overdue(3)));
        db.store.set_day(&lead, 1, &set("2026-11-25", "CITY", "by_law")).await.unwrap();
        assert_eq!(mark(&db, somu).await, DueMark::Overdue(2), "given back to the law");
        let ball = db.store.issue_page(&lead, somu).await.unwrap().row.ball;
        assert_eq!(ball.days, 2, "so are the days of the ball");
    }

    async fn within_three_days_is_counted_by_each_center(db) {
        // Tuesday: Wednesday, Thursday and Friday are within; Monday is not.
        let somu = due(&db, "kyuyo", "SOMU-2026-001", "KYUYO", "R8.11.30").await;
        let kyoiku = due(&db, "kyoshokuin", "KYOIKU-2026-001", "KYOSHOKUIN", "R8.11.30").await;
        let reader = db.actor("keiyaku").await;
        let soon = async || -> Vec<_> {
            let rows = issues(&db.store, &reader, "due=soon").await;
            [somu, kyoiku].map(|key| rows.iter().any(|it| it.key == key)).to_vec()
        };
        assert_eq!(soon().await, [false, false]);
        let lead = db.actor("sekinin").await;
        db.store.set_day(&lead, 0, &set("2026-11-26", "SOMU", "closed")).await.unwrap();
        assert_eq!(soon().await, [true, false]);
        assert_eq!((mark(&db, somu).await, mark(&db, kyoiku).await), (DueMark::Soon(3), DueMark::Later));
        db.store.set_day(&lead, 0, &set("2026-11-26", "CITY", "closed")).await.unwrap();
        assert_eq!(soon().await, [true, true]);
    }

    async fn the_preview_names_what_is_touched_and_moves_nothing(db) {
        let key = due(&db, "kyuyo", "SOMU-2026-001", "KYUYO", "R8.12.25").await;
        let other = due(&db, "kyoshokuin", "KYOIKU-2026-001", "KYOSHOKUIN", "R8.12.25").await;
        let lead = db.actor("sekinin").await;
        let touched = async |login: &str, input: &DayInput| {
            db.store.preview_day(&db.actor(login).await, input).await.unwrap().touched.unwrap()
        };
        let input = set("R8.12.25", "CITY", "closed");
        let all = touched("sekinin", &input).await;
        let keys: Vec<_> = all.issues.iter().map(|it| it.key).collect();
        assert!(keys.contains(&key) && keys.contains(&other), "{keys:?}");
        let own = touched("kanri-somu", &set("R8.12.25", "SOMU", "closed")).await;
        assert!(own.issues.iter().any(|it| it.key == key) && own.issues.iter().all(|it| it.key != other));
        let blind = touched("admin", &input).await;
        assert_eq!((blind.issues.len(), blind.cases.len()), (0, 0), "the administrator reads no case");
        assert_eq!(blind.hidden_issues as usize, all.issues.len() + all.hidden_issues as usize);
        assert_eq!(blind.hidden_cases as usize, all.cases.len() + all.hidden_cases as usize);

        // A preview is no change, and a change moves no day.
        let page = async || db.store.issue_page(&lead, key).await.unwrap();
        let before = page().await;
        let calendar = db.store.calendars();
        assert!(calendar.city().is_open(day("2026-12-25")));
        db.store.set_day(&lead, 0, &input).await.unwrap();
        let after = page().await;
        assert_eq!((after.row.due, after.version), (before.row.due, before.version));
        assert!(!db.store.calendars().city().is_open(day("2026-12-25")));
    }

    async fn the_preview_finds_plans_and_the_latest_go_live(db) {
        let lead = db.actor("sekinin").await;
        let case = db.store.case_page(&lead, case_no("SOMU-2026-001")).await.unwrap();
        let go_live = case.row.go_live_on.unwrap();
        let of_day = async |on: chrono::NaiveDate| {
            let input = set(&on.to_string(), "SOMU", "closed");
            db.store.preview_day(&lead, &input).await.unwrap()
        };
        let on_go_live = of_day(go_live).await.touched.unwrap();
        assert!(on_go_live.cases.iter().any(|it| it.no == case.row.no && it.goes_live), "{on_go_live:?}");
        let stage = case.row.stages.iter().find(|it| !it.state.is_over() && it.planned_end > case.today).unwrap();
        let planned = of_day(stage.planned_end).await;
        let touched = planned.touched.unwrap_or_default();
        let found: Vec<_> = touched.cases.iter().filter(|it| it.no == case.row.no).collect();
        assert_eq!(found.len(), 1, "once, whatever of it ends there: {touched:?}");
        let ends = case.row.stages.iter().filter(|it| !it.state.is_over() && it.planned_end == stage.planned_end);
        let ends: Vec<_> = ends.map(|it| (it.stage, it.system.clone())).collect();
        let mut told = found[0].stages.clone();
        told.sort();
        assert!(ends.len() > 1, "several lanes end on that day: {ends:?}");
        assert!(ends.iter().all(|it| told.contains(it)) && told.len() == ends.len(), "{told:?} {ends:?}");
        // 2027-04-01 is a Thursday in force: closing the day itself moves the latest day back.
        let (in_force, latest) = (case.row.in_force_on, case.latest_go_live);
        if let (Some(_), Some(latest)) = (in_force, latest) {
            let moved = of_day(latest).await.touched.unwrap();
            let found = moved.cases.iter().find(|it| it.no == case.row.no).unwrap();
            assert_eq!(found.before, Some(latest));
            assert!(found.after < Some(latest));
            db.store.set_day(&lead, 0, &set(&latest.to_string(), "SOMU", "closed")).await.unwrap();
            let now = db.store.case_page(&lead, case.row.no).await.unwrap();
            assert_eq!(now.latest_go_live, found.after, "as the preview said");
            assert_eq!(now.row.go_live_on, case.row.go_live_on, "not moved by itself");
        }
    }

    async fn the_preview_names_starts_lines_and_laws(db) {
        let (lead, kanri) = (db.actor("sekinin").await, db.actor("kanri-somu").await);
        let touched = async |login: &str, on: chrono::NaiveDate| {
            let input = set(&on.to_string(), "CITY", "closed");
            db.store.preview_day(&db.actor(login).await, &input).await.unwrap().touched.unwrap()
        };
        // What starts that day, 本番 of each system apart: from the plan of every case.
        let (mut starts, mut releases) = (0, 0);
        let list = db.store.case_list(&lead, &Default::default()).await.unwrap();
        for row in list.rows.iter().filter(|it| !it.state.is_over()) {
            for cell in row.stages.iter().filter(|it| !it.state.is_over() && it.actual_start.is_none()) {
                let on = touched("sekinin", cell.planned_start).await;
                let case = on.cases.iter().find(|it| it.no == row.no).unwrap();
                if cell.stage.number() == 7 {
                    releases += 1;
                    assert!(case.releases.iter().any(|it| cell.system.as_ref() == Some(it)), "{} {cell:?}", row.no);
                } else {
                    starts += 1;
                    assert!(case.starts.contains(&(cell.stage, cell.system.clone())), "{} {cell:?}", row.no);
                }
            }
        }
        assert!(starts > 3 && releases > 1, "{starts} {releases}");
        // What has begun starts no more.
        let begun = list.rows.iter().flat_map(|row| row.stages.iter().map(move |it| (row.no, it)));
        let (no, cell) = begun.into_iter().find(|(_, it)| !it.state.is_over() && it.actual_start.is_some()).unwrap();
        let on = touched("sekinin", cell.planned_start).await;
        let told = on.cases.iter().find(|it| it.no == no).map(|it| it.starts.clone()).unwrap_or_default();
        assert!(!told.contains(&(cell.stage, cell.system.clone())));

        // Lines of a 課題 and of a 工程, to those who may know of them.
        let key = due(&db, "kanri-somu", "SOMU-2026-001", "SOMU-C", "R9.1.20").await;
        db.store.add_line(&kanri, key, "様式を確かめる", "", "R9.1.22").await.unwrap();
        let on = day("2027-01-22");
        let of_issue = touched("sekinin", on).await;
        let line = of_issue.lines.iter().find(|it| it.of == LineOf::Issue(key)).unwrap();
        assert_eq!((line.text.as_str(), of_issue.hidden_lines), ("様式を確かめる", 0));
        let blind = touched("admin", on).await;
        assert_eq!((blind.lines.len(), blind.hidden_lines as usize), (0, of_issue.lines.len()));

        // A 制度改正 without a 案件: its day is a Thursday, closing it moves the last day by one.
        let law = domain::law::LawInput {
            name: "案件のない改正".into(),
            kind: "ordinance".into(),
            state: "bill".into(),
            in_force_on: "2027-07-01".into(),
            ..Default::default()
        };
        let code = db.store.add_law(&lead, &law).await.unwrap();
        let on = day("2027-07-01");
        let told = touched("sekinin", on).await;
        let law = told.laws.iter().find(|it| it.code == code).unwrap();
        assert_eq!((law.before, law.after), (on, day("2027-06-30")));
        assert_eq!(touched("admin", on).await.hidden_laws as usize, told.laws.len());
        let of_center = db.store.preview_day(&lead, &set("2027-07-01", "SOMU", "closed")).await.unwrap().touched.unwrap();
        assert!(of_center.laws.is_empty(), "it is counted by the days of the whole city");
        assert!(touched("sekinin", day("2027-07-02")).await.laws.iter().all(|it| it.code != code));
    }

    async fn a_wrong_or_stale_change_is_refused(db) {
        let lead = db.actor("sekinin").await;
        for (input, told) in [
            (set("2026-12-30", "CITY", "closed"), (Field::Says, Problem::Unchanged)),
            (set("2026-12-25", "CITY", "by_law"), (Field::Says, Problem::Unchanged)),
            (set("2036-12-25", "CITY", "closed"), (Field::Day, Problem::OutsideCalendar)),
            (DayInput { reason: " ".into(), ..set("2026-12-25", "CITY", "closed") }, (Field::Reason, Problem::Required)),
        ] {
            assert_eq!(problems(db.store.set_day(&lead, 0, &input).await), std::slice::from_ref(&told), "{input:?}");
            let preview = db.store.preview_day(&lead, &input).await.unwrap();
            assert_eq!(preview.problems.iter().map(|it| (it.field, it.problem.clone())).collect::<Vec<_>>(), [told]);
            assert!(preview.touched.is_none());
        }
        let input = set("2026-12-25", "CITY", "closed");
        db.store.set_day(&lead, 0, &input).await.unwrap();
        let other = DayInput { name: "別の名称".into(), ..input.clone() };
        let late = db.store.set_day(&db.actor("admin").await, 0, &other).await;
        assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
        let shown = db.store.preview_day(&lead, &other).await.unwrap().present.unwrap();
        assert_eq!((shown.version, shown.says, shown.name.as_str()), (1, DayOverride::Closed, "停電"));
        db.store.set_day(&lead, 1, &other).await.unwrap();
    }

    async fn every_instance_follows_with_the_next_request(db) {
        let other = Store::connect(&db.url).await.unwrap().with_clock(db.clock.clone());
        let lead = db.actor("sekinin").await;
        let on = day("2026-12-25");
        other.actor(lead.user).await.unwrap();
        assert!(other.calendars().city().is_open(on));
        db.store.set_day(&lead, 0, &set("2026-12-25", "CITY", "closed")).await.unwrap();
        assert!(!db.store.calendars().city().is_open(on));
        let before = other.statements();
        other.actor(lead.user).await.unwrap();
        assert!(!other.calendars().city().is_open(on), "the question who is asking brings the news");
        assert_eq!(other.statements() - before, 2, "one statement more, once");
        other.actor(lead.user).await.unwrap();
        assert_eq!(other.statements() - before, 3, "and none as long as nothing changes");
        // A new process reads the days at its start.
        let fresh = Store::connect(&db.url).await.unwrap();
        fresh.migrate().await.unwrap();
        assert!(!fresh.calendars().city().is_open(on));
    }
}
