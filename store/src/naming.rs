//! How a person is named for a reader: the one place that decides it, wherever a name is joined to a row.
//!
//! What オペレーター管理者 and オペレーター entered is the center's to anybody outside it: the city and vendors read the name
//! of the center, never that of the person (specification 9-(5); docs/decisions/0025). A vendor reads no name of
//! another vendor's people either.

use crate::select::{col, name_in};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    organisation::{OrgKind, Side},
    role::Role,
};
use sea_orm::{
    ExprTrait,
    sea_query::{Condition, Expr, Func, Query, SelectStatement},
};

const OPERATORS: [&str; 2] = [Role::OperatorManager.as_str(), Role::Operator.as_str()];

/// The name of the account `user` who did something at the time that `at` holds.
pub(crate) fn doer(actor: &Actor, user: &'static str, at: (&'static str, &'static str)) -> Expr {
    let day: Expr = Func::cust("date").arg(col(at.0, at.1)).into();
    let was = Condition::any().add(col("np", "valid_to").is_null()).add(col("np", "valid_to").gte(day));
    told(actor, user, || Condition::all().add(Expr::exists(periods(user).cond_where(was.clone()).take())))
}

/// The name of the account `user` that holds something now.
pub(crate) fn holder(actor: &Actor, user: &'static str, today: NaiveDate) -> Expr {
    told(actor, user, || is_operator(user, today))
}

/// ログインID of the account `user` that holds something now; nothing where the name is not told.
pub(crate) fn holder_login(actor: &Actor, user: &'static str, today: NaiveDate) -> Expr {
    let login = col(user, "login");
    match actor.side() {
        Side::Center => login,
        Side::City | Side::Vendor => {
            let hidden = Condition::any().add(is_operator(user, today)).add_option(other_vendors(actor, user));
            Expr::case(hidden.not(), login).into()
        }
    }
}

fn told(actor: &Actor, user: &'static str, hidden: impl Fn() -> Condition) -> Expr {
    let name = col(user, "name");
    if actor.side() == Side::Center {
        return name;
    }
    let center = Query::select()
        .expr(col("no", name_in(actor.language)))
        .from_as("organisation", "no")
        .and_where(col("no", "id").equals((user, "org_id")))
        .take();
    let center = Expr::SubQuery(None, Box::new(center.into()));
    let mut case = Expr::case(hidden(), center);
    if let Some(other) = other_vendors(actor, user) {
        case = case.case(other, Expr::cust("NULL"));
    }
    case.finally(name).into()
}

/// An operator today, or until they left.
fn is_operator(user: &'static str, today: NaiveDate) -> Condition {
    let other = Query::select()
        .expr(Expr::cust("1"))
        .from_as("role_period", "nq")
        .and_where(col("nq", "user_id").equals((user, "id")))
        .and_where(col("nq", "role").is_not_in(OPERATORS))
        .and_where(col("nq", "valid_from").lte(today))
        .cond_where(Condition::any().add(col("nq", "valid_to").is_null()).add(col("nq", "valid_to").gte(today)))
        .take();
    Condition::all().add(Expr::exists(periods(user))).add(Expr::not_exists(other))
}

/// The periods `np` in which the account was an operator.
fn periods(user: &'static str) -> SelectStatement {
    Query::select()
        .expr(Expr::cust("1"))
        .from_as("role_period", "np")
        .and_where(col("np", "user_id").equals((user, "id")))
        .and_where(col("np", "role").is_in(OPERATORS))
        .take()
}

/// Of another vendor, for a vendor.
fn other_vendors(actor: &Actor, user: &'static str) -> Option<Condition> {
    let vendors = Query::select()
        .expr(col("nv", "id"))
        .from_as("organisation", "nv")
        .and_where(col("nv", "kind").eq(OrgKind::Vendor.as_str()))
        .and_where(col("nv", "id").ne(actor.org.0))
        .take();
    (actor.side() == Side::Vendor).then(|| Condition::all().add(col(user, "org_id").in_subquery(vendors)))
}
