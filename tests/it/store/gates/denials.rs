//! Who may not: vendors, the center, another section, operators, the administrator.

use super::{CASE, approved, key, seen, verdict, waiting, with};
use domain::{
    gate::{LineInput, Verdict},
    stage::StageState,
};
use tests::{
    both_dbs,
    typed::{is_not_allowed, is_not_found},
};

both_dbs! {
    async fn nobody_but_the_approver_of_the_owning_section_decides(db) {
        let kessai = db.actor("kyuyo-kessai").await;
        let before = seen(&db, &kessai, &waiting()).await;
        let conditions = with(&[("条件", "KYUYO", "2026-12-01")]);
        for decision in [approved(), conditions, verdict(Verdict::Returned, "理由")] {
            for login in [
                "kyuyo", "jinji", "jinji-kessai", "kyoshokuin-kessai", "keiyaku", "kanri-somu", "sekinin", "consul",
                "vendor-a", "vendor-a-member", "op-somu", "opkanri-somu",
            ] {
                let actor = db.actor(login).await;
                let refused = db.store.decide_gate(&actor, &waiting(), before.version, &decision).await;
                assert!(is_not_allowed(&refused), "{login}: {refused:?}");
                assert!(!seen(&db, &actor, &waiting()).await.may_decide, "{login}");
            }
            for login in ["vendor-b", "vendor-c", "kanri-kyoiku", "op-kyoiku", "admin"] {
                let actor = db.actor(login).await;
                let refused = db.store.decide_gate(&actor, &waiting(), before.version, &decision).await;
                assert!(is_not_found(&refused), "{login}: {refused:?}");
            }
        }
        assert_eq!(seen(&db, &kessai, &waiting()).await, before, "nothing was written");
    }

    async fn nobody_of_the_contractor_but_the_責任者_and_no_section_confirms_stage_five(db) {
        let five = key("KYOIKU-2026-002", 5, "KJINKYU");
        let version = seen(&db, &db.actor("sekinin").await, &five).await.version;
        for login in ["kyoshokuin-kessai", "kyuyo-kessai", "keiyaku", "kanri-kyoiku", "consul", "vendor-c", "op-kyoiku"] {
            let actor = db.actor(login).await;
            let refused = db.store.decide_gate(&actor, &five, version, &approved()).await;
            assert!(is_not_allowed(&refused), "{login}: {refused:?}");
        }
    }

    async fn who_does_not_work_on_the_stage_changes_nothing_of_it(db) {
        let (store, rinji) = (&db.store, waiting());
        let page = seen(&db, &db.actor("kanri-somu").await, &rinji).await;
        let (version, line) = (page.version, page.lines[0].id);
        let input = LineInput { text: "項目".into(), ..LineInput::default() };
        // 給与課 may work on it, 福利課 has no part in it; a 決裁者 only decides; operators only read.
        for login in ["fukuri", "kyuyo-kessai", "keiyaku", "op-somu", "opkanri-somu"] {
            let actor = db.actor(login).await;
            assert!(!seen(&db, &actor, &rinji).await.may_work, "{login}");
            assert!(is_not_allowed(&store.recall_gate(&actor, &rinji, version, "理由").await), "{login}");
            assert!(is_not_allowed(&store.report_stage(&actor, &rinji, version, "50", "").await), "{login}");
            assert!(is_not_allowed(&store.tick_stage_lines(&actor, &rinji, &[line], false).await), "{login}");
            assert!(is_not_allowed(&store.add_stage_line(&actor, &rinji, &input).await), "{login}");
            assert!(is_not_allowed(&store.edit_stage_line(&actor, &rinji, version, line, &input).await), "{login}");
            assert!(is_not_allowed(&store.leave_out_stage_line(&actor, &rinji, line, "理由").await), "{login}");
        }
        for login in ["vendor-b", "vendor-c", "kanri-kyoiku", "admin"] {
            let actor = db.actor(login).await;
            assert!(is_not_found(&store.recall_gate(&actor, &rinji, version, "理由").await), "{login}");
            assert!(is_not_found(&store.report_stage(&actor, &rinji, version, "50", "").await), "{login}");
            assert!(is_not_found(&store.tick_stage_lines(&actor, &rinji, &[line], false).await), "{login}");
            assert!(is_not_found(&store.add_stage_line(&actor, &rinji, &input).await), "{login}");
            assert!(is_not_found(&store.stage_page(&actor, rinji.no, rinji.stage, Some("RINJI")).await), "{login}");
        }
        // A vendor works in its own lane, but not on what is the case's, and leaves nothing out.
        let vendor = db.actor("vendor-a").await;
        assert!(is_not_allowed(&store.leave_out_stage_line(&vendor, &rinji, line, "理由").await));
        assert!(is_not_allowed(&store.start_stage(Some(&vendor), &key("SOMU-2026-004", 2, ""), None, "", "理由").await));
        assert!(is_not_allowed(&store.recall_gate(&vendor, &rinji, version, "理由").await), "somebody else asked");
        assert_eq!(seen(&db, &vendor, &rinji).await.cell.state, StageState::AwaitingGate);
    }

    async fn a_lane_is_named_where_there_are_lanes_and_only_there(db) {
        let kanri = db.actor("kanri-somu").await;
        for (stage, system) in [(1, "SHOMU"), (6, ""), (6, "KJINKYU"), (6, "NONE"), (6, "SHOMU\0")] {
            let key = key(CASE, stage, system);
            let refused = db.store.request_gate(Some(&kanri), &key, None).await;
            assert!(is_not_found(&refused), "{key:?}: {refused:?}");
        }
    }
}
