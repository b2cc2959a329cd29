//! 起票.

use super::{
    found::{columns, place},
    raising_once::Sent,
    tally::{Share, Tally},
    turn,
};
use crate::{
    Result, Store, StoreError,
    audience::case_audience,
    cases::lock_case,
    entity::{case_file, issue},
    scope::{case_for, lanes_for},
    select::{Reading, code, col, comparable, first},
    tx::Tx,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    event::Event,
    ids::{FormToken, IssueId, OrgId, UserId},
    issue::{Ball, Draft, DraftInput, Holder, Issue, IssueState, ball},
    key::{CaseNo, IssueKey},
    organisation::Side,
    refusal::{Field, FieldProblem, Problem, Problems, Refusal},
    visibility::RecordAudience,
};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

/// A lane with its vendor.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub(crate) struct LaneRef {
    pub id: Uuid,
    pub vendor_org_id: Option<Uuid>,
}

impl Store {
    /// Raises a 課題. `case` and `system` are what was typed: an unknown or invisible one is a
    /// problem beside that field.
    ///
    /// # Errors
    /// The role may raise none, or problems beside the fields.
    pub async fn raise_issue(&self, actor: &Actor, case: &str, system: &str, input: &DraftInput) -> Result<IssueKey> {
        self.raised_by(actor, None, case, system, input).await
    }

    /// The same by a form: sent twice, it raises one 課題 and answers that one.
    ///
    /// # Errors
    /// The same, or the form raised another one already, with something else typed into it.
    pub async fn raise_issue_once(
        &self,
        actor: &Actor,
        token: FormToken,
        case: &str,
        system: &str,
        input: &DraftInput,
    ) -> Result<IssueKey> {
        let sent = Sent::new(token, case, system, input)?;
        match self.raised_by(actor, Some(sent.clone()), case, system, input).await {
            // The other one was faster, in another case: now it is there to be found.
            Err(StoreError::Taken(_)) => self.raised_by(actor, Some(sent), case, system, input).await,
            answer => answer,
        }
    }

    async fn raised_by(
        &self,
        actor: &Actor,
        sent: Option<Sent>,
        case: &str,
        system: &str,
        input: &DraftInput,
    ) -> Result<IssueKey> {
        let tx = self.begin().await?;
        let mut problems = Problems::default();
        let draft = match Draft::read(actor, input) {
            Ok(draft) => Some(draft),
            Err(Refusal::Invalid(noted)) => {
                noted.into_iter().for_each(|it| problems.add(it.field, it.problem));
                None
            }
            Err(refusal) => return Err(refusal.into()),
        };
        let case = problems.keep(case_typed(&tx, actor, case).await?);
        let lane = match &case {
            Some((_, case)) => problems.keep(lane_typed(&tx, actor, case.id, system).await?),
            None => None,
        };
        problems.finish()?;
        let (Some(draft), Some((no, case)), Some(lane)) = (draft, case, lane) else {
            return Err(Refusal::Invalid(Vec::new()).into());
        };

        // Two clicks come one after the other, and who cancels the case before or after.
        let case = lock_case(&tx, case.id).await?;
        if let Some(sent) = &sent
            && let Some(key) = sent.raised(&tx, actor).await?
        {
            return Ok(key);
        }
        if !takes_issues(&case)? {
            return Err(StoreError::field(Field::Case, Problem::UnknownChoice));
        }
        let key = raise(&tx, actor, draft, no, &case, lane, None).await?;
        if let Some(sent) = sent {
            sent.keep(&tx, actor, key).await?;
        }
        tx.commit().await?;
        Ok(key)
    }
}

/// To whom a 課題 is given as it is raised.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    /// 担当組織.
    pub org: OrgId,
    /// Its side.
    pub side: Side,
    /// 担当者 of it, if one is named.
    pub assignee: Option<UserId>,
    /// 期限.
    pub due: NaiveDate,
}

/// Writes a new 課題 and what happened, in a transaction of somebody else's.
pub(crate) async fn raise(
    tx: &Tx,
    actor: &Actor,
    draft: Draft,
    no: CaseNo,
    case: &case_file::Model,
    lane: Option<LaneRef>,
    given: Option<Given>,
) -> Result<IssueKey> {
    let number = next_number(tx, case.id).await?;
    let issue = raised(tx, actor, draft, IssueKey { case: no, number }, case, lane, given).await?;
    let row = issue::ActiveModel {
        id: Set(issue.id.0),
        key: Set(issue.key.to_string()),
        case_id: Set(case.id),
        lane_id: Set(lane.map(|it| it.id)),
        number: Set(i32::try_from(number).unwrap_or(i32::MAX)),
        scope: Set(issue.scope().to_string()),
        center: Set(case.center.clone()),
        raised_by: Set(actor.user.0),
        raised_org_id: Set(actor.org.0),
        raised_kind: Set(actor.org_kind.to_string()),
        raised_on: Set(tx.today),
        version: Set(issue.version),
        created_at: Set(tx.now),
        updated_at: Set(tx.now),
        ..columns(&issue)
    };
    issue::Entity::insert(row).exec_without_returning(&tx.db).await?;
    let mut tally = Tally::default();
    tally.add(Share::of(&issue, case.id));
    tally.write(tx).await?;
    turn::first(tx, &issue, case.id).await?;
    let event = Event::IssueRaised { title: issue.title.clone() };
    tx.record(&event, Some(actor), place(&issue, case.id)).await?;
    Ok(issue.key)
}

