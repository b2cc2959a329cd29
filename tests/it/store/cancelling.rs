//! A case is cancelled: what is open in it is withdrawn, for everybody.

use super::{gates::holding, tally::agree};
use domain::{
    actor::Actor,
    audit::LogFilter,
    case::{CaseMove, CaseState},
    event::Event,
    filter::IssueFilter,
    issue::{DraftInput, Holder, IssueState as S, Move as M},
    key::{CaseNo, IssueKey},
    refusal::{Field, Problem, Refusal},
    view::IssueRow,
};
use std::{collections::BTreeSet, time::Duration};
use store::StoreError;
use tests::{
    TestDb, both_dbs,
    typed::{At, accepted_by, case_no, day, draft, draft_in, events, nothing, problems, reason, text},
};

const NO: &str = "SOMU-2026-004";
const WHY: &str = "国の制度が見送られた";
const EVERYBODY: [&str; 9] =
    ["fukuri", "jinji", "keiyaku", "sekinin", "kanri-somu", "op-somu", "consul", "vendor-a", "vendor-a-member"];

async fn open_for(db: &TestDb, who: &Actor) -> Vec<IssueRow> {
    let mut filter = IssueFilter::parse("");
    filter.case = Some(case_no(NO));
    db.store.issue_list(who, &filter).await.unwrap().rows
}

async fn cancel(db: &TestDb, who: &Actor) -> Result<(), StoreError> {
    let version = db.store.case_edit_page(who, case_no(NO)).await?.version;
    db.store.move_case(who, case_no(NO), version, CaseMove::Cancel, WHY).await
}

fn of_case(rows: &[IssueRow], no: CaseNo) -> usize {
    rows.iter().filter(|it| it.key.case == no).count()
}

/// The reason with which a 課題 was withdrawn last, and by whom.
async fn last_word(db: &TestDb, who: &Actor, key: IssueKey) -> (Option<String>, String) {
    let page = db.store.issue_page(who, key).await.unwrap();
    let last = events(&page).last().map(|it| (it.event.clone(), it.actor.clone())).unwrap();
    let (Event::IssueMoved { mv: M::Withdraw, to: S::Withdrawn, reason, .. }, by) = last else { panic!("{last:?}") };
    assert_eq!((page.row.state, page.closed_on), (S::Withdrawn, Some(day("2026-11-24"))));
    assert_eq!((page.row.ball.holder, page.row.ball.mine, page.moves.len()), (Holder::Nobody, false, 0), "{key}");
    assert_eq!((page.case_state, page.may_edit), (CaseState::Cancelled, false));
    (reason, by)
}

