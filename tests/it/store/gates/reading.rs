//! Who reads what of a 工程.

use super::{CASE, key, seen, verdict, waiting, with};
use domain::{
    case_filter::CaseFilter,
    gate::Verdict,
    stage::{Stage, StageState},
};
use tests::{
    both_dbs,
    people::EVERYBODY,
    typed::{case_no, is_not_found},
};

const CANARY: &str = "カナリアQZ8";

both_dbs! {
    async fn a_vendor_knows_of_stage_one_and_two_only_where_they_stand(db) {
        let (a, kanri) = (db.actor("vendor-a").await, db.actor("kanri-somu").await);
        let one = key(CASE, 1, "");
        let (theirs, ours) = (seen(&db, &a, &one).await, seen(&db, &kanri, &one).await);
        assert_eq!(theirs.cell, ours.cell, "where it stands");
        assert!(!theirs.reads && theirs.lines.is_empty() && theirs.history.is_empty() && theirs.unmet.is_empty());
        assert!(ours.reads && ours.lines.len() == 6 && !ours.history.is_empty());
        let page = db.store.stage_page(&a, case_no(CASE), Stage::ALL[5], None).await.unwrap();
        let lanes: Vec<_> = page.lanes.iter().map(|it| it.system.code.as_str()).collect();
        assert_eq!((lanes.as_slice(), page.view.is_none()), (&["SHOMU", "RINJI"][..], true), "own lanes, to choose from");
        let b = db.actor("vendor-b").await;
        let own = db.store.stage_page(&b, case_no(CASE), Stage::ALL[5], None).await.unwrap();
        assert_eq!(own.view.and_then(|it| it.cell.system).as_deref(), Some("JINKYU"), "the only lane is the page");
    }

    async fn everybody_reads_what_the_rule_says_and_nothing_else(db) {
        let sees = |login: &str| match login {
            "vendor-b" | "vendor-c" | "kanri-kyoiku" | "opkanri-kyoiku" | "op-kyoiku" | "admin" => None,
            _ => Some(true),
        };
        for login in EVERYBODY {
            let actor = db.actor(login).await;
            let page = db.store.stage_page(&actor, case_no(CASE), Stage::ALL[5], Some("RINJI")).await;
            match sees(login) {
                None => assert!(is_not_found(&page), "{login}"),
                Some(reads) => assert_eq!(page.unwrap().view.unwrap().reads, reads, "{login}"),
            }
        }
    }

    async fn what_is_said_at_a_gate_of_one_lane_reaches_no_other_vendor(db) {
        let (kessai, store) = (db.actor("kyuyo-kessai").await, &db.store);
        let kanri = db.actor("kanri-somu").await;
        let word = |what: &str| format!("{CANARY}-{what}");
        let input = domain::gate::LineInput { text: word("行"), evidence: word("証跡"), ..Default::default() };
        store.add_stage_line(&kanri, &waiting(), &input).await.unwrap();
        let back = seen(&db, &kessai, &waiting()).await;
        store.decide_gate(&kessai, &waiting(), back.version, &verdict(Verdict::Returned, &word("差戻し"))).await.unwrap();
        let page = seen(&db, &kanri, &waiting()).await;
        store.report_stage(&kanri, &waiting(), page.version, "50", &word("進捗")).await.unwrap();
        let seven = key(CASE, 7, "RINJI");
        store.start_stage(Some(&kanri), &seven, Some(1), "", &word("早期")).await.unwrap();
        let two = key("SOMU-2026-004", 2, "");
        store.start_stage(Some(&kanri), &two, Some(1), "", &word("早期2")).await.unwrap();
        let page = seen(&db, &kanri, &waiting()).await;
        store.request_gate(Some(&kanri), &waiting(), Some(page.version)).await.unwrap();
        let page = seen(&db, &kessai, &waiting()).await;
        store.decide_gate(&kessai, &waiting(), page.version, &with(&[(&word("条件"), "VENDOR-A", "2026-12-01")])).await.unwrap();
        for (login, hears) in [("vendor-a", true), ("vendor-b", false), ("vendor-c", false), ("admin", false)] {
            let actor = db.actor(login).await;
            let mut all = String::new();
            for row in store.case_list(&actor, &CaseFilter::default()).await.unwrap().rows {
                all += &serde_json::to_string(&store.case_page(&actor, row.no).await.unwrap()).unwrap();
                for stage in Stage::ALL {
                    for system in [None, Some("SHOMU"), Some("RINJI"), Some("JINKYU"), Some("SHOKUIN"), Some("KJINKYU")] {
                        let page = store.stage_page(&actor, row.no, stage, system).await;
                        all += &page.map(|it| serde_json::to_string(&it).unwrap()).unwrap_or_default();
                    }
                }
            }
            assert_eq!(all.contains(CANARY), hears, "{login}");
            assert!(hears || !all.contains(&word("早期2")), "{login}");
        }
        // 工程2 is the case's: even the vendor of a lane reads no reason there.
        let a = db.actor("vendor-a").await;
        assert_eq!(seen(&db, &a, &two).await.early_reason, None);
    }

    async fn every_finished_stage_of_the_demo_went_through_its_gate(db) {
        let keiyaku = db.actor("keiyaku").await;
        let (mut passed, mut conditional, mut early) = (0, 0, 0);
        for row in db.store.case_list(&keiyaku, &CaseFilter::default()).await.unwrap().rows {
            for cell in &row.stages {
                let page = db.store.stage_page(&keiyaku, row.no, cell.stage, cell.system.as_deref()).await.unwrap();
                let view = page.view.unwrap();
                if view.cell.state == domain::stage::StageState::Done {
                    let last = view.history.first().unwrap_or_else(|| panic!("{} 工程{}", row.no, cell.stage.number()));
                    assert!(last.step.verdict().is_some_and(|it| it != Verdict::Returned), "{} {last:?}", row.no);
                    assert_eq!(Some(domain::date::instant::jst_day(last.at)), view.cell.actual_end);
                    passed += 1;
                    let open = |it: &domain::view::GateIssue| it.state.is_open();
                    conditional += usize::from(last.conditions.iter().any(open));
                }
                early += usize::from(view.early_reason.is_some());
            }
        }
        assert!(passed > 60, "{passed}");
        assert_eq!((conditional, early), (1, 1));
    }

    async fn no_工程_of_the_demo_world_runs_for_weeks_without_a_word_of_it(db) {
        let keiyaku = db.actor("keiyaku").await;
        let long_ago = db.store.today() - chrono::Days::new(14);
        let list = db.store.case_list(&keiyaku, &CaseFilter::default()).await.unwrap();
        let mut running = 0;
        for row in list.rows {
            for cell in row.stages.iter().filter(|it| it.state == StageState::InProgress) {
                if cell.actual_start.is_some_and(|it| it < long_ago) {
                    running += 1;
                    let system = cell.system.clone().unwrap_or_default();
                    let page = seen(&db, &keiyaku, &key(&row.no.to_string(), cell.stage.number(), &system)).await;
                    assert_eq!((page.progress, page.progress_note.is_empty()), (50, false), "{} {cell:?}", row.no);
                }
            }
        }
        assert_eq!(running, 6);
    }
}
