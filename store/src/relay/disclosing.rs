//! 開示: a センター内 record is copied, as it is, for the city and the managers. The record itself stays where it was: its
//! 公開範囲 is never widened (notes/domain §2; specification 第3-3(4) wants it quick).

use super::{
    found::write_step,
    sending::{Arrived, raised},
    submitting::{blank, heard, insert},
};
use crate::{
    Noun, Result, Store, StoreError,
    cases::lock_case,
    entity::{case_file, relay},
    issues::{Found, LaneRef, add_comment, raise},
    select::code,
    tx::Tx,
};
use domain::{
    actor::Actor,
    event::Event,
    ids::CommentId,
    issue::Draft,
    key::IssueKey,
    policy::Action,
    refusal::{Field, Problem, Refusal},
    relay::{RelayKind, RelayState, RelayStep, may_relay},
    visibility::Scope,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Into what it is copied.
const COPIED_INTO: Scope = Scope::CityManager;

impl Store {
    /// 開示 of a センター内 課題, or of one センター内 comment on a 課題. Says on which 課題 the copy can be read: a comment
    /// stays on its 課題 where that is known to the city.
    ///
    /// # Errors
    /// NotFound, not a manager's, not センター内, or disclosed before.
    pub async fn disclose(&self, actor: &Actor, key: IssueKey, comment: Option<CommentId>) -> Result<IssueKey> {
        let tx = self.begin().await?;
        let found = Found::of(&tx.db, actor, key).await?;
        if !may_relay(actor) {
            return Err(Refusal::NotAllowed(Action::CityManagerThread).into());
        }
        lock_case(&tx, found.row.case_id).await?;
        let said = match comment {
            Some(id) => Some(heard(&tx, actor, &found.row, id).await?),
            None => None,
        };
        let scope = said.as_ref().map_or(found.row.scope.as_str(), |it| it.scope.as_str());
        let field = if said.is_some() { Field::Comment } else { Field::Issue };
        if scope != Scope::Center.as_str() {
            return Err(StoreError::field(field, Problem::UnknownChoice));
        }
        if disclosed(&tx, &found, comment).await? {
            return Err(StoreError::field(field, Problem::AlreadyThere));
        }
        let case = case_file::Entity::find_by_id(found.row.case_id).one(&tx.db).await?;
        let case = case.ok_or(StoreError::NotFound(Noun::Case))?;
        let text = said.map_or_else(|| found.issue.body.clone(), |it| it.body);
        let arrived = match comment {
            Some(_) if found.issue.scope() != Scope::Center => {
                let comment = add_comment(&tx, actor, &found.issue, COPIED_INTO, text.clone()).await?;
                if found.issue.scope() == COPIED_INTO {
                    found.touch(&tx).await?;
                }
                tx.record(&Event::Commented { comment }, Some(actor), found.place_in(COPIED_INTO)).await?;
                Arrived { key, issue: found.row.id, comment: Some(comment) }
            }
            _ => copied(&tx, actor, &found, &case, comment.is_none(), text.clone()).await?,
        };
        let row = relay::Model {
            issue_id: Some(found.row.id),
            comment_id: comment.map(|it| it.0),
            state: RelayState::Sent.to_string(),
            target_issue_id: Some(arrived.issue),
            target_comment_id: arrived.comment.map(|it| it.0),
            target_scope: Some(COPIED_INTO.to_string()),
            ..blank(&tx, actor, &case, RelayKind::Disclosed, found.issue.title.clone(), text)
        };
        insert(&tx, row.clone()).await?;
        write_step(&tx, actor, &row, RelayStep::Disclosed, "").await?;
        tx.commit().await?;
        Ok(arrived.key)
    }
}

/// A new 課題 with what the old one says, or with what one comment says.
async fn copied(
    tx: &Tx,
    actor: &Actor,
    found: &Found,
    case: &case_file::Model,
    whole: bool,
    body: String,
) -> Result<Arrived> {
    let issue = &found.issue;
    let draft = Draft {
        title: issue.title.clone(),
        body,
        impact: if whole { issue.impact.clone() } else { String::new() },
        category: issue.category,
        severity: issue.severity,
        priority: issue.priority,
        stage: issue.stage,
        scope: COPIED_INTO,
        blocks_gate: false,
    };
    let lane = found.row.lane_id.map(|id| LaneRef { id, vendor_org_id: found.row.vendor_org_id });
    let no = code(domain::key::CaseNo::parse, &case.no)?;
    let key = raise(tx, actor, draft, no, case, lane, None).await?;
    raised(tx, key).await
}

async fn disclosed(tx: &Tx, found: &Found, comment: Option<CommentId>) -> Result<bool> {
    let of_comment = match comment {
        Some(id) => relay::Column::CommentId.eq(id.0),
        None => relay::Column::CommentId.is_null(),
    };
    let before = relay::Entity::find()
        .filter(relay::Column::IssueId.eq(found.row.id))
        .filter(relay::Column::Kind.eq(RelayKind::Disclosed.as_str()))
        .filter(of_comment);
    Ok(before.one(&tx.db).await?.is_some())
}
