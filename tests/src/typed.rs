//! What people type, in short, and what they are told.

use chrono::NaiveDate;
use domain::{
    actor::Actor,
    gate::{LeaveOutAnswer, StageKey},
    issue::{AssignmentInput, DraftInput, Move, MoveInput},
    key::{CaseNo, IssueKey},
    planning::{CaseInput, LineInput},
    refusal::{Field, FieldProblem, Problem, Refusal},
    stage::StageState,
    view::{CommentView, Entry, EventView, IssuePage},
};
use store::{Store, StoreError};

/// A day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A 案件番号.
pub fn case_no(text: &str) -> CaseNo {
    CaseNo::parse(text).expect("a 案件番号")
}

/// A 課題番号.
pub fn key(text: &str) -> IssueKey {
    IssueKey::parse(text).expect("a 課題番号")
}

/// The form of a new 課題 with a 件名 and a 内容.
pub fn draft(title: &str) -> DraftInput {
    DraftInput { title: title.into(), body: format!("{title}の内容"), ..DraftInput::default() }
}

/// The same in a 公開範囲.
pub fn draft_in(scope: &str, title: &str) -> DraftInput {
    DraftInput { scope: scope.into(), ..draft(title) }
}

/// A move with nothing but its button.
pub fn nothing() -> MoveInput {
    MoveInput::default()
}

/// A question, an answer, or what was done.
pub fn text(text: &str) -> MoveInput {
    MoveInput { text: text.into(), ..MoveInput::default() }
}

/// 理由.
pub fn reason(reason: &str) -> MoveInput {
    MoveInput { reason: reason.into(), ..MoveInput::default() }
}

/// 担当組織 and 担当者, as a form names them.
pub fn to(org: &str, assignee: &str) -> AssignmentInput {
    AssignmentInput { org: org.into(), assignee: assignee.into(), due: String::new() }
}

/// 担当組織・担当者・期限 of an acceptance.
pub fn accepted_by(org: &str, assignee: &str, due: &str) -> MoveInput {
    MoveInput { assignment: AssignmentInput { due: due.into(), ..to(org, assignee) }, ..MoveInput::default() }
}

/// A person at work on one 課題: reads it and writes from the version that was just read.
pub struct At<'a> {
    /// The store.
    pub store: &'a Store,
    /// The 課題.
    pub key: IssueKey,
}

impl At<'_> {
    /// The page as that person sees it.
    pub async fn seen_by(&self, who: &Actor) -> IssuePage {
        self.store.issue_page(who, self.key).await.expect("the page is theirs to see")
    }

    /// Makes a move, from the newest version.
    pub async fn moves(&self, who: &Actor, mv: Move, input: &MoveInput) -> Result<(), StoreError> {
        let version = self.seen_by(who).await.version;
        self.store.move_issue(who, self.key, version, mv, input).await
    }
}

/// The problems beside fields that a refusal names.
///
/// # Panics
/// It is no such refusal.
pub fn problems<T: std::fmt::Debug>(result: Result<T, StoreError>) -> Vec<(Field, Problem)> {
    match result {
        Err(StoreError::Refused(Refusal::Invalid(list))) => {
            list.into_iter().map(|FieldProblem { field, problem }| (field, problem)).collect()
        }
        other => panic!("problems beside fields were expected, not {other:?}"),
    }
}

/// Whether the rules said that it is not this person's to do.
pub fn is_not_allowed<T>(result: &Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::Refused(Refusal::NotAllowed(_))))
}

/// Whether the rules said that the 課題 is over.
pub fn is_over<T>(result: &Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::Refused(Refusal::IssueOver(_))))
}

/// Whether there is none, or none that this person may know of.
pub fn is_not_found<T>(result: &Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::NotFound(_)))
}

/// Whether it was refused because the 工程 stands so.
pub fn is_wrong_stage<T>(result: &Result<T, StoreError>, stands: StageState) -> bool {
    matches!(result, Err(StoreError::Refused(Refusal::WrongStage { state, .. })) if *state == stands)
}

/// The comments of a page, the oldest first.
pub fn comments(page: &IssuePage) -> Vec<&CommentView> {
    page.history.iter().filter_map(|entry| if let Entry::Comment(it) = entry { Some(it) } else { None }).collect()
}

/// What else is in its history, the oldest first.
pub fn events(page: &IssuePage) -> Vec<&EventView> {
    page.history.iter().filter_map(|entry| if let Entry::Event(it) = entry { Some(it) } else { None }).collect()
}

/// The form of a new 案件 of L20 (施行日 Sunday 2028-10-01) for RINJI, not yet planned.
pub fn case_input() -> CaseInput {
    CaseInput {
        law: "L20".into(),
        center: "SOMU".into(),
        section: "FUKURI".into(),
        systems: vec!["RINJI".into()],
        ..CaseInput::default()
    }
}

/// The same with the days that were proposed, by somebody who has seen the cases beside it.
pub async fn planned(store: &Store, who: &Actor, input: &CaseInput) -> CaseInput {
    let proposal = store.propose_case(who, input).await.expect("a plan can be proposed");
    let beside = proposal.beside.iter().map(|it| it.no.to_string()).collect();
    let lines = proposal.lines.into_iter().map(|it| LineInput {
        stage: it.stage,
        system: it.system,
        start: it.start.to_string(),
        end: it.end.to_string(),
    });
    CaseInput { lines: lines.collect(), beside, ..input.clone() }
}

/// Opens a case as it was proposed.
pub async fn opened(store: &Store, who: &Actor, input: &CaseInput) -> CaseNo {
    let input = planned(store, who, input).await;
    store.open_case(who, &input).await.expect("a case can be opened")
}

/// Starts a 工程 today, before its time where it must be.
///
/// # Errors
/// What the verb says.
pub async fn started(
    who: &Actor,
    store: &Store,
    no: CaseNo,
    stage: u8,
    system: Option<&str>,
) -> Result<(), StoreError> {
    let stage = domain::stage::Stage::new(stage).expect("a stage");
    let key = StageKey { no, stage, system: system.map(str::to_owned) };
    store.start_stage(Some(who), &key, None, "", "並行して進めるため").await
}

/// Leaves a 工程 out: `who` proposes it, `decider` agrees.
///
/// # Panics
/// It is not theirs to do.
pub async fn left_out(store: &Store, who: &Actor, decider: &Actor, no: CaseNo, stage: u8, system: Option<&str>) {
    let stage = domain::stage::Stage::new(stage).expect("a stage");
    let key = StageKey { no, stage, system: system.map(str::to_owned) };
    store.propose_leave_out(Some(who), &key, None, "改修がないため").await.expect("it can be proposed");
    let page = store.stage_page(decider, no, stage, system).await.expect("the page is theirs to see");
    let version = page.view.expect("it is planned").version;
    store.answer_leave_out(decider, &key, version, LeaveOutAnswer::Agreed, "").await.expect("it can be agreed to");
}

/// What the database is told of a session of somebody.
pub fn session_of(user: domain::ids::UserId) -> store::SessionOf {
    let at = crate::reference_time();
    let mark = Some(domain::origin::SessionMark::of(7));
    store::SessionOf { user, begun_at: at, seen_at: at, address: None, mark }
}
