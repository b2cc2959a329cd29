//! The turns of the ball, as they happen: what the ranking is counted from (docs/decisions/0012).

use crate::{Result, entity::ball_turn, tx::Tx};
use chrono::{DateTime, NaiveDate, Utc};
use domain::issue::{Ball, Issue};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

/// The last day of a turn that is going on.
pub(crate) const STILL: NaiveDate = super::found::NO_DUE;

/// The ball of an issue goes to another organisation, or to nobody: the turn before ends today.
pub(crate) async fn pass(tx: &Tx, issue: &Issue, case: Uuid) -> Result<()> {
    ball_turn::Entity::update_many()
        .col_expr(ball_turn::Column::Until, Expr::value(tx.today))
        .filter(ball_turn::Column::IssueId.eq(issue.id.0))
        .filter(ball_turn::Column::Until.into_expr().eq(STILL))
        .exec(&tx.db)
        .await?;
    first(tx, issue, case).await
}

/// The first turn of a new issue.
pub(crate) async fn first(tx: &Tx, issue: &Issue, case: Uuid) -> Result<()> {
    let row = row(tx.new_id(), tx.now, (issue, case), &issue.ball, tx.today);
    ball_turn::Entity::insert(row).exec_without_returning(&tx.db).await?;
    Ok(())
}

/// A turn of an issue of a case that begins on a day and goes on.
pub(crate) fn row(
    id: Uuid,
    at: DateTime<Utc>,
    (issue, case): (&Issue, Uuid),
    ball: &Ball,
    since: NaiveDate,
) -> ball_turn::ActiveModel {
    ball_turn::ActiveModel {
        id: Set(id),
        issue_id: Set(issue.id.0),
        case_id: Set(Some(case)),
        center: Set(issue.audience.case.center.to_string()),
        scope: Set(issue.scope().to_string()),
        at: Set(at),
        holder: Set(ball.holder.to_string()),
        org_id: Set(ball.org.map(|it| it.0)),
        since: Set(since),
        until: Set(STILL),
    }
}
