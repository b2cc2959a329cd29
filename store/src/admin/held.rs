//! What somebody holds who may leave: open 課題, and open lines of checklists.

use super::account_history::Membership;
use crate::{
    Result,
    cases::is_live,
    gates::line_text,
    scope::{cases_as, issues_for},
    select::{Reading, all, code, col},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    gate::{LineState, StageKey},
    ids::{OrgId, UserId},
    key::{CaseNo, IssueKey},
    organisation::CenterCode,
    stage::{Stage, StageState},
    view::{Position, admin::LineOf},
    visibility::{CaseAudience, RecordAudience, Scope},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// In place of a 工程: it is a 課題.
const ISSUE: i32 = -1;

/// What decides who may hold it.
#[derive(FromQueryResult)]
pub(super) struct HeldPlace {
    pub scope: String,
    pub center: String,
    pub vendor_org_id: Option<Uuid>,
    pub case_id: Uuid,
}

/// An open 課題 in somebody's hands, or an open line of a checklist.
#[derive(FromQueryResult)]
pub(super) struct Held {
    pub id: Uuid,
    /// 件名, or the text of the line.
    pub text: String,
    pub due: Option<NaiveDate>,
    /// The 課題 or the 工程.
    pub record: Uuid,
    /// 課題番号, or 案件番号.
    pub key: String,
    /// 0 of a line of a 課題; [`ISSUE`] of a 課題 itself.
    stage: i32,
    system: Option<String>,
    #[sea_orm(nested)]
    pub place: HeldPlace,
    pub known: i32,
}

impl HeldPlace {
    /// Who may know of it, as far as people of the organisation are concerned: the vendor's records
    /// lie in cases of that vendor, and consultants are those in the list.
    pub fn audience(&self, of_org: &[Membership]) -> Result<RecordAudience> {
        let vendor = self.vendor_org_id.map(OrgId);
        let consultants = of_org
            .iter()
            .filter(|it| it.case == self.case_id && it.position == Position::Consultant.as_str())
            .map(|it| UserId(it.user));
        Ok(RecordAudience {
            case: CaseAudience {
                center: code(CenterCode::parse, &self.center)?,
                vendors: vendor.into_iter().collect(),
                consultants: consultants.collect(),
            },
            vendor,
            scope: code(Scope::parse, &self.scope)?,
        })
    }
}

impl Held {
    /// Of which checklist the line is.
    pub fn of(&self) -> Result<LineOf> {
        if self.stage == 0 {
            return Ok(LineOf::Issue(code(IssueKey::parse, &self.key)?));
        }
        let stage = code(|n: &str| n.parse().ok().and_then(Stage::new), &self.stage.to_string())?;
        let no = code(CaseNo::parse, &self.key)?;
        Ok(LineOf::Stage(StageKey { no, stage, system: self.system.clone() }))
    }
}

/// Whether the actor may know of it, as a number.
fn known(condition: Condition) -> Expr {
    Expr::case(condition, Expr::cust("1")).finally(Expr::cust("0")).into()
}

/// The open 課題 of a person and their open lines of checklists, each with whether the actor may know of it; the
/// nearest 期限 first. One statement.
pub(super) async fn held_by(db: &impl ConnectionTrait, actor: &Actor, user: Uuid) -> Result<(Vec<Held>, Vec<Held>)> {
    let mut select = lines_of_issues(actor, user);
    select.union(UnionType::All, lines_of_stages(actor, user)).union(UnionType::All, issues(actor, user));
    let mut held = all::<Held>(db, &select).await?;
    held.sort_by(|a, b| (a.due.is_none(), a.due, &a.key, a.id).cmp(&(b.due.is_none(), b.due, &b.key, b.id)));
    Ok(held.into_iter().partition(|it| it.stage == ISSUE))
}

fn issues(actor: &Actor, user: Uuid) -> SelectStatement {
    Query::select()
        .pick("issue", &["id", "title", "due", "id", "key"])
        .expr(Expr::cust(ISSUE.to_string()))
        .expr(Expr::cust("NULL"))
        .pick("issue", &["scope", "center", "vendor_org_id", "case_id"])
        .expr(known(Condition::all().add(issues_for(actor))))
        .from("issue")
        .and_where(col("issue", "assignee_id").eq(user))
        .and_where(col("issue", "is_open").eq(true))
        .take()
}

/// Of open 課題.
fn lines_of_issues(actor: &Actor, user: Uuid) -> SelectStatement {
    Query::select()
        .pick("k", &["id", "text", "due"])
        .pick_as("issue", "id", "record")
        .pick("issue", &["key"])
        .expr_as(Expr::cust("0"), "stage")
        .expr_as(Expr::cust("NULL"), "system")
        .pick("issue", &["scope", "center", "vendor_org_id", "case_id"])
        .expr_as(known(Condition::all().add(issues_for(actor))), "known")
        .from_as("checklist_line", "k")
        .inner("issue", "issue", ("k", "issue_id"))
        .and_where(col("k", "owner_id").eq(user))
        .and_where(col("k", "done_at").is_null())
        .and_where(col("issue", "is_open").eq(true))
        .take()
}

/// Of 工程 that are not over, in cases that are not.
fn lines_of_stages(actor: &Actor, user: Uuid) -> SelectStatement {
    let over = [StageState::Done, StageState::NotApplicable].map(StageState::as_str);
    Query::select()
        .pick("k", &["id"])
        .expr(line_text(actor))
        .pick("k", &["due"])
        .expr(col("t", "id"))
        .expr(col("c", "no"))
        .expr(col("t", "stage"))
        .expr(col("s", "code"))
        .expr(Expr::cust(format!("'{}'", Scope::Shared)))
        .expr(col("c", "center"))
        .expr(col("l", "vendor_org_id"))
        .expr(col("c", "id"))
        .expr(known(cases_as(actor, "c")))
        .from_as("stage_line", "k")
        .inner("stage_record", "t", ("k", "stage_record_id"))
        .inner("case_file", "c", ("t", "case_id"))
        .left("lane", "l", ("t", "lane_id"))
        .left("system", "s", ("l", "system_id"))
        .and_where(col("k", "owner_id").eq(user))
        .and_where(col("k", "state").eq(LineState::Open.as_str()))
        .and_where(col("t", "state").is_not_in(over))
        .and_where(is_live("c"))
        .take()
}
