//! Who a case is about: the facts that `domain::visibility` asks for.

use crate::{
    Result,
    select::{all, code, col},
};
use domain::{
    ids::{OrgId, UserId},
    organisation::CenterCode,
    view::Position,
    visibility::CaseAudience,
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// A vendor or a consultant of a case.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Party {
    pub what: String,
    pub id: Uuid,
}

/// The vendors of the case's lanes.
pub(crate) fn vendors_of(case: Uuid) -> SelectStatement {
    Query::select()
        .expr_as(Expr::val("vendor"), "what")
        .expr_as(col("lane", "vendor_org_id"), "id")
        .from("lane")
        .and_where(col("lane", "case_id").eq(case))
        .and_where(col("lane", "vendor_org_id").is_not_null())
        .take()
}

/// The consultants assigned to the case.
pub(crate) fn consultants_of(case: Uuid) -> SelectStatement {
    Query::select()
        .expr_as(Expr::val("consultant"), "what")
        .expr_as(col("case_member", "user_id"), "id")
        .from("case_member")
        .and_where(col("case_member", "case_id").eq(case))
        .and_where(col("case_member", "position").eq(Position::Consultant.as_str()))
        .take()
}

/// The audience of a case.
pub(crate) async fn case_audience(db: &impl ConnectionTrait, case: Uuid, center: &str) -> Result<CaseAudience> {
    let select = vendors_of(case).union(UnionType::All, consultants_of(case)).take();
    audience(center, all::<Party>(db, &select).await?)
}

/// The same from rows already read.
pub(crate) fn audience(center: &str, parties: impl IntoIterator<Item = Party>) -> Result<CaseAudience> {
    let mut audience =
        CaseAudience { center: code(CenterCode::parse, center)?, vendors: Vec::new(), consultants: Vec::new() };
    for party in parties {
        match party.what.as_str() {
            "vendor" => audience.vendors.push(OrgId(party.id)),
            _ => audience.consultants.push(UserId(party.id)),
        }
    }
    Ok(audience)
}
