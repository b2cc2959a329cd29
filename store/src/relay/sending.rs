//! 転記して市へ送付: the 業務管理者's own text, under their name. Of who asked for it nothing goes along.

use super::found::Found;
use crate::{
    Result, Store, StoreError,
    entity::{issue, relay},
    issues::{self, add_comment, lane_typed, raise},
    scope::issue_for,
    select::code,
    tx::Tx,
};
use domain::{
    actor::Actor,
    case::CaseState,
    event::Event,
    ids::{CommentId, RelayId},
    issue::{Category, Draft, Priority, Severity},
    key::{CaseNo, IssueKey},
    refusal::{Field, Problem, Refusal},
    relay::{RelayMove, SendInput, Target},
    visibility::{Scope, comment_choices},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Where a text arrived.
pub(super) struct Arrived {
    pub key: IssueKey,
    pub issue: Uuid,
    pub comment: Option<CommentId>,
}

impl Store {
    /// Sends it and says on which 課題 it can be read.
    ///
    /// # Errors
    /// NotFound, Stale, not a manager's, not waiting, or problems beside the fields.
    pub async fn send_relay(&self, actor: &Actor, id: RelayId, version: i32, input: &SendInput) -> Result<IssueKey> {
        let tx = self.begin().await?;
        let found = Found::at_version(&tx, actor, id, version).await?;
        found.relay.make_move(actor, RelayMove::Send)?;
        let sending = input.read()?;
        let arrived = match sending.target {
            Target::Comment(key) => comment_on(&tx, actor, found.case.id, key, sending.scope, sending.text).await?,
            Target::New { title } => {
                if !code(CaseState::parse, &found.case.state)?.takes_issues() {
                    return Err(StoreError::field(Field::Target, Problem::UnknownChoice));
                }
                let lane = lane_typed(&tx, actor, found.case.id, &input.system).await?.map_err(Refusal::from)?;
                let draft = Draft {
                    title,
                    body: sending.text,
                    impact: String::new(),
                    category: Category::Other,
                    severity: Severity::Medium,
                    priority: Priority::Medium,
                    stage: None,
                    scope: sending.scope,
                    blocks_gate: false,
                };
                let no = code(CaseNo::parse, &found.case.no)?;
                let key = raise(&tx, actor, draft, no, &found.case, lane, None).await?;
                raised(&tx, key).await?
            }
        };
        let columns = relay::ActiveModel {
            target_issue_id: Set(Some(arrived.issue)),
            target_comment_id: Set(arrived.comment.map(|it| it.0)),
            target_scope: Set(Some(sending.scope.to_string())),
            ..Default::default()
        };
        found.make(&tx, actor, RelayMove::Send, "", columns).await?;
        tx.commit().await?;
        Ok(arrived.key)
    }
}

/// The new 課題.
pub(super) async fn raised(tx: &Tx, key: IssueKey) -> Result<Arrived> {
    let row = issue::Entity::find().filter(issue::Column::Key.eq(key.to_string())).one(&tx.db).await?;
    let row = row.ok_or(StoreError::NotFound(crate::Noun::Issue))?;
    Ok(Arrived { key, issue: row.id, comment: None })
}

/// Says it on a 課題 of the case, to readers of that 課題 only.
async fn comment_on(tx: &Tx, actor: &Actor, case: Uuid, key: IssueKey, scope: Scope, text: String) -> Result<Arrived> {
    let row = match issue_for(&tx.db, actor, key).await {
        Ok(row) if row.case_id == case => row,
        Ok(_) | Err(StoreError::NotFound(_)) => return Err(StoreError::field(Field::Target, Problem::UnknownChoice)),
        Err(error) => return Err(error),
    };
    let on = issues::Found::of_row(&tx.db, row).await?;
    if !comment_choices(actor, &on.issue.audience).contains(&scope) {
        return Err(StoreError::field(Field::Scope, Problem::WiderThanBefore));
    }
    let comment = add_comment(tx, actor, &on.issue, scope, text).await?;
    if scope == on.issue.scope() {
        on.touch(tx).await?;
    }
    tx.record(&Event::Commented { comment }, Some(actor), on.place_in(scope)).await?;
    Ok(Arrived { key, issue: on.row.id, comment: Some(comment) })
}
