//! A 課題 between row and rule.

use super::{
    around::Around,
    tally::{Share, Tally},
    turn,
};
use crate::{
    Result, StoreError,
    entity::issue,
    scope::issue_for,
    select::code,
    tx::{Place, Tx},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    ids::{IssueId, OrgId, UserId},
    issue::{Ball, Category, Holder, Issue, IssueState, Priority, Severity},
    key::IssueKey,
    organisation::{OrgKind, Side},
    stage::Stage,
    text,
    visibility::{CaseAudience, RecordAudience, Scope},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

/// Sorts after every 期限.
pub(crate) const NO_DUE: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Most characters of the text that searches look into.
const FOLDED_MAX: usize = 4_000;

/// An issue that the actor may know of, as a row and as the rules see it.
pub(crate) struct Found {
    /// As the rules see it.
    pub issue: Issue,
    /// Its row.
    pub row: issue::Model,
}

impl Found {
    /// The issue, or NotFound.
    pub async fn of(db: &impl ConnectionTrait, actor: &Actor, key: IssueKey) -> Result<Self> {
        Self::of_row(db, issue_for(db, actor, key).await?).await
    }

    /// The same of a row that was found through other eyes than the actor's.
    pub async fn of_row(db: &impl ConnectionTrait, row: issue::Model) -> Result<Self> {
        let around = Around::of(db, &row).await?;
        let issue = read(&row, around.section, around.center_org, around.org_side, around.audience)?;
        Ok(Self { issue, row })
    }

    /// The same, edited from the version that the person had before them.
    pub async fn at_version(db: &impl ConnectionTrait, actor: &Actor, key: IssueKey, version: i32) -> Result<Self> {
        let found = Self::of(db, actor, key).await?;
        if found.row.version == version { Ok(found) } else { Err(StoreError::Stale) }
    }

    /// Where its events happen.
    pub fn place(&self) -> Place {
        place(&self.issue, self.row.case_id)
    }

    /// The same for a comment, whose 公開範囲 may be narrower.
    pub fn place_in(&self, scope: Scope) -> Place {
        Place { scope: Some(scope), ..self.place() }
    }

    /// Replaces the row, if nobody else did.
    pub async fn save(&self, tx: &Tx, issue: &Issue) -> Result<()> {
        let row = issue::ActiveModel { updated_at: Set(tx.now), version: Set(self.row.version + 1), ..columns(issue) };
        let update = issue::Entity::update_many()
            .set(row)
            .filter(issue::Column::Id.eq(self.row.id))
            .filter(issue::Column::Version.eq(self.row.version));
        if update.exec(&tx.db).await?.rows_affected != 1 {
            return Err(StoreError::Stale);
        }
        let mut tally = Tally::default();
        tally.add(Share::of(&self.issue, self.row.case_id).gone());
        tally.add(Share::of(issue, self.row.case_id));
        tally.write(tx).await?;
        let (before, after) = (&self.issue.ball, &issue.ball);
        if (before.holder, before.org) == (after.holder, after.org) {
            return Ok(());
        }
        turn::pass(tx, issue, self.row.case_id).await
    }

    /// Something happened to it that is no edit of the row itself.
    pub async fn touch(&self, tx: &Tx) -> Result<()> {
        issue::Entity::update_many()
            .col_expr(issue::Column::UpdatedAt, Expr::value(tx.now))
            .filter(issue::Column::Id.into_expr().eq(self.row.id))
            .exec(&tx.db)
            .await?;
        Ok(())
    }
}

/// Where events of an issue happen.
pub(crate) fn place(issue: &Issue, case: Uuid) -> Place {
    Place {
        case: Some(case),
        issue: Some(issue.id.0),
        vendor: issue.audience.vendor.map(|it| it.0),
        center: Some(issue.audience.case.center),
        scope: Some(issue.scope()),
        ..Place::default()
    }
}

/// The columns that change in the life of an issue, of which the row is made and remade.
pub(crate) fn columns(issue: &Issue) -> issue::ActiveModel {
    issue::ActiveModel {
        title: Set(issue.title.clone()),
        body: Set(issue.body.clone()),
        impact: Set(issue.impact.clone()),
        policy: Set(issue.policy.clone()),
        category: Set(issue.category.to_string()),
        severity_rank: Set(severity_rank(issue.severity)),
        priority_rank: Set(priority_rank(issue.priority)),
        stage: Set(issue.stage.map(|it| it.number().into())),
        blocks_gate: Set(issue.blocks_gate),
        state: Set(issue.state.to_string()),
        is_open: Set(issue.state.is_open()),
        vendor_org_id: Set(issue.audience.vendor.map(|it| it.0)),
        org_id: Set(issue.org.map(|it| it.0)),
        assignee_id: Set(issue.assignee.map(|it| it.0)),
        first_due: Set(issue.first_due),
        due: Set(issue.due),
        due_key: Set(issue.due.unwrap_or(NO_DUE)),
        slips: Set(issue.slips),
        slip_days: Set(issue.slip_days),
        hold_until: Set(issue.hold_until),
        ball_holder: Set(issue.ball.holder.to_string()),
        ball_org_id: Set(issue.ball.org.map(|it| it.0)),
        ball_user_id: Set(issue.ball.user.map(|it| it.0)),
        ball_since: Set(issue.ball.since),
        approved_by: Set(issue.approved_by.map(|it| it.0)),
        closed_on: Set(issue.closed_on),
        folded: Set(folded_for_search(issue.key, &issue.title, &issue.body)),
        ..Default::default()
    }
}

/// What `q` looks into: 課題番号, 件名 and 内容, folded as the query is.
pub(crate) fn folded_for_search(key: IssueKey, title: &str, body: &str) -> String {
    let folded = [key.to_string().as_str(), title, body].map(text::folded).join("\n");
    folded.chars().take(FOLDED_MAX).collect()
}

/// The issue as the rules see it.
pub(crate) fn read(
    row: &issue::Model,
    section_org: OrgId,
    center_org: OrgId,
    org_side: Option<Side>,
    case: CaseAudience,
) -> Result<Issue> {
    Ok(Issue {
        id: IssueId(row.id),
        key: code(IssueKey::parse, &row.key)?,
        title: row.title.clone(),
        body: row.body.clone(),
        impact: row.impact.clone(),
        policy: row.policy.clone(),
        category: code(Category::parse, &row.category)?,
        severity: ranked(Severity::ALL, row.severity_rank)?,
        priority: ranked(Priority::ALL, row.priority_rank)?,
        stage: stage(row.stage),
        blocks_gate: row.blocks_gate,
        state: code(IssueState::parse, &row.state)?,
        audience: RecordAudience { case, vendor: row.vendor_org_id.map(OrgId), scope: code(Scope::parse, &row.scope)? },
        center_org,
        section_org,
        raised_by: UserId(row.raised_by),
        raised_org: OrgId(row.raised_org_id),
        raised_kind: code(OrgKind::parse, &row.raised_kind)?,
        org: row.org_id.map(OrgId),
        org_side,
        assignee: row.assignee_id.map(UserId),
        first_due: row.first_due,
        due: row.due,
        slips: row.slips,
        slip_days: row.slip_days,
        hold_until: row.hold_until,
        ball: Ball {
            holder: code(Holder::parse, &row.ball_holder)?,
            org: row.ball_org_id.map(OrgId),
            user: row.ball_user_id.map(UserId),
            since: row.ball_since,
        },
        approved_by: row.approved_by.map(UserId),
        closed_on: row.closed_on,
        version: row.version,
    })
}

/// 大 is 0: the gravest sorts first.
pub(crate) fn severity_rank(severity: Severity) -> i32 {
    severity as i32
}

/// 高 is 0: the most urgent sorts first.
pub(crate) fn priority_rank(priority: Priority) -> i32 {
    priority as i32
}

/// What a rank in the database means.
pub(crate) fn ranked<T: Copy>(all: &[T], rank: i32) -> Result<T> {
    usize::try_from(rank).ok().and_then(|i| all.get(i).copied()).ok_or_else(|| broken("rank"))
}

/// 工程 of a column.
pub(crate) fn stage(number: Option<i32>) -> Option<Stage> {
    number.and_then(|it| u8::try_from(it).ok()).and_then(Stage::new)
}

/// The database holds what no release of ours wrote.
fn broken(what: &str) -> StoreError {
    StoreError::Broken(DbErr::Type(format!("no meaning for {what}")))
}
