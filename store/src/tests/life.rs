//! The life of an issue, of an account and of a session.

use super::world::{TestStore, day, no};
use crate::{NewRole, NewUser, Noun, StoreError};
use domain::{
    gate::{LeaveOutAnswer, StageKey},
    ids::ChecklistLineId,
    issue::{AssignmentInput, DraftInput, DueMark, Holder, IssueState, Move, MoveInput},
    refusal::{Field, FieldProblem, Problem, Refusal},
    role::Role,
    stage::{Stage, StageState},
    view::Entry,
    visibility::Scope,
};

fn draft(title: &str) -> DraftInput {
    DraftInput { title: title.into(), body: "内容".into(), ..Default::default() }
}

fn text(text: &str) -> MoveInput {
    MoveInput { text: text.into(), ..Default::default() }
}

fn to(org: &str, assignee: &str, due: &str) -> AssignmentInput {
    AssignmentInput { org: org.into(), assignee: assignee.into(), due: due.into() }
}

fn problems(result: crate::Result<impl std::fmt::Debug>) -> Vec<(Field, Problem)> {
    match result {
        Err(StoreError::Refused(Refusal::Invalid(list))) => {
            list.into_iter().map(|FieldProblem { field, problem }| (field, problem)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_issue_is_raised_accepted_resolved_and_approved() {
    let test = TestStore::with_world().await;
    let store = &test.store;
    let (city, manager, vendor) = (test.who("kyuyo").await, test.who("kanri-somu").await, test.who("vendor-a").await);
    let key = store.raise_issue(&city, "somu-2026-001", "SHOMU", &draft("帳票の様式")).await.unwrap();
    assert_eq!(key.to_string(), "SOMU-2026-001-1");
    let second = store.raise_issue(&manager, "SOMU-2026-001", "", &draft("二つ目")).await.unwrap();
    assert_eq!(second.number, 2);

    let accept = MoveInput { assignment: to("VENDOR-A", "vendor-a", "R8.12.1"), ..Default::default() };
    store.move_issue(&manager, key, 1, Move::Accept, &accept).await.unwrap();
    assert!(matches!(store.move_issue(&manager, key, 1, Move::Start, &text("")).await, Err(StoreError::Stale)));
    store.move_issue(&vendor, key, 2, Move::Start, &text("")).await.unwrap();
    assert_eq!(
        problems(store.move_issue(&vendor, key, 3, Move::AskCity, &text("")).await),
        [(Field::Text, Problem::Required)]
    );
    store.move_issue(&vendor, key, 3, Move::AskCity, &text("どちらですか")).await.unwrap();
    let page = store.issue_page(&city, key).await.unwrap();
    assert_eq!((page.row.state, page.row.ball.holder), (IssueState::AwaitingCity, Holder::City));
    assert!(page.row.ball.mine, "給与課 has the ball");
    assert_eq!(page.row.mark, DueMark::Later);
    store.move_issue(&city, key, 4, Move::Answer, &text("こちらです")).await.unwrap();
    store.move_deadline(&vendor, key, 5, "2026-12-04", "テストに時間がかかる").await.unwrap();
    store.comment(&city, key, Some(Scope::City), "市の中の話").await.unwrap();
    store.comment(&vendor, key, None, "承知しました").await.unwrap();
    store.move_issue(&vendor, key, 6, Move::Resolve, &text("直しました")).await.unwrap();
    assert!(matches!(
        store.move_issue(&vendor, key, 7, Move::Approve, &text("")).await,
        Err(StoreError::Refused(Refusal::NotAllowed(_)))
    ));
    store.move_issue(&city, key, 7, Move::Approve, &text("")).await.unwrap();

    let page = store.issue_page(&vendor, key).await.unwrap();
    assert_eq!(page.row.state, IssueState::Closed);
    assert_eq!((page.row.slips, page.slip_days), (1, 3));
    assert_eq!(page.approved_by.as_deref(), Some("kyuyoさん"));
    assert!(!page.may_edit && page.moves.is_empty());
    let comments: Vec<_> = page
        .history
        .iter()
        .filter_map(|it| match it {
            Entry::Comment(comment) => Some(comment.body.as_str()),
            Entry::Event(_) => None,
        })
        .collect();
    assert_eq!(comments, ["どちらですか", "こちらです", "承知しました", "直しました"]);
    assert_eq!(page.history.len(), comments.len() + 8, "raised, 6 moves, 1 期限");
    assert_eq!(store.issue_page(&city, key).await.unwrap().history.len(), page.history.len() + 1);
}

#[tokio::test]
async fn what_one_may_not_know_of_is_not_found() {
    let test = TestStore::with_world().await;
    let store = &test.store;
    let (city, manager, vendor) = (test.who("kyuyo").await, test.who("kanri-somu").await, test.who("vendor-a").await);
    let (other, operator) = (test.who("vendor-b").await, test.who("op-somu").await);
    let elsewhere = test.who("kanri-kyoiku").await;
    let admin = test.who("admin").await;
    let key = store.raise_issue(&city, "SOMU-2026-001", "SHOMU", &draft("共有")).await.unwrap();
    for actor in [&other, &elsewhere, &admin] {
        let found = store.issue_page(actor, key).await;
        assert!(matches!(found, Err(StoreError::NotFound(Noun::Issue))), "{}", actor.login);
        let moved = store.comment(actor, key, None, "見えないはず").await;
        assert!(matches!(moved, Err(StoreError::NotFound(Noun::Issue))), "{}", actor.login);
    }
    assert_eq!(
        problems(store.raise_issue(&elsewhere, "SOMU-2026-001", "", &draft("よそ")).await),
        [(Field::Case, Problem::UnknownChoice)]
    );
    assert_eq!(
        problems(store.raise_issue(&vendor, "SOMU-2026-001", "", &draft("")).await),
        [(Field::Title, Problem::Required), (Field::System, Problem::Required)]
    );
    assert_eq!(
        problems(store.raise_issue(&vendor, "SOMU-2026-001", "JINKYU", &draft("x")).await),
        [(Field::System, Problem::UnknownChoice)]
    );
    let page = store.issue_page(&operator, key).await.unwrap();
    assert!(page.comment_scopes == [Scope::Center] && !page.may_edit);
    // The city neither sees nor can name an operator.
    let choices = store.issue_page(&city, key).await.unwrap().choices;
    assert!(choices.people.iter().all(|it| it.login != "op-somu" && it.login != "admin"));
    assert!(choices.people.iter().any(|it| it.login == "vendor-a"));
    assert!(choices.people.iter().all(|it| it.login != "vendor-b"));
    assert_eq!(
        problems(store.assign_issue(&city, key, 1, &to("SOMU-C", "op-somu", "")).await),
        [(Field::Assignee, Problem::UnknownChoice)]
    );
    assert_eq!(
        problems(store.assign_issue(&city, key, 1, &to("VENDOR-B", "vendor-b", "")).await),
        [(Field::Assignee, Problem::CannotSeeIt)]
    );
    assert_eq!(
        problems(store.assign_issue(&manager, key, 1, &to("VENDOR-A", "", "")).await),
        [(Field::Assignee, Problem::Required)]
    );
}

#[tokio::test]
async fn edits_lines_and_relations_are_written_once() {
    let test = TestStore::with_world().await;
    let store = &test.store;
    let (city, vendor) = (test.who("kyuyo").await, test.who("vendor-a").await);
    let key = store.raise_issue(&city, "SOMU-2026-001", "SHOMU", &draft("もと")).await.unwrap();
    store.edit_issue(&city, key, 1, "SHOMU", "", &draft("もと")).await.unwrap();
    let events = |page: &domain::view::IssuePage| page.history.len();
    assert_eq!(events(&store.issue_page(&city, key).await.unwrap()), 1, "no change, no event");
    store.edit_issue(&city, key, 1, "JINKYU", "方針", &draft("あと")).await.unwrap();
    assert!(store.issue_page(&vendor, key).await.is_err(), "it is another vendor's now");
    let page = store.issue_page(&city, key).await.unwrap();
    assert_eq!((page.row.title.as_str(), page.policy.as_str(), page.version), ("あと", "方針", 2));
    assert_eq!(page.row.system.as_deref(), Some("JINKYU"));

    store.add_line(&city, key, "確認する", "kyuyo", "2026-12-01").await.unwrap();
    let line = store.issue_page(&city, key).await.unwrap().checklist[0].id;
    store.tick_line(&city, key, line, true).await.unwrap();
    store.tick_line(&city, key, line, true).await.unwrap();
    assert!(matches!(
        store.tick_line(&city, key, ChecklistLineId(key_less()), true).await,
        Err(StoreError::NotFound(Noun::ChecklistLine))
    ));
    let other = store.raise_issue(&city, "KYOIKU-2026-001", "", &draft("関連")).await.unwrap();
    store.relate(&city, key, &other.to_string()).await.unwrap();
    assert_eq!(problems(store.relate(&city, other, &key.to_string()).await), [(Field::Related, Problem::AlreadyThere)]);
    assert_eq!(problems(store.relate(&city, key, &key.to_string()).await), [(Field::Related, Problem::Itself)]);
    assert_eq!(problems(store.relate(&city, key, "XX").await), [(Field::Related, Problem::NoSuchIssue)]);
    let page = store.issue_page(&city, other).await.unwrap();
    assert_eq!(page.related[0].key, key);
    // Somebody of the other center learns nothing of the relation.
    let manager = test.who("kanri-somu").await;
    let seen = store.issue_page(&manager, key).await.unwrap();
    assert!(seen.related.is_empty());
    let all = store.issue_page(&city, key).await.unwrap();
    assert_eq!(seen.history.len() + 1, all.history.len());
}

fn key_less() -> uuid::Uuid {
    uuid::Uuid::nil()
}

#[tokio::test]
async fn a_case_goes_through_its_stages() {
    let test = TestStore::with_world().await;
    let store = &test.store;
    let (city, vendor, other) = (test.who("kyuyo").await, test.who("vendor-a").await, test.who("vendor-b").await);
    let case = no("SOMU-2026-001");
    let stage = |n| Stage::new(n).unwrap();
    let key = |n, system: Option<&str>| StageKey { no: case, stage: stage(n), system: system.map(str::to_owned) };
    let (first, third) = (key(1, None), key(3, Some("SHOMU")));
    store.start_stage(None, &first, None, "2026-05-07", "").await.unwrap();
    store.request_gate(None, &first, None).await.unwrap();
    store.start_stage(Some(&vendor), &third, None, "2026-07-07", "先行着手").await.unwrap();
    let hidden = store.start_stage(Some(&other), &third, None, "2026-07-07", "先行着手").await;
    assert!(matches!(hidden, Err(StoreError::NotFound(Noun::Lane))));
    store
        .replan_stage(
            Some(&vendor),
            case,
            stage(3),
            Some("SHOMU"),
            day("2026-07-07"),
            day("2026-12-01"),
            "連携先の都合",
        )
        .await
        .unwrap();
    let page = store.case_page(&city, case).await.unwrap();
    assert_eq!(page.row.stages.len(), 12);
    assert_eq!(page.row.stages[0].state, StageState::AwaitingGate);
    assert!(page.row.stages.iter().any(|it| it.early), "工程3 started before its time");
    assert_eq!(page.lanes.len(), 2);
    assert_eq!(page.people.len(), 5);
    assert_eq!(page.law.as_ref().unwrap().code, "L19");
    assert_eq!(page.events.len(), 5);
    let own = store.case_page(&other, case).await.unwrap();
    assert_eq!((own.lanes.len(), own.row.stages.len(), own.events.len()), (1, 7, 3));
    let list = store.case_list(&other, &Default::default()).await.unwrap();
    assert_eq!((list.visible, list.rows.len()), (2, 2));
    assert_eq!(list.vendors.len(), 1, "a vendor is offered itself alone");
    let other_case = no("KYOIKU-2026-001");
    let role = NewRole { role: Role::SectionApprover, center: None, valid_from: None, valid_to: None };
    let new = NewUser {
        login: "jinji-kessai".into(),
        name: "人事 課長".into(),
        kana: String::new(),
        title: String::new(),
        org: "JINJI".into(),
        roles: vec![role],
        password: "kaisei-demo-2026".into(),
        demo: true,
    };
    store.add_user(&new).await.unwrap();
    let (approver, lead) = (test.who("jinji-kessai").await, test.who("sekinin").await);
    let stages = store.case_page(&city, other_case).await.unwrap().row.stages;
    for cell in stages {
        let decider = if domain::gate::is_confirmed(cell.stage) { &lead } else { &approver };
        let key = StageKey { no: other_case, stage: cell.stage, system: cell.system };
        store.propose_leave_out(None, &key, None, "改修がない").await.unwrap();
        store.answer_leave_out(decider, &key, 2, LeaveOutAnswer::Agreed, "").await.unwrap();
    }
    store.complete_case(None, other_case).await.unwrap();
    let filter = domain::case_filter::CaseFilter::parse("section=JINJI&state=live");
    assert_eq!(store.case_list(&city, &filter).await.unwrap().rows.len(), 2, "owning or related");
}

#[tokio::test]
async fn five_wrong_passwords_lock_for_a_quarter_of_an_hour() {
    let test = TestStore::with_world().await;
    let store = &test.store;
    let wrong = [(Field::Password, Problem::UnknownChoice)];
    assert_eq!(problems(store.sign_in("nobody", "kaisei-demo-2026").await), wrong);
    for _ in 0..5 {
        assert_eq!(problems(store.sign_in("kyuyo", "wrong").await), wrong);
    }
    assert_eq!(problems(store.sign_in("kyuyo", "kaisei-demo-2026").await), wrong);
    test.clock.set(super::world::at("2026-11-24T09:15:01"));
    assert!(store.sign_in("ＫＹＵＹＯ", "kaisei-demo-2026").await.is_ok());
    store.disable_user("kyuyo").await.unwrap();
    assert_eq!(problems(store.sign_in("kyuyo", "kaisei-demo-2026").await), wrong);
    assert_eq!(
        problems(store.reset_password("jinji", "short").await),
        [(Field::Password, Problem::TooShort { min: 12 })]
    );
    assert_eq!(store.list_users().await.unwrap().len(), 11);
}

#[tokio::test]
async fn sessions_come_and_go() {
    let test = TestStore::new().await;
    let store = &test.store;
    assert!(store.create_session("a".into(), None, "{}".into(), 100).await.unwrap());
    assert!(!store.create_session("a".into(), None, "{}".into(), 100).await.unwrap());
    store.save_session("a".into(), None, "{1}".into(), 200).await.unwrap();
    assert_eq!(store.load_session("a", 150).await.unwrap(), Some(("{1}".into(), 200)));
    assert_eq!(store.load_session("a", 200).await.unwrap(), None);
    assert_eq!(store.delete_expired_sessions(200, 10).await.unwrap(), 1);
    store.delete_session("a").await.unwrap();
    store.ping().await.unwrap();
}