/// The case that was typed, through the asker's eyes; one that is over takes no new issue.
pub(crate) async fn case_typed(
    tx: &Tx,
    actor: &Actor,
    typed: &str,
) -> Result<std::result::Result<(CaseNo, case_file::Model), FieldProblem>> {
    let problem = |it| Ok(Err(FieldProblem::new(Field::Case, it)));
    let typed = typed.trim();
    if typed.is_empty() {
        return problem(Problem::Required);
    }
    let Some(no) = CaseNo::parse(typed) else { return problem(Problem::UnknownChoice) };
    match case_for(&tx.db, actor, no).await {
        Ok(case) if !takes_issues(&case)? => problem(Problem::UnknownChoice),
        Ok(case) => Ok(Ok((no, case))),
        Err(StoreError::NotFound(_)) => problem(Problem::UnknownChoice),
        Err(other) => Err(other),
    }
}

fn takes_issues(case: &case_file::Model) -> Result<bool> {
    Ok(code(CaseState::parse, &case.state)?.takes_issues())
}

/// The lane of the system that was typed; a vendor must name one of its own.
pub(crate) async fn lane_typed(
    tx: &Tx,
    actor: &Actor,
    case: Uuid,
    typed: &str,
) -> Result<std::result::Result<Option<LaneRef>, FieldProblem>> {
    let problem = |it| Ok(Err(FieldProblem::new(Field::System, it)));
    let typed = typed.trim();
    if typed.is_empty() {
        return if actor.side() == Side::Vendor { problem(Problem::Required) } else { Ok(Ok(None)) };
    }
    let mut select = Query::select();
    select
        .pick("l", &["id", "vendor_org_id"])
        .from_as("lane", "l")
        .inner("system", "s", ("l", "system_id"))
        .and_where(col("l", "case_id").eq(case))
        .and_where(col("s", "code").eq(comparable(typed)))
        .cond_where(lanes_for(actor, col("l", "vendor_org_id")));
    match first::<LaneRef>(&tx.db, &select).await? {
        Some(lane) => Ok(Ok(Some(lane))),
        None => problem(Problem::UnknownChoice),
    }
}

/// The next number of the case. The row stays locked until the end, so no number is used twice.
async fn next_number(tx: &Tx, case: Uuid) -> Result<u32> {
    let update = Query::update()
        .table("case_file")
        .value("last_issue_number", Expr::col("last_issue_number").add(1))
        .and_where(Expr::col("id").eq(case))
        .returning_col("last_issue_number")
        .to_owned();
    let row = tx.db.query_one(&update).await?.ok_or_else(|| DbErr::RecordNotFound("case_file".to_owned()))?;
    let number: i32 = row.try_get("", "last_issue_number")?;
    Ok(u32::try_from(number).unwrap_or_default())
}

async fn raised(
    tx: &Tx,
    actor: &Actor,
    draft: Draft,
    key: IssueKey,
    case: &case_file::Model,
    lane: Option<LaneRef>,
    given: Option<Given>,
) -> Result<Issue> {
    let audience = RecordAudience {
        case: case_audience(&tx.db, case.id, &case.center).await?,
        vendor: lane.and_then(|it| it.vendor_org_id).map(OrgId),
        scope: draft.scope,
    };
    let mut issue = Issue {
        id: IssueId(tx.new_id()),
        key,
        title: draft.title,
        body: draft.body,
        impact: draft.impact,
        policy: String::new(),
        category: draft.category,
        severity: draft.severity,
        priority: draft.priority,
        stage: draft.stage,
        blocks_gate: draft.blocks_gate,
        state: IssueState::Raised,
        audience,
        center_org: OrgId(case.center_org_id),
        section_org: OrgId(case.section_org_id),
        raised_by: actor.user,
        raised_org: actor.org,
        raised_kind: actor.org_kind,
        org: given.map(|it| it.org),
        org_side: given.map(|it| it.side),
        assignee: given.and_then(|it| it.assignee),
        first_due: given.map(|it| it.due),
        due: given.map(|it| it.due),
        slips: 0,
        slip_days: 0,
        hold_until: None,
        ball: Ball { holder: Holder::Nobody, org: None, user: None, since: tx.today },
        approved_by: None,
        closed_on: None,
        version: 1,
    };
    issue.ball = ball(&issue);
    Ok(issue)
}
