//! The checklist of a 工程.

use super::{CASE, key, seen, waiting};
use domain::{
    gate::{LineInput, LineState, Unmet},
    ids::StageLineId,
    organisation::Side,
    refusal::{Field, Problem},
    stage::StageState,
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{day, is_not_allowed, is_not_found, is_wrong_stage, problems},
};

both_dbs! {
    async fn lines_are_copied_from_the_templates_by_the_first_write_and_not_by_reading(db) {
        let (kanri, store) = (db.actor("kanri-somu").await, &db.store);
        let seven = key(CASE, 7, "SHOMU");
        let shown = seen(&db, &kanri, &seven).await;
        assert_eq!(shown.lines.len(), 9, "the templates, as they are");
        let version = shown.version;
        assert_eq!(seen(&db, &kanri, &seven).await, shown, "reading writes nothing");
        // A line of the page that showed the templates means its copy.
        store.tick_stage_lines(&kanri, &seven, &[shown.lines[1].id], true).await.unwrap();
        let own = seen(&db, &kanri, &seven).await;
        assert!(own.version > version && own.lines.len() == 9 && own.lines[1].state == LineState::Done);
        assert_ne!(own.lines[1].id, shown.lines[1].id);
        store.tick_stage_lines(&kanri, &seven, &[shown.lines[1].id], false).await.unwrap();
        assert_eq!(seen(&db, &kanri, &seven).await.lines[1].state, LineState::Open);
        let none = store.tick_stage_lines(&kanri, &seven, &[StageLineId(uuid::Uuid::nil())], true).await;
        assert!(is_not_found(&none));
    }

    async fn required_lines_keep_the_gate_shut_until_ticked_or_left_out_with_a_reason(db) {
        let (kanri, store) = (db.actor("kanri-somu").await, &db.store);
        let rinji = waiting();
        let lines = seen(&db, &kanri, &rinji).await.lines;
        let (first, second) = (lines[0].id, lines[1].id);
        store.tick_stage_lines(&kanri, &rinji, &[first, second], false).await.unwrap();
        let open = |unmet: &[Unmet]| unmet.iter().filter(|it| matches!(it, Unmet::Line { .. })).count();
        assert_eq!(open(&seen(&db, &kanri, &rinji).await.unmet), 2);
        let none = store.leave_out_stage_line(&kanri, &rinji, first, "").await;
        assert_eq!(problems(none), [(Field::Reason, Problem::Required)]);
        store.leave_out_stage_line(&kanri, &rinji, first, "要件に変更がない").await.unwrap();
        store.tick_stage_lines(&kanri, &rinji, &[second], true).await.unwrap();
        let page = seen(&db, &kanri, &rinji).await;
        assert_eq!(open(&page.unmet), 0);
        let left = &page.lines[0];
        assert_eq!((left.state, left.reason.as_str()), (LineState::NotApplicable, "要件に変更がない"));
        assert_eq!(left.settled_by.as_deref(), Some(kanri.name.as_str()), "who and when stay visible");
        assert!(left.settled_at.is_some());
    }

    async fn a_line_has_an_owner_who_reads_it_a_day_and_evidence_that_nobody_runs(db) {
        let (kanri, store) = (db.actor("kanri-somu").await, &db.store);
        let rinji = waiting();
        let page = seen(&db, &kanri, &rinji).await;
        let line = page.lines[0].id;
        let filled = |org: &str, owner: &str, due: &str, evidence: &str| LineInput {
            org: org.into(),
            owner: owner.into(),
            due: due.into(),
            evidence: evidence.into(),
            ..LineInput::default()
        };
        for (input, expected) in [
            (filled("VENDOR-B", "", "", ""), (Field::Org, Problem::CannotSeeIt)),
            (filled("NONE", "", "", ""), (Field::Org, Problem::UnknownChoice)),
            (filled("", "vendor-b", "", ""), (Field::Owner, Problem::CannotSeeIt)),
            (filled("", "op-somu", "", ""), (Field::Owner, Problem::CannotSeeIt)),
            (filled("KYUYO", "vendor-a", "", ""), (Field::Owner, Problem::NotInOrganisation)),
            (filled("", "", "", "javascript:alert(1)"), (Field::Evidence, Problem::NotALink)),
            (filled("", "", "", "//evil.example/x"), (Field::Evidence, Problem::NotALink)),
        ] {
            let refused = store.edit_stage_line(&kanri, &rinji, page.version, line, &input).await;
            assert_eq!(problems(refused), [expected], "{input:?}");
        }
        let input = filled("", "vendor-a", "R8.11.27", "https://share.example/受入れ結果.xlsx");
        store.edit_stage_line(&kanri, &rinji, page.version, line, &input).await.unwrap();
        let after = seen(&db, &kanri, &rinji).await;
        let edited = &after.lines[0];
        assert_eq!(edited.org.as_ref().map(|it| it.code.as_str()), Some("VENDOR-A"), "a person brings the organisation");
        assert_eq!((edited.due, edited.owner_login.as_deref()), (Some(day("2026-11-27")), Some("vendor-a")));
        let stale = store.edit_stage_line(&kanri, &rinji, page.version, line, &input).await;
        assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
        let new = LineInput { text: "追加の確認".into(), required: "on".into(), ..filled("SOMU-C", "", "", "判定/資料.pdf") };
        store.add_stage_line(&kanri, &rinji, &new).await.unwrap();
        let last = seen(&db, &kanri, &rinji).await.lines.pop().unwrap();
        assert_eq!((last.text.as_str(), last.required, last.evidence.as_str()), ("追加の確認", true, "判定/資料.pdf"));
        assert_eq!(problems(store.add_stage_line(&kanri, &rinji, &LineInput::default()).await).len(), 1);
    }

    async fn a_line_is_ticked_by_the_side_whose_it_is(db) {
        let (vendor, kanri, kyuyo) = (db.actor("vendor-a").await, db.actor("kanri-somu").await, db.actor("kyuyo").await);
        let (store, rinji) = (&db.store, waiting());
        let lines = seen(&db, &vendor, &rinji).await.lines;
        let acceptance = lines.iter().find(|it| it.text.contains("受入れ判定")).unwrap();
        assert_eq!((acceptance.side, acceptance.may_settle), (Some(Side::City), false));
        assert_eq!(acceptance.settled_by.as_deref(), Some(kyuyo.name.as_str()), "the demo's section said so itself");
        let quality = &lines[1];
        assert_eq!((quality.side, quality.may_settle), (Some(Side::Center), false));
        for done in [true, false] {
            for line in [acceptance.id, quality.id] {
                assert!(is_not_allowed(&store.tick_stage_lines(&vendor, &rinji, &[line], done).await), "{done}");
            }
            assert!(is_not_allowed(&store.tick_stage_lines(&kanri, &rinji, &[quality.id, acceptance.id], done).await));
        }
        assert!(is_not_allowed(&store.leave_out_stage_line(&kanri, &rinji, acceptance.id, "済んだ").await));
        assert_eq!(seen(&db, &vendor, &rinji).await.lines, lines, "nothing was written");
        store.tick_stage_lines(&kyuyo, &rinji, &[acceptance.id], false).await.unwrap();
        // Their 決裁者 says so too, of what is the city's.
        let kessai = db.actor("kyuyo-kessai").await;
        assert!(is_not_allowed(&store.tick_stage_lines(&kessai, &rinji, &[quality.id], false).await));
        store.tick_stage_lines(&kessai, &rinji, &[acceptance.id], true).await.unwrap();
        // A line of one's own has the side that was chosen.
        let new = |side: &str| LineInput { text: "ログの確認".into(), side: side.into(), ..LineInput::default() };
        assert_eq!(problems(store.add_stage_line(&kanri, &rinji, &new("x")).await), [(Field::Side, Problem::UnknownChoice)]);
        store.add_stage_line(&kanri, &rinji, &new("vendor")).await.unwrap();
        let own = seen(&db, &vendor, &rinji).await.lines.pop().unwrap();
        assert_eq!((own.side, own.may_settle, own.may_leave_out), (Some(Side::Vendor), true, false));
        store.tick_stage_lines(&vendor, &rinji, &[own.id], true).await.unwrap();
    }

    async fn a_vendor_adds_a_line_of_its_own_that_keeps_no_gate_shut(db) {
        let (vendor, store, rinji) = (db.actor("vendor-a").await, &db.store, waiting());
        let before = seen(&db, &vendor, &rinji).await;
        let new = |side: &str, required: &str| LineInput {
            text: "市の判断".into(), side: side.into(), required: required.into(), ..LineInput::default()
        };
        for (side, required, wrong) in [
            ("city", "", vec![Field::Side]), ("center", "", vec![Field::Side]), ("", "on", vec![Field::Required]),
            ("city", "on", vec![Field::Required, Field::Side]),
        ] {
            let told = problems(store.add_stage_line(&vendor, &rinji, &new(side, required)).await);
            assert_eq!(told, wrong.into_iter().map(|it| (it, Problem::NotYours)).collect::<Vec<_>>(), "{side} {required}");
        }
        assert_eq!(seen(&db, &vendor, &rinji).await, before, "nothing was written");
        store.add_stage_line(&vendor, &rinji, &new("", "")).await.unwrap();
        let after = seen(&db, &vendor, &rinji).await;
        let own = after.lines.last().unwrap();
        assert_eq!((own.side, own.required), (Some(Side::Vendor), false));
        assert_eq!(after.unmet, before.unmet);
        let officer = db.actor("kyuyo").await;
        store.add_stage_line(&officer, &rinji, &new("city", "on")).await.unwrap();
        assert_eq!(seen(&db, &vendor, &rinji).await.unmet.len(), before.unmet.len() + 1, "the section adds conditions");
    }

    async fn after_the_gate_the_checklist_stays_as_it_was(db) {
        let (kanri, store) = (db.actor("kanri-somu").await, &db.store);
        let five = key(CASE, 5, "RINJI");
        let page = seen(&db, &kanri, &five).await;
        assert!(page.lines.iter().all(|it| it.state == LineState::Done), "the demo's past went through its gates");
        let refused = store.tick_stage_lines(&kanri, &five, &[page.lines[0].id], false).await;
        assert!(is_wrong_stage(&refused, StageState::Done), "{refused:?}");
    }
}
