//! Who may know of what, as SQL: the same rule as [`domain::visibility`], held against it by a
//! property test. Every read of case content goes through here.

mod log;

pub(crate) use log::{hidden_operator, log_for};

use crate::{
    Noun, Result, StoreError,
    entity::{case_file, case_member, case_section, comment, event, issue, lane},
    select::col,
};
use domain::{
    actor::Actor,
    event::Event,
    key::{CaseNo, IssueKey},
    organisation::{OrgKind, Side},
    role::Role,
    view::Position,
    visibility::Scope,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};

/// Nothing at all.
fn nothing() -> Condition {
    Condition::all().add(Expr::cust("1 = 0"))
}

/// What everybody sees who looks: the person, and whoever looks through their eyes.
fn through(actor: &Actor, rule: impl Fn(&Actor) -> Condition) -> Condition {
    match actor.watcher.as_deref() {
        None => rule(actor),
        Some(watcher) => Condition::all().add(rule(actor)).add(rule(watcher)),
    }
}

/// The center of an account that is bound to one; an account without any sees nothing.
fn own_center(actor: &Actor, center: Expr) -> Condition {
    actor.center.map_or_else(nothing, |code| Condition::all().add(center.eq(code.as_str())))
}

/// The cases with a lane of the vendor.
fn cases_of_vendor(actor: &Actor) -> SelectStatement {
    let lanes = lane::Entity::find().select_only().column(lane::Column::CaseId);
    lanes.filter(lane::Column::VendorOrgId.eq(actor.org.0)).into_query()
}

/// The cases to which the consultant is assigned.
fn cases_of_consultant(actor: &Actor) -> SelectStatement {
    case_member::Entity::find()
        .select_only()
        .column(case_member::Column::CaseId)
        .filter(case_member::Column::UserId.eq(actor.user.0))
        .filter(case_member::Column::Position.eq(Position::Consultant.as_str()))
        .into_query()
}

/// Where `case_id` and `center` hold the case: the case rule.
fn case_rule(actor: &Actor, case_id: Expr, center: Expr) -> Condition {
    through(actor, |eye| own_case_rule(eye, case_id.clone(), center.clone()))
}

fn own_case_rule(actor: &Actor, case_id: Expr, center: Expr) -> Condition {
    match actor.role {
        Role::ContractSection | Role::SectionOfficer | Role::SectionApprover | Role::CenterLead | Role::Consultant => {
            Condition::all()
        }
        Role::OperationsManager | Role::OperatorManager | Role::Operator => own_center(actor, center),
        Role::VendorManager | Role::VendorMember => Condition::all().add(case_id.in_subquery(cases_of_vendor(actor))),
        Role::SystemAdmin => nothing(),
    }
}

/// Where the columns hold a record: the record rule, the case rule not included.
fn scope_rule(actor: &Actor, scope: Expr, case_id: Expr, vendor: Expr) -> Condition {
    through(actor, |eye| own_scope_rule(eye, &scope, case_id.clone(), vendor.clone()))
}

fn own_scope_rule(actor: &Actor, scope: &Expr, case_id: Expr, vendor: Expr) -> Condition {
    let is = |one: Scope| scope.clone().eq(one.as_str());
    let is_not = |one: Scope| Condition::all().add(scope.clone().ne(one.as_str()));
    match actor.role {
        Role::ContractSection | Role::SectionOfficer | Role::SectionApprover => is_not(Scope::Center),
        Role::CenterLead | Role::OperationsManager => is_not(Scope::City),
        Role::OperatorManager | Role::Operator => {
            Condition::all().add(scope.clone().is_in([Scope::Shared.as_str(), Scope::Center.as_str()]))
        }
        Role::Consultant => Condition::any().add(is(Scope::Center)).add(
            scope
                .clone()
                .is_in([Scope::Shared.as_str(), Scope::CityManager.as_str()])
                .and(case_id.in_subquery(cases_of_consultant(actor))),
        ),
        Role::VendorManager | Role::VendorMember => Condition::all().add(vendor.eq(actor.org.0)).add(is(Scope::Shared)),
        Role::SystemAdmin => nothing(),
    }
}

/// Where the actor reads what is said at 工程: 案件共有 of the case, or of the lane that the columns hold.
pub(crate) fn stage_records_for(actor: &Actor, case_id: Expr, vendor: Expr) -> Condition {
    scope_rule(actor, Expr::val(Scope::Shared.as_str()), case_id, vendor)
}

/// The cases the actor may know of.
pub(crate) fn cases_for(actor: &Actor) -> Condition {
    case_rule(actor, case_file::Column::Id.into_expr(), case_file::Column::Center.into_expr())
}

