//! What a change of a day touches, before it is made. Nothing of it is moved by itself. What the
//! administrator may not know of is counted, not named.

use super::{
    check, counted,
    days::{instead, may_set, set_for, view},
    let_in,
};
use crate::{
    Noun, Result, Store,
    issues::overdue,
    naming::holder,
    scope::{cases_as, issues_for},
    select::{Reading, all, code, col},
};
use chrono::{Days, NaiveDate};
use domain::{
    actor::Actor,
    admin::{DayChange, DayInput, edits_days_of},
    calendar::Calendars,
    key::{CaseNo, IssueKey},
    organisation::CenterCode,
    refusal::Refusal,
    signal::latest_go_live,
    stage::{Stage, StageState},
    view::admin::{DayPreview, DayRow, Touched, TouchedCase, TouchedIssue},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Condition, Expr, Order, Query, SelectStatement, UnionType},
};
use std::collections::{BTreeMap, BTreeSet};

/// No run of 閉庁日 is longer: only a 施行日 this soon after the day can have another latest go-live.
const LONGEST_CLOSED: u64 = 40;

/// Something the day touches: 課題, 工程 or 案件.
#[derive(FromQueryResult)]
struct Row {
    what: String,
    key: String,
    title: String,
    known: i32,
    number: i32,
    name: Option<String>,
    in_force_on: Option<NaiveDate>,
    go_live_on: Option<NaiveDate>,
    center: String,
}

impl Store {
    /// Reads a change of a day and says what it touches.
    ///
    /// # Errors
    /// Not let in, or not the actor's to set.
    pub async fn preview_day(&self, actor: &Actor, input: &DayInput) -> Result<DayPreview> {
        let_in(actor, Noun::Organisation)?;
        let may_set = may_set(actor);
        check(!may_set.is_empty())?;
        let mut preview = DayPreview {
            input: input.clone(),
            problems: Vec::new(),
            change: None,
            present: None,
            touched: None,
            may_set,
        };
        // The empty form is no wrong form.
        if *input == DayInput::default() {
            return Ok(preview);
        }
        let change = match input.read() {
            Ok(change) => change,
            Err(Refusal::Invalid(problems)) => return Ok(DayPreview { problems, ..preview }),
            Err(refusal) => return Err(refusal.into()),
        };
        check(edits_days_of(actor, change.center))?;
        let rows = set_for(&self.read, change.day).await?.into_iter().map(view).collect::<Result<Vec<DayRow>>>()?;
        let present = rows.iter().find(|row| row.center == change.center);
        let (below, _) = instead(&rows, &change);
        let set = present.map(|row| (row.says, row.name.as_str()));
        if let Err(Refusal::Invalid(problems)) = change.check(set, below.of_some(change.center)) {
            preview.problems = problems;
        }
        preview.present = present.cloned();
        preview.change = Some((change.day, change.says));
        if preview.problems.is_empty() {
            preview.touched = Some(self.touched(actor, &change, &rows).await?);
        }
        Ok(preview)
    }

    async fn touched(&self, actor: &Actor, change: &DayChange, set: &[DayRow]) -> Result<Touched> {
        let (_, after) = instead(set, change);
        let mut touched = Touched::default();
        let mut rows = all::<Row>(&self.read, &touching(actor, change, self.today())).await?;
        rows.sort_by(|a, b| (&a.key, a.number, &a.name).cmp(&(&b.key, b.number, &b.name)));
        // A case is named once, whatever of it the day concerns.
        let mut cases = BTreeMap::<CaseNo, TouchedCase>::new();
        let mut hidden = BTreeSet::new();
        for row in rows {
            match row.what.as_str() {
                "late" => touched.late_issues = counted(row.number.into()),
                "issue" if row.known == 0 => touched.hidden_issues += 1,
                "issue" => touched.issues.push(TouchedIssue {
                    key: code(IssueKey::parse, &row.key)?,
                    title: row.title,
                    assignee: row.name,
                }),
                what => {
                    let case = self.touched_case(&row, change.day, &after)?;
                    let ends = what == "stage";
                    if !ends && case.before == case.after && !case.goes_live {
                        continue;
                    }
                    if row.known == 0 {
                        hidden.insert(case.no);
                        continue;
                    }
                    let case = cases.entry(case.no).or_insert(case);
                    if ends {
                        let stage = code(|n: &str| n.parse().ok().and_then(Stage::new), &row.number.to_string())?;
                        case.stages.push((stage, row.name));
                    }
                }
            }
        }
        touched.cases = cases.into_values().collect();
        touched.hidden_cases = counted(i64::try_from(hidden.len()).unwrap_or(i64::MAX));
        Ok(touched)
    }

