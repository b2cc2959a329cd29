//! Checklist lines.

use domain::{
    event::Event,
    ids::ChecklistLineId,
    issue::DueMark,
    refusal::{Field, Problem},
};
use store::{Noun, StoreError};
use tests::{
    both_dbs,
    typed::{At, day, draft, events, is_not_allowed, is_not_found, problems},
};

both_dbs! {
    async fn lines_keep_their_order_their_owner_and_their_day(db) {
        let (kyuyo, vendor) = (db.actor("kyuyo").await, db.actor("vendor-a").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("手順")).await.unwrap();
        db.store.add_line(&kyuyo, key, "一つ目", "vendor-a", "2026-11-26").await.unwrap();
        db.store.add_line(&kyuyo, key, "二つ目", "", "").await.unwrap();
        let at = At { store: &db.store, key };
        let lines = at.seen_by(&vendor).await.checklist;
        assert_eq!(lines.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["一つ目", "二つ目"]);
        assert_eq!(lines[0].owner.as_deref(), Some(vendor.name.as_str()));
        assert_eq!((lines[0].due, lines[0].mark), (Some(day("2026-11-26")), DueMark::Soon(2)));
        assert_eq!((lines[1].owner.as_deref(), lines[1].due, lines[1].mark), (None, None, DueMark::None));

        db.store.tick_line(&vendor, key, lines[0].id, true).await.unwrap();
        db.store.tick_line(&vendor, key, lines[0].id, true).await.unwrap();
        let page = at.seen_by(&kyuyo).await;
        assert_eq!(page.checklist[0].done_by.as_deref(), Some(vendor.name.as_str()));
        assert_eq!((page.checklist[0].done_at, page.checklist[0].mark), (Some(db.store.now()), DueMark::None));
        db.store.tick_line(&kyuyo, key, lines[0].id, false).await.unwrap();
        let page = at.seen_by(&kyuyo).await;
        assert_eq!((page.checklist[0].done_at, page.checklist[0].done_by.as_deref()), (None, None));
        let kinds: Vec<_> = events(&page).into_iter().map(|it| it.event.kind()).collect();
        assert_eq!(kinds, ["issue_raised", "line_added", "line_added", "line_done", "line_reopened"], "once each");
        assert!(matches!(&events(&page)[3].event, Event::LineDone { line } if line == "一つ目"));
    }

    async fn a_wrong_line_is_refused_beside_its_field(db) {
        let kyuyo = db.actor("kyuyo").await;
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("手順")).await.unwrap();
        let today = db.store.today();
        let told = problems(db.store.add_line(&kyuyo, key, " ", "nobody", "2026-11-23").await);
        assert_eq!(
            told,
            [
                (Field::Line, Problem::Required),
                (Field::Owner, Problem::UnknownChoice),
                (Field::Due, Problem::Past { today }),
            ]
        );
        let told = problems(db.store.add_line(&kyuyo, key, "x", "vendor-b", "").await);
        assert_eq!(told, [(Field::Owner, Problem::CannotSeeIt)]);
        assert!(At { store: &db.store, key }.seen_by(&kyuyo).await.checklist.is_empty());
    }

    async fn a_line_of_another_issue_is_not_found(db) {
        let (kyuyo, vendor) = (db.actor("kyuyo").await, db.actor("vendor-b").await);
        let mine = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("手順")).await.unwrap();
        let theirs = db.store.raise_issue(&vendor, "SOMU-2026-001", "JINKYU", &draft("別の手順")).await.unwrap();
        db.store.add_line(&kyuyo, mine, "秘密の行", "", "").await.unwrap();
        let line = At { store: &db.store, key: mine }.seen_by(&kyuyo).await.checklist[0].id;
        for (key, line) in [(theirs, line), (theirs, ChecklistLineId(uuid::Uuid::nil()))] {
            let ticked = db.store.tick_line(&vendor, key, line, true).await;
            assert!(matches!(ticked, Err(StoreError::NotFound(Noun::ChecklistLine))), "{ticked:?}");
        }
        assert!(is_not_found(&db.store.tick_line(&vendor, mine, line, true).await));
        for login in ["op-somu", "consul"] {
            let actor = db.actor(login).await;
            assert!(is_not_allowed(&db.store.tick_line(&actor, mine, line, true).await), "{login}");
            assert!(is_not_allowed(&db.store.add_line(&actor, mine, "x", "", "").await), "{login}");
        }
    }
}
