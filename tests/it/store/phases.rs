//! A case with a 施行日 of its own beside that of its 制度改正: the earlier day binds, until a manager vouches for the own.

use domain::{
    actor::Actor,
    key::CaseNo,
    law::LawInput,
    planning::{CaseInput, EditInput},
    refusal::{Field, Problem},
    signal::{Signal, SignalReason},
    view::CasePage,
};
use tests::{
    TestDb, both_dbs,
    typed::{case_input, day, opened, problems},
};

/// A law of 2028-10-01, a Sunday: its last day is 2028-09-29.
async fn law(db: &TestDb) -> String {
    let input = LawInput {
        name: "段階施行の改正".into(),
        kind: "law".into(),
        state: "promulgated".into(),
        in_force_on: "2028-10-01".into(),
        ..LawInput::default()
    };
    db.store.add_law(&db.actor("kyuyo").await, &input).await.unwrap()
}

fn late_of_law(field: Field, may_override: bool) -> (Field, Problem) {
    (field, Problem::AfterLatestOfLaw { latest: day("2028-09-29"), may_override })
}

/// The form of the edit as the page offers it, with another 施行日, 制度改正 and reason.
async fn edit(
    db: &TestDb,
    who: &Actor,
    no: CaseNo,
    in_force: &str,
    law: &str,
    late: &str,
) -> Result<(), store::StoreError> {
    let page = db.store.case_edit_page(who, no).await.unwrap();
    let input = EditInput {
        law: law.into(),
        section: page.section.code.clone(),
        related: page.related.iter().map(|it| it.code.clone()).collect(),
        title: format!("{}・改", page.title),
        summary: page.summary.clone(),
        in_force_on: in_force.into(),
        late_reason: late.into(),
        manager: page.manager.clone().unwrap_or_default(),
        officer: page.officer.clone().unwrap_or_default(),
        consultants: page.consultants.clone(),
    };
    db.store.edit_case(who, no, page.version, &input).await
}

async fn page(db: &TestDb, no: CaseNo) -> CasePage {
    db.store.case_page(&db.actor("sekinin").await, no).await.unwrap()
}

fn late(page: &CasePage) -> Option<Option<String>> {
    let reason = |it: &SignalReason| match it {
        SignalReason::GoLiveAfterLatest { because, .. } => Some(because.clone()),
        _ => None,
    };
    page.row.reasons.iter().find_map(reason)
}

both_dbs! {
    async fn a_later_day_of_the_own_case_is_the_manager_s_to_vouch_for(db) {
        let (kanri, fukuri, code) = (db.actor("kanri-somu").await, db.actor("fukuri").await, law(&db).await);
        let phased = CaseInput {
            law: code.clone(),
            in_force_on: "2028-12-01".into(),
            go_live_on: "2028-11-30".into(),
            ..case_input()
        };
        let refused = problems(db.store.propose_case(&fukuri, &phased).await);
        assert_eq!(refused, [late_of_law(Field::GoLiveOn, false)]);
        let silent = problems(db.store.propose_case(&kanri, &phased).await);
        assert_eq!(silent, [late_of_law(Field::GoLiveOn, true), (Field::LateReason, Problem::Required)]);
        let no = opened(&db.store, &kanri, &CaseInput { late_reason: "附則第2条の段階施行".into(), ..phased }).await;

        // Vouched for: judged by its own day.
        let shown = page(&db, no).await;
        assert_eq!((shown.row.signal, shown.latest_go_live), (Some(Signal::Blue), Some(day("2028-12-01"))));
        // The page of the law says so.
        let row = db.store.law_page(&kanri, &code).await.unwrap().row;
        let case = row.cases.iter().find(|it| it.no == no).unwrap();
        assert!(row.has_own_day(case) && case.in_force_on == Some(day("2028-12-01")));
        // The edit of somebody else keeps what the manager said.
        edit(&db, &fukuri, no, "2028-12-01", &code, "").await.unwrap();
        assert_eq!(db.store.plan_page(&kanri, no).await.unwrap().late_reason.as_deref(), Some("附則第2条の段階施行"));
        let moved = problems(edit(&db, &fukuri, no, "2029-04-01", &code, "").await);
        assert_eq!(moved, [late_of_law(Field::InForceOn, false)]);
        let without = problems(edit(&db, &fukuri, no, "2028-12-01", "", "").await);
        assert_eq!(without, [late_of_law(Field::Law, false)]);
    }

    async fn nobody_else_takes_the_red_reason_away(db) {
        let (kanri, fukuri, code) = (db.actor("kanri-somu").await, db.actor("fukuri").await, law(&db).await);
        let late_case = CaseInput {
            law: code.clone(),
            go_live_on: "2028-11-30".into(),
            late_reason: "国の様式待ち".into(),
            ..case_input()
        };
        let no = opened(&db.store, &kanri, &late_case).await;
        let because = Some(Some("国の様式待ち".to_owned()));
        assert_eq!((late(&page(&db, no).await), page(&db, no).await.row.signal), (because.clone(), Some(Signal::Red)));
        for day in ["2028-12-01", ""] {
            let told = problems(edit(&db, &fukuri, no, day, &code, "").await);
            assert_eq!(told, [late_of_law(Field::InForceOn, false)], "{day}");
        }
        assert_eq!(late(&page(&db, no).await), because);
        let without = problems(edit(&db, &fukuri, no, "2028-12-01", "", "").await);
        assert_eq!(without, [late_of_law(Field::Law, false)]);
        // The rest of the case is theirs to edit.
        edit(&db, &fukuri, no, "2028-10-01", &code, "").await.unwrap();
        assert_eq!(late(&page(&db, no).await), because);
        // Who may let it pass gives another day, with the reason for that.
        edit(&db, &kanri, no, "2028-12-01", &code, "附則第2条の段階施行").await.unwrap();
        assert_eq!(late(&page(&db, no).await), None);
    }

    async fn a_law_with_an_earlier_day_makes_its_cases_red(db) {
        let (kanri, kyuyo, code) = (db.actor("kanri-somu").await, db.actor("kyuyo").await, law(&db).await);
        // A law without a day binds nothing; its case has a day of its own.
        let undated = LawInput { in_force_on: String::new(), name: "段階施行の改正".into(), kind: "law".into(), state: "promulgated".into(), ..LawInput::default() };
        db.store.edit_law(&kyuyo, &code, 1, &undated).await.unwrap();
        let case = CaseInput { law: code.clone(), in_force_on: "2028-12-01".into(), ..case_input() };
        let no = opened(&db.store, &kanri, &case).await;
        assert_eq!(page(&db, no).await.row.signal, Some(Signal::Blue));
        let dated = LawInput { in_force_on: "2028-10-01".into(), ..undated };
        db.store.edit_law(&kyuyo, &code, 2, &dated).await.unwrap();
        let shown = page(&db, no).await;
        assert_eq!((late(&shown), shown.latest_go_live), (Some(None), Some(day("2028-09-29"))));
        let list = db.store.case_list(&kanri, &Default::default()).await.unwrap();
        let row = list.rows.iter().find(|it| it.no == no).unwrap();
        assert_eq!(row.signal, Some(Signal::Red), "one rule for the list and the page");
        let settled = problems(db.store.settle_law_move(&kanri, no, db.store.plan_page(&kanri, no).await.unwrap().version, "影響なし").await);
        assert_eq!(settled, [(Field::Reason, Problem::TooLateForLaw { latest: day("2028-09-29") })]);
    }
}
