//! Cases that are there already for what a new one is about (docs/decisions/0037).

use crate::{
    Result,
    entity::system,
    scope::cases_as,
    select::{Reading, all, code, col},
    tx::Tx,
};
use domain::{actor::Actor, case::CaseState, key::CaseNo, organisation::CenterCode, planning::Beside};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Order, Query},
};
use uuid::Uuid;

/// What the new case is about.
pub(super) struct About<'a> {
    pub law: Option<Uuid>,
    pub title: &'a str,
    pub center: CenterCode,
    pub systems: &'a [system::Model],
}

#[derive(FromQueryResult)]
struct Known {
    no: String,
    title: String,
}

/// The cases that are there already for the same, as far as the actor may know of them; a cancelled one is none.
pub(super) async fn beside(tx: &Tx, actor: &Actor, about: Option<About<'_>>) -> Result<Vec<Beside>> {
    let Some(new) = about else { return Ok(Vec::new()) };
    let same = match new.law {
        Some(law) => col("c", "law_id").eq(law),
        None => col("c", "law_id").is_null().and(col("c", "title").eq(new.title)),
    };
    let systems = new.systems.iter().map(|it| it.id);
    let lanes = Query::select()
        .expr(col("l", "case_id"))
        .from_as("lane", "l")
        .and_where(col("l", "system_id").is_in(systems))
        .take();
    let select = Query::select()
        .pick("c", &["no", "title"])
        .from_as("case_file", "c")
        .and_where(col("c", "center").eq(new.center.as_str()))
        .and_where(col("c", "state").ne(CaseState::Cancelled.as_str()))
        .and_where(same)
        .and_where(col("c", "id").in_subquery(lanes))
        .cond_where(cases_as(actor, "c"))
        .order_by(("c", "no"), Order::Asc)
        .take();
    let known = all::<Known>(&tx.db, &select).await?;
    known.into_iter().map(|it| Ok(Beside { no: code(CaseNo::parse, &it.no)?, title: it.title })).collect()
}
