//! The owning section works on a case and decides; a related one reads along and has its word.

use super::{CASE, seen, waiting};
use domain::{
    case::CaseMove,
    gate::LineInput,
    organisation::Side,
    planning::{EditInput, ReplanInput},
    visibility::Scope,
};
use tests::{
    both_dbs,
    typed::{case_no, draft, is_not_allowed},
};

both_dbs! {
    // 人事課 is a 関係課 of the case, 給与課 owns it.
    async fn a_related_section_does_not_act_as_the_owning_one(db) {
        let (store, rinji, no) = (&db.store, waiting(), case_no(CASE));
        let officer = db.actor("jinji").await;
        let page = seen(&db, &officer, &rinji).await;
        assert!(page.reads && !page.may_work && !page.may_recall && !page.may_decide);
        let city = page.lines.iter().find(|it| it.side == Some(Side::City)).unwrap();
        assert!(!city.may_settle && page.lines.iter().all(|it| !it.may_settle && !it.may_leave_out));
        for login in ["jinji", "jinji-kessai"] {
            let actor = db.actor(login).await;
            assert!(is_not_allowed(&store.tick_stage_lines(&actor, &rinji, &[city.id], false).await), "{login}");
            assert!(is_not_allowed(&store.leave_out_stage_line(&actor, &rinji, city.id, "理由").await), "{login}");
            let line = LineInput { text: "項目".into(), ..LineInput::default() };
            assert!(is_not_allowed(&store.add_stage_line(&actor, &rinji, &line).await), "{login}");
            let version = store.case_edit_page(&db.actor("kanri-somu").await, no).await.unwrap().version;
            for mv in [CaseMove::Hold, CaseMove::Complete, CaseMove::Cancel] {
                assert!(is_not_allowed(&store.move_case(&actor, no, version, mv, "理由").await), "{login} {mv}");
            }
            assert!(is_not_allowed(&store.edit_case(&actor, no, version, &EditInput::default()).await), "{login}");
            assert!(is_not_allowed(&store.replan_case(&actor, no, version, &ReplanInput::default()).await), "{login}");
            assert!(!store.case_page(&actor, no).await.unwrap().may_edit, "{login}");
        }
        assert_eq!(seen(&db, &officer, &rinji).await, page, "nothing was written");
    }

    async fn a_related_section_reads_comments_and_raises(db) {
        let (officer, store) = (db.actor("jinji").await, &db.store);
        store.comment_plan(&officer, case_no(CASE), "人事異動の時期と重なる").await.unwrap();
        let key = store.raise_issue(&officer, CASE, "", &draft("異動の対象者")).await.unwrap();
        store.comment(&officer, key, Some(Scope::Shared), "一覧は12月に届く").await.unwrap();
    }

    async fn the_owning_section_does(db) {
        let (officer, store, no) = (db.actor("kyuyo").await, &db.store, case_no(CASE));
        let page = seen(&db, &officer, &waiting()).await;
        assert!(page.may_work && page.lines.iter().all(|it| it.may_settle));
        let version = store.case_edit_page(&officer, no).await.unwrap().version;
        store.move_case(&officer, no, version, CaseMove::Hold, "議会待ち").await.unwrap();
    }
}
