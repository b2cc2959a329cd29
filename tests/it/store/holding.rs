//! A case as a whole: edited, held, resumed, cancelled; its lanes.

use domain::{
    case::{CaseMove, CaseState},
    event::{Edit, Event},
    planning::{EditInput, LineInput},
    refusal::{Field, LaneUse, PlanProblem, Problem, Refusal},
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{case_input, case_no, day, draft, is_not_allowed, is_not_found, opened, problems, started},
};

fn edit(title: &str) -> EditInput {
    EditInput {
        law: "L20".into(),
        section: "FUKURI".into(),
        title: title.into(),
        in_force_on: "2028-10-01".into(),
        manager: "kanri-somu".into(),
        ..EditInput::default()
    }
}

both_dbs! {
    async fn a_case_is_held_resumed_and_cancelled_with_reasons(db) {
        let (kanri, fukuri) = (db.actor("kanri-somu").await, db.actor("fukuri").await);
        let no = opened(&db.store, &kanri, &case_input()).await;
        let go = |version, mv, reason: &'static str| { let (db, kanri) = (&db, &kanri); async move { db.store.move_case(kanri, no, version, mv, reason).await } };
        assert_eq!(problems(go(1, CaseMove::Hold, "").await), [(Field::Reason, Problem::Required)]);
        let early = go(1, CaseMove::Resume, "再開").await;
        let refused = Refusal::CaseState { state: CaseState::Planned, attempted: CaseMove::Resume };
        assert!(matches!(&early, Err(StoreError::Refused(why)) if *why == refused), "{early:?}");
        go(1, CaseMove::Hold, "補正予算の議決待ち").await.unwrap();
        let stale = go(1, CaseMove::Cancel, "古い画面から").await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let start = started(&kanri, &db.store, no, 1, None).await;
        assert_eq!(problems(start), [(Field::Case, Problem::NotAtWork(CaseState::OnHold))]);
        // The head of the case says why, since when, and who.
        let moved = db.store.case_page(&db.actor("vendor-a").await, no).await.unwrap().moved.unwrap();
        assert_eq!((moved.reason.as_deref(), moved.by.as_str()), (Some("補正予算の議決待ち"), kanri.name.as_str()));
        assert_eq!((moved.at, moved.org.as_str()), (db.store.now(), kanri.org_name.as_str()));
        go(2, CaseMove::Resume, "議決された").await.unwrap();
        let page = db.store.case_page(&kanri, no).await.unwrap();
        assert_eq!((page.row.state, page.moved), (CaseState::Planned, None), "nothing had begun, and nothing rests");
        started(&kanri, &db.store, no, 1, None).await.unwrap();
        db.store.move_case(&fukuri, no, 4, CaseMove::Hold, "様式待ち").await.unwrap();
        db.store.move_case(&fukuri, no, 5, CaseMove::Resume, "確定した").await.unwrap();
        let page = db.store.case_page(&kanri, no).await.unwrap();
        assert_eq!(page.row.state, CaseState::Active);
        let Event::CaseMoved { mv, from, to, reason } = &page.events[0].event else { panic!("{:?}", page.events) };
        assert_eq!((*mv, *from, *to, reason.as_deref()), (CaseMove::Resume, CaseState::OnHold, CaseState::Active, Some("確定した")));
        go(6, CaseMove::Cancel, "国の制度が見送られた").await.unwrap();
        let page = db.store.case_page(&kanri, no).await.unwrap();
        assert_eq!((page.row.state, page.row.signal, page.may_edit, page.may_replan), (CaseState::Cancelled, None, false, false));
        assert_eq!(page.moved.and_then(|it| it.reason).as_deref(), Some("国の制度が見送られた"));
        assert!(is_not_allowed(&db.store.case_edit_page(&kanri, no).await));
    }

    async fn who_may_not_change_it_changes_nothing(db) {
        let kanri = db.actor("kanri-somu").await;
        let no = opened(&db.store, &kanri, &case_input()).await;
        for login in ["op-somu", "opkanri-somu", "consul", "vendor-a", "vendor-a-member", "jinji", "kyuyo-kessai"] {
            let actor = db.actor(login).await;
            for mv in [CaseMove::Hold, CaseMove::Complete, CaseMove::Cancel] {
                assert!(is_not_allowed(&db.store.move_case(&actor, no, 1, mv, "理由").await), "{login} {mv}");
            }
            assert!(is_not_allowed(&db.store.edit_case(&actor, no, 1, &edit("x")).await), "{login}");
            assert!(is_not_allowed(&db.store.add_lane(&actor, no, 1, "SHOMU", &[]).await), "{login}");
            assert!(is_not_allowed(&db.store.remove_lane(&actor, no, 1, "RINJI", "理由").await), "{login}");
            assert!(is_not_allowed(&db.store.case_edit_page(&actor, no).await), "{login}");
        }
        for login in ["kanri-kyoiku", "op-kyoiku", "vendor-c", "admin"] {
            let actor = db.actor(login).await;
            assert!(is_not_found(&db.store.move_case(&actor, no, 1, CaseMove::Hold, "理由").await), "{login}");
            assert!(is_not_found(&db.store.edit_case(&actor, no, 1, &edit("x")).await), "{login}");
            assert!(is_not_found(&db.store.case_edit_page(&actor, no).await), "{login}");
        }
    }

    async fn an_edit_tells_what_was_and_what_is(db) {
        let (kanri, fukuri) = (db.actor("kanri-somu").await, db.actor("fukuri").await);
        let no = opened(&db.store, &kanri, &case_input()).await;
        let input = EditInput {
            related: vec!["JINJI".into()],
            officer: "fukuri".into(),
            consultants: vec!["consul".into()],
            summary: "資格判定を改める".into(),
            ..edit("R10.10 雇用保険")
        };
        db.store.edit_case(&fukuri, no, 1, &input).await.unwrap();
        let page = db.store.case_edit_page(&kanri, no).await.unwrap();
        assert_eq!((page.title.as_str(), page.summary.as_str(), page.version), ("R10.10 雇用保険", "資格判定を改める", 2));
        assert_eq!((page.officer.as_deref(), page.consultants.as_slice()), (Some("fukuri"), &["consul".to_owned()][..]));
        let events = db.store.case_page(&kanri, no).await.unwrap().events;
        let Event::CaseEdited { fields } = &events[0].event else { panic!("{events:?}") };
        let told = |field, before: &str, after: &str| Edit { field, before: before.into(), after: after.into() };
        let consul = db.actor("consul").await.name;
        assert_eq!(
            *fields,
            [
                told(Field::Title, "R10.10 雇用保険の適用拡大", "R10.10 雇用保険"),
                told(Field::Summary, "", "資格判定を改める"),
                told(Field::RelatedSections, "", "人事課"),
                told(Field::Officer, "", &fukuri.name),
                told(Field::Consultants, "", &consul),
            ]
        );
        // The same once more is no edit; from an older page it is stale.
        db.store.edit_case(&kanri, no, 2, &input).await.unwrap();
        assert_eq!(db.store.case_edit_page(&kanri, no).await.unwrap().version, 2);
        let stale = db.store.edit_case(&kanri, no, 1, &input).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        // An earlier 施行日 makes the 本番 late.
        let latest = day("2028-08-31");
        let earlier = EditInput { in_force_on: "2028-09-01".into(), ..input.clone() };
        let told = problems(db.store.edit_case(&fukuri, no, 2, &EditInput { in_force_on: "2028-08-31".into(), ..input.clone() }).await);
        assert_eq!(told, [(Field::InForceOn, Problem::AfterLatest { latest, may_override: false })]);
        assert_eq!(problems(db.store.edit_case(&kanri, no, 2, &earlier).await).len(), 2);
        db.store.edit_case(&kanri, no, 2, &EditInput { late_reason: "国の前倒し".into(), ..earlier }).await.unwrap();
        // What the manager let pass does not stop an officer from mending the 件名.
        let input = EditInput { in_force_on: "2028-09-01".into(), title: "R10.9 雇用保険".into(), ..input };
        db.store.edit_case(&fukuri, no, 3, &input).await.unwrap();
        assert_eq!(db.store.plan_page(&kanri, no).await.unwrap().late_reason.as_deref(), Some("国の前倒し"));
    }

    async fn a_lane_joins_later_and_leaves_while_nothing_hangs_on_it(db) {
        let (kanri, b) = (db.actor("kanri-somu").await, db.actor("vendor-b").await);
        let no = opened(&db.store, &kanri, &case_input()).await;
        assert!(is_not_found(&db.store.case_page(&b, no).await));
        for (system, problem) in [("", Problem::Required), ("FUKUMU", Problem::OtherCenter), ("NONE", Problem::UnknownChoice), ("RINJI", Problem::AlreadyThere)] {
            assert_eq!(problems(db.store.add_lane(&kanri, no, 1, system, &[]).await), [(Field::System, problem)], "{system}");
        }
        let last = db.store.remove_lane(&kanri, no, 1, "RINJI", "対象外").await;
        assert_eq!(problems(last), [(Field::System, Problem::LaneInUse(LaneUse::Last))]);
        db.store.add_lane(&kanri, no, 1, "JINKYU", &[]).await.unwrap();
        let page = db.store.case_page(&b, no).await.unwrap();
        let own: Vec<_> = page.row.stages.iter().filter(|it| it.system.is_some()).collect();
        assert_eq!(own.iter().map(|it| it.stage.number()).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
        assert_eq!((own[4].first_start, own[4].planned_start), (day("2028-09-29"), day("2028-09-29")), "up to 本番");
        assert!(own[0].first_start >= db.store.today());
        // Events of one lane are for its vendor.
        let a = db.store.case_page(&db.actor("vendor-a").await, no).await.unwrap();
        assert!(a.events.iter().all(|it| !matches!(it.event, Event::LaneAdded { .. })), "{:?}", a.events);
        assert!(page.events.iter().any(|it| matches!(&it.event, Event::LaneAdded { system } if system == "JINKYU")));
        // A 課題 or begun work keeps it.
        let key = db.store.raise_issue(&kanri, &no.to_string(), "JINKYU", &draft("連携")).await.unwrap();
        let used = db.store.remove_lane(&kanri, no, 2, "JINKYU", "対象外").await;
        assert_eq!(problems(used), [(Field::System, Problem::LaneInUse(LaneUse::Issues(1)))], "{key}");
        started(&kanri, &db.store, no, 3, Some("RINJI")).await.unwrap();
        let begun = db.store.remove_lane(&kanri, no, 3, "RINJI", "対象外").await;
        assert!(matches!(&problems(begun)[..], [(Field::System, Problem::LaneInUse(LaneUse::Started))]));
        db.store.add_lane(&kanri, no, 3, "SHOMU", &[]).await.unwrap();
        assert_eq!(problems(db.store.remove_lane(&kanri, no, 4, "SHOMU", " ").await), [(Field::Reason, Problem::Required)]);
        db.store.remove_lane(&kanri, no, 4, "SHOMU", "影響がないと分かった").await.unwrap();
        let page = db.store.case_page(&kanri, no).await.unwrap();
        assert_eq!(page.lanes.iter().map(|it| it.system.code.as_str()).collect::<Vec<_>>(), ["RINJI", "JINKYU"]);
        assert!(page.row.stages.iter().all(|it| it.system.as_deref() != Some("SHOMU")));
    }

    async fn the_plan_of_a_lane_is_seen_and_adjusted_before_it_joins(db) {
        let (kanri, store) = (db.actor("kanri-somu").await, &db.store);
        let no = opened(store, &kanri, &case_input()).await;
        let before = store.case_page(&kanri, no).await.unwrap().lanes.len();
        let lines = store.propose_lane(&kanri, no, 1, "SHOMU").await.unwrap();
        assert_eq!(lines.iter().map(|it| it.stage.number()).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
        assert_eq!(store.case_page(&kanri, no).await.unwrap().lanes.len(), before, "a proposal writes nothing");
        let typed: Vec<_> = lines.iter().map(|it| LineInput {
            stage: it.stage, system: it.system.clone(), start: it.start.to_string(), end: it.end.to_string(),
        }).collect();
        let with = |at: usize, start: &str, end: &str| {
            let mut typed = typed.clone();
            (typed[at].start, typed[at].end) = (start.into(), end.into());
            typed
        };
        let told = |result| problems(result).into_iter().map(|(field, problem)| match problem {
            Problem::InPlan(line) => (line.stage.number(), line.wrong),
            other => panic!("{field} {other:?}"),
        }).collect::<Vec<_>>();
        let late = store.add_lane(&kanri, no, 1, "SHOMU", &with(3, &typed[3].start, "2028-12-01")).await;
        assert_eq!(told(late), [(6, PlanProblem::EndsAfterGoLive), (7, PlanProblem::EndsBeforePrevious)]);
        let missing = store.add_lane(&kanri, no, 1, "SHOMU", &typed[..4]).await;
        assert!(told(missing).contains(&(7, PlanProblem::Missing)));
        let early = store.add_lane(&kanri, no, 1, "SHOMU", &with(0, "2026-11-24", &typed[0].end)).await;
        assert_eq!(told(early), [(3, PlanProblem::BeforePrevious)], "工程2 of the case begins later");
        let (start, end) = (typed[1].start.clone(), typed[2].start.clone());
        store.add_lane(&kanri, no, 1, "SHOMU", &with(1, &start, &end)).await.unwrap();
        let page = store.case_page(&kanri, no).await.unwrap();
        let four = page.row.stages.iter().find(|it| it.stage.number() == 4 && it.system.as_deref() == Some("SHOMU")).unwrap();
        assert_eq!((four.first_start.to_string(), four.first_end.to_string()), (start, end), "as adjusted, as 当初");
    }

    async fn a_lane_that_joins_too_late_is_told_so(db) {
        // K-01 goes live in five 開庁日.
        let kanri = db.actor("kanri-somu").await;
        let no = case_no("SOMU-2026-001");
        let page = db.store.case_edit_page(&kanri, no).await.unwrap();
        assert_eq!(page.spare_systems.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["SHOKUIN"]);
        let joined = db.store.add_lane(&kanri, no, page.version, "SHOKUIN", &[]).await;
        assert!(joined.is_ok(), "five days are just enough: {joined:?}");
        db.set_clock(2026, 11, 27, 9);
        let late = opened_late(&db).await;
        assert_eq!(late, [(Field::System, Problem::SpanTooShort { there: 2, needed: 4 })]);
    }
}

/// The same lane out and in again, with 本番 in two 開庁日.
async fn opened_late(db: &tests::TestDb) -> Vec<(Field, Problem)> {
    let kanri = db.actor("kanri-somu").await;
    let no = case_no("SOMU-2026-001");
    let page = db.store.case_edit_page(&kanri, no).await.unwrap();
    db.store.remove_lane(&kanri, no, page.version, "SHOKUIN", "影響なし").await.unwrap();
    problems(db.store.add_lane(&kanri, no, page.version + 1, "SHOKUIN", &[]).await)
}