    /// The case, with whether it goes live on the day, and its latest possible go-live before and after.
    fn touched_case(&self, row: &Row, day: NaiveDate, after: &Calendars) -> Result<TouchedCase> {
        let center = code(CenterCode::parse, &row.center)?;
        let now = self.calendars();
        // The calendar of one day against that of all: only this day differs between the two.
        let latest_after = |in_force: NaiveDate| {
            let all_others = now.of(center).clone();
            let open = after.of(center).is_open(day);
            let says = if open { domain::calendar::DayOverride::Open } else { domain::calendar::DayOverride::Closed };
            latest_go_live(in_force, &all_others.with_override(day, says))
        };
        let before = row.in_force_on.map(|it| latest_go_live(it, now.of(center)));
        let after = row.in_force_on.map(latest_after);
        Ok(TouchedCase {
            no: code(CaseNo::parse, &row.key)?,
            title: row.title.clone(),
            stages: Vec::new(),
            goes_live: row.go_live_on == Some(day),
            go_live_on: row.go_live_on,
            before,
            after,
        })
    }
}

/// Everything on the day, each with whether the actor may know of it, in one statement.
fn touching(actor: &Actor, change: &DayChange, today: NaiveDate) -> SelectStatement {
    let day = change.day;
    let of_center = |alias: &'static str| match change.center {
        Some(center) => Condition::all().add(col(alias, "center").eq(center.as_str())),
        None => Condition::all(),
    };
    let known = |condition: Condition| Expr::case(condition, Expr::cust("1")).finally(Expr::cust("0"));
    let live = || col("c", "state").is_not_in(["completed", "cancelled"]);
    let in_force_on = || col("c", "in_force_on");
    let issues = Query::select()
        .expr_as(Expr::cust("'issue'"), "what")
        .expr_as(col("issue", "key"), "key")
        .expr_as(col("issue", "title"), "title")
        .expr_as(known(Condition::all().add(issues_for(actor))), "known")
        .expr_as(col("issue", "number"), "number")
        .expr_as(holder(actor, "a", today), "name")
        .expr_as(in_force_on(), "in_force_on")
        .expr_as(col("c", "go_live_on"), "go_live_on")
        .expr_as(col("issue", "center"), "center")
        .from("issue")
        .inner("case_file", "c", ("issue", "case_id"))
        .left("user_account", "a", ("issue", "assignee_id"))
        .and_where(col("issue", "is_open").eq(true))
        .and_where(col("issue", "due_key").eq(day))
        .cond_where(of_center("issue"))
        .take();
    let over = [StageState::Done, StageState::NotApplicable].map(StageState::as_str);
    let stages = Query::select()
        .expr(Expr::cust("'stage'"))
        .expr(col("c", "no"))
        .expr(col("c", "title"))
        .expr(known(cases_as(actor, "c")))
        .expr(col("t", "stage"))
        .expr(col("s", "code"))
        .expr(in_force_on())
        .expr(col("c", "go_live_on"))
        .expr(col("c", "center"))
        .from_as("stage_record", "t")
        .inner("case_file", "c", ("t", "case_id"))
        .left("lane", "l", ("t", "lane_id"))
        .left("system", "s", ("l", "system_id"))
        .and_where(col("t", "planned_end").eq(day))
        .and_where(col("t", "state").is_not_in(over))
        .and_where(live())
        .cond_where(of_center("c"))
        .take();
    let last = day.checked_add_days(Days::new(LONGEST_CLOSED)).unwrap_or(day);
    let soon_in_force = Condition::all().add(col("c", "in_force_on").gte(day)).add(col("c", "in_force_on").lte(last));
    let cases = Query::select()
        .expr(Expr::cust("'case'"))
        .expr(col("c", "no"))
        .expr(col("c", "title"))
        .expr(known(cases_as(actor, "c")))
        .expr(Expr::cust("0"))
        .expr(Expr::cust("NULL"))
        .expr(in_force_on())
        .expr(col("c", "go_live_on"))
        .expr(col("c", "center"))
        .from_as("case_file", "c")
        .and_where(live())
        .cond_where(Condition::any().add(col("c", "go_live_on").eq(day)).add(soon_in_force))
        .cond_where(of_center("c"))
        .take();
    // 超過日数 counts the days after the 期限 up to today.
    let mut late = Query::select();
    late.expr(Expr::cust("'late'"))
        .expr(Expr::cust("''"))
        .expr(Expr::cust("''"))
        .expr(Expr::cust("0"))
        .expr(Expr::cust("CAST(COUNT(*) AS INTEGER)"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("NULL"))
        .expr(Expr::cust("''"))
        .from("issue")
        .cond_where(overdue(today))
        .and_where(col("issue", "due_key").lt(day))
        .and_where(Expr::val(day).lte(today))
        .cond_where(of_center("issue"));
    let mut select = issues;
    select
        .union(UnionType::All, stages)
        .union(UnionType::All, cases)
        .union(UnionType::All, late)
        .order_by("what", Order::Asc)
        .take()
}