/// The same for a select in which the cases go by `alias`.
pub(crate) fn cases_as(actor: &Actor, alias: &'static str) -> Condition {
    case_rule(actor, col(alias, "id"), col(alias, "center"))
}

/// The lanes the actor may know of, in cases they may know of. `vendor`: the vendor's column.
pub(crate) fn lanes_for(actor: &Actor, vendor: Expr) -> Condition {
    through(actor, |eye| match eye.side() {
        Side::Vendor => Condition::all().add(vendor.clone().eq(eye.org.0)),
        _ => Condition::all(),
    })
}

/// Records between 市 and 管理者 (市・管理者) of cases the actor may know of; `case_id` holds the case.
pub(crate) fn manager_records_for(actor: &Actor, case_id: Expr) -> Condition {
    through(actor, |eye| own_manager_records(eye, case_id.clone()))
}

fn own_manager_records(actor: &Actor, case_id: Expr) -> Condition {
    match actor.role {
        Role::ContractSection
        | Role::SectionOfficer
        | Role::SectionApprover
        | Role::CenterLead
        | Role::OperationsManager => Condition::all(),
        Role::Consultant => Condition::all().add(case_id.in_subquery(cases_of_consultant(actor))),
        Role::OperatorManager | Role::Operator | Role::VendorManager | Role::VendorMember | Role::SystemAdmin => {
            nothing()
        }
    }
}

/// The issues that 市 and 管理者 alike can see: what is written down for both speaks of no others.
pub(crate) fn record_for_managers() -> Condition {
    Condition::all().add(col("issue", "scope").is_in([Scope::Shared.as_str(), Scope::CityManager.as_str()]))
}

/// The issues the actor may know of.
pub(crate) fn issues_for(actor: &Actor) -> Condition {
    issues_as(actor, "issue")
}

/// The same for a select in which the issues go by `alias`. An issue tagged with a vendor's lane
/// lies in a case of that vendor, so that the case rule needs no second look.
pub(crate) fn issues_as(actor: &Actor, alias: &'static str) -> Condition {
    let record = scope_rule(actor, col(alias, "scope"), col(alias, "case_id"), col(alias, "vendor_org_id"));
    match actor.side() {
        Side::Vendor if actor.watcher.is_none() => record,
        _ => case_rule(actor, col(alias, "case_id"), col(alias, "center")).add(record),
    }
}

/// The 上申 the actor may know of, by `alias`: センター内 records of the whole case (`domain::relay::sees_relays`).
pub(crate) fn relays_for(actor: &Actor, alias: &'static str) -> Condition {
    let (case, nobody) = (col(alias, "case_id"), Expr::cust("NULL"));
    let record = scope_rule(actor, Expr::val(Scope::Center.as_str()), case.clone(), nobody);
    case_rule(actor, case, col(alias, "center")).add(record)
}

/// The turns of the ball, by the alias `t`, of the issues the actor may know of. Vendors have no ranking.
pub(crate) fn turns_for(actor: &Actor) -> Condition {
    match actor.side() {
        Side::Vendor => nothing(),
        _ => {
            let (case, nobody) = (col("t", "case_id"), Expr::cust("NULL"));
            case_rule(actor, case.clone(), col("t", "center")).add(scope_rule(actor, col("t", "scope"), case, nobody))
        }
    }
}

/// The comments the actor may read, in a select joined with `issue`: what was said to the vendor of another lane stays
/// with that vendor.
pub(crate) fn comments_for(actor: &Actor) -> Condition {
    let scope = comment::Column::Scope.into_expr();
    let told =
        scope_rule(actor, scope.clone(), issue::Column::CaseId.into_expr(), comment::Column::VendorOrgId.into_expr());
    let both = issues_for(actor).add(told);
    if actor.role.is_operator() { both.add(scope.eq(Scope::Center.as_str())) } else { both }
}

/// The happenings of cases and issues the actor may know of, in a select left-joined with `issue`.
/// What happened in a case has its own 公開範囲 or none, as what is said at a gate does, and may be of the lane of a
/// vendor; what happened on an issue follows the issue as it is now, and its own 公開範囲 and vendor as they were then.
pub(crate) fn events_for(actor: &Actor) -> Condition {
    happenings_for(actor).add(event::Column::Kind.is_not_in(Event::LOG_ONLY))
}

