//! Moves that need something, and moves that are not possible.

use domain::{
    event::Event,
    issue::{AssignmentInput, DueMark, Holder, IssueState as S, Move as M, MoveInput},
    refusal::{Field, Problem, Refusal},
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{At, accepted_by, day, draft, is_not_allowed, is_not_found, nothing, problems, reason, text},
};

both_dbs! {
    async fn nothing_is_accepted_without_who_and_until_when(db) {
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "SHOMU", &draft("受付")).await.unwrap();
        let at = At { store: &db.store, key };
        let (org, who, due) = (Field::Org, Field::Assignee, Field::Due);
        let missing = Problem::Required;
        let today = db.store.today();
        for (input, told) in [
            (nothing(), vec![(org, missing.clone()), (who, missing.clone()), (due, missing.clone())]),
            (accepted_by("SOMU-C", "", "2026-12-01"), vec![(who, missing.clone())]),
            (accepted_by("", "kanri-somu", "2026-12-01"), vec![(org, missing.clone())]),
            (accepted_by("SOMU-C", "kanri-somu", " "), vec![(due, missing.clone())]),
            (accepted_by("NOWHERE", "nobody", "R8.12.1"), vec![(org, Problem::UnknownChoice), (who, Problem::UnknownChoice)]),
            (accepted_by("SOMU-C", "kanri-somu", "2026-11-23"), vec![(due, Problem::Past { today })]),
            (accepted_by("KYUYO", "kanri-somu", "R8.12.1"), vec![(who, Problem::NotInOrganisation)]),
            (accepted_by("SOMU-C", "op-somu", "R8.12.1"), vec![(who, Problem::CannotSeeIt)]),
            (accepted_by("VENDOR-B", "vendor-b", "R8.12.1"), vec![(who, Problem::CannotSeeIt)]),
        ] {
            assert_eq!(problems(at.moves(&kanri, M::Accept, &input).await), told, "{input:?}");
        }
        let wrong = at.moves(&kanri, M::Accept, &accepted_by("SOMU-C", "kanri-somu", "2026-02-30")).await;
        assert!(matches!(problems(wrong)[..], [(Field::Due, Problem::Date(_))]));
        let page = at.seen_by(&kanri).await;
        assert_eq!((page.row.state, page.version, page.history.len()), (S::Raised, 1, 1), "nothing was half-written");
    }

    async fn a_hold_has_a_reason_and_a_day_and_is_resumed(db) {
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "", &draft("保留")).await.unwrap();
        let at = At { store: &db.store, key };
        let hold = |reason: &str, until: &str| {
            MoveInput { reason: reason.into(), until: until.into(), ..MoveInput::default() }
        };
        let today = db.store.today();
        assert_eq!(
            problems(at.moves(&kanri, M::Hold, &hold("", "")).await),
            [(Field::Reason, Problem::Required), (Field::Until, Problem::Required)]
        );
        assert_eq!(
            problems(at.moves(&kanri, M::Hold, &hold("待つ", "2026-11-24")).await),
            [(Field::Until, Problem::TooSoon { earliest: today.succ_opt().unwrap() })]
        );
        // Before it was accepted, it comes back as raised; afterwards as in work.
        at.moves(&kanri, M::Hold, &hold("補正予算を待つ", "令和8年12月14日")).await.unwrap();
        let page = at.seen_by(&kanri).await;
        assert_eq!((page.row.state, page.hold_until), (S::OnHold, Some(day("2026-12-14"))));
        assert_eq!((page.row.ball.holder, page.row.mark), (Holder::Nobody, DueMark::None));
        at.moves(&kanri, M::Resume, &nothing()).await.unwrap();
        assert_eq!((at.seen_by(&kanri).await.row.state, at.seen_by(&kanri).await.hold_until), (S::Raised, None));
        at.moves(&kanri, M::Accept, &accepted_by("SOMU-C", "kanri-somu", "2026-11-25")).await.unwrap();
        at.moves(&kanri, M::Hold, &hold("通知を待つ", "2026-12-14")).await.unwrap();
        db.set_clock(2026, 12, 15, 9);
        assert_eq!(at.seen_by(&kanri).await.row.mark, DueMark::None, "on hold nothing is late");
        at.moves(&kanri, M::Resume, &nothing()).await.unwrap();
        let page = at.seen_by(&kanri).await;
        assert_eq!((page.row.state, page.row.ball.days), (S::InProgress, 0));
        assert!(matches!(page.row.mark, DueMark::Overdue(_)));
    }

    /// Without anybody's doing, on its day: a ball is always with somebody.
    async fn what_is_on_hold_comes_back_on_its_day(db) {
        let kanri = db.actor("kanri-somu").await;
        let hold = MoveInput { reason: "通知を待つ".into(), until: "2026-12-14".into(), ..MoveInput::default() };
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "", &draft("保留")).await.unwrap();
        let at = At { store: &db.store, key };
        at.moves(&kanri, M::Accept, &accepted_by("SOMU-C", "kanri-somu", "2026-12-11")).await.unwrap();
        at.moves(&kanri, M::Hold, &hold).await.unwrap();
        db.set_clock(2026, 12, 13, 9);
        db.store.wake_held_issues().await.unwrap();
        assert_eq!(at.seen_by(&kanri).await.row.state, S::OnHold, "not before");
        db.set_clock(2026, 12, 14, 0);
        assert!(db.store.wake_held_issues().await.unwrap() >= 1);
        assert_eq!(db.store.wake_held_issues().await.unwrap(), 0, "once");
        let page = at.seen_by(&kanri).await;
        assert_eq!((page.row.state, page.hold_until), (S::InProgress, None));
        assert!(page.row.ball.mine && matches!(page.row.mark, DueMark::Overdue(_)), "{:?}", page.row);
        let last = page.history.last().cloned();
        let Some(domain::view::Entry::Event(told)) = last else { panic!("{last:?}") };
        assert!(told.actor.is_empty() && matches!(told.event, Event::IssueMoved { mv: M::Resume, .. }), "{told:?}");
        let today = db.store.today_view(&kanri).await.unwrap();
        assert!(today.overdue.iter().chain(&today.mine).any(|row| row.key == key), "it is on 今日 again");
        // An edit from the page as it was on hold is stale, as after anybody's move.
        let stale = db.store.move_issue(&kanri, key, page.version - 1, M::Resolve, &text("済")).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    }

    async fn a_withdrawal_has_a_reason_and_belongs_to_the_raisers_side_or_a_manager(db) {
        let (kyuyo, kanri, vendor) =
            (db.actor("kyuyo").await, db.actor("kanri-somu").await, db.actor("vendor-a").await);
        for (raiser, by, allowed) in
            [(&kyuyo, &vendor, false), (&vendor, &kyuyo, false), (&kyuyo, &kyuyo, true), (&kyuyo, &kanri, true), (&vendor, &kanri, true)]
        {
            let key = db.store.raise_issue(raiser, "SOMU-2026-001", "SHOMU", &draft("取下げ")).await.unwrap();
            let at = At { store: &db.store, key };
            if allowed {
                assert_eq!(problems(at.moves(by, M::Withdraw, &nothing()).await), [(Field::Reason, Problem::Required)]);
                at.moves(by, M::Withdraw, &reason("重複")).await.unwrap();
                let page = at.seen_by(by).await;
                assert_eq!((page.row.state, page.closed_on), (S::Withdrawn, Some(db.store.today())));
                assert!(page.moves.is_empty());
            } else {
                assert!(is_not_allowed(&at.moves(by, M::Withdraw, &reason("重複")).await), "{} of {}", by.login, raiser.login);
            }
        }
    }

    async fn a_move_out_of_its_state_is_refused_with_the_state(db) {
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "", &draft("順番")).await.unwrap();
        let at = At { store: &db.store, key };
        for mv in [M::Start, M::Answer, M::Resolve, M::Approve, M::Return, M::Resume] {
            let refused = at.moves(&kanri, mv, &text("x")).await;
            let told = match refused {
                Err(StoreError::Refused(Refusal::WrongState { state, attempted })) => Some((state, attempted)),
                _ => None,
            };
            assert_eq!(told, Some((S::Raised, mv)), "{refused:?}");
        }
        let offered = at.seen_by(&kanri).await.moves;
        assert_eq!(offered, [M::Accept, M::Hold, M::Withdraw], "the page offers what is possible, and no more");
    }

    async fn who_only_reads_moves_nothing_and_who_does_not_see_finds_nothing(db) {
        let kyuyo = db.actor("kyuyo").await;
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("他人の課題")).await.unwrap();
        let accept = MoveInput {
            assignment: AssignmentInput { org: "SOMU-C".into(), assignee: "kanri-somu".into(), due: "R8.12.1".into() },
            ..MoveInput::default()
        };
        for login in ["opkanri-somu", "op-somu", "consul"] {
            let actor = db.actor(login).await;
            assert!(db.store.issue_page(&actor, key).await.unwrap().moves.is_empty(), "{login}");
            assert!(is_not_allowed(&db.store.move_issue(&actor, key, 1, M::Accept, &accept).await), "{login}");
        }
        for login in ["vendor-b", "vendor-c", "kanri-kyoiku", "op-kyoiku", "admin"] {
            let actor = db.actor(login).await;
            // Neither the version nor the state tells them that it exists.
            for version in [1, 99] {
                assert!(is_not_found(&db.store.move_issue(&actor, key, version, M::Accept, &accept).await), "{login}");
            }
        }
    }
}
