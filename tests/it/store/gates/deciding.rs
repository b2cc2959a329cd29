//! 承認, 条件付承認, 差戻し, and what each leaves behind.

use super::{CASE, approved, key, release_decided, seen, verdict, waiting, with};
use domain::{
    event::Event,
    gate::{GateStep, LineState, Unmet, Verdict},
    issue::{Holder, IssueState},
    refusal::{Field, Problem, Refusal},
    stage::StageState,
};
use store::StoreError;
use tests::{
    both_dbs,
    typed::{case_no, day, is_not_found, is_wrong_stage, problems},
};

both_dbs! {
    async fn an_approval_ends_the_stage_and_opens_the_next(db) {
        let (kessai, kanri) = (db.actor("kyuyo-kessai").await, db.actor("kanri-somu").await);
        let before = seen(&db, &kessai, &waiting()).await;
        assert!(before.may_decide && before.unmet.is_empty(), "{:?}", before.unmet);
        assert_eq!(before.approvers, [kessai.name.as_str()]);
        let issues = db.store.decide_gate(&kessai, &waiting(), before.version, &approved()).await.unwrap();
        assert!(issues.is_empty());
        let after = seen(&db, &kanri, &waiting()).await;
        assert_eq!((after.cell.state, after.cell.actual_end), (StageState::Done, Some(db.store.today())));
        assert_eq!((after.history[0].step, after.history[0].by.as_str()), (GateStep::Approved, kessai.name.as_str()));
        release_decided(&db).await;
        let seven = key(CASE, 7, "RINJI");
        let version = seen(&db, &kanri, &seven).await.version;
        db.store.start_stage(Some(&kanri), &seven, Some(version), "", "").await.unwrap();
        assert!(!seen(&db, &kanri, &key(CASE, 7, "RINJI")).await.cell.early);
        let again = db.store.decide_gate(&kessai, &waiting(), after.version, &approved()).await;
        assert!(is_wrong_stage(&again, StageState::Done), "a decision is never made twice: {again:?}");
    }

    async fn each_condition_becomes_a_課題_with_its_owner_and_期限(db) {
        let (kessai, vendor) = (db.actor("kyuyo-kessai").await, db.actor("vendor-a").await);
        let version = seen(&db, &kessai, &waiting()).await.version;
        let rows = [("帳票の再出力", "VENDOR-A", "R8.12.4"), ("", "", ""), ("手順書の追記", "SOMU-C", "2026-12-08")];
        let keys = db.store.decide_gate(&kessai, &waiting(), version, &with(&rows)).await.unwrap();
        assert_eq!(keys.len(), 2);
        let issue = db.store.issue_page(&vendor, keys[0]).await.unwrap();
        assert_eq!((issue.row.title.as_str(), issue.row.state), ("帳票の再出力", IssueState::Raised));
        assert_eq!(issue.org.as_ref().map(|it| it.code.as_str()), Some("VENDOR-A"));
        assert_eq!((issue.row.due, issue.row.stage.map(|it| it.number())), (Some(day("2026-12-04")), Some(6)));
        assert_eq!((issue.row.ball.holder, issue.row.ball.mine), (Holder::Vendor, true));
        assert_eq!(issue.row.system.as_deref(), Some("RINJI"));
        assert!(is_not_found(&db.store.issue_page(&db.actor("vendor-b").await, keys[0]).await), "another lane's vendor");
        let after = seen(&db, &kessai, &waiting()).await;
        assert_eq!((after.cell.state, after.history[0].step), (StageState::Done, GateStep::Conditional));
        let body = &issue.body;
        assert!(body.contains("(/cases/SOMU-2026-001/stages/6?system=RINJI)の条件付承認の条件です") && body.contains("所見"), "{body}");
        let told: Vec<_> = after.history[0].conditions.iter().map(|it| (it.key, it.org.as_str())).collect();
        assert_eq!(told, [(keys[0], "ベンダーA"), (keys[1], "総務事務センター")]);
        let event = db.store.case_page(&kessai, case_no(CASE)).await.unwrap().events;
        let decided = event.iter().find(|it| matches!(it.event, Event::GateDecided { conditions: 2, .. }));
        assert!(decided.is_some(), "{event:?}");
    }

    async fn a_condition_may_name_a_person_of_its_organisation(db) {
        let (kessai, vendor) = (db.actor("kyuyo-kessai").await, db.actor("vendor-a").await);
        let page = seen(&db, &kessai, &waiting()).await;
        let offered: Vec<_> = page.people.iter().map(|it| it.login.as_str()).collect();
        assert!(offered.contains(&"vendor-a") && offered.contains(&"kyuyo") && offered.contains(&"kanri-somu"), "{offered:?}");
        assert!(!offered.contains(&"vendor-b") && !offered.contains(&"op-somu"), "{offered:?}");
        let named = |org: &str, login: &str| {
            let mut input = with(&[("帳票の再出力", org, "R8.12.4")]);
            input.conditions[0].assignee = login.into();
            input
        };
        for (org, login, problem) in [
            ("VENDOR-A", "kyuyo", Problem::NotInOrganisation),
            ("SOMU-C", "op-somu", Problem::UnknownChoice),
            ("VENDOR-A", "vendor-b", Problem::CannotSeeIt),
            ("VENDOR-A", "nobody", Problem::UnknownChoice),
        ] {
            let refused = db.store.decide_gate(&kessai, &waiting(), page.version, &named(org, login)).await;
            let told = Problem::InRow { row: 1, problem: Box::new(problem) };
            assert_eq!(problems(refused), [(Field::ConditionAssignee, told)], "{org} {login}");
        }
        let keys = db.store.decide_gate(&kessai, &waiting(), page.version, &named("VENDOR-A", " vendor-a ")).await.unwrap();
        let issue = db.store.issue_page(&vendor, keys[0]).await.unwrap();
        assert_eq!(issue.assignee_login.as_deref(), Some("vendor-a"));
        assert_eq!((issue.row.state, issue.row.ball.mine), (IssueState::Raised, true));
    }

    async fn what_a_condition_lets_pass_stays_in_the_history_and_can_be_done_later(db) {
        let (kessai, kanri) = (db.actor("kyuyo-kessai").await, db.actor("kanri-somu").await);
        let line = seen(&db, &kanri, &waiting()).await.lines[0].clone();
        db.store.tick_stage_lines(&kanri, &waiting(), &[line.id], false).await.unwrap();
        let version = seen(&db, &kessai, &waiting()).await.version;
        let rows = [("別の条件", "SOMU-C", "R8.12.4")];
        db.store.decide_gate(&kessai, &waiting(), version, &with(&rows)).await.unwrap();
        let after = seen(&db, &kessai, &waiting()).await;
        assert_eq!(after.history[0].left_open, std::slice::from_ref(&line.text));
        db.store.tick_stage_lines(&kanri, &waiting(), &[line.id], true).await.unwrap();
        let closed = seen(&db, &kanri, &waiting()).await;
        assert_eq!(closed.lines[0].state, LineState::Done);
        assert_eq!(closed.history[0].left_open, std::slice::from_ref(&line.text), "a decision is never edited");
        let reopened = db.store.tick_stage_lines(&kanri, &waiting(), &[line.id], false).await;
        assert!(is_wrong_stage(&reopened, StageState::Done), "{reopened:?}");
    }

    async fn a_condition_needs_all_three_and_an_organisation_that_reads_it(db) {
        let kessai = db.actor("kyuyo-kessai").await;
        let version = seen(&db, &kessai, &waiting()).await.version;
        let mut refused = Vec::new();
        for rows in [
            &[][..],
            &[("", "", "")],
            &[("条件", "", "")],
            &[("", "KYUYO", "R8.12.4"), ("条件", "KYUYO", "R8.11.20")],
            &[("条件", "NONE", "R8.12.4")],
            &[("条件", "VENDOR-B", "R8.12.4")],
            &[("条件", "KYOIKU-C", "R8.12.4")],
        ] {
            refused.push(problems(db.store.decide_gate(&kessai, &waiting(), version, &with(rows)).await));
        }
        let in_row = |row, problem| Problem::InRow { row, problem: Box::new(problem) };
        let today = db.store.today();
        assert_eq!(refused[0], [(Field::Condition, Problem::Required)]);
        assert_eq!(refused[1], refused[0]);
        assert_eq!(
            refused[2],
            [(Field::ConditionOrg, in_row(1, Problem::Required)), (Field::ConditionDue, in_row(1, Problem::Required))]
        );
        assert_eq!(
            refused[3],
            [
                (Field::Condition, in_row(1, Problem::Required)),
                (Field::ConditionDue, in_row(2, Problem::Past { today })),
            ]
        );
        assert_eq!(refused[4], [(Field::ConditionOrg, in_row(1, Problem::UnknownChoice))]);
        assert_eq!(refused[5], [(Field::ConditionOrg, in_row(1, Problem::CannotSeeIt))]);
        assert_eq!(refused[6], refused[5]);
        assert_eq!(seen(&db, &kessai, &waiting()).await.cell.state, StageState::AwaitingGate, "nothing was written");
    }

    async fn a_差戻し_needs_a_reason_and_reopens_the_stage(db) {
        let (kessai, kanri) = (db.actor("kyuyo-kessai").await, db.actor("kanri-somu").await);
        let version = seen(&db, &kessai, &waiting()).await.version;
        let none = db.store.decide_gate(&kessai, &waiting(), version, &verdict(Verdict::Returned, " ")).await;
        assert_eq!(problems(none), [(Field::Reason, Problem::Required)]);
        let back = verdict(Verdict::Returned, "照合結果がない");
        db.store.decide_gate(&kessai, &waiting(), version, &back).await.unwrap();
        let after = seen(&db, &kanri, &waiting()).await;
        assert_eq!((after.cell.state, after.cell.actual_end), (StageState::InProgress, None));
        db.store.request_gate(Some(&kanri), &waiting(), Some(after.version)).await.unwrap();
        let again = seen(&db, &kessai, &waiting()).await;
        db.store.decide_gate(&kessai, &waiting(), again.version, &approved()).await.unwrap();
        let history = seen(&db, &kanri, &waiting()).await.history;
        let steps: Vec<_> = history.iter().map(|it| it.step).collect();
        use GateStep::{Approved, Requested, Returned};
        assert_eq!(steps, [Approved, Requested, Returned, Requested], "history is followed, never edited");
        assert_eq!(history[2].reason, "照合結果がない");
    }

    async fn a_shut_gate_lists_what_is_not_met_and_takes_only_conditions(db) {
        let (kessai, kanri) = (db.actor("kyuyo-kessai").await, db.actor("kanri-somu").await);
        let jinkyu = key(CASE, 6, "JINKYU");
        let version = seen(&db, &kanri, &jinkyu).await.version;
        db.store.request_gate(Some(&kanri), &jinkyu, Some(version)).await.unwrap();
        let page = seen(&db, &kessai, &jinkyu).await;
        let refused = db.store.decide_gate(&kessai, &jinkyu, page.version, &approved()).await;
        let Err(StoreError::Refused(Refusal::GateShut(unmet))) = refused else { panic!("{refused:?}") };
        assert_eq!(unmet, page.unmet, "the page says what the decision says");
        let issues = unmet.iter().filter(|it| matches!(it, Unmet::Issue { .. })).count();
        let lines = unmet.iter().filter(|it| matches!(it, Unmet::Line { .. })).count();
        assert_eq!((issues, lines), (1, 4), "{unmet:?}");
        let rows = [("残りの確認", "KYUYO", "2026-12-01")];
        db.store.decide_gate(&kessai, &jinkyu, page.version, &with(&rows)).await.unwrap();
        assert_eq!(seen(&db, &kessai, &jinkyu).await.cell.state, StageState::Done);
    }

    async fn stage_five_is_confirmed_by_the_責任者_and_the_section_is_told(db) {
        let (lead, section) = (db.actor("sekinin").await, db.actor("kyoshokuin-kessai").await);
        let five = key("KYOIKU-2026-002", 5, "KJINKYU");
        let page = seen(&db, &section, &five).await;
        assert!(!page.may_decide && page.approvers == [lead.name.as_str()], "{:?}", page.approvers);
        let refused = db.store.decide_gate(&section, &five, page.version, &approved()).await;
        assert!(tests::typed::is_not_allowed(&refused), "{refused:?}");
        db.store.decide_gate(&lead, &five, page.version, &approved()).await.unwrap();
        let told = db.store.case_page(&section, five.no).await.unwrap().events;
        let told = told.iter().find(|it| matches!(it.event, Event::GateDecided { verdict: Verdict::Approved, .. }));
        assert_eq!(told.map(|it| it.actor.as_str()), Some(lead.name.as_str()), "the section reads who confirmed it");
    }
}
