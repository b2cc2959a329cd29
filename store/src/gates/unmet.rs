//! What keeps a gate shut, looked at now.

use super::{found::Found, lines::read_in};
use crate::{
    Result,
    entity::stage_line,
    issues::open,
    scope::issues_for,
    select::{Reading, all, code, col, first},
    tx::Tx,
};
use domain::{
    actor::Actor,
    gate::{LineState, Unmet},
    ids::StageLineId,
    key::IssueKey,
    law::may_see_laws,
    stage::Stage,
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, Query},
};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Blocker {
    key: String,
    title: String,
}

#[derive(FromQueryResult)]
struct Law {
    name: String,
    code: String,
}

/// The open 課題 that block the gate of a 工程: marked so, of this 工程 or of none, of its lane or of
/// the whole case. Only those that the actor may know of: nobody is held up by what cannot be named.
pub(super) fn blockers(actor: &Actor, case: Uuid, stage: Stage, lane: Option<Uuid>) -> Condition {
    let number = i32::from(stage.number());
    let of_stage = Condition::any().add(col("issue", "stage").eq(number)).add(col("issue", "stage").is_null());
    let mut all = Condition::all()
        .add(col("issue", "case_id").eq(case))
        .add(open())
        .add(col("issue", "blocks_gate").eq(true))
        .add(of_stage)
        .add(issues_for(actor));
    if let Some(lane) = lane {
        let of_lane = Condition::any().add(col("issue", "lane_id").eq(lane)).add(col("issue", "lane_id").is_null());
        all = all.add(of_lane);
    }
    all
}

/// The 制度改正 of the case, where 工程1 misses its 出典: what it starts from (notes/domain §3). A case without a 制度改正 has
/// none to miss.
pub(super) fn without_source(law: Uuid) -> Condition {
    let none = col("law", "source").is_null().or(col("law", "source").eq(""));
    Condition::all().add(col("law", "id").eq(law)).add(none)
}

/// The condition, with the way to the page of the 制度改正 for those who have one.
pub(super) fn source_missing(actor: &Actor, law: String, code: String) -> Unmet {
    Unmet::Source { law, code: Some(code).filter(|_| may_see_laws(actor)) }
}

async fn missing_source(tx: &Tx, actor: &Actor, found: &Found) -> Result<Option<Unmet>> {
    let Some(law) = found.case.law_id.filter(|_| found.key.stage == Stage::FIRST) else { return Ok(None) };
    let mut select = Query::select();
    select.pick("law", &["name", "code"]).from_as("law_change", "law").cond_where(without_source(law));
    Ok(first::<Law>(&tx.db, &select).await?.map(|it| source_missing(actor, it.name, it.code)))
}

/// All of it, with the order of the 工程 first.
pub(super) async fn unmet(tx: &Tx, actor: &Actor, found: &Found, lines: &[stage_line::Model]) -> Result<Vec<Unmet>> {
    let previous = found.standing.previous.clone();
    let mut unmet: Vec<_> = previous.map(|(stage, system)| Unmet::Previous { stage, system }).into_iter().collect();
    unmet.extend(missing_source(tx, actor, found).await?);
    let lane = found.lane.as_ref().map(|it| it.id);
    let mut select = Query::select();
    select
        .pick("issue", &["key", "title"])
        .from("issue")
        .cond_where(blockers(actor, found.case.id, found.key.stage, lane))
        .order_by_expr(Expr::col(("issue", "number")), sea_orm::sea_query::Order::Asc);
    for blocker in all::<Blocker>(&tx.db, &select).await? {
        unmet.push(Unmet::Issue { key: code(IssueKey::parse, &blocker.key)?, title: blocker.title });
    }
    let open_lines = lines.iter().filter(|it| it.required && it.state == LineState::Open.as_str());
    unmet.extend(
        open_lines.map(|it| Unmet::Line { line: StageLineId(it.id), text: read_in(it, actor.language).to_owned() }),
    );
    Ok(unmet)
}
