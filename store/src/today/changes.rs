//! What happened since the person was last here, and the 制度改正 that nobody answers yet: both come
//! with the figures, in their statement.

use super::{CHANGED, Figure, SINCE, UNANSWERED};
use crate::{
    Result, StoreError,
    cases::read_event,
    naming::doer,
    scope::events_for,
    select::{Reading, code, col, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    case::CaseState,
    issue::Holder,
    key::{CaseNo, IssueKey},
    law::{LawState, code_order},
    view::{Change, EventView, UnansweredLaw},
};
use sea_orm::{
    DbErr, ExprTrait,
    sea_query::{Condition, Expr, Order, Query, SelectStatement},
};

/// Happenings shown; the others are told by the cases.
pub(super) const CHANGES: usize = 20;
/// 制度改正 shown.
const LAWS: usize = 4;

fn null() -> Expr {
    Expr::cust("NULL")
}

/// What others did in these cases since the person was last here, the newest first. What is told on
/// the pages of issues only (relations) is left out.
pub(super) fn changes(actor: &Actor, which: &Condition) -> SelectStatement {
    let cases = Query::select().expr(col("c", "id")).from_as("case_file", "c").cond_where(which.clone()).take();
    let newest = Query::select()
        .expr_as(Expr::cust(CHANGED.to_string()), "what")
        .expr_as(Expr::val(Holder::Nobody.as_str()), "holder")
        .pick_as("k", "no", "org_code")
        .pick_as("k", "title", "org_name")
        .expr_as(Expr::cust("CAST(0 AS bigint)"), "number")
        .pick_as("k", "go_live_on", "since")
        .pick("event", &["at", "data"])
        .expr_as(doer(actor, "u", ("event", "at")), "author")
        .pick_as("o", name_in(actor.language), "author_org")
        .pick_as("issue", "key", "issue_key")
        .pick_as("issue", "title", "issue_title")
        .pick_as("event", "id", "id")
        .from("event")
        .inner("case_file", "k", ("event", "case_id"))
        .left("issue", "issue", ("event", "issue_id"))
        .left("user_account", "u", ("event", "actor_id"))
        .left("organisation", "o", ("event", "actor_org_id"))
        .and_where(col("event", "at").gt(Expr::SubQuery(None, Box::new(mark(actor, "since_at").into()))))
        .and_where(col("event", "kind").ne("related"))
        .cond_where(
            Condition::any()
                .add(col("event", "actor_id").is_null())
                .add(col("event", "actor_id").ne(actor.doer().user.0)),
        )
        .and_where(col("event", "case_id").in_subquery(cases))
        .cond_where(events_for(actor))
        .order_by(("event", "at"), Order::Desc)
        .order_by(("event", "id"), Order::Desc)
        .limit(CHANGES as u64 + 1)
        .take();
    Query::select().column(sea_orm::sea_query::Asterisk).from_subquery(newest, "changes").take()
}

/// The mark itself.
pub(super) fn since(actor: &Actor) -> SelectStatement {
    Query::select()
        .expr(Expr::cust(SINCE.to_string()))
        .expr(Expr::cust("''"))
        .expr(null())
        .expr(null())
        .expr(Expr::cust("1"))
        .expr(null())
        .expr(col("visit", "since_at"))
        .exprs([null(), null(), null(), null(), null(), null()])
        .from("visit")
        .and_where(col("visit", "user_id").eq(actor.doer().user.0))
        .take()
}

fn mark(actor: &Actor, column: &'static str) -> SelectStatement {
    Query::select()
        .expr(col("visit", column))
        .from("visit")
        .and_where(col("visit", "user_id").eq(actor.doer().user.0))
        .take()
}

/// 制度改正 without a 案件 whose 施行日 is ahead or unknown. All of them: they are counted, and there are few.
pub(super) fn unanswered(today: NaiveDate) -> SelectStatement {
    let answered = Query::select()
        .expr(Expr::cust("1"))
        .from_as("case_file", "c")
        .and_where(col("c", "law_id").equals(("law", "id")))
        .and_where(col("c", "state").ne(CaseState::Cancelled.as_str()))
        .take();
    let settled = LawState::ALL.iter().filter(|state| state.is_settled()).map(|state| state.as_str());
    // As `domain::law::is_ahead` has it.
    let ahead = Condition::any()
        .add(col("law", "in_force_on").gte(today))
        .add(col("law", "in_force_on").is_null().and(col("law", "state").is_not_in(settled)));
    let open = Query::select()
        .expr_as(Expr::cust(UNANSWERED.to_string()), "what")
        .expr_as(Expr::cust("''"), "holder")
        .pick_as("law", "code", "org_code")
        .pick_as("law", "name", "org_name")
        .expr_as(Expr::cust("1"), "number")
        .pick_as("law", "in_force_on", "since")
        .from_as("law_change", "law")
        .and_where(Expr::exists(answered).not())
        .and_where(col("law", "state").ne(LawState::NotApplicable.as_str()))
        .cond_where(ahead)
        .take();
    Query::select()
        .column(sea_orm::sea_query::Asterisk)
        .exprs([null(), null(), null(), null(), null(), null(), null()])
        .from_subquery(open, "laws")
        .take()
}

/// The happenings of the answer, and whether there were more.
pub(super) fn read_changes(figures: &[Figure]) -> Result<(Vec<Change>, bool)> {
    let found: Vec<&Figure> = figures.iter().filter(|it| it.what == CHANGED).collect();
    let more = found.len() > CHANGES;
    let mut changes = found.into_iter().map(change).collect::<Result<Vec<_>>>()?;
    changes.sort_by_key(|it| std::cmp::Reverse(it.what.at));
    changes.truncate(CHANGES);
    Ok((changes, more))
}

fn change(figure: &Figure) -> Result<Change> {
    let missing = || StoreError::Broken(DbErr::Type("a happening without its case".to_owned()));
    let (Some(no), Some(title), Some(at), Some(data)) = (&figure.org_code, &figure.org_name, figure.at, &figure.data)
    else {
        return Err(missing());
    };
    Ok(Change {
        case: code(CaseNo::parse, no)?,
        title: title.clone(),
        what: EventView {
            at,
            actor: figure.author.clone().unwrap_or_default(),
            org: figure.author_org.clone().unwrap_or_default(),
            event: read_event(data)?,
            issue: figure.issue_key.as_deref().map(|key| code(IssueKey::parse, key)).transpose()?,
            issue_title: figure.issue_title.clone(),
        },
    })
}

/// The 制度改正 of the answer, the nearest first, and how many there are.
pub(super) fn read_laws(figures: &[Figure]) -> (Vec<UnansweredLaw>, u32) {
    let mut laws: Vec<_> = figures
        .iter()
        .filter(|it| it.what == UNANSWERED)
        .filter_map(|it| {
            Some(UnansweredLaw { code: it.org_code.clone()?, name: it.org_name.clone()?, in_force_on: it.since })
        })
        .collect();
    laws.sort_by_cached_key(|it| (it.in_force_on.is_none(), it.in_force_on, code_order(&it.code)));
    let count = u32::try_from(laws.len()).unwrap_or(u32::MAX);
    laws.truncate(LAWS);
    (laws, count)
}
