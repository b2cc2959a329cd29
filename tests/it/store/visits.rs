//! 前回から: the mark moves once a day, and what others did since then is told.

use super::masters::law;
use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    issue::Move,
    view::{Change, TodayView},
};
use store::NewLaw;
use tests::{
    TestApp, TestDb, both_dbs,
    people::EVERYBODY,
    truth::Truth,
    typed::{At, accepted_by, day, draft_in},
};

async fn today(db: &TestDb, who: &Actor) -> TodayView {
    db.store.today_view(who).await.unwrap()
}

fn at(text: &str) -> Option<DateTime<Utc>> {
    Some(text.parse().unwrap())
}

fn kinds(changes: &[Change]) -> Vec<&'static str> {
    changes.iter().map(|it| it.what.event.kind()).collect()
}

both_dbs! {
    async fn the_mark_is_the_last_moment_before_this_day(db) {
        let kyuyo = db.actor("kyuyo").await;
        let friday = at("2026-11-20T08:15:00Z");
        assert_eq!(today(&db, &kyuyo).await.since, friday);
        // Signing in again, out, and a renewed session on the same day leave it where it is.
        db.set_clock(2026, 11, 24, 13);
        let kyuyo = db.actor("kyuyo").await;
        db.set_clock(2026, 11, 24, 15);
        db.store.visited(kyuyo.user).await.unwrap();
        db.set_clock(2026, 11, 24, 17);
        db.store.sign_out(&kyuyo).await.unwrap();
        assert_eq!(today(&db, &kyuyo).await.since, friday);
        // The next day it moves, once: by a sign-in, or by a session that was left open.
        db.set_clock(2026, 11, 25, 8);
        db.store.visited(kyuyo.user).await.unwrap();
        let evening = at("2026-11-24T08:00:00Z");
        assert_eq!(today(&db, &kyuyo).await.since, evening);
        db.set_clock(2026, 11, 25, 9);
        let kyuyo = db.actor("kyuyo").await;
        assert_eq!(today(&db, &kyuyo).await.since, evening);
    }

    async fn who_was_never_here_has_no_mark_and_reads_nothing_as_new(db) {
        let admin = db.store.actor_named("admin").await.unwrap().unwrap();
        let view = today(&db, &admin).await;
        assert_eq!((view.since, view.changes.len(), view.changes_more), (None, 0, false));
    }

    async fn it_tells_what_others_did_and_not_what_i_did(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        db.set_clock(2026, 11, 24, 17);
        db.store.sign_out(&kyuyo).await.unwrap();
        db.set_clock(2026, 11, 24, 18);
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "SHOMU", &draft_in("shared", "夜の課題")).await.unwrap();
        let inside = db.store.raise_issue(&kanri, "SOMU-2026-001", "SHOMU", &draft_in("center", "中の課題")).await.unwrap();
        db.set_clock(2026, 11, 25, 9);
        let kyuyo = db.actor("kyuyo").await;
        let at = At { store: &db.store, key };
        at.moves(&kyuyo, Move::Accept, &accepted_by("SOMU-C", "kanri-somu", "2026-12-01")).await.unwrap();
        let view = today(&db, &kyuyo).await;
        assert_eq!(kinds(&view.changes), ["issue_raised"], "{:?}", view.changes);
        assert_eq!(view.changes[0].what.issue, Some(key));
        assert_ne!(view.changes[0].what.issue, Some(inside));
        // For the manager it is the other way round.
        let kanri = db.actor("kanri-somu").await;
        let view = today(&db, &kanri).await;
        assert!(kinds(&view.changes).contains(&"issue_moved"), "{:?}", view.changes);
    }

    async fn a_section_reads_of_its_own_cases_and_a_long_list_is_cut(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let kyoiku = db.actor("kanri-kyoiku").await;
        db.set_clock(2026, 11, 24, 10);
        for n in 0..25 {
            db.store.raise_issue(&kanri, "SOMU-2026-001", "", &draft_in("shared", &format!("課題{n}"))).await.unwrap();
        }
        db.store.raise_issue(&kyoiku, "KYOIKU-2026-001", "", &draft_in("shared", "教育の課題")).await.unwrap();
        let view = today(&db, &kyuyo).await;
        assert_eq!((view.changes.len(), view.changes_more), (20, true));
        assert!(view.changes.windows(2).all(|pair| pair[0].what.at >= pair[1].what.at), "the newest first");
        assert!(view.changes.iter().all(|it| it.case.to_string().starts_with("SOMU")));
        let keiyaku = today(&db, &db.actor("keiyaku").await).await;
        assert!(keiyaku.changes.iter().any(|it| it.case.to_string() == "KYOIKU-2026-001"));
    }

    async fn nobody_reads_of_what_they_may_not_know(db) {
        let truth = Truth::of(&db).await;
        let mut told = 0;
        for login in EVERYBODY {
            let who = db.actor(login).await;
            let (issues, cases) = (truth.issues_for(&who), truth.cases_for(&who));
            for change in today(&db, &who).await.changes {
                told += 1;
                assert!(cases.iter().any(|it| it.no == change.case), "{login}: {change:?}");
                let issue = change.what.issue;
                assert!(issue.is_none_or(|key| issues.iter().any(|it| it.key == key)), "{login}: {change:?}");
            }
        }
        assert!(told > 20, "there is something to tell ({told})");
    }

    async fn only_those_who_look_for_them_get_the_laws_without_a_case(db) {
        let consul = today(&db, &db.actor("consul").await).await;
        assert!(!consul.laws.is_empty() && consul.laws.len() <= 4);
        // Counted with those that are not shown, as 制度改正 has them.
        let all = db.store.law_list(&db.actor("consul").await).await.unwrap().rows;
        assert_eq!(consul.laws_count as usize, all.iter().filter(|it| it.lacks_case()).count());
        let days: Vec<_> = consul.laws.iter().map(|it| (it.in_force_on.is_none(), it.in_force_on)).collect();
        assert!(days.is_sorted(), "{days:?}");
        // L19, L16, L01 and L20 have cases.
        assert!(consul.laws.iter().all(|it| !["L19", "L16", "L01", "L20"].contains(&it.code.as_str())), "{:?}", consul.laws);
        for login in ["kyuyo", "vendor-a", "op-somu"] {
            let of_another = today(&db, &db.actor(login).await).await;
            assert!(of_another.laws.is_empty() && of_another.laws_count == 0, "{login}");
        }
        // More than are shown; at one 施行日 the codes are counted, not spelled.
        for code in ["L100", "L99", "L101"] {
            let law = NewLaw {
                name: format!("{code}の改正"),
                in_force_on: Some(day("2026-11-30")),
                ..law(code)
            };
            db.store.register_law(&law).await.unwrap();
        }
        let more = today(&db, &db.actor("consul").await).await;
        assert_eq!((more.laws.len(), more.laws_count), (4, consul.laws_count + 3));
        let codes: Vec<_> = more.laws[..3].iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["L99", "L100", "L101"]);
    }

    async fn reading_pages_writes_nothing_and_a_renewed_session_moves_the_mark(db) {
        let app = TestApp::demo(db).await;
        app.db.clock.set("2026-11-24T14:50:00Z".parse().unwrap());
        let browser = app.browser("kyuyo").await;
        let kyuyo = app.db.store.actor_named("kyuyo").await.unwrap().unwrap();
        let text = browser.get("/").await.text();
        assert!(text.contains("R8.11.20 17:15 から"), "{text}");
        // Past midnight in the same session: the first page renews it and moves the mark to the last renewal.
        app.db.clock.set("2026-11-24T14:56:00Z".parse().unwrap());
        browser.get("/").await;
        app.db.clock.set("2026-11-24T15:03:00Z".parse().unwrap());
        browser.get("/").await;
        assert_eq!(today(&app.db, &kyuyo).await.since, at("2026-11-24T14:56:00Z"));
        let before = app.db.store.statements();
        browser.get("/").await;
        let cost = app.db.store.statements() - before;
        assert!(cost <= 6, "{cost}");
    }
}
