//! 期限: it moves with a reason, and every move is counted.

use domain::{
    event::Event,
    issue::{DueMark, Move},
    refusal::{Field, Problem},
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{At, accepted_by, day, draft, events, is_not_allowed, is_over, problems, reason},
};

both_dbs! {
    async fn a_deadline_moves_with_a_reason_and_is_counted(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft("期限")).await.unwrap();
        let at = At { store: &db.store, key };
        // The first one is no slip.
        db.store.move_deadline(&kyuyo, key, 1, "R8.12.1", "最初の期限").await.unwrap();
        let page = at.seen_by(&kyuyo).await;
        assert_eq!((page.row.due, page.row.slips, page.slip_days), (Some(day("2026-12-01")), 0, 0));
        assert_eq!(page.row.mark, DueMark::Later);
        db.store.move_deadline(&kyuyo, key, 2, "20261204", "様式の公表が遅れた").await.unwrap();
        db.store.move_deadline(&kanri, key, 3, "令和8年12月8日", "試験のやり直し").await.unwrap();
        let page = at.seen_by(&kanri).await;
        assert_eq!((page.row.first_due, page.row.due), (Some(day("2026-12-01")), Some(day("2026-12-08"))));
        assert_eq!((page.row.slips, page.slip_days, page.version), (2, 5, 4));
        db.store.move_deadline(&kanri, key, 4, "2026-11-27", "早まった").await.unwrap();
        let page = at.seen_by(&kanri).await;
        assert_eq!((page.row.slips, page.slip_days, page.row.mark), (3, -2, DueMark::Soon(3)));
        let told: Vec<_> = events(&page)
            .into_iter()
            .filter_map(|it| match &it.event {
                Event::DeadlineMoved { from, to, days, reason } => {
                    Some((it.actor.as_str(), *from, *to, *days, reason.as_str()))
                }
                _ => None,
            })
            .collect();
        let (kyuyo, kanri) = (kyuyo.name.as_str(), kanri.name.as_str());
        let (first, second, third) = (day("2026-12-01"), day("2026-12-04"), day("2026-12-08"));
        assert_eq!(
            told,
            [
                (kyuyo, None, first, 0, "最初の期限"),
                (kyuyo, Some(first), second, 3, "様式の公表が遅れた"),
                (kanri, Some(second), third, 2, "試験のやり直し"),
                (kanri, Some(third), day("2026-11-27"), -7, "早まった"),
            ]
        );
    }

    async fn a_day_that_cannot_be_is_named_beside_it(db) {
        let kyuyo = db.actor("kyuyo").await;
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft("期限")).await.unwrap();
        db.store.move_deadline(&kyuyo, key, 1, "2026-12-05", "土曜日でもよい").await.unwrap();
        let today = db.store.today();
        for (due, reason, told) in [
            ("", "", vec![(Field::Due, Problem::Required), (Field::Reason, Problem::Required)]),
            ("2026-12-05", "同じ日", vec![(Field::Due, Problem::Unchanged)]),
            ("2026-11-23", "昨日", vec![(Field::Due, Problem::Past { today })]),
            ("2026-12-08", "   ", vec![(Field::Reason, Problem::Required)]),
        ] {
            assert_eq!(problems(db.store.move_deadline(&kyuyo, key, 2, due, reason).await), told, "{due}");
        }
        for due in ["2026-11-31", "R6.13.1", "明日"] {
            let told = problems(db.store.move_deadline(&kyuyo, key, 2, due, "理由").await);
            assert!(matches!(told[..], [(Field::Due, Problem::Date(_))]), "{due}: {told:?}");
        }
        assert!(matches!(
            db.store.move_deadline(&kyuyo, key, 1, "2026-12-08", "古い画面から").await,
            Err(StoreError::Stale)
        ));
        let page = At { store: &db.store, key }.seen_by(&kyuyo).await;
        assert_eq!((page.row.due, page.version), (Some(day("2026-12-05")), 2), "nothing was written");
    }

    async fn an_accepted_deadline_is_not_moved_by_accepting_again(db) {
        let kanri = db.actor("kanri-somu").await;
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "", &draft("二重の期限")).await.unwrap();
        db.store.move_deadline(&kanri, key, 1, "2026-12-01", "先に決める").await.unwrap();
        let accept = accepted_by("SOMU-C", "kanri-somu", "2026-12-09");
        let at = At { store: &db.store, key };
        assert_eq!(problems(at.moves(&kanri, Move::Accept, &accept).await), [(Field::Due, Problem::AlreadyThere)]);
        at.moves(&kanri, Move::Accept, &accepted_by("SOMU-C", "kanri-somu", "")).await.unwrap();
        let page = at.seen_by(&kanri).await;
        assert_eq!((page.row.due, page.row.slips), (Some(day("2026-12-01")), 0));
    }

    async fn who_may_not_edit_moves_no_deadline(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("期限")).await.unwrap();
        for login in ["op-somu", "opkanri-somu", "consul"] {
            let refused = db.store.move_deadline(&db.actor(login).await, key, 1, "2026-12-01", "理由").await;
            assert!(is_not_allowed(&refused), "{login}");
        }
        At { store: &db.store, key }.moves(&kanri, Move::Withdraw, &reason("重複")).await.unwrap();
        assert!(is_over(&db.store.move_deadline(&kyuyo, key, 2, "2026-12-01", "理由").await));
    }
}
