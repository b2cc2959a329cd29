//! 関連課題.

use super::found::Found;
use crate::{Result, Store, StoreError, entity::issue_link, error::OrTaken, scope::issue_for};
use domain::{
    actor::Actor,
    event::Event,
    issue::may_edit,
    key::IssueKey,
    policy::Action,
    refusal::{Field, Problem, Refusal},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

impl Store {
    /// Names another issue as related; both then show each other.
    ///
    /// # Errors
    /// NotFound, not an editor, or a problem beside 関連課題: none such (or the actor may not know of
    /// it), the issue itself, or related already.
    pub async fn relate(&self, actor: &Actor, key: IssueKey, other: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::of(&tx.db, actor, key).await?;
        if !may_edit(actor, &found.issue) {
            return Err(Refusal::NotAllowed(Action::EditIssue).into());
        }
        let problem = |it| StoreError::field(Field::Related, it);
        if other.trim().is_empty() {
            return Err(problem(Problem::Required));
        }
        let other = IssueKey::typed(other).ok_or_else(|| problem(Problem::NoSuchIssue))?;
        if other == key {
            return Err(problem(Problem::Itself));
        }
        let row = match issue_for(&tx.db, actor, other).await {
            Ok(row) => row,
            Err(StoreError::NotFound(_)) => return Err(problem(Problem::NoSuchIssue)),
            Err(error) => return Err(error),
        };
        let (low, high) = (found.row.id.min(row.id), found.row.id.max(row.id));
        if issue_link::Entity::find_by_id((low, high)).one(&tx.db).await?.is_some() {
            return Err(problem(Problem::AlreadyThere));
        }
        issue_link::ActiveModel { issue_id: Set(low), other_id: Set(high) }
            .insert(&tx.db)
            .await
            .or_taken(Field::Related)?;
        // 最終更新 stays as it is: it is read by people who may not know of the other one.
        tx.record(&Event::Related { other }, Some(actor), found.place()).await?;
        tx.commit().await
    }
}
