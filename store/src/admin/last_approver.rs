//! Whether a section is left without anybody who decides.

use super::{account::Account, counted};
use crate::{
    Result,
    cases::is_live,
    select::{Reading, all, col},
};
use chrono::NaiveDate;
use domain::{actor::Actor, admin::RoleTerm, gate::is_confirmed, role::Role, stage::Stage, stage::StageState};
use sea_orm::{
    DatabaseConnection, ExprTrait, FromQueryResult,
    sea_query::{Expr, Query},
};

#[derive(FromQueryResult)]
struct Waiting {
    number: i64,
}

/// How many gates of the section wait for a decision, if the person is the only one who decides there today. Their
/// number says nothing of a case, so that the administrator may know it.
pub(super) async fn gates_left(
    read: &DatabaseConnection,
    account: &Account,
    terms: &[RoleTerm],
    others: &[Actor],
    today: NaiveDate,
) -> Result<Option<u32>> {
    let decides = terms.iter().any(|it| it.role == Role::SectionApprover && it.period.covers(today));
    if !decides || others.iter().any(|it| it.role == Role::SectionApprover) {
        return Ok(None);
    }
    // What the contractor confirms does not wait for the section.
    let decided = Stage::ALL.into_iter().filter(|it| !is_confirmed(*it)).map(|it| i32::from(it.number()));
    let select = Query::select()
        .expr_as(Expr::cust("COUNT(*)"), "number")
        .from_as("stage_record", "t")
        .inner("case_file", "c", ("t", "case_id"))
        .and_where(col("c", "section_org_id").eq(account.org.id))
        .and_where(is_live("c"))
        .and_where(col("t", "state").eq(StageState::AwaitingGate.as_str()))
        .and_where(col("t", "stage").is_in(decided))
        .take();
    let waiting = all::<Waiting>(read, &select).await?;
    Ok(Some(counted(waiting.first().map_or(0, |it| it.number))))
}
