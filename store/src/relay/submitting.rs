//! An operator puts a text before the 業務管理者, once more after a 差戻し, or takes it back; the manager returns it.

use super::found::{Found, write_step};
use crate::{
    Noun, Result, Store, StoreError,
    entity::{case_file, comment, issue, relay},
    issues::case_typed,
    scope::{comments_for, issue_for},
    tx::Tx,
};
use domain::{
    actor::Actor,
    ids::{CommentId, RelayId},
    key::IssueKey,
    policy::Action,
    refusal::{Field, Problems, Refusal},
    relay::{RelayKind, RelayMove, RelayState, RelayStep, SubmitInput, may_submit},
    text,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect};

/// Where a 上申 comes from: a case, or a 課題 of one, or a comment on that.
#[derive(Clone, Copy, Debug, Default)]
pub struct RelaySource<'a> {
    /// 案件番号 as typed, where it comes from no 課題.
    pub case: &'a str,
    /// The 課題.
    pub issue: Option<IssueKey>,
    /// A comment on it.
    pub comment: Option<CommentId>,
}

impl Store {
    /// 管理者へ上申.
    ///
    /// # Errors
    /// Not an operator, no such 課題 or comment, or problems beside the fields.
    pub async fn submit_relay(&self, actor: &Actor, from: RelaySource<'_>, input: &SubmitInput) -> Result<RelayId> {
        if !may_submit(actor) {
            return Err(Refusal::NotAllowed(Action::InternalTask).into());
        }
        let tx = self.begin().await?;
        let mut problems = Problems::default();
        let submitted = match input.read() {
            Ok(submitted) => Some(submitted),
            Err(Refusal::Invalid(noted)) => {
                noted.into_iter().for_each(|it| problems.add(it.field, it.problem));
                None
            }
            Err(refusal) => return Err(refusal.into()),
        };
        let issue = match from.issue {
            Some(key) => Some(issue_for(&tx.db, actor, key).await?),
            None => None,
        };
        let comment = match (&issue, from.comment) {
            (Some(issue), Some(id)) => Some(heard(&tx, actor, issue, id).await?.id),
            _ => None,
        };
        let case = match &issue {
            Some(issue) => case_file::Entity::find_by_id(issue.case_id).one(&tx.db).await?,
            None => problems.keep(case_typed(&tx, actor, from.case).await?).map(|(_, case)| case),
        };
        problems.finish()?;
        let (Some(submitted), Some(case)) = (submitted, case) else {
            return Err(Refusal::Invalid(Vec::new()).into());
        };
        let row = relay::Model {
            issue_id: issue.map(|it| it.id),
            comment_id: comment,
            ..blank(&tx, actor, &case, RelayKind::Raised, submitted.title, submitted.text)
        };
        insert(&tx, row.clone()).await?;
        write_step(&tx, actor, &row, RelayStep::Submitted, &row.body).await?;
        tx.commit().await?;
        Ok(RelayId(row.id))
    }

    /// 再上申, after a 差戻し.
    ///
    /// # Errors
    /// NotFound, Stale, not the writer's, not returned, or problems beside the fields.
    pub async fn resubmit_relay(&self, actor: &Actor, id: RelayId, version: i32, input: &SubmitInput) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::at_version(&tx, actor, id, version).await?;
        found.relay.make_move(actor, RelayMove::Resubmit)?;
        let submitted = input.read()?;
        let columns = relay::ActiveModel {
            title: Set(submitted.title),
            body: Set(submitted.text.clone()),
            reason: Set(String::new()),
            submitted_at: Set(tx.now),
            ..Default::default()
        };
        found.make(&tx, actor, RelayMove::Resubmit, &submitted.text, columns).await?;
        tx.commit().await
    }

    /// 取下げ.
    ///
    /// # Errors
    /// NotFound, Stale, not the writer's, or over.
    pub async fn withdraw_relay(&self, actor: &Actor, id: RelayId, version: i32) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::at_version(&tx, actor, id, version).await?;
        found.make(&tx, actor, RelayMove::Withdraw, "", Default::default()).await?;
        tx.commit().await
    }

    /// 差戻し with a reason.
    ///
    /// # Errors
    /// NotFound, Stale, not a manager's, not waiting, or no reason.
    pub async fn return_relay(&self, actor: &Actor, id: RelayId, version: i32, reason: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::at_version(&tx, actor, id, version).await?;
        found.relay.make_move(actor, RelayMove::Return)?;
        let reason = text::note(Field::Reason, reason)?;
        let columns = relay::ActiveModel { reason: Set(reason.clone()), ..Default::default() };
        found.make(&tx, actor, RelayMove::Return, &reason, columns).await?;
        tx.commit().await
    }
}

/// A comment on that 課題 that the actor reads.
pub(super) async fn heard(tx: &Tx, actor: &Actor, issue: &issue::Model, id: CommentId) -> Result<comment::Model> {
    let of_issue =
        comment::Entity::belongs_to(issue::Entity).from(comment::Column::IssueId).to(issue::Column::Id).into();
    let found = comment::Entity::find_by_id(id.0)
        .join(JoinType::InnerJoin, of_issue)
        .filter(comment::Column::IssueId.eq(issue.id))
        .filter(comments_for(actor))
        .one(&tx.db);
    found.await?.ok_or(StoreError::NotFound(Noun::Comment))
}

/// A new row of that person.
pub(super) fn blank(
    tx: &Tx,
    actor: &Actor,
    case: &case_file::Model,
    kind: RelayKind,
    title: String,
    body: String,
) -> relay::Model {
    relay::Model {
        id: tx.new_id(),
        kind: kind.to_string(),
        case_id: case.id,
        center: case.center.clone(),
        issue_id: None,
        comment_id: None,
        title,
        body,
        by_id: actor.user.0,
        by_org_id: actor.org.0,
        state: RelayState::Waiting.to_string(),
        reason: String::new(),
        target_issue_id: None,
        target_comment_id: None,
        target_scope: None,
        submitted_at: tx.now,
        version: 1,
    }
}

/// Writes the row.
pub(super) async fn insert(tx: &Tx, row: relay::Model) -> Result<()> {
    relay::ActiveModel::from(row).reset_all().insert(&tx.db).await?;
    Ok(())
}
