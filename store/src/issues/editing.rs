//! Editing the fields.

use super::{
    found::Found,
    raising::{LaneRef, lane_typed},
};
use crate::{Result, Store, StoreError, cases::lock_case, entity::issue, entity::system, tx::Tx};
use domain::{
    actor::Actor,
    event::{Edit, Event},
    ids::OrgId,
    issue::{Ball, Draft, DraftInput, Issue, ball, check_editable},
    key::IssueKey,
    refusal::{Field, Problem, Problems, Refusal},
    text,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

impl Store {
    /// Edits the fields of an issue. The 公開範囲 stays as it is: it is never widened silently.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, or problems beside the fields.
    pub async fn edit_issue(
        &self,
        actor: &Actor,
        key: IssueKey,
        version: i32,
        system: &str,
        policy: &str,
        input: &DraftInput,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::at_version(&tx.db, actor, key, version).await?;
        check_editable(actor, &found.issue)?;
        // What keeps a gate shut does not change behind the back of its decision.
        lock_case(&tx, found.row.case_id).await?;
        let mut problems = Problems::default();
        let draft = match Draft::read_edit(input, found.issue.scope()) {
            Ok(draft) => Some(draft),
            Err(Refusal::Invalid(noted)) => {
                noted.into_iter().for_each(|it| problems.add(it.field, it.problem));
                None
            }
            Err(refusal) => return Err(refusal.into()),
        };
        let policy = problems.keep(text::optional(Field::Policy, policy, text::NOTE_MAX));
        let lane = problems.keep(lane_typed(&tx, actor, found.row.case_id, system).await?);
        if lane.is_some_and(|lane| shuts_out(&found.issue, lane)) {
            problems.add(Field::System, Problem::CannotSeeIt);
        }
        problems.finish()?;
        let (Some(draft), Some(policy), Some(lane)) = (draft, policy, lane) else {
            return Err(Refusal::Invalid(Vec::new()).into());
        };
        let before = found.issue.clone();
        let mut after = before.clone();
        after.title = draft.title;
        after.body = draft.body;
        after.impact = draft.impact;
        after.category = draft.category;
        after.severity = draft.severity;
        after.priority = draft.priority;
        after.stage = draft.stage;
        after.blocks_gate = draft.blocks_gate;
        after.policy = policy;
        after.audience.vendor = lane.and_then(|it| it.vendor_org_id).map(OrgId);
        let mut fields = edits(&before, &after);
        let lane_id = lane.map(|it| it.id);
        if lane_id != found.row.lane_id {
            let before = system_code(&tx, found.row.lane_id).await?;
            fields.push(Edit { field: Field::System, before, after: system.trim().to_owned() });
        }
        save(&tx, actor, &found, after, fields, lane_id).await?;
        tx.commit().await
    }

    /// Sets 対応方針 and nothing else.
    ///
    /// # Errors
    /// NotFound, Stale, not an editor, or too long.
    pub async fn set_policy(&self, actor: &Actor, key: IssueKey, version: i32, policy: &str) -> Result<()> {
        let tx = self.begin().await?;
        let found = Found::at_version(&tx.db, actor, key, version).await?;
        check_editable(actor, &found.issue)?;
        let policy = text::optional(Field::Policy, policy, text::NOTE_MAX)?;
        let after = Issue { policy, ..found.issue.clone() };
        let fields = edits(&found.issue, &after);
        save(&tx, actor, &found, after, fields, found.row.lane_id).await?;
        tx.commit().await
    }

    /// The version of an issue, as an edit must carry it.
    ///
    /// # Errors
    /// NotFound.
    pub async fn issue_version(&self, actor: &Actor, key: IssueKey) -> Result<i32> {
        Ok(crate::scope::issue_for(&self.read, actor, key).await?.version)
    }
}

/// Moved to that lane, a vendor who raised it or is responsible could not see it any more.
fn shuts_out(issue: &Issue, lane: Option<LaneRef>) -> bool {
    let vendor = lane.and_then(|it| it.vendor_org_id).map(OrgId);
    let involved = |org: Option<OrgId>| org.is_some() && org == issue.audience.vendor;
    vendor != issue.audience.vendor && (involved(Some(issue.raised_org)) || involved(issue.org))
}

async fn save(
    tx: &Tx,
    actor: &Actor,
    found: &Found,
    mut after: Issue,
    fields: Vec<Edit>,
    lane: Option<uuid::Uuid>,
) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    after.ball = turned(&after, tx.today);
    found.save(tx, &after).await?;
    if lane != found.row.lane_id {
        issue::Entity::update_many()
            .col_expr(issue::Column::LaneId, Expr::value(lane))
            .filter(issue::Column::Id.into_expr().eq(found.row.id))
            .exec(&tx.db)
            .await?;
    }
    tx.record(&Event::IssueEdited { fields }, Some(actor), super::found::place(&after, found.row.case_id)).await
}

/// The ball where the state puts it, held since today if it changed hands.
fn turned(issue: &Issue, today: chrono::NaiveDate) -> Ball {
    let turn = ball(issue);
    if turn == issue.ball { turn } else { Ball { since: today, ..turn } }
}

/// What was changed, as text or code.
fn edits(before: &Issue, after: &Issue) -> Vec<Edit> {
    let values = |issue: &Issue| {
        [
            (Field::Title, issue.title.clone()),
            (Field::Body, issue.body.clone()),
            (Field::Impact, issue.impact.clone()),
            (Field::Policy, issue.policy.clone()),
            (Field::Category, issue.category.to_string()),
            (Field::Severity, issue.severity.to_string()),
            (Field::Priority, issue.priority.to_string()),
            (Field::Stage, issue.stage.map(|it| it.number().to_string()).unwrap_or_default()),
            (Field::BlocksGate, if issue.blocks_gate { "true" } else { "" }.to_owned()),
        ]
    };
    let pairs = values(before).into_iter().zip(values(after));
    pairs
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| Edit { field, before, after })
        .collect()
}

async fn system_code(tx: &Tx, lane: Option<uuid::Uuid>) -> Result<String> {
    use crate::entity::lane;
    let Some(lane) = lane else { return Ok(String::new()) };
    let lane = lane::Entity::find_by_id(lane).one(&tx.db).await?.ok_or(StoreError::NotFound(crate::Noun::Lane))?;
    let system = system::Entity::find().filter(system::Column::Id.eq(lane.system_id)).one(&tx.db).await?;
    Ok(system.map(|it| it.code).unwrap_or_default())
}