both_dbs! {
    async fn a_cancelled_case_leaves_nobody_a_課題(db) {
        let (kanri, fukuri, no) = (db.actor("kanri-somu").await, db.actor("fukuri").await, case_no(NO));
        let mut open = BTreeSet::new();
        for login in EVERYBODY {
            let who = db.actor(login).await;
            let rows = open_for(&db, &who).await;
            assert_eq!(rows.len(), db.store.case_page(&who, no).await.unwrap().row.open_issues as usize, "{login}");
            open.extend(rows.into_iter().map(|it| (it.key.to_string(), it.key, it.scope)));
        }
        let scopes: BTreeSet<_> = open.iter().map(|it| it.2.as_str()).collect();
        assert_eq!(scopes.len(), 4, "one of each 公開範囲: {scopes:?}");
        let held = *open.iter().map(|(_, key, _)| key).next().unwrap();
        let before = At { store: &db.store, key: held }.seen_by(&fukuri).await.version;
        db.store.move_issue(&fukuri, held, before, M::Hold, &domain::issue::MoveInput { reason: "待つ".into(), until: "2026-12-18".into(), ..nothing() }).await.unwrap();
        let seen = db.store.case_edit_page(&kanri, no).await.unwrap().open_issues;
        assert!((seen as usize) < open.len() && seen as usize == open_for(&db, &kanri).await.len(), "what they see is counted: {seen}");
        let elsewhere = db.store.issue_list(&kanri, &IssueFilter::parse("")).await.unwrap().count;

        cancel(&db, &kanri).await.unwrap();
        agree(&db, "cancelled").await;
        for login in EVERYBODY {
            let who = db.actor(login).await;
            assert_eq!(open_for(&db, &who).await.len(), 0, "{login}");
            let row = db.store.case_page(&who, no).await.unwrap().row;
            assert_eq!((row.open_issues, row.overdue_issues, row.signal), (0, 0, None), "{login}");
            let today = db.store.today_view(&who).await.unwrap();
            let left = [&today.mine, &today.soon, &today.overdue].map(|it| of_case(it, no));
            assert_eq!(left, [0; 3], "{login}");
        }
        assert_ne!(db.store.issue_list(&kanri, &IssueFilter::parse("")).await.unwrap().count, elsewhere);
        for (_, key, _) in &open {
            let who = [&fukuri, &kanri];
            let mut told = 0;
            for who in who {
                if db.store.issue_page(who, *key).await.is_ok() {
                    assert_eq!(last_word(&db, who, *key).await, (Some(WHY.to_owned()), kanri.name.clone()), "{key}");
                    told += 1;
                }
            }
            assert!(told > 0, "{key}");
        }
        // On 再開日 nothing wakes.
        db.set_clock(2026, 12, 21, 9);
        db.store.wake_held_issues().await.unwrap();
        assert_eq!(last_word(&db, &fukuri, held).await.1, kanri.name);
    }

    async fn who_cancels_learns_of_nothing_more_than_before(db) {
        let (kanri, fukuri, no) = (db.actor("kanri-somu").await, db.actor("fukuri").await, case_no(NO));
        let known: BTreeSet<_> = open_for(&db, &kanri).await.iter().map(|it| it.key.to_string()).collect();
        let hidden = db.store.raise_issue(&fukuri, NO, "", &draft_in("city", "市の中だけのこと")).await.unwrap();
        let inside = db.store.raise_issue(&kanri, NO, "", &draft_in("center", "センターの中だけのこと")).await.unwrap();
        cancel(&db, &kanri).await.unwrap();
        assert!(matches!(db.store.issue_page(&kanri, hidden).await, Err(StoreError::NotFound(_))));
        let page = db.store.case_page(&kanri, no).await.unwrap();
        assert!(matches!(page.events[0].event, Event::CaseMoved { mv: CaseMove::Cancel, .. }), "it stands on top");
        let withdrawn = |event: &Event| matches!(event, Event::IssueMoved { mv: M::Withdraw, .. });
        let log = db.store.log_page(&kanri, &LogFilter::parse("group=issue", db.store.today()).0).await.unwrap();
        let told = log.rows.iter().filter(|it| withdrawn(&it.event)).filter_map(|it| it.issue);
        let told: BTreeSet<_> = told.map(|it| it.to_string()).collect();
        let expected: BTreeSet<_> = known.iter().cloned().chain([inside.to_string()]).collect();
        assert_eq!(told, expected, "nothing of 市内部 in the log of who did it");
        let mut of_case = page.events.iter().filter(|it| withdrawn(&it.event)).filter_map(|it| it.issue);
        assert!(of_case.all(|it| it != hidden));
        // Nor does the city hear of the center's own.
        assert!(matches!(db.store.issue_page(&fukuri, inside).await, Err(StoreError::NotFound(_))));
        let told = db.store.case_page(&fukuri, no).await.unwrap().events;
        assert!(told.iter().all(|it| it.issue != Some(inside)) && told.iter().any(|it| it.issue == Some(hidden)));
    }

    async fn what_was_over_stays_as_it_was_and_a_refused_中止_withdraws_nothing(db) {
        let (kanri, no) = (db.actor("kanri-somu").await, case_no(NO));
        let key = db.store.raise_issue(&kanri, NO, "", &draft("済んだ")).await.unwrap();
        let at = At { store: &db.store, key };
        at.moves(&kanri, M::Withdraw, &reason("思い違い")).await.unwrap();
        let before = at.seen_by(&kanri).await;
        let open = open_for(&db, &kanri).await.len();
        let version = db.store.case_edit_page(&kanri, no).await.unwrap().version;
        for (version, why) in [(version, ""), (version + 1, WHY)] {
            assert!(db.store.move_case(&kanri, no, version, CaseMove::Cancel, why).await.is_err());
            assert_eq!(open_for(&db, &kanri).await.len(), open, "{version} {why}");
        }
        cancel(&db, &kanri).await.unwrap();
        let after = at.seen_by(&kanri).await;
        assert_eq!((after.version, after.history.len()), (before.version, before.history.len()));
    }

    async fn who_moves_a_課題_from_an_older_page_is_told_so(db) {
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, NO, "", &draft("競合")).await.unwrap();
        cancel(&db, &kanri).await.unwrap();
        let stale = db.store.move_issue(&kanri, key, 1, M::Accept, &accepted_by("SOMU-C", "kanri-somu", "2026-12-01")).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let at = At { store: &db.store, key };
        let over = at.moves(&kanri, M::Resolve, &text("した")).await;
        assert!(matches!(over, Err(StoreError::Refused(Refusal::WrongState { state: S::Withdrawn, .. }))), "{over:?}");
        let none = db.store.raise_issue(&kanri, NO, "", &draft("遅い")).await;
        assert_eq!(problems(none), [(Field::Case, Problem::UnknownChoice)]);
    }

    async fn a_move_that_was_first_is_waited_for_and_its_課題_withdrawn_all_the_same(db) {
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, NO, "", &draft("先の人")).await.unwrap();
        let moved = format!("UPDATE issue SET version = version + 1, state = 'accepted' WHERE key = '{key}'");
        let other = holding(&db, &[moved]).await;
        let (store, who) = (db.store.clone(), kanri.clone());
        let version = store.case_edit_page(&kanri, case_no(NO)).await.unwrap().version;
        let cancelling = tokio::spawn(async move { store.move_case(&who, case_no(NO), version, CaseMove::Cancel, WHY).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!cancelling.is_finished(), "it waits for who was first");
        sea_orm::ConnectionTrait::execute_unprepared(&other, "COMMIT").await.unwrap();
        cancelling.await.unwrap().unwrap();
        let page = db.store.issue_page(&kanri, key).await.unwrap();
        assert_eq!((page.row.state, page.version), (S::Withdrawn, 3), "from the state in which the other left it");
        agree(&db, "after both").await;
    }

    async fn a_課題_raised_while_the_case_is_cancelled_is_withdrawn_or_refused(db) {
        let kanri = db.actor("kanri-somu").await;
        let ended = format!("UPDATE case_file SET state = 'cancelled' WHERE no = '{NO}'");
        let other = holding(&db, &[ended]).await;
        let (store, who) = (db.store.clone(), kanri.clone());
        let raising = tokio::spawn(async move { store.raise_issue(&who, NO, "", &draft("同じ時に")).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!raising.is_finished(), "it waits for who was first");
        sea_orm::ConnectionTrait::execute_unprepared(&other, "COMMIT").await.unwrap();
        assert_eq!(problems(raising.await.unwrap()), [(Field::Case, Problem::UnknownChoice)]);
    }

    async fn many_at_once_neither_hang_nor_leave_one_open(db) {
        let kanri = db.actor("kanri-somu").await;
        let mut keys = Vec::new();
        for n in 0..8 {
            let grave = DraftInput { severity: "high".into(), ..draft(&format!("同時{n}")) };
            keys.push(db.store.raise_issue(&kanri, NO, "", &grave).await.unwrap());
        }
        let version = db.store.case_edit_page(&kanri, case_no(NO)).await.unwrap().version;
        let mut running = Vec::new();
        for key in keys.iter().rev().copied() {
            let (store, who) = (db.store.clone(), kanri.clone());
            running.push(tokio::spawn(async move { store.move_issue(&who, key, 1, M::Withdraw, &reason("自分で")).await }));
        }
        let (store, who) = (db.store.clone(), kanri.clone());
        let cancelling = tokio::spawn(async move { store.move_case(&who, case_no(NO), version, CaseMove::Cancel, WHY).await });
        cancelling.await.unwrap().unwrap();
        for it in running {
            let done = it.await.unwrap();
            let told = matches!(done, Ok(()) | Err(StoreError::Stale | StoreError::Refused(Refusal::WrongState { .. })));
            assert!(told, "{done:?}");
        }
        assert_eq!(open_for(&db, &kanri).await.len(), 0);
        agree(&db, "after all").await;
    }
}
