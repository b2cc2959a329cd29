//! 制度改正: who sees and edits them, what they say of cases.

use domain::{
    event::{Edit, Event},
    law::{LawInput, LawState},
    refusal::{Field, Problem},
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{case_input, day, is_not_allowed, is_not_found, opened, problems},
};

fn law(name: &str) -> LawInput {
    LawInput {
        name: name.into(),
        kind: "law".into(),
        state: "promulgated".into(),
        promulgated_on: "R8.6.1".into(),
        in_force_on: "2028-01-01".into(),
        ..LawInput::default()
    }
}

both_dbs! {
    async fn a_change_without_a_case_stands_out_until_it_has_one(db) {
        let (keiyaku, kanri) = (db.actor("keiyaku").await, db.actor("kanri-somu").await);
        let code = db.store.add_law(&keiyaku, &law("給与条例の改正")).await.unwrap();
        assert_eq!(code, "L25", "after L24");
        let list = db.store.law_list(&keiyaku).await.unwrap();
        let row = list.rows.iter().find(|it| it.law.code == code).unwrap();
        assert!(row.is_ahead && row.lacks_case());
        // 2028-01-01 falls into 年末年始.
        assert_eq!(row.latest_go_live, Some(day("2027-12-28")));
        let ahead: Vec<_> = list.rows.iter().take_while(|it| it.is_ahead).map(|it| it.law.code.as_str()).collect();
        assert_eq!(ahead, ["L25", "L20", "L06b", "L19", "L21"], "by 施行日, those without one behind");
        assert!(list.rows.iter().skip(ahead.len()).all(|it| !it.is_ahead && !it.lacks_case()));
        let no = opened(&db.store, &kanri, &domain::planning::CaseInput { law: code.clone(), ..case_input() }).await;
        let page = db.store.law_page(&keiyaku, &code).await.unwrap();
        assert!(!page.row.lacks_case());
        assert_eq!(page.row.cases.iter().map(|it| it.no).collect::<Vec<_>>(), [no]);
        // One center does not know of the other's cases, and its page says so; who is over both does.
        let kyoiku = db.store.law_page(&db.actor("kanri-kyoiku").await, &code).await.unwrap();
        assert!(kyoiku.row.cases.is_empty() && kyoiku.row.lacks_case());
        let both = db.store.law_page(&db.actor("sekinin").await, "L19").await.unwrap();
        assert_eq!(both.row.cases.len(), 2, "in both centers");
        // Cancelled, it is as if there were none.
        db.store.move_case(&kanri, no, 1, domain::case::CaseMove::Cancel, "見送り").await.unwrap();
        assert!(db.store.law_page(&keiyaku, &code).await.unwrap().row.lacks_case());
    }

    async fn an_edit_tells_what_was_and_what_is_and_a_stale_one_changes_nothing(db) {
        let (kyuyo, kanri) = (db.actor("kyuyo").await, db.actor("kanri-somu").await);
        let code = db.store.add_law(&kyuyo, &law("もと")).await.unwrap();
        let input = LawInput {
            name: "あと".into(),
            number: "令和8年法律第99号".into(),
            retroactive: "true".into(),
            in_force_on: "2026-11-01".into(),
            applies_from: "2026-04-01".into(),
            state: "in_force".into(),
            ..law("")
        };
        db.store.edit_law(&kanri, &code, 1, &input).await.unwrap();
        let page = db.store.law_page(&kyuyo, &code).await.unwrap();
        assert_eq!((page.row.law.name.as_str(), page.row.law.state, page.version), ("あと", LawState::InForce, 2));
        let Event::LawEdited { fields } = &page.events[0].event else { panic!("{:?}", page.events) };
        let edit = |field, before: &str, after: &str| Edit { field, before: before.into(), after: after.into() };
        assert_eq!(
            *fields,
            [
                edit(Field::LawName, "もと", "あと"),
                edit(Field::LawNumber, "", "令和8年法律第99号"),
                edit(Field::InForceOn, "2028-01-01", "2026-11-01"),
                edit(Field::AppliesFrom, "", "2026-04-01"),
                edit(Field::Retroactive, "", "true"),
                edit(Field::LawState, "promulgated", "in_force"),
            ]
        );
        assert!(matches!(&page.events[1].event, Event::LawRegistered { name } if name == "もと"));
        let stale = db.store.edit_law(&kyuyo, &code, 1, &law("遅い")).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        db.store.edit_law(&kyuyo, &code, 2, &input).await.unwrap();
        assert_eq!(db.store.law_page(&kyuyo, &code).await.unwrap().version, 2, "the same once more is no edit");
    }

    async fn what_does_not_fit_is_told_beside_its_field(db) {
        let kyuyo = db.actor("kyuyo").await;
        let empty = problems(db.store.add_law(&kyuyo, &LawInput::default()).await);
        assert_eq!(empty, [Field::LawName, Field::LawKind, Field::LawState].map(|it| (it, Problem::Required)));
        let wrong = LawInput { kind: "x".into(), state: "\0".into(), in_force_on: "R8.12".into(), ..law("名称") };
        let told: Vec<_> = problems(db.store.add_law(&kyuyo, &wrong).await).into_iter().map(|it| it.0).collect();
        assert_eq!(told, [Field::LawKind, Field::LawState, Field::InForceOn]);
        let backwards = LawInput { promulgated_on: "2026-06-02".into(), in_force_on: "2026-06-01".into(), ..law("逆") };
        let in_force = day("2026-06-01");
        let told = problems(db.store.add_law(&kyuyo, &backwards).await);
        assert_eq!(told, [(Field::PromulgatedOn, Problem::PromulgatedLate { in_force })]);
        let code = db.store.add_law(&kyuyo, &LawInput { promulgated_on: "2026-06-01".into(), ..backwards.clone() }).await.unwrap();
        assert_eq!(problems(db.store.edit_law(&kyuyo, &code, 1, &backwards).await).len(), 1, "an edit is judged as well");
    }

    async fn many_who_register_at_once_get_a_code_each(db) {
        let kyuyo = db.actor("kyuyo").await;
        let input = law("同時");
        let add = || db.store.add_law(&kyuyo, &input);
        let all = tokio::join!(add(), add(), add(), add());
        let mut codes = [all.0, all.1, all.2, all.3].map(|it| it.unwrap());
        codes.sort();
        assert_eq!(codes, ["L25", "L26", "L27", "L28"]);
    }

    async fn a_consultant_drafts_what_is_still_being_gathered(db) {
        let (consul, kyuyo) = (db.actor("consul").await, db.actor("kyuyo").await);
        let further = problems(db.store.add_law(&consul, &law("公布済み")).await);
        assert_eq!(further, [(Field::LawState, Problem::UnknownChoice)]);
        let gathered = LawInput { state: "gathering".into(), ..law("大綱") };
        let code = db.store.add_law(&consul, &gathered).await.unwrap();
        db.store.edit_law(&consul, &code, 1, &LawInput { name: "税制改正の大綱".into(), ..gathered }).await.unwrap();
        db.store.edit_law(&kyuyo, &code, 2, &law("税制改正")).await.unwrap();
        let page = db.store.law_page(&consul, &code).await.unwrap();
        assert!(!page.may_edit);
        let more = LawInput { state: "gathering".into(), ..law("戻す") };
        assert!(is_not_allowed(&db.store.edit_law(&consul, &code, 3, &more).await));
    }

    async fn operators_vendors_and_the_administrator_know_of_no_list(db) {
        for login in ["op-somu", "opkanri-somu", "op-kyoiku", "vendor-a", "vendor-a-member", "vendor-c", "admin"] {
            let actor = db.actor(login).await;
            assert!(is_not_found(&db.store.law_list(&actor).await), "{login}");
            assert!(is_not_found(&db.store.law_page(&actor, "L20").await), "{login}");
            assert!(is_not_found(&db.store.add_law(&actor, &law("x")).await), "{login}");
            assert!(is_not_found(&db.store.edit_law(&actor, "L20", 1, &law("x")).await), "{login}");
        }
        let kyuyo = db.actor("kyuyo").await;
        for code in ["L99", "", "x\0"] {
            assert!(is_not_found(&db.store.law_page(&kyuyo, code).await), "{code:?}");
            assert!(is_not_found(&db.store.edit_law(&kyuyo, code, 1, &law("x")).await), "{code:?}");
        }
    }
}
