//! Comments, and who reads them.

use domain::{
    refusal::{Field, Problem},
    view::{HISTORY_MAX, HistoryPart},
    visibility::Scope,
};
use tests::{
    both_dbs,
    typed::{At, comments, draft, draft_in, is_not_found, is_over, problems},
};

both_dbs! {
    async fn of_a_long_history_the_newest_is_shown_and_all_of_it_when_asked(db) {
        let (kyuyo, vendor) = (db.actor("kyuyo").await, db.actor("vendor-a").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("長い課題")).await.unwrap();
        // What others wrote among themselves counts for nobody else.
        for n in 1..HISTORY_MAX {
            let scope = if n % 2 == 0 { Scope::City } else { Scope::Shared };
            db.store.comment(&kyuyo, key, Some(scope), &format!("{n}")).await.unwrap();
        }
        let whole = db.store.issue_page(&kyuyo, key).await.unwrap();
        assert_eq!((whole.history.len(), whole.older), (HISTORY_MAX, false), "with the 起票");
        db.store.comment(&kyuyo, key, Some(Scope::City), "最後").await.unwrap();
        let page = db.store.issue_page(&kyuyo, key).await.unwrap();
        assert_eq!((page.history.len(), page.older), (HISTORY_MAX, true));
        let texts: Vec<_> = comments(&page).into_iter().map(|it| it.body.clone()).collect();
        assert_eq!((texts.len(), texts[0].as_str(), texts[HISTORY_MAX - 1].as_str()), (HISTORY_MAX, "1", "最後"), "the 起票 is older");
        let all = db.store.issue_page_with(&kyuyo, key, HistoryPart::All).await.unwrap();
        assert_eq!((all.history.len(), all.older), (HISTORY_MAX + 1, false));
        assert_eq!(all.history[1..], page.history);
        let told = db.store.issue_page(&vendor, key).await.unwrap();
        assert_eq!((told.history.len(), told.older), (HISTORY_MAX / 2 + 1, false), "the vendor's is short");
    }

    async fn a_comment_is_read_by_those_of_its_scope_and_by_nobody_else(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("相談")).await.unwrap();
        for (author, scope, body) in [
            (&kyuyo, Scope::Shared, "全員へ"),
            (&kyuyo, Scope::CityManager, "管理者まで"),
            (&kyuyo, Scope::City, "市の中"),
            (&kanri, Scope::Center, "センターの中"),
        ] {
            db.store.comment(author, key, Some(scope), body).await.unwrap();
        }
        for (login, read) in [
            ("jinji", &["全員へ", "管理者まで", "市の中"][..]),
            ("keiyaku", &["全員へ", "管理者まで", "市の中"]),
            ("sekinin", &["全員へ", "管理者まで", "センターの中"]),
            ("kanri-somu", &["全員へ", "管理者まで", "センターの中"]),
            ("consul", &["全員へ", "管理者まで", "センターの中"]),
            ("opkanri-somu", &["センターの中"]),
            ("op-somu", &["センターの中"]),
            ("vendor-a", &["全員へ"]),
            ("vendor-a-member", &["全員へ"]),
        ] {
            let page = At { store: &db.store, key }.seen_by(&db.actor(login).await).await;
            assert_eq!(comments(&page).into_iter().map(|it| it.body.as_str()).collect::<Vec<_>>(), read, "{login}");
            assert_eq!(page.history.len(), read.len() + 1, "{login}: nothing tells of the others");
        }
    }

    async fn a_comment_is_never_wider_than_its_author_or_its_record(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("共有")).await.unwrap();
        let inner = draft_in("city_manager", "市・管理者");
        let inner = db.store.raise_issue(&kanri, "SOMU-2026-001", "SHOMU", &inner).await.unwrap();
        for (login, key, scopes) in [
            ("kyuyo", key, &[Scope::Shared, Scope::CityManager, Scope::City][..]),
            ("kanri-somu", key, &[Scope::Shared, Scope::CityManager, Scope::Center]),
            ("op-somu", key, &[Scope::Center]),
            ("consul", key, &[Scope::Center]),
            ("vendor-a", key, &[Scope::Shared]),
            ("kyuyo", inner, &[Scope::CityManager, Scope::City]),
            ("sekinin", inner, &[Scope::CityManager, Scope::Center]),
        ] {
            let actor = db.actor(login).await;
            let offered = db.store.issue_page(&actor, key).await.unwrap().comment_scopes;
            assert_eq!(offered, scopes, "{login}");
            for scope in Scope::ALL.iter().filter(|it| !offered.contains(it)) {
                let refused = db.store.comment(&actor, key, Some(*scope), "越境").await;
                assert_eq!(problems(refused), [(Field::Scope, Problem::ScopeNotYours)], "{login} {scope}");
            }
        }
        for login in ["vendor-a", "op-somu", "vendor-b", "admin"] {
            let actor = db.actor(login).await;
            assert!(is_not_found(&db.store.comment(&actor, inner, None, "見えない").await), "{login}");
        }
    }

    async fn an_empty_or_endless_comment_is_refused(db) {
        let kyuyo = db.actor("kyuyo").await;
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft("相談")).await.unwrap();
        for (text, problem) in [
            (" \n　".to_owned(), Problem::Required),
            ("x".repeat(20_001), Problem::TooLong { max: 20_000, actual: 20_001 }),
            ("\u{202E}gpj.exe".to_owned(), Problem::ControlCharacter),
        ] {
            assert_eq!(problems(db.store.comment(&kyuyo, key, None, &text).await), [(Field::Text, problem)]);
        }
        assert_eq!(At { store: &db.store, key }.seen_by(&kyuyo).await.history.len(), 1);
    }

    async fn a_closed_issue_can_still_be_talked_about_but_not_edited(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft("相談")).await.unwrap();
        let at = At { store: &db.store, key };
        db.store.add_line(&kyuyo, key, "確認する", "", "").await.unwrap();
        let line = at.seen_by(&kyuyo).await.checklist[0].id;
        at.moves(&kyuyo, domain::issue::Move::Withdraw, &tests::typed::reason("重複")).await.unwrap();
        db.store.comment(&kanri, key, None, "了解しました").await.unwrap();
        assert!(is_over(&db.store.edit_issue(&kyuyo, key, 2, "", "", &draft("x")).await));
        assert!(is_over(&db.store.add_line(&kyuyo, key, "x", "", "").await));
        assert!(is_over(&db.store.tick_line(&kyuyo, key, line, true).await));
        assert_eq!(comments(&at.seen_by(&kyuyo).await).len(), 1);
    }

    async fn talk_that_others_cannot_read_does_not_move_the_last_update(db) {
        let (kyuyo, vendor) = (db.actor("kyuyo").await, db.actor("vendor-a").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("最終更新の話")).await.unwrap();
        let filter = domain::filter::IssueFilter::parse("q=最終更新の");
        let updated = async |who: &domain::actor::Actor| db.store.issue_list(who, &filter).await.unwrap().rows[0].updated_at;
        let before = updated(&vendor).await;
        db.set_clock(2026, 11, 25, 9);
        db.store.comment(&kyuyo, key, Some(Scope::City), "市の中の話").await.unwrap();
        assert_eq!(updated(&vendor).await, before, "nothing tells the vendor that the city talks");
        db.store.comment(&kyuyo, key, Some(Scope::Shared), "全員へ").await.unwrap();
        assert!(updated(&vendor).await > before);
    }
}
