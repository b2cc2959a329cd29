//! Checklist templates and approvers.

use super::{CASE, approved, key, second_approver, seen, waiting};
use domain::{
    actor::Actor,
    gate::{TemplateInput, Unmet},
    language::Language,
    organisation::Side,
    refusal::{Field, Problem},
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{is_not_allowed, is_not_found, problems},
};

fn texts(text: &str, text_en: &str) -> TemplateInput {
    TemplateInput { text: text.into(), text_en: text_en.into(), required: "on".into(), side: String::new() }
}

both_dbs! {
    async fn who_reads_english_reads_the_checklist_in_english_where_there_is_one(db) {
        let (lead, kanri, store) = (db.actor("sekinin").await, db.actor("kanri-somu").await, &db.store);
        let english = Actor { language: Language::En, ..kanri.clone() };
        let jinkyu = key(CASE, 6, "JINKYU");
        let (own, read) = (seen(&db, &kanri, &jinkyu).await, seen(&db, &english, &jinkyu).await);
        assert!(read.lines.iter().all(|it| it.text.is_ascii() || it.text.contains('“')), "{:?}", read.lines);
        assert!(own.lines.iter().all(|it| !it.text.is_ascii()), "{:?}", own.lines);
        let unmet = |page: &domain::view::StageView| page.unmet.iter().find_map(|it| match it {
            Unmet::Line { text, .. } => Some(text.clone()),
            _ => None,
        });
        assert!(unmet(&read).is_some_and(|it| it.is_ascii()) && unmet(&own).is_some_and(|it| !it.is_ascii()));
        // Of a 工程 that shows the templates still, and of a line without an English text.
        store.add_template(&lead, "7", &texts("英語のない項目", "")).await.unwrap();
        let seven = seen(&db, &english, &key(CASE, 7, "SHOMU")).await.lines;
        let texts: Vec<_> = seven.iter().map(|it| it.text.as_str()).collect();
        assert!(texts[0].starts_with("[Release]") && texts[9] == "英語のない項目", "{texts:?}");
    }

    async fn lines_from_before_get_their_english_once(db) {
        use sea_orm::{ConnectionTrait, Database};
        let (lead, kanri, store) = (db.actor("sekinin").await, db.actor("kanri-somu").await, &db.store);
        let open = Database::connect(&db.url).await.unwrap();
        for sql in [
            "UPDATE checklist_template SET text_en = NULL",
            "UPDATE stage_line SET text_en = NULL",
            "UPDATE checklist_template SET text = '手で改めた項目' WHERE stage = 1 AND position = 1",
        ] {
            open.execute_unprepared(sql).await.unwrap();
        }
        open.close().await.unwrap();
        let english = Actor { language: Language::En, ..kanri };
        assert!(!seen(&db, &english, &waiting()).await.lines[0].text.is_ascii(), "nothing yet");
        store.migrate().await.unwrap();
        assert!(seen(&db, &english, &waiting()).await.lines[0].text.is_ascii(), "copies too");
        let lines = store.templates_view(&lead).await.unwrap().lines;
        assert_eq!((lines[0].text.as_str(), lines[0].text_en.as_str()), ("手で改めた項目", ""), "it is no default any more");
        assert!(lines[1..].iter().all(|it| !it.text_en.is_empty()));
        store.edit_template(&lead, lines[1].id, lines[1].version, &texts(&lines[1].text, "")).await.unwrap();
        store.migrate().await.unwrap();
        assert_eq!(store.templates_view(&lead).await.unwrap().lines[1].text_en, "", "what was emptied stays empty");
    }

    async fn lines_from_before_get_their_sides_once(db) {
        use sea_orm::{ConnectionTrait, Database};
        let (lead, vendor, store) = (db.actor("sekinin").await, db.actor("vendor-a").await, &db.store);
        let sides = async || seen(&db, &vendor, &waiting()).await.lines.iter().map(|it| it.side).collect::<Vec<_>>();
        let (own, templates) = (sides().await, store.templates_view(&lead).await.unwrap().lines);
        let open = Database::connect(&db.url).await.unwrap();
        for table in ["checklist_template", "stage_line"] {
            open.execute_unprepared(&format!("UPDATE {table} SET side = NULL")).await.unwrap();
        }
        open.close().await.unwrap();
        assert!(sides().await.iter().all(Option::is_none), "nothing yet");
        store.migrate().await.unwrap();
        assert_eq!((sides().await, store.templates_view(&lead).await.unwrap().lines), (own, templates.clone()));
        let line = templates.iter().find(|it| it.side == Some(Side::City)).unwrap();
        store.edit_template(&lead, line.id, line.version, &texts(&line.text, &line.text_en)).await.unwrap();
        store.migrate().await.unwrap();
        let after = store.templates_view(&lead).await.unwrap().lines;
        assert_eq!(after.iter().find(|it| it.id == line.id).unwrap().side, None, "what was taken away stays away");
        let wrong = TemplateInput { side: "nation".into(), ..texts("項目", "") };
        assert_eq!(problems(store.add_template(&lead, "1", &wrong).await), [(Field::Side, Problem::UnknownChoice)]);
    }

    async fn a_change_of_the_templates_touches_only_what_is_copied_later(db) {
        let (lead, kanri, store) = (db.actor("sekinin").await, db.actor("kanri-somu").await, &db.store);
        let copied = seen(&db, &kanri, &waiting()).await.lines;
        store.add_template(&lead, "6", &texts("新しい確認事項", "A new check")).await.unwrap();
        let lines = store.templates_view(&lead).await.unwrap().lines;
        let of_six: Vec<_> = lines.iter().filter(|it| it.stage.number() == 6).collect();
        assert_eq!((of_six.len(), of_six[5].text.as_str()), (6, "新しい確認事項"));
        store.retire_template(&lead, of_six[0].id, of_six[0].version, true).await.unwrap();
        store.edit_template(&lead, of_six[1].id, of_six[1].version, &TemplateInput { required: String::new(), ..texts("改めた文", "") }).await.unwrap();
        store.move_template(&lead, of_six[5].id, of_six[5].version, true).await.unwrap();
        let stale = store.edit_template(&lead, of_six[1].id, of_six[1].version, &texts("古い", "")).await;
        assert!(matches!(stale, Err(StoreError::Stale)));
        assert_eq!(seen(&db, &kanri, &waiting()).await.lines, copied, "what was copied stays");
        let ahead = seen(&db, &kanri, &key("SOMU-2026-002", 6, "RINJI")).await.lines;
        let texts: Vec<_> = ahead.iter().map(|it| it.text.as_str()).collect();
        assert_eq!((texts.len(), texts[0], texts[3]), (5, "改めた文", "新しい確認事項"), "{texts:?}");
    }

    async fn who_changes_no_masters_changes_none(db) {
        let store = &db.store;
        let line = store.templates_view(&db.actor("admin").await).await.unwrap().lines[0].clone();
        for login in ["keiyaku", "kanri-somu"] {
            let actor = db.actor(login).await;
            assert!(!store.templates_view(&actor).await.unwrap().may_edit, "{login} reads them");
            assert!(is_not_allowed(&store.add_template(&actor, "1", &texts("x", "")).await), "{login}");
            assert!(is_not_allowed(&store.retire_template(&actor, line.id, line.version, true).await), "{login}");
            assert!(is_not_allowed(&store.set_approver(&actor, "KYUYO", "1", "kyuyo-kessai").await), "{login}");
        }
        for login in ["kyuyo", "kyuyo-kessai", "consul", "op-somu", "vendor-a"] {
            let actor = db.actor(login).await;
            assert!(is_not_found(&store.templates_view(&actor).await), "{login}");
            assert!(is_not_found(&store.approvers_view(&actor).await), "{login}");
            assert!(is_not_allowed(&store.edit_template(&actor, line.id, line.version, &texts("x", "")).await), "{login}");
            assert!(is_not_allowed(&store.set_approver(&actor, "KYUYO", "1", "").await), "{login}");
        }
    }

    async fn only_a_決裁者_of_the_section_can_be_named(db) {
        let (admin, store) = (db.actor("admin").await, &db.store);
        for login in ["vendor-a", "sekinin", "kanri-somu", "consul", "op-somu", "kyuyo", "keiyaku", "jinji-kessai", "admin"] {
            let refused = store.set_approver(&admin, "KYUYO", "6", login).await;
            assert_eq!(problems(refused), [(Field::Approver, Problem::NotAnApprover)], "{login}");
        }
        let nobody = store.set_approver(&admin, "KYUYO", "6", "nobody").await;
        assert_eq!(problems(nobody), [(Field::Approver, Problem::UnknownChoice)]);
        for (section, stage, field) in
            [("VENDOR-A", "6", Field::Org), ("DXAI", "6", Field::Org), ("KYUYO", "5", Field::Stage), ("KYUYO", "", Field::Stage)]
        {
            let refused = store.set_approver(&admin, section, stage, "").await;
            assert_eq!(problems(refused), [(field, Problem::UnknownChoice)], "{section} {stage}");
        }
    }

    async fn the_one_who_is_named_decides_and_the_others_of_the_section_do_not(db) {
        let (admin, kessai, store) = (db.actor("admin").await, db.actor("kyuyo-kessai").await, &db.store);
        let second = second_approver(&db).await;
        for who in [&kessai, &second] {
            assert!(seen(&db, who, &waiting()).await.may_decide, "{}: every 決裁者 of the section", who.login);
            assert_eq!(store.gates_waiting(who).await.unwrap().len(), 1, "{}", who.login);
        }
        store.set_approver(&admin, "KYUYO", "6", &second.login).await.unwrap();
        let page = seen(&db, &kessai, &waiting()).await;
        assert_eq!((page.may_decide, page.approvers.as_slice()), (false, &[second.name.clone()][..]));
        assert!(is_not_allowed(&store.decide_gate(&kessai, &waiting(), page.version, &approved()).await));
        assert!(store.gates_waiting(&kessai).await.unwrap().is_empty());
        assert_eq!(store.gates_waiting(&second).await.unwrap().len(), 1);
        // A setting does not outlive its person.
        store.disable_user(&second.login).await.unwrap();
        assert!(!store.approvers_view(&admin).await.unwrap().cells[0].valid);
        assert!(seen(&db, &kessai, &waiting()).await.may_decide);
        assert_eq!(store.gates_waiting(&kessai).await.unwrap().len(), 1);
        store.decide_gate(&kessai, &waiting(), page.version, &approved()).await.unwrap();
    }

    async fn the_lead_waits_for_stage_five_of_both_centers_only(db) {
        let waiting = db.store.gates_waiting(&db.actor("sekinin").await).await.unwrap();
        let keys: Vec<_> = waiting.iter().map(|it| (it.no.to_string(), it.stage.number())).collect();
        assert_eq!(keys, [("KYOIKU-2026-002".to_owned(), 5)]);
        let today = db.store.today_view(&db.actor("kyuyo-kessai").await).await.unwrap();
        let mine = domain::view::gates_waiting(&today.cases);
        assert_eq!(mine.len(), 1, "今日 tells the same");
        assert_eq!((mine[0].no.to_string().as_str(), mine[0].system.as_deref()), (CASE, Some("RINJI")));
        for login in ["kyuyo", "keiyaku", "kanri-somu", "vendor-a", "jinji-kessai", "kyoshokuin-kessai"] {
            assert!(db.store.gates_waiting(&db.actor(login).await).await.unwrap().is_empty(), "{login}");
        }
    }
}
