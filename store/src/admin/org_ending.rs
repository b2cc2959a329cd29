//! What hangs on an organisation whose validity loses days, before that is saved. Nothing of it is moved by itself.
//! What the administrator may not know of is counted, not named.

use super::counted;
use crate::{
    Result, Store,
    cases::is_live,
    entity::organisation,
    people::role_on,
    scope::{cases_as, issues_for},
    select::{Reading, all, code, col, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    gate::LineState,
    key::{CaseNo, IssueKey},
    period::Period,
    stage::{Stage, StageState},
    view::{
        Named,
        admin::{EndingCase, EndingLane, OrgEnding, OrgPart, TouchedIssue},
    },
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, JoinType, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// Most 課題 named; the others are counted.
pub(super) const NAMED: usize = 50;

/// Something that hangs on it; what the columns hold is said at each statement.
#[derive(FromQueryResult)]
struct Row {
    what: String,
    key: String,
    title: String,
    known: i32,
    number: i32,
    name: Option<String>,
    day: Option<NaiveDate>,
}

impl Store {
    /// What hangs on the organisation, in one statement.
    pub(super) async fn org_ending(
        &self,
        actor: &Actor,
        org: &organisation::Model,
        valid: Period,
    ) -> Result<OrgEnding> {
        let mut ending = OrgEnding::of(valid);
        let mut rows = all::<Row>(&self.read, &hanging(actor, org.id, self.today())).await?;
        rows.sort_by(|a, b| (a.day, &a.key, a.number, &a.name).cmp(&(b.day, &b.key, b.number, &b.name)));
        for row in rows {
            match row.what.as_str() {
                "person" => ending.people.push(Named { code: row.key, name: row.title }),
                "case" if row.known == 0 => ending.hidden_cases += 1,
                "case" => ending.cases.push(EndingCase {
                    no: code(CaseNo::parse, &row.key)?,
                    title: row.title,
                    part: code(OrgPart::parse, row.name.as_deref().unwrap_or_default())?,
                }),
                "system" => ending.systems.push(Named { code: row.key, name: row.title }),
                "lane" if row.known == 0 => ending.hidden_lanes += 1,
                "lane" => ending.lanes.push(EndingLane {
                    no: code(CaseNo::parse, &row.key)?,
                    title: row.title,
                    system: row.name.unwrap_or_default(),
                }),
                "issue" if row.known == 0 || ending.issues.len() >= NAMED => ending.hidden_issues += 1,
                "issue" => ending.issues.push(TouchedIssue {
                    key: code(IssueKey::parse, &row.key)?,
                    title: row.title,
                    assignee: row.name,
                }),
                "lines" => ending.lines = counted(row.number.into()),
                _ => {
                    let stage = code(|n: &str| n.parse().ok().and_then(Stage::new), &row.number.to_string())?;
                    ending.approvers.push((stage, row.title));
                }
            }
        }
        Ok(ending)
    }
}

/// 1 where the condition holds.
pub(super) fn known(condition: Condition) -> Expr {
    Expr::case(condition, Expr::cust("1")).finally(Expr::cust("0")).into()
}

fn null() -> Expr {
    Expr::cust("NULL")
}

fn zero() -> Expr {
    Expr::cust("0")
}

fn hanging(actor: &Actor, org: Uuid, today: NaiveDate) -> SelectStatement {
    let mut all = issues(actor, org);
    all.union(UnionType::All, people(org, today))
        .union(UnionType::All, cases(actor, org))
        .union(UnionType::All, systems(actor, org, today))
        .union(UnionType::All, lanes(actor, org))
        .union(UnionType::All, lines(org))
        .union(UnionType::All, approvers(org));
    all
}

/// First, for they give the columns their types. `name` 担当者, `day` 期限.
fn issues(actor: &Actor, org: Uuid) -> SelectStatement {
    Query::select()
        .expr_as(Expr::cust("'issue'"), "what")
        .expr_as(col("issue", "key"), "key")
        .expr_as(col("issue", "title"), "title")
        .expr_as(known(Condition::all().add(issues_for(actor))), "known")
        .expr_as(zero(), "number")
        .expr_as(col("a", "name"), "name")
        .expr_as(col("issue", "due_key"), "day")
        .from("issue")
        .left("user_account", "a", ("issue", "assignee_id"))
        .and_where(col("issue", "org_id").eq(org))
        .and_where(col("issue", "is_open").eq(true))
        .take()
}

/// By ログインID: accounts with a role today.
fn people(org: Uuid, today: NaiveDate) -> SelectStatement {
    row("'person'", col("u", "login"), col("u", "name"), Expr::cust("1"))
        .expr(zero())
        .expr(null())
        .expr(null())
        .from_as("user_account", "u")
        .join_as(JoinType::InnerJoin, "role_period", "r", role_on(today))
        .and_where(col("u", "org_id").eq(org))
        .and_where(col("u", "disabled_at").is_null())
        .take()
}

/// `name` the part of the organisation.
fn cases(actor: &Actor, org: Uuid) -> SelectStatement {
    let related = Query::select()
        .expr(col("cs", "case_id"))
        .from_as("case_section", "cs")
        .and_where(col("cs", "org_id").eq(org))
        .take();
    let (owning, center) = (col("c", "section_org_id").eq(org), col("c", "center_org_id").eq(org));
    let code = |part: OrgPart| Expr::cust(format!("'{part}'"));
    let part: Expr = Expr::case(owning.clone(), code(OrgPart::Owning))
        .case(center.clone(), code(OrgPart::Center))
        .finally(code(OrgPart::Related))
        .into();
    row("'case'", col("c", "no"), col("c", "title"), known(cases_as(actor, "c")))
        .expr(zero())
        .expr(part)
        .expr(null())
        .from_as("case_file", "c")
        .and_where(is_live("c"))
        .cond_where(Condition::any().add(owning).add(center).add(col("c", "id").in_subquery(related)))
        .take()
}

/// Systems whose vendor it is today.
fn systems(actor: &Actor, org: Uuid, today: NaiveDate) -> SelectStatement {
    let later = Query::select()
        .expr(Expr::cust("1"))
        .from_as("system_vendor", "w")
        .and_where(col("w", "system_id").equals(("v", "system_id")))
        .and_where(col("w", "valid_from").lte(today))
        .and_where(col("w", "valid_from").gt(col("v", "valid_from")))
        .take();
    row("'system'", col("s", "code"), col("s", name_in(actor.language)), Expr::cust("1"))
        .expr(zero())
        .expr(null())
        .expr(null())
        .from_as("system_vendor", "v")
        .inner("system", "s", ("v", "system_id"))
        .and_where(col("v", "vendor_org_id").eq(org))
        .and_where(col("v", "valid_from").lte(today))
        .and_where(Expr::exists(later).not())
        .take()
}

/// `name` the system.
fn lanes(actor: &Actor, org: Uuid) -> SelectStatement {
    row("'lane'", col("c", "no"), col("c", "title"), known(cases_as(actor, "c")))
        .expr(zero())
        .expr(col("s", "code"))
        .expr(null())
        .from_as("lane", "l")
        .inner("case_file", "c", ("l", "case_id"))
        .inner("system", "s", ("l", "system_id"))
        .and_where(col("l", "vendor_org_id").eq(org))
        .and_where(is_live("c"))
        .take()
}

/// Their number.
fn lines(org: Uuid) -> SelectStatement {
    let over = [StageState::Done, StageState::NotApplicable].map(StageState::as_str);
    row("'lines'", Expr::cust("''"), Expr::cust("''"), Expr::cust("1"))
        .expr(Expr::cust("CAST(COUNT(*) AS INTEGER)"))
        .expr(null())
        .expr(null())
        .from_as("stage_line", "k")
        .inner("stage_record", "t", ("k", "stage_record_id"))
        .inner("case_file", "c", ("t", "case_id"))
        .and_where(col("k", "org_id").eq(org))
        .and_where(col("k", "state").eq(LineState::Open.as_str()))
        .and_where(col("t", "state").is_not_in(over))
        .and_where(is_live("c"))
        .take()
}

/// `number` the 工程, `title` the person.
fn approvers(org: Uuid) -> SelectStatement {
    row("'approver'", Expr::cust("''"), col("u", "name"), Expr::cust("1"))
        .expr(col("g", "stage"))
        .expr(null())
        .expr(null())
        .from_as("gate_approver", "g")
        .inner("user_account", "u", ("g", "user_id"))
        .and_where(col("g", "org_id").eq(org))
        .take()
}

/// The first columns of a row.
fn row(what: &'static str, key: Expr, title: Expr, known: Expr) -> SelectStatement {
    Query::select().expr(Expr::cust(what)).expr(key).expr(title).expr(known).take()
}
