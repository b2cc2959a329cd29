//! Comments.

use super::found::Found;
use crate::{Result, Store, StoreError, entity::comment, tx::Tx};
use domain::{
    actor::Actor,
    event::Event,
    ids::CommentId,
    issue::Issue,
    key::IssueKey,
    policy::Action,
    refusal::{Field, Problem, Refusal},
    text,
    visibility::{Scope, comment_choices},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

impl Store {
    /// Writes a comment, in the widest 公開範囲 the actor may choose when `scope` is `None`.
    ///
    /// # Errors
    /// NotFound, the actor may not comment here or not in that 公開範囲, or no text.
    pub async fn comment(&self, actor: &Actor, key: IssueKey, scope: Option<Scope>, text: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::of(&tx.db, actor, key).await?;
        let choices = comment_choices(actor, &found.issue.audience);
        let Some(widest) = choices.first().copied() else {
            return Err(Refusal::NotAllowed(Action::EditIssue).into());
        };
        let scope = scope.unwrap_or(widest);
        if !choices.contains(&scope) {
            return Err(StoreError::field(Field::Scope, Problem::ScopeNotYours));
        }
        let body = text::prose(Field::Text, text)?;
        let comment = add_comment(&tx, actor, &found.issue, scope, body).await?;
        // 最終更新 is read by all who see the issue: what only some of them may know of leaves it alone.
        if scope == found.issue.scope() {
            found.touch(&tx).await?;
        }
        tx.record(&Event::Commented { comment }, Some(actor), found.place_in(scope)).await?;
        tx.commit().await
    }
}

/// Writes the row of a comment.
pub(crate) async fn add_comment(
    tx: &Tx,
    actor: &Actor,
    issue: &Issue,
    scope: Scope,
    body: String,
) -> Result<CommentId> {
    let id = tx.new_id();
    let row = comment::ActiveModel {
        id: Set(id),
        issue_id: Set(issue.id.0),
        author_id: Set(actor.user.0),
        author_org_id: Set(actor.org.0),
        scope: Set(scope.to_string()),
        body: Set(body),
        vendor_org_id: Set(issue.audience.vendor.map(|it| it.0)),
        created_at: Set(tx.now),
    };
    comment::Entity::insert(row).exec_without_returning(&tx.db).await?;
    Ok(CommentId(id))
}
