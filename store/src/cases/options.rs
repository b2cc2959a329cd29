//! The cases that a select offers, with the systems of the lanes the actor may know of.

use crate::{
    Result,
    scope::{cases_as, lanes_for},
    select::{Reading, all, code, col, name_in},
};
use domain::{
    actor::Actor,
    case::CaseState,
    key::CaseNo,
    view::{CaseOption, Named},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult,
    sea_query::{Condition, JoinType, Order, Query},
};

/// A case in a select.
pub(crate) struct CaseChoice {
    pub no: CaseNo,
    pub title: String,
    pub state: CaseState,
    /// With their places in lists.
    pub systems: Vec<(i32, Named)>,
}

impl CaseChoice {
    /// As the screens take it.
    pub fn option(self) -> CaseOption {
        let systems = self.systems.into_iter().map(|(_, system)| system).collect();
        CaseOption { no: self.no, title: self.title, systems }
    }
}

#[derive(FromQueryResult)]
struct Row {
    no: String,
    title: String,
    state: String,
    system_code: Option<String>,
    system_name: Option<String>,
    system_sort: Option<i32>,
}

/// Every case the actor may know of, the newest first, in one statement.
pub(crate) async fn options_for(db: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<CaseChoice>> {
    let own_lanes =
        Condition::all().add(col("l", "case_id").equals(("c", "id"))).add(lanes_for(actor, col("l", "vendor_org_id")));
    let select = Query::select()
        .pick("c", &["no", "title", "state"])
        .pick_as("s", "code", "system_code")
        .pick_as("s", name_in(actor.language), "system_name")
        .pick_as("s", "sort", "system_sort")
        .from_as("case_file", "c")
        .join_as(JoinType::LeftJoin, "lane", "l", own_lanes)
        .left("system", "s", ("l", "system_id"))
        .cond_where(cases_as(actor, "c"))
        .order_by(("c", "period_from"), Order::Desc)
        .order_by(("c", "no"), Order::Asc)
        .order_by(("l", "sort"), Order::Asc)
        .take();
    let mut cases: Vec<CaseChoice> = Vec::new();
    for row in all::<Row>(db, &select).await? {
        let no = code(CaseNo::parse, &row.no)?;
        if cases.last().is_none_or(|it| it.no != no) {
            let state = code(CaseState::parse, &row.state)?;
            cases.push(CaseChoice { no, title: row.title, state, systems: Vec::new() });
        }
        if let (Some(case), Some(code), Some(name)) = (cases.last_mut(), row.system_code, row.system_name) {
            case.systems.push((row.system_sort.unwrap_or_default(), Named { code, name }));
        }
    }
    Ok(cases)
}

/// The systems of all these cases, each once, in the order of the master.
pub(crate) fn systems(cases: &[CaseChoice]) -> Vec<Named> {
    let mut systems: Vec<_> = cases.iter().flat_map(|it| it.systems.iter()).collect();
    systems.sort_by(|a, b| (a.0, &a.1.code).cmp(&(b.0, &b.1.code)));
    systems.dedup();
    systems.into_iter().map(|(_, system)| system.clone()).collect()
}
