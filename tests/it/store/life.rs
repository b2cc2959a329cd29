//! The whole life of a 課題, with its ball and its days at each step.

use domain::{
    actor::Actor,
    event::Event,
    issue::{DueMark, Holder, IssueState as S, Move as M},
    view::IssuePage,
};
use tests::{
    both_dbs,
    typed::{At, accepted_by, comments, day, draft, events, is_not_found, nothing, reason, text},
};

/// 状態, ボール and the 開庁日 it has been there.
fn stands(page: &IssuePage) -> (S, Holder, Option<&str>, i32) {
    let ball = &page.row.ball;
    (page.row.state, ball.holder, ball.org.as_ref().map(|org| org.code.as_str()), ball.days)
}

both_dbs! {
    async fn raised_asked_answered_resolved_returned_and_approved(db) {
        let (kyuyo, kessai) = (db.actor("kyuyo").await, db.actor("kyuyo-kessai").await);
        let (kanri, vendor, member): (Actor, Actor, Actor) =
            (db.actor("kanri-somu").await, db.actor("vendor-a").await, db.actor("vendor-a-member").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("帳票の様式")).await.unwrap();
        let at = At { store: &db.store, key };

        // Tuesday. It waits for the center to receive it.
        let page = at.seen_by(&kyuyo).await;
        assert_eq!(stands(&page), (S::Raised, Holder::Center, Some("SOMU-C"), 0));
        assert!(!page.row.ball.mine && at.seen_by(&kanri).await.row.ball.mine);

        // Thursday: two 開庁日 later.
        db.set_clock(2026, 11, 26, 10);
        assert_eq!(stands(&at.seen_by(&kyuyo).await), (S::Raised, Holder::Center, Some("SOMU-C"), 2));
        at.moves(&kanri, M::Accept, &accepted_by("SOMU-C", "kanri-somu", "R8.12.4")).await.unwrap();
        let page = at.seen_by(&kyuyo).await;
        assert_eq!(stands(&page), (S::Accepted, Holder::Center, Some("SOMU-C"), 0));
        assert_eq!(page.row.ball.person.as_deref(), Some(kanri.name.as_str()));
        assert_eq!((page.row.due, page.row.first_due), (Some(day("2026-12-04")), Some(day("2026-12-04"))));
        at.moves(&kanri, M::Start, &nothing()).await.unwrap();

        // The weekend counts for nothing: Friday and Monday do.
        db.set_clock(2026, 11, 30, 9);
        assert_eq!(stands(&at.seen_by(&kyuyo).await), (S::InProgress, Holder::Center, Some("SOMU-C"), 2));
        at.moves(&kanri, M::AskVendor, &text("様式はいつ出ますか")).await.unwrap();
        assert_eq!(stands(&at.seen_by(&kyuyo).await), (S::AwaitingVendor, Holder::Vendor, Some("VENDOR-A"), 0));
        assert!(at.seen_by(&member).await.row.ball.mine, "no person is named: it is the whole vendor's");
        assert!(is_not_found(&db.store.issue_page(&db.actor("vendor-b").await, key).await));

        db.set_clock(2026, 12, 2, 16);
        assert_eq!(stands(&at.seen_by(&vendor).await).3, 2);
        assert_eq!(at.seen_by(&vendor).await.row.mark, DueMark::Soon(2));
        at.moves(&vendor, M::Answer, &text("十二月三日に出ます")).await.unwrap();
        let page = at.seen_by(&kyuyo).await;
        assert_eq!(stands(&page), (S::InProgress, Holder::Center, Some("SOMU-C"), 0));
        assert_eq!(page.row.ball.person.as_deref(), Some(kanri.name.as_str()), "back to whom it belongs");

        // What is done waits for the section that raised it.
        db.set_clock(2026, 12, 3, 9);
        at.moves(&kanri, M::Resolve, &text("様式を反映しました")).await.unwrap();
        db.set_clock(2026, 12, 5, 12);
        let page = at.seen_by(&kyuyo).await;
        assert_eq!(stands(&page), (S::Resolved, Holder::City, Some("KYUYO"), 1), "Friday; a Saturday is none");
        assert!(page.row.ball.mine && at.seen_by(&kessai).await.row.ball.mine);
        assert_eq!(page.row.mark, DueMark::Overdue(1), "late from the evening of its day on");

        db.set_clock(2026, 12, 7, 9);
        at.moves(&kyuyo, M::Return, &reason("宛名が違う")).await.unwrap();
        assert_eq!(stands(&at.seen_by(&kyuyo).await), (S::InProgress, Holder::Center, Some("SOMU-C"), 0));
        at.moves(&kanri, M::Resolve, &text("宛名を直しました")).await.unwrap();
        at.moves(&kessai, M::Approve, &nothing()).await.unwrap();

        db.set_clock(2026, 12, 21, 9);
        let page = at.seen_by(&vendor).await;
        assert_eq!(stands(&page), (S::Closed, Holder::Nobody, None, 10));
        assert_eq!((page.closed_on, page.approved_by.as_deref()), (Some(day("2026-12-07")), Some(kessai.name.as_str())));
        assert_eq!(page.row.mark, DueMark::None);
        assert!(page.moves.is_empty() && !page.may_edit);

        // The history tells it all, in order, with the names.
        let said: Vec<_> = comments(&page).into_iter().map(|it| (it.author.as_str(), it.body.as_str())).collect();
        assert_eq!(
            said,
            [
                (kanri.name.as_str(), "様式はいつ出ますか"),
                (vendor.name.as_str(), "十二月三日に出ます"),
                (kanri.name.as_str(), "様式を反映しました"),
                (kanri.name.as_str(), "宛名を直しました"),
            ]
        );
        let moved = |it: &Event| if let Event::IssueMoved { mv, .. } = it { Some(*mv) } else { None };
        let moves: Vec<_> = events(&page).into_iter().filter_map(|it| moved(&it.event)).collect();
        assert_eq!(
            moves,
            [M::Accept, M::Start, M::AskVendor, M::Answer, M::Resolve, M::Return, M::Resolve, M::Approve]
        );
        let returned = events(&page).into_iter().find_map(|it| match &it.event {
            Event::IssueMoved { mv: M::Return, reason, .. } => Some((it.actor.clone(), reason.clone())),
            _ => None,
        });
        assert_eq!(returned, Some((kyuyo.name.clone(), Some("宛名が違う".to_owned()))));
    }

    async fn the_city_and_the_nation_are_asked_and_answer(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let key = db.store.raise_issue(&kanri, "SOMU-2026-001", "", &draft("解釈の照会")).await.unwrap();
        let at = At { store: &db.store, key };
        at.moves(&kanri, M::Accept, &accepted_by("SOMU-C", "kanri-somu", "2026-12-10")).await.unwrap();
        at.moves(&kanri, M::AskCity, &text("どちらですか")).await.unwrap();
        let page = at.seen_by(&kyuyo).await;
        assert_eq!(stands(&page), (S::AwaitingCity, Holder::City, Some("KYUYO"), 0));
        assert!(page.row.ball.mine);
        at.moves(&kyuyo, M::AskNation, &text("国税庁へ照会します")).await.unwrap();
        assert_eq!(stands(&at.seen_by(&kyuyo).await), (S::AwaitingNation, Holder::Nation, None, 0));
        db.set_clock(2026, 11, 27, 9);
        assert_eq!(at.seen_by(&kanri).await.row.ball.days, 3);
        at.moves(&kyuyo, M::Answer, &text("前者との回答")).await.unwrap();
        assert_eq!(stands(&at.seen_by(&kyuyo).await), (S::InProgress, Holder::Center, Some("SOMU-C"), 0));
    }

    async fn what_a_vendor_raised_is_approved_by_the_center_never_by_itself(db) {
        let (vendor, kanri) = (db.actor("vendor-b").await, db.actor("kanri-somu").await);
        let key = db.store.raise_issue(&vendor, "SOMU-2026-001", "JINKYU", &draft("ベンダーから")).await.unwrap();
        let at = At { store: &db.store, key };
        at.moves(&vendor, M::Accept, &accepted_by("VENDOR-B", "vendor-b", "2026-12-10")).await.unwrap();
        at.moves(&vendor, M::Resolve, &text("直しました")).await.unwrap();
        assert_eq!(stands(&at.seen_by(&vendor).await), (S::Resolved, Holder::Center, Some("SOMU-C"), 0));
        assert!(!at.seen_by(&vendor).await.moves.contains(&M::Approve));
        assert!(tests::typed::is_not_allowed(&at.moves(&vendor, M::Approve, &nothing()).await));
        at.moves(&kanri, M::Approve, &nothing()).await.unwrap();
        assert_eq!(at.seen_by(&vendor).await.row.state, S::Closed);
    }
}
