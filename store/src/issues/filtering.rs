//! The filters of a 課題一覧 as SQL.

use crate::{
    people::gone,
    scope::issues_for,
    select::{col, comparable},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    calendar::Calendars,
    filter::{BallFilter, DueFilter, IssueFilter, StateFilter},
    issue::{Holder, IssueState, OpenTurns},
    organisation::CenterCode,
    text::folded,
    visibility::Scope,
};
use sea_orm::{
    ExprTrait,
    sea_query::{Condition, Expr, LikeExpr, Query, SelectStatement},
};

use super::found::{NO_DUE, severity_rank};

/// The days a 期限 counts as near (notes/domain §7).
const SOON: i32 = 3;

/// What the filter finds among the issues that the actor may know of.
pub(super) fn matching(actor: &Actor, filter: &IssueFilter, today: NaiveDate, calendars: &Calendars) -> Condition {
    let of = |column| col("issue", column);
    let mut found = Condition::all().add(issues_for(actor)).add_option(state(filter.state));
    if let Some(no) = filter.case {
        found = found.add(of("case_id").eq(scalar("case_file", "no", &no.to_string())));
    }
    if let Some(code) = &filter.system {
        found = found.add(of("lane_id").in_subquery(lanes_of_system(code)));
    }
    if let Some(stage) = filter.stage {
        found = found.add(of("stage").eq(i32::from(stage.number())));
    }
    if let Some(code) = &filter.org {
        found = found.add(of("org_id").eq(scalar("organisation", "code", code)));
    }
    match filter.assignee.as_deref() {
        Some("me") => found = found.add(of("assignee_id").eq(actor.user.0)),
        Some("absent") => found = found.add(of("assignee_id").in_subquery(gone(today))),
        Some(login) => {
            found = found.add(of("assignee_id").eq(scalar("user_account", "login", login)));
        }
        None => {}
    }
    if let Some(code) = &filter.party {
        found = found.add(
            Condition::any()
                .add(of("raised_org_id").eq(scalar("organisation", "code", code)))
                .add(of("org_id").eq(scalar("organisation", "code", code))),
        );
    }
    found = match &filter.ball {
        Some(BallFilter::Me) => found.add(mine(actor)),
        Some(BallFilter::Side(holder)) => found.add(of("ball_holder").eq(holder.as_str())),
        Some(BallFilter::Org(code)) => found.add(of("ball_org_id").eq(scalar("organisation", "code", code))),
        None => found,
    };
    if let Some(severity) = filter.severity {
        found = found.add(of("severity_rank").eq(severity_rank(severity)));
    }
    found = match filter.due {
        Some(DueFilter::Overdue) => found.add(overdue(today)),
        Some(DueFilter::Soon) => found.add(soon(today, calendars)),
        Some(DueFilter::Unset) => found.add(of("due_key").eq(NO_DUE)),
        None => found,
    };
    if filter.blocks_gate {
        found = found.add(of("blocks_gate").eq(true));
    }
    match filter.q.as_deref().map(|q| comparable(&folded(q))) {
        Some(words) if !words.is_empty() => found.add(of("folded").like(containing(&words))),
        _ => found,
    }
}

/// My turn, as [`domain::issue::Turn::is_of`] says it.
pub(crate) fn mine(actor: &Actor) -> Condition {
    turns(actor).into_iter().fold(Condition::any(), Condition::add)
}

/// The same in parts that have no issue in common, each of which an index of its own answers: my ball, and one of my
/// organisation with no person named that I can do something with.
pub(crate) fn turns(actor: &Actor) -> Vec<Condition> {
    let of = |column| col("issue", column);
    let unnamed = Condition::all().add(of("ball_user_id").is_null()).add(of("ball_org_id").eq(actor.org.0));
    let internal = || {
        Condition::all().add(of("scope").eq(Scope::Center.as_str())).add(of("state").ne(IssueState::Resolved.as_str()))
    };
    let open = match OpenTurns::of(actor) {
        OpenTurns::All => Some(unnamed),
        OpenTurns::Internal => Some(unnamed.add(internal())),
        OpenTurns::OwnInternal => Some(unnamed.add(internal()).add(of("raised_by").eq(actor.user.0))),
        OpenTurns::None => None,
    };
    [Condition::all().add(of("ball_user_id").eq(actor.user.0))].into_iter().chain(open).collect()
}

/// Open, as the index of every list begins.
pub(crate) fn open() -> Expr {
    col("issue", "is_open").eq(true)
}

/// 期限超過: it waits for nothing but work, and its day is over.
pub(crate) fn overdue(today: NaiveDate) -> Condition {
    Condition::all()
        .add(open())
        .add(col("issue", "state").ne(IssueState::OnHold.as_str()))
        .add(col("issue", "due_key").lt(today))
}

/// Due today or within the next 開庁日, and the closed days after the last of them, as
/// [`domain::issue::due_mark`] counts.
pub(crate) fn soon(today: NaiveDate, calendars: &Calendars) -> Condition {
    let end = |center: CenterCode| calendars.of(center).add(today, SOON + 1);
    let somu = end(CenterCode::Somu);
    let before_end = if CenterCode::ALL.iter().all(|center| end(*center) == somu) {
        Condition::all().add(col("issue", "due_key").lt(somu))
    } else {
        // The centers do not count alike just now.
        CenterCode::ALL.iter().fold(Condition::any(), |any, center| {
            let of_center = col("issue", "center").eq(center.as_str());
            any.add(of_center.and(col("issue", "due_key").lt(end(*center))))
        })
    };
    Condition::all()
        .add(open())
        .add(col("issue", "state").ne(IssueState::OnHold.as_str()))
        .add(col("issue", "due_key").gte(today))
        .add(before_end)
}

/// Waiting for somebody, of ours or not.
pub(crate) fn held_by_someone() -> Expr {
    col("issue", "ball_holder").ne(Holder::Nobody.as_str())
}

fn state(filter: StateFilter) -> Option<Condition> {
    match filter {
        StateFilter::Open => Some(Condition::all().add(open())),
        StateFilter::All => None,
        StateFilter::One(state) => Some(
            Condition::all()
                .add(col("issue", "is_open").eq(state.is_open()))
                .add(col("issue", "state").eq(state.as_str())),
        ),
    }
}

/// The id of the row with that code, as a value to compare with.
fn scalar(table: &'static str, column: &'static str, code: &str) -> Expr {
    let select = Query::select().column("id").from(table).and_where(Expr::col(column).eq(code)).take();
    Expr::SubQuery(None, Box::new(select.into()))
}

fn lanes_of_system(code: &str) -> SelectStatement {
    Query::select()
        .column("id")
        .from("lane")
        .and_where(Expr::col("system_id").eq(scalar("system", "code", code)))
        .take()
}

/// A pattern for texts that contain these words as they are.
fn containing(words: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in words.chars() {
        if matches!(c, '!' | '%' | '_') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('!')
}