/// The same, with what only the log tells.
fn happenings_for(actor: &Actor) -> Condition {
    use event::Column as C;
    let (scope, vendor) = (C::Scope.into_expr(), C::VendorOrgId.into_expr());
    let told = scope_rule(actor, scope.clone(), C::CaseId.into_expr(), vendor.clone());
    let own_scope = Condition::any().add(scope.clone().is_null()).add(told.clone());
    let mut of_case = Condition::all().add(C::IssueId.is_null()).add(own_scope);
    if actor.side() == Side::Vendor {
        of_case = of_case.add(vendor.clone().is_null().or(vendor.eq(actor.org.0)));
    }
    let mut of_issue = Condition::all().add(C::IssueId.is_not_null()).add(issues_for(actor)).add(told);
    if actor.side() == Side::Vendor {
        // A move from lane to lane names both: `Event::moves_lane`, of which the log keeps no column.
        let moves_lane = C::Kind.eq("issue_edited").and(C::Data.contains("\"field\":\"system\""));
        of_issue = of_issue.add(moves_lane.not());
    }
    if actor.role.is_operator() {
        of_issue = of_issue.add(C::Talk.eq(false).or(scope.eq(Scope::Center.as_str())));
    }
    case_rule(actor, C::CaseId.into_expr(), C::Center.into_expr())
        .add(C::CaseId.is_not_null())
        .add(Condition::any().add(of_case).add(of_issue))
}

/// The people the actor may turn to and name, in a select of [`crate::people`]: nobody outside the center turns to its
/// operators, and they to nobody outside it (specification 9-(5)); no vendor to another vendor's people.
pub(crate) fn people_for(actor: &Actor) -> Condition {
    through(actor, own_people)
}

fn own_people(actor: &Actor) -> Condition {
    let operators = [Role::OperatorManager.as_str(), Role::Operator.as_str()];
    let known = orgs_for(actor).add(col("r", "role").ne(Role::SystemAdmin.as_str()));
    match actor.side() {
        Side::City | Side::Vendor => known.add(col("r", "role").is_not_in(operators)),
        Side::Center if actor.role.is_operator() => {
            let own = actor.center.map_or_else(nothing, |center| {
                Condition::any()
                    .add(col("r", "center").is_null())
                    .add(col("r", "center").eq(center.as_str()))
                    .into_all()
            });
            known.add(col("o", "kind").eq(OrgKind::Center.as_str())).add(own)
        }
        Side::Center => match actor.center {
            Some(center) => known.add(col("r", "center").is_null().or(col("r", "center").eq(center.as_str()))),
            None => known,
        },
    }
}

/// The organisations the actor may know of and name, by the alias `o`: a vendor those it works with.
pub(crate) fn orgs_for(actor: &Actor) -> Condition {
    through(actor, |eye| match (eye.role, eye.side()) {
        (Role::SystemAdmin, _) => nothing(),
        (_, Side::Vendor) => orgs_of_vendor(eye),
        _ => Condition::all(),
    })
}

/// Itself, 契約所管課, and the sections and centers of the cases with a lane of it.
fn orgs_of_vendor(actor: &Actor) -> Condition {
    let named_by = |column: case_file::Column| {
        let cases = case_file::Entity::find().select_only().column(column);
        cases.filter(case_file::Column::Id.in_subquery(cases_of_vendor(actor))).into_query()
    };
    let related = case_section::Entity::find()
        .select_only()
        .column(case_section::Column::OrgId)
        .filter(case_section::Column::CaseId.in_subquery(cases_of_vendor(actor)))
        .into_query();
    Condition::any()
        .add(col("o", "id").eq(actor.org.0))
        .add(col("o", "kind").eq(OrgKind::Contract.as_str()))
        .add(col("o", "id").in_subquery(named_by(case_file::Column::SectionOrgId)))
        .add(col("o", "id").in_subquery(named_by(case_file::Column::CenterOrgId)))
        .add(col("o", "id").in_subquery(related))
        .into_all()
}

/// An alternative as one part of a longer condition.
trait IntoAll {
    fn into_all(self) -> Condition;
}

impl IntoAll for Condition {
    fn into_all(self) -> Condition {
        Condition::all().add(self)
    }
}

/// The case, or nothing that the actor may know of.
pub(crate) async fn case_for(db: &impl ConnectionTrait, actor: &Actor, no: CaseNo) -> Result<case_file::Model> {
    let found =
        case_file::Entity::find().filter(case_file::Column::No.eq(no.to_string())).filter(cases_for(actor)).one(db);
    found.await?.ok_or(StoreError::NotFound(Noun::Case))
}

/// The issue, or nothing that the actor may know of.
pub(crate) async fn issue_for(db: &impl ConnectionTrait, actor: &Actor, key: IssueKey) -> Result<issue::Model> {
    let found = issue::Entity::find().filter(issue::Column::Key.eq(key.to_string())).filter(issues_for(actor)).one(db);
    found.await?.ok_or(StoreError::NotFound(Noun::Issue))
}
