//! Everything that a day touches, in one statement.

use crate::{
    Result,
    cases::{binding_day, is_live},
    gates::line_text,
    issues::overdue,
    naming::holder,
    scope::{cases_as, issues_for},
    select::{Reading, code, col},
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{
    actor::Actor,
    admin::DayChange,
    date::instant::jst_day,
    gate::LineState,
    law::{LawState, may_see_laws},
    planning::RulingDays,
    stage::{Stage, StageState},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, JoinType, Order, Query, SelectStatement, UnionType},
};

/// No run of 閉庁日 is longer: only a 施行日 this soon after the day can have another latest go-live.
const LONGEST_CLOSED: u64 = 40;

/// Something the day touches: a 課題, a 工程, a line of a checklist, a 案件 or a 制度改正.
#[derive(FromQueryResult)]
pub(super) struct Row {
    pub what: String,
    pub key: String,
    pub title: String,
    pub known: i32,
    pub number: i32,
    pub name: Option<String>,
    in_force_on: Option<NaiveDate>,
    pub go_live_on: Option<NaiveDate>,
    pub center: String,
    pub law_in_force_on: Option<NaiveDate>,
    law_state: Option<String>,
    created_at: Option<DateTime<Utc>>,
    late_reason: Option<String>,
}

impl Row {
    /// 工程 of the row.
    pub fn stage(&self) -> Result<Stage> {
        code(|n: &str| n.parse().ok().and_then(Stage::new), &self.number.to_string())
    }

    /// The 施行日 that counts for the case of the row.
    pub fn judged_day(&self) -> Result<Option<NaiveDate>> {
        let Some(opened) = self.created_at.map(jst_day) else { return Ok(self.in_force_on) };
        let law = binding_day(self.law_in_force_on, self.law_state.as_deref(), opened)?;
        Ok(RulingDays { own: self.in_force_on, law }.judged(self.late_reason.is_some()))
    }
}

/// The first six columns of a row.
struct Head {
    what: &'static str,
    key: Expr,
    title: Expr,
    known: Expr,
    number: Expr,
    name: Expr,
}

fn null() -> Expr {
    Expr::cust("NULL")
}

/// Whether the actor may know of it, as a number.
fn known(condition: Condition) -> Expr {
    Expr::case(condition, Expr::cust("1")).finally(Expr::cust("0")).into()
}

impl Head {
    /// Of a case that goes by `c`, its 制度改正 by `ruling`.
    fn of_case(self) -> SelectStatement {
        let case = ["in_force_on", "go_live_on", "center"].map(|it| (col("c", it), it));
        let law = [("in_force_on", "law_in_force_on"), ("state", "law_state")].map(|(it, to)| (col("ruling", it), to));
        let more = ["created_at", "late_reason"].map(|it| (col("c", it), it));
        self.with(case.into_iter().chain(law).chain(more))
    }

    fn with(self, columns: impl IntoIterator<Item = (Expr, &'static str)>) -> SelectStatement {
        let mut select = Query::select();
        select
            .expr_as(Expr::cust(format!("'{}'", self.what)), "what")
            .expr_as(self.key, "key")
            .expr_as(self.title, "title")
            .expr_as(self.known, "known")
            .expr_as(self.number, "number")
            .expr_as(self.name, "name");
        for (expr, name) in columns {
            select.expr_as(expr, name);
        }
        select
    }
}

/// Everything on the day, each with whether the actor may know of it, in one statement.
pub(super) fn touching(actor: &Actor, change: &DayChange, today: NaiveDate) -> SelectStatement {
    let day = change.day;
    let of_center = |alias: &'static str| match change.center {
        Some(center) => Condition::all().add(col(alias, "center").eq(center.as_str())),
        None => Condition::all(),
    };
    let last = day.checked_add_days(Days::new(LONGEST_CLOSED)).unwrap_or(day);
    let soon = |alias, column| Condition::all().add(col(alias, column).gte(day)).add(col(alias, column).lte(last));
    let mut lines_of_stages = of_stage(actor, "line_of_stage", line_text(actor), of_center("c"));
    lines_of_stages
        .join_as(JoinType::InnerJoin, "stage_line", "k", col("k", "stage_record_id").equals(("t", "id")))
        .and_where(col("k", "due").eq(day))
        .and_where(col("k", "state").eq(LineState::Open.as_str()));
    let mut ends = of_stage(actor, "ends", col("c", "title"), of_center("c"));
    ends.and_where(col("t", "planned_end").eq(day));
    let mut starts = of_stage(actor, "starts", col("c", "title"), of_center("c"));
    starts.and_where(col("t", "planned_start").eq(day)).and_where(col("t", "actual_start").is_null());
    let head = Head {
        what: "case",
        key: col("c", "no"),
        title: col("c", "title"),
        known: known(cases_as(actor, "c")),
        number: Expr::cust("0"),
        name: null(),
    };
    let concerned = Condition::any()
        .add(col("c", "go_live_on").eq(day))
        .add(soon("c", "in_force_on"))
        .add(soon("ruling", "in_force_on"));
    let mut cases = head.of_case();
    cases
        .from_as("case_file", "c")
        .left("law_change", "ruling", ("c", "law_id"))
        .and_where(is_live("c"))
        .cond_where(concerned)
        .cond_where(of_center("c"));
    // First, for it gives the columns their types.
    let mut select = issues(actor, day, today, of_center("issue"));
    select
        .union(UnionType::All, lines_of_issues(actor, day, of_center("issue")))
        .union(UnionType::All, lines_of_stages)
        .union(UnionType::All, ends)
        .union(UnionType::All, starts)
        .union(UnionType::All, cases)
        .union(UnionType::All, late(of_center("issue"), day, today));
    // The last day of a 制度改正 is counted by the days of the whole city.
    if change.center.is_none() {
        select.union(UnionType::All, laws(actor, soon("ruling", "in_force_on")));
    }
    select.order_by("what", Order::Asc).take()
}

