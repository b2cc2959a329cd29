//! Who reads which rows of the log (docs/decisions/0028). What a person may not know of is not in their log either.

use super::{happenings_for, nothing, through};
use crate::{
    entity::event::Column as C,
    select::{Reading, col},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    audit::{LogGroup, may_read_log, names_no_operators},
    law::may_see_laws,
    organisation::CenterCode,
    policy::{Action, Reach, may},
    role::Role,
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, Query, SelectStatement},
};

const OPERATORS: [&str; 2] = [Role::OperatorManager.as_str(), Role::Operator.as_str()];

/// The rows of the log the actor may read, in a select of `event` left-joined with `issue`.
pub(crate) fn log_for(actor: &Actor, today: NaiveDate) -> Condition {
    through(actor, |eye| own_log(eye, today))
}

fn own_log(actor: &Actor, today: NaiveDate) -> Condition {
    if !may_read_log(actor) {
        return nothing();
    }
    let of_no_case = Condition::all().add(C::CaseId.is_null()).add(C::IssueId.is_null());
    if actor.role == Role::SystemAdmin {
        let kinds = LogGroup::WITHOUT_CASES.iter().flat_map(|group| group.kinds().iter().copied());
        return of_no_case.add(C::LawId.is_null()).add(C::Kind.is_in(kinds));
    }
    let laws = may_see_laws(actor);
    let of_law = || if laws { Condition::all().add(C::LawId.is_not_null()) } else { nothing() };
    let others = match (may(actor.role, Action::AuditLog).reach, actor.center) {
        (Reach::OwnCenter, Some(center)) => Condition::any()
            .add(C::ActorCenter.eq(center.as_str()))
            .add(C::UserId.in_subquery(accounts_of(center, today)))
            .add(of_law()),
        (Reach::OwnCenter, None) => nothing(),
        _ if names_no_operators(actor) => {
            let of_others = C::UserId.is_null().or(C::UserId.not_in_subquery(operators()));
            Condition::any().add(of_others).add(of_law())
        }
        _ => Condition::all(),
    };
    Condition::any().add(happenings_for(actor)).add(of_no_case.add(others))
}

/// Whether the one who did it is an operator whom the reader is not told by name.
pub(crate) fn hidden_operator(actor: &Actor) -> Expr {
    if !names_no_operators(actor) {
        return Expr::cust("1 = 0");
    }
    let then = C::ActorRole.is_in(OPERATORS);
    // Of what was written before roles were, and that no row names.
    then.or(C::ActorRole.is_null().and(C::ActorId.is_not_null()).and(C::ActorId.in_subquery(operators())))
}

/// Accounts that are or were operators'.
fn operators() -> SelectStatement {
    Query::select()
        .expr(col("r", "user_id"))
        .from_as("role_period", "r")
        .and_where(col("r", "role").is_in(OPERATORS))
        .take()
}

/// Accounts that a 業務管理者 of the center may know of, as `domain::admin::sees_account` has it: of its organisation,
/// and with no role elsewhere or over both centers.
fn accounts_of(center: CenterCode, today: NaiveDate) -> SelectStatement {
    let elsewhere = Query::select()
        .expr(Expr::cust("1"))
        .from_as("role_period", "r")
        .and_where(col("r", "user_id").equals(("u", "id")))
        .and_where(col("r", "valid_to").is_null().or(col("r", "valid_to").gte(today)))
        .and_where(col("r", "center").is_null().or(col("r", "center").ne(center.as_str())))
        .take();
    Query::select()
        .expr(col("u", "id"))
        .from_as("user_account", "u")
        .inner("organisation", "o", ("u", "org_id"))
        .and_where(col("o", "center").eq(center.as_str()))
        .and_where(Expr::not_exists(elsewhere))
        .take()
}
