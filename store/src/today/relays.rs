//! 上申 that wait for the reader: they come with the figures, in their statement.

use super::{Figure, RELAYED};
use crate::{
    Result,
    naming::doer,
    scope::relays_for,
    select::{Reading, code, col},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    calendar::Calendars,
    date::instant::jst_day,
    ids::RelayId,
    issue::Holder,
    key::CaseNo,
    relay::{RelayKind, RelayState, may_relay, may_submit},
    role::Role,
    view::{Count, RelayRow},
};
use sea_orm::{
    ExprTrait,
    sea_query::{Expr, Order, Query, SelectStatement},
};

/// Rows shown; the others stand in 上申箱.
const ROWS: u64 = 6;

/// For managers what waits for them, for operators what came back to them; an オペレーター管理者 sees to everybody's.
pub(super) fn relays(actor: &Actor) -> Option<SelectStatement> {
    let state = if may_relay(actor) {
        RelayState::Waiting
    } else if may_submit(actor) {
        RelayState::Returned
    } else {
        return None;
    };
    let mut rows = Query::select();
    rows.expr_as(Expr::cust(RELAYED.to_string()), "what")
        .expr_as(Expr::val(Holder::Nobody.as_str()), "holder")
        .pick_as("c", "no", "org_code")
        .pick_as("c", "title", "org_name")
        .expr_as(Expr::cust("COUNT(*) OVER ()"), "number")
        // A day, as in the other selects of the union; it is not read.
        .pick_as("c", "go_live_on", "since")
        .pick_as("y", "submitted_at", "at")
        .pick_as("y", "reason", "data")
        .expr_as(doer(actor, "u", ("y", "submitted_at")), "author")
        .pick_as("y", "kind", "author_org")
        .pick_as("y", "state", "issue_key")
        .pick_as("y", "title", "issue_title")
        .pick("y", &["id"])
        .from_as("relay", "y")
        .inner("case_file", "c", ("y", "case_id"))
        .inner("user_account", "u", ("y", "by_id"))
        .cond_where(relays_for(actor, "y"))
        .and_where(col("y", "state").eq(state.as_str()))
        .order_by(("y", "submitted_at"), Order::Asc)
        .order_by(("y", "id"), Order::Asc)
        .limit(ROWS);
    if actor.role == Role::Operator {
        rows.and_where(col("y", "by_id").eq(actor.user.0));
    }
    Some(Query::select().column(sea_orm::sea_query::Asterisk).from_subquery(rows, "relays").take())
}

/// The rows of the answer, the longest waiting first.
pub(super) fn read_relays(figures: &[Figure], today: NaiveDate, calendars: &Calendars) -> Result<Vec<RelayRow>> {
    let mut rows = Vec::new();
    for it in figures.iter().filter(|it| it.what == RELAYED) {
        let (Some(id), Some(no), Some(at)) = (it.id, &it.org_code, it.at) else { continue };
        let case = code(CaseNo::parse, no)?;
        rows.push(RelayRow {
            id: RelayId(id),
            kind: code(RelayKind::parse, it.author_org.as_deref().unwrap_or_default())?,
            state: code(RelayState::parse, it.issue_key.as_deref().unwrap_or_default())?,
            case,
            case_title: it.org_name.clone().unwrap_or_default(),
            title: it.issue_title.clone().unwrap_or_default(),
            by: it.author.clone().unwrap_or_default(),
            mine: false,
            at,
            days: Ord::max(calendars.of(case.center).between(jst_day(at), today), 0),
            reason: it.data.clone().unwrap_or_default(),
        });
    }
    rows.sort_by_key(|it| (it.at, it.id));
    Ok(rows)
}

/// How many there are.
pub(super) fn count(figures: &[Figure]) -> Count {
    let number = figures.iter().find(|it| it.what == RELAYED).map_or(0, |it| it.number);
    Count::capped(u32::try_from(number).unwrap_or(u32::MAX))
}
