//! The checklist of an issue.

use super::found::Found;
use crate::{Noun, Result, Store, StoreError, entity::checklist_line, people::person_known_to, tx::Tx};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    date::parse_day,
    event::Event,
    ids::ChecklistLineId,
    issue::{assignable, check_editable, may_edit},
    key::IssueKey,
    policy::Action,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    text,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

impl Store {
    /// Adds a line to the checklist; `owner` (ログインID) and `due` may be left out.
    ///
    /// # Errors
    /// NotFound, not an editor, or problems beside the fields.
    pub async fn add_line(&self, actor: &Actor, key: IssueKey, line: &str, owner: &str, due: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::of(&tx.db, actor, key).await?;
        check_editable(actor, &found.issue)?;
        let mut problems = Problems::default();
        let line = problems.keep(text::line(Field::Line, line));
        let owner = problems.keep(owner_typed(&tx, actor, &found, owner).await?);
        let due = problems.keep(due_typed(due, tx.today));
        problems.finish()?;
        let line = line.unwrap_or_default();
        let lines = checklist_line::Entity::find().filter(checklist_line::Column::IssueId.eq(found.row.id));
        let row = checklist_line::ActiveModel {
            id: Set(tx.new_id()),
            issue_id: Set(found.row.id),
            position: Set(i32::try_from(lines.count(&tx.db).await?).unwrap_or(i32::MAX - 1) + 1),
            text: Set(line.clone()),
            owner_id: Set(owner.flatten()),
            due: Set(due.flatten()),
            done_at: Set(None),
            done_by: Set(None),
            version: Set(1),
        };
        row.insert(&tx.db).await?;
        found.touch(&tx).await?;
        tx.record(&Event::LineAdded { line }, Some(actor), found.place()).await?;
        tx.commit().await
    }

    /// Ticks a line, or takes the tick back. What is so already stays so, and nothing is written.
    ///
    /// # Errors
    /// NotFound, or neither an editor nor the line's owner.
    pub async fn tick_line(&self, actor: &Actor, key: IssueKey, line: ChecklistLineId, done: bool) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::of(&tx.db, actor, key).await?;
        let of_issue = checklist_line::Column::IssueId.eq(found.row.id);
        let line = checklist_line::Entity::find_by_id(line.0).filter(of_issue).one(&tx.db).await?;
        let line = line.ok_or(StoreError::NotFound(Noun::ChecklistLine))?;
        // What was approved stays as it was approved.
        let is_theirs = may_edit(actor, &found.issue) || line.owner_id == Some(actor.user.0);
        if !is_theirs {
            return Err(Refusal::NotAllowed(Action::EditIssue).into());
        }
        if !found.issue.state.is_open() {
            return Err(Refusal::IssueOver(found.issue.state).into());
        }
        if line.done_at.is_some() == done {
            return Ok(());
        }
        let row = checklist_line::ActiveModel {
            id: Unchanged(line.id),
            done_at: Set(done.then_some(tx.now)),
            done_by: Set(done.then_some(actor.user.0)),
            version: Set(line.version + 1),
            ..Default::default()
        };
        row.update(&tx.db).await?;
        found.touch(&tx).await?;
        let event = if done { Event::LineDone { line: line.text } } else { Event::LineReopened { line: line.text } };
        tx.record(&event, Some(actor), found.place()).await?;
        tx.commit().await
    }
}

/// The owner that was typed: somebody who can read the issue, or nobody.
async fn owner_typed(
    tx: &Tx,
    actor: &Actor,
    found: &Found,
    typed: &str,
) -> Result<std::result::Result<Option<Uuid>, FieldProblem>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Ok(None));
    }
    let problem = |it| Ok(Err(FieldProblem::new(Field::Owner, it)));
    match person_known_to(&tx.db, actor, typed, tx.today).await? {
        None => problem(Problem::UnknownChoice),
        Some(person) if !assignable(&person, &found.issue.audience) => problem(Problem::CannotSeeIt),
        Some(person) => Ok(Ok(Some(person.user.0))),
    }
}

fn due_typed(typed: &str, today: NaiveDate) -> std::result::Result<Option<NaiveDate>, FieldProblem> {
    let problem = |it| FieldProblem::new(Field::Due, it);
    if typed.trim().is_empty() {
        return Ok(None);
    }
    match parse_day(typed) {
        Ok(day) if day < today => Err(problem(Problem::Past { today })),
        Ok(day) => Ok(Some(day)),
        Err(error) => Err(problem(Problem::Date(error))),
    }
}
