//! 関連課題.

use domain::refusal::{Field, Problem};
use tests::{
    both_dbs,
    typed::{At, draft, draft_in, events, is_not_allowed, problems},
};

both_dbs! {
    async fn related_issues_show_each_other(db) {
        let kyuyo = db.actor("kyuyo").await;
        let one = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("一")).await.unwrap();
        let two = db.store.raise_issue(&kyuyo, "KYOIKU-2026-001", "", &draft("二")).await.unwrap();
        db.store.relate(&kyuyo, one, &format!(" {} ", two.to_string().to_lowercase())).await.unwrap();
        for (here, there, title) in [(one, two, "二"), (two, one, "一")] {
            let related = At { store: &db.store, key: here }.seen_by(&kyuyo).await.related;
            assert_eq!(related.iter().map(|it| (it.key, it.title.as_str())).collect::<Vec<_>>(), [(there, title)]);
        }
        for (from, typed, problem) in [
            (one, two.to_string(), Problem::AlreadyThere),
            (two, one.to_string(), Problem::AlreadyThere),
            (one, one.to_string(), Problem::Itself),
            (one, String::new(), Problem::Required),
            (one, "SOMU-2026-001".to_owned(), Problem::NoSuchIssue),
            (one, "SOMU-2026-001-99999".to_owned(), Problem::NoSuchIssue),
        ] {
            assert_eq!(problems(db.store.relate(&kyuyo, from, &typed).await), [(Field::Related, problem)], "{typed}");
        }
    }

    async fn an_invisible_issue_cannot_be_told_from_none(db) {
        let (kyuyo, vendor) = (db.actor("kyuyo").await, db.actor("vendor-a").await);
        let mine = db.store.raise_issue(&vendor, "SOMU-2026-001", "SHOMU", &draft("見える")).await.unwrap();
        let of_b = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "JINKYU", &draft("Bの")).await.unwrap();
        let of_city = draft_in("city", "市内部");
        let of_city = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &of_city).await.unwrap();
        let none = problems(db.store.relate(&vendor, mine, "SOMU-2026-001-99999").await);
        for hidden in [of_b, of_city] {
            assert_eq!(problems(db.store.relate(&vendor, mine, &hidden.to_string()).await), none);
            // Related by somebody who sees both, the vendor still learns nothing.
            let before = At { store: &db.store, key: mine }.seen_by(&vendor).await;
            db.store.relate(&kyuyo, mine, &hidden.to_string()).await.unwrap();
            let after = At { store: &db.store, key: mine }.seen_by(&vendor).await;
            assert!(after.related.is_empty());
            assert_eq!(after.history, before.history);
            assert_eq!(problems(db.store.relate(&vendor, mine, &hidden.to_string()).await), none);
        }
        let all = At { store: &db.store, key: mine }.seen_by(&kyuyo).await;
        assert_eq!((all.related.len(), events(&all).len()), (2, 3));
        for login in ["op-somu", "consul"] {
            let refused = db.store.relate(&db.actor(login).await, mine, &of_b.to_string()).await;
            assert!(is_not_allowed(&refused), "{login}");
        }
    }
}