fn of_issue(actor: &Actor, what: &'static str, title: Expr, name: Expr, of_center: Condition) -> SelectStatement {
    let head = Head {
        what,
        key: col("issue", "key"),
        title,
        known: known(Condition::all().add(issues_for(actor))),
        number: col("issue", "number"),
        name,
    };
    let mut select = head.of_case();
    select
        .from("issue")
        .inner("case_file", "c", ("issue", "case_id"))
        .left("law_change", "ruling", ("c", "law_id"))
        .and_where(col("issue", "is_open").eq(true))
        .cond_where(of_center);
    select
}

fn issues(actor: &Actor, day: NaiveDate, today: NaiveDate, of_center: Condition) -> SelectStatement {
    let mut select = of_issue(actor, "issue", col("issue", "title"), holder(actor, "a", today), of_center);
    select.left("user_account", "a", ("issue", "assignee_id")).and_where(col("issue", "due_key").eq(day));
    select
}

fn lines_of_issues(actor: &Actor, day: NaiveDate, of_center: Condition) -> SelectStatement {
    let mut select = of_issue(actor, "line_of_issue", col("k", "text"), null(), of_center);
    select
        .join_as(JoinType::InnerJoin, "checklist_line", "k", col("k", "issue_id").equals(("issue", "id")))
        .and_where(col("k", "due").eq(day))
        .and_where(col("k", "done_at").is_null());
    select
}

/// 工程 that are not over, in cases that are not.
fn of_stage(actor: &Actor, what: &'static str, title: Expr, of_center: Condition) -> SelectStatement {
    let over = [StageState::Done, StageState::NotApplicable].map(StageState::as_str);
    let head = Head {
        what,
        key: col("c", "no"),
        title,
        known: known(cases_as(actor, "c")),
        number: col("t", "stage"),
        name: col("s", "code"),
    };
    let mut select = head.of_case();
    select
        .from_as("stage_record", "t")
        .inner("case_file", "c", ("t", "case_id"))
        .left("law_change", "ruling", ("c", "law_id"))
        .left("lane", "l", ("t", "lane_id"))
        .left("system", "s", ("l", "system_id"))
        .and_where(col("t", "state").is_not_in(over))
        .and_where(is_live("c"))
        .cond_where(of_center);
    select
}

/// 制度改正 that come into force soon after the day, whether they have a 案件 or not.
fn laws(actor: &Actor, soon: Condition) -> SelectStatement {
    let head = Head {
        what: "law",
        key: col("ruling", "code"),
        title: col("ruling", "name"),
        known: Expr::cust(if may_see_laws(actor) { "1" } else { "0" }),
        number: Expr::cust("0"),
        name: null(),
    };
    let none = [(null(), "in_force_on"), (null(), "go_live_on"), (Expr::cust("''"), "center")];
    let law = [("in_force_on", "law_in_force_on"), ("state", "law_state")].map(|(it, to)| (col("ruling", it), to));
    let more = ["created_at", "late_reason"].map(|it| (null(), it));
    let mut select = head.with(none.into_iter().chain(law).chain(more));
    select
        .from_as("law_change", "ruling")
        .and_where(col("ruling", "state").ne(LawState::NotApplicable.as_str()))
        .cond_where(soon);
    select
}

/// 超過日数 counts the days after the 期限 up to today.
fn late(of_center: Condition, day: NaiveDate, today: NaiveDate) -> SelectStatement {
    let empty = || Expr::cust("''");
    let head = Head {
        what: "late",
        key: empty(),
        title: empty(),
        known: Expr::cust("0"),
        number: Expr::cust("CAST(COUNT(*) AS INTEGER)"),
        name: null(),
    };
    let none = [(null(), "in_force_on"), (null(), "go_live_on"), (empty(), "center")];
    let more = ["law_in_force_on", "law_state", "created_at", "late_reason"].map(|it| (null(), it));
    let mut select = head.with(none.into_iter().chain(more));
    select
        .from("issue")
        .cond_where(overdue(today))
        .and_where(col("issue", "due_key").lt(day))
        .and_where(Expr::val(day).lte(today))
        .cond_where(of_center);
    select
}
