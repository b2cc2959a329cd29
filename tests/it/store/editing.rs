//! Editing: before and after in the history, and nothing lost to a stale form.

use domain::{
    event::{Edit, Event},
    issue::{Category, DraftInput, Priority, Severity},
    language::Language,
    refusal::{Field, Problem},
    visibility::Scope,
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{At, draft, draft_in, events, is_not_allowed, is_not_found, problems, to},
};

both_dbs! {
    async fn an_edit_tells_what_was_and_what_is(db) {
        let kyuyo = db.actor("kyuyo").await;
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("もと")).await.unwrap();
        let at = At { store: &db.store, key };
        let input = DraftInput {
            title: "あと".into(),
            body: "もとの内容".into(),
            category: "quality".into(),
            severity: "high".into(),
            stage: "5".into(),
            blocks_gate: "on".into(),
            ..DraftInput::default()
        };
        db.store.edit_issue(&kyuyo, key, 1, "SHOMU", "方針", &input).await.unwrap();
        let page = at.seen_by(&kyuyo).await;
        let row = &page.row;
        assert_eq!((row.title.as_str(), page.policy.as_str(), page.version), ("あと", "方針", 2));
        assert_eq!((row.category, row.severity, row.priority), (Category::Quality, Severity::High, Priority::Medium));
        assert!(row.blocks_gate && row.stage.is_some_and(|it| it.number() == 5));
        let Event::IssueEdited { fields } = &events(&page).last().unwrap().event else { panic!("{:?}", page.history) };
        let edit = |field, before: &str, after: &str| Edit { field, before: before.into(), after: after.into() };
        assert_eq!(
            *fields,
            [
                edit(Field::Title, "もと", "あと"),
                edit(Field::Policy, "", "方針"),
                edit(Field::Category, "other", "quality"),
                edit(Field::Severity, "medium", "high"),
                edit(Field::Stage, "", "5"),
                edit(Field::BlocksGate, "", "true"),
            ]
        );
        // The same once more is no edit.
        db.store.edit_issue(&kyuyo, key, 2, "SHOMU", "方針", &input).await.unwrap();
        let again = at.seen_by(&kyuyo).await;
        assert_eq!((again.version, again.history.len()), (2, page.history.len()));
    }

    async fn a_move_to_another_system_is_told_by_the_names_of_the_systems(db) {
        let kyuyo = db.actor("kyuyo").await;
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("移す")).await.unwrap();
        db.store.edit_issue(&kyuyo, key, 1, "JINKYU", "", &draft("移す")).await.unwrap();
        db.store.edit_issue(&kyuyo, key, 2, "", "", &draft("移す")).await.unwrap();
        for (language, jinkyu, shomu) in [
            (Language::Ja, "人事給与システム", "庶務事務システム"),
            (Language::En, "Personnel and Payroll System", "General Affairs System"),
        ] {
            let reader = domain::actor::Actor { language, ..kyuyo.clone() };
            let page = At { store: &db.store, key }.seen_by(&reader).await;
            let moves: Vec<_> = events(&page).into_iter().filter_map(|it| match &it.event {
                Event::IssueEdited { fields } => fields.iter().find(|it| it.field == Field::System).cloned(),
                _ => None,
            }).collect();
            let told: Vec<_> = moves.iter().map(|it| (it.before.as_str(), it.after.as_str())).collect();
            assert_eq!(told, [(shomu, jinkyu), (jinkyu, "")]);
        }
    }

    async fn a_form_from_an_older_version_is_stale_and_changes_nothing(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft("もと")).await.unwrap();
        db.store.edit_issue(&kanri, key, 1, "", "", &draft("先の人")).await.unwrap();
        for version in [1, 3, 0, -1, i32::MAX] {
            let late = db.store.edit_issue(&kyuyo, key, version, "", "", &draft("後の人")).await;
            assert!(matches!(late, Err(StoreError::Stale)), "{version}: {late:?}");
            let late = db.store.set_policy(&kyuyo, key, version, "後の方針").await;
            assert!(matches!(late, Err(StoreError::Stale)), "{version}: {late:?}");
        }
        let page = At { store: &db.store, key }.seen_by(&kyuyo).await;
        assert_eq!((page.row.title.as_str(), page.policy.as_str(), page.version), ("先の人", "", 2));
        // A comment of somebody else in between does not make a form stale.
        db.store.comment(&kanri, key, None, "口を挟む").await.unwrap();
        db.store.edit_issue(&kyuyo, key, 2, "", "", &draft("次")).await.unwrap();
    }

    async fn text_is_kept_as_it_was_typed(db) {
        let kyuyo = db.actor("kyuyo").await;
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &draft("もと")).await.unwrap();
        let body = "</textarea><script>alert(1)</script>\n𠮷野家の髙﨑さん 葛\u{E0100}城市 😀 %_\\ '\"";
        let input = DraftInput { title: "ｶﾀｶﾅ　全角 & <b>".into(), body: body.into(), ..DraftInput::default() };
        db.store.edit_issue(&kyuyo, key, 1, "", "", &input).await.unwrap();
        let page = At { store: &db.store, key }.seen_by(&kyuyo).await;
        assert_eq!((page.row.title.as_str(), page.body.as_str()), ("ｶﾀｶﾅ　全角 & <b>", body));
        let bad = DraftInput { title: "a\u{0}b".into(), body: "x".repeat(20_001), ..DraftInput::default() };
        assert_eq!(
            problems(db.store.edit_issue(&kyuyo, key, 2, "", "", &bad).await),
            [
                (Field::Title, Problem::ControlCharacter),
                (Field::Body, Problem::TooLong { max: 20_000, actual: 20_001 }),
            ]
        );
    }

    async fn another_lane_means_another_vendor(db) {
        let (kyuyo, a, b) = (db.actor("kyuyo").await, db.actor("vendor-a").await, db.actor("vendor-b").await);
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("移す")).await.unwrap();
        db.store.edit_issue(&kyuyo, key, 1, "JINKYU", "", &draft("移す")).await.unwrap();
        assert!(is_not_found(&db.store.issue_page(&a, key).await));
        assert!(db.store.issue_page(&b, key).await.is_ok());
        // Not out of the sight of the vendor that is responsible for it, or raised it.
        db.store.assign_issue(&kyuyo, key, 2, &to("VENDOR-B", "vendor-b")).await.unwrap();
        let shut_out = [(Field::System, Problem::CannotSeeIt)];
        assert_eq!(problems(db.store.edit_issue(&kyuyo, key, 3, "SHOMU", "", &draft("移す")).await), shut_out);
        let raised = db.store.raise_issue(&a, "SOMU-2026-001", "SHOMU", &draft("ベンダーから")).await.unwrap();
        assert_eq!(problems(db.store.edit_issue(&kyuyo, raised, 1, "", "", &draft("移す")).await), shut_out);
        assert_eq!(
            problems(db.store.edit_issue(&a, raised, 1, "JINKYU", "", &draft("移す")).await),
            [(Field::System, Problem::UnknownChoice)]
        );
    }

    async fn the_scope_stays_as_it_was(db) {
        let kyuyo = db.actor("kyuyo").await;
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft_in("city", "市内部")).await.unwrap();
        db.store.edit_issue(&kyuyo, key, 1, "SHOMU", "", &draft_in("shared", "広げる")).await.unwrap();
        let page = At { store: &db.store, key }.seen_by(&kyuyo).await;
        assert_eq!((page.row.title.as_str(), page.row.scope), ("広げる", Scope::City), "never widened silently");
        for login in ["vendor-a", "kanri-somu", "sekinin"] {
            assert!(is_not_found(&db.store.issue_page(&db.actor(login).await, key).await), "{login}");
        }
    }

    async fn readers_edit_nothing(db) {
        let kyuyo = db.actor("kyuyo").await;
        let key = db.store.raise_issue(&kyuyo, "SOMU-2026-001", "SHOMU", &draft("読むだけ")).await.unwrap();
        for login in ["opkanri-somu", "op-somu", "consul"] {
            let actor = db.actor(login).await;
            assert!(!db.store.issue_page(&actor, key).await.unwrap().may_edit, "{login}");
            assert!(is_not_allowed(&db.store.edit_issue(&actor, key, 1, "", "", &draft("x")).await), "{login}");
            assert!(is_not_allowed(&db.store.set_policy(&actor, key, 1, "x").await), "{login}");
        }
    }
}
