//! What keeps a gate shut, looked at now.

use super::{found::Found, lines::read_in};
use crate::{
    Result,
    entity::stage_line,
    issues::open,
    scope::issues_for,
    select::{Reading, all, code, col},
    tx::Tx,
};
use domain::{
    actor::Actor,
    gate::{LineState, Unmet},
    ids::StageLineId,
    key::IssueKey,
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

/// All of it, with the order of the 工程 first.
pub(super) async fn unmet(tx: &Tx, actor: &Actor, found: &Found, lines: &[stage_line::Model]) -> Result<Vec<Unmet>> {
    let previous = found.standing.previous.clone();
    let mut unmet: Vec<_> = previous.map(|(stage, system)| Unmet::Previous { stage, system }).into_iter().collect();
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
