//! What is read of cases: their lanes, stages and open issues, as far as the actor may know.

use crate::{
    gates::waits_for,
    issues::overdue,
    naming::{holder, holder_login},
    scope::{cases_as, issues_for, lanes_for, manager_records_for, stage_records_for},
    select::{Reading, col, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    gate::{LineState, RELEASE_MARK},
    key::CaseNo,
    stage::Stage,
    view::Position,
};
use sea_orm::{
    ExprTrait,
    sea_query::{Condition, Expr, Func, JoinType, Order, Query, SelectStatement, UnionType},
};

const DATES: [&str; 6] = ["first_start", "first_end", "planned_start", "planned_end", "actual_start", "actual_end"];

/// Cases × lanes, with the figures of their issues. The cases go by `c`.
pub(crate) fn cases_and_lanes(
    actor: &Actor,
    which: &Condition,
    one: Option<CaseNo>,
    today: NaiveDate,
) -> SelectStatement {
    case_rows(actor, issues_for(actor), which, one, today)
}

/// The same with the figures of these issues.
pub(crate) fn case_rows(
    actor: &Actor,
    issues: Condition,
    which: &Condition,
    one: Option<CaseNo>,
    today: NaiveDate,
) -> SelectStatement {
    let name = name_in(actor.language);
    let own_lanes =
        Condition::all().add(col("l", "case_id").equals(("c", "id"))).add(lanes_for(actor, col("l", "vendor_org_id")));
    let manager = Condition::all()
        .add(col("m", "case_id").equals(("c", "id")))
        .add(col("m", "position").eq(Position::Manager.as_str()));
    let by_hand = Condition::all()
        .add(col("h", "case_id").equals(("c", "id")))
        .add(col("h", "ended_at").is_null())
        .add(col("h", "until").gte(today))
        .add(manager_records_for(actor, col("h", "case_id")));
    Query::select()
        .pick("c", &["id", "no", "title", "center", "state", "period_from", "period_to", "in_force_on", "go_live_on"])
        .pick(
            "c",
            &["first_go_live_on", "late_reason", "law_move", "version", "section_org_id", "created_at", "moved_at"],
        )
        .pick_as("ruling", "in_force_on", "ruling_in_force_on")
        .pick_as("ruling", "state", "ruling_state")
        .pick_as("section", "code", "section_code")
        .pick_as("section", name, "section_name")
        .pick_as("section", "sort", "section_sort")
        .expr_as(holder(actor, "manager", today), "manager_name")
        .pick_as("l", "id", "lane_id")
        .pick_as("s", "code", "system_code")
        .pick_as("s", name, "system_name")
        .pick_as("s", "sort", "system_sort")
        .pick_as("v", "code", "vendor_code")
        .pick_as("v", name, "vendor_name")
        .pick_as("v", "sort", "vendor_sort")
        .pick("f", &["open_issues", "blocking_open", "severe_open"])
        .pick("late", &["overdue_issues", "first_overdue"])
        .pick_as("h", "signal", "hand_signal")
        .pick_as("h", "reason", "hand_reason")
        .pick_as("h", "until", "hand_until")
        .expr_as(holder(actor, "setter", today), "hand_by")
        .from_as("case_file", "c")
        .inner("organisation", "section", ("c", "section_org_id"))
        .left("law_change", "ruling", ("c", "law_id"))
        .join_as(JoinType::LeftJoin, "case_member", "m", manager)
        .left("user_account", "manager", ("m", "user_id"))
        .join_as(JoinType::LeftJoin, "lane", "l", own_lanes)
        .left("system", "s", ("l", "system_id"))
        .left("organisation", "v", ("l", "vendor_org_id"))
        .join_as(JoinType::LeftJoin, "signal_override", "h", by_hand)
        .left("user_account", "setter", ("h", "set_by"))
        .join_subquery(JoinType::LeftJoin, figures(&issues, one), "f", col("f", "case_id").equals(("c", "id")))
        .join_subquery(JoinType::LeftJoin, late(issues, one, today), "late", col("late", "case_id").equals(("c", "id")))
        .cond_where(cases_as(actor, "c"))
        .cond_where(which.clone())
        .order_by(("c", "no"), Order::Asc)
        .order_by(("l", "sort"), Order::Asc)
        .take()
}

/// Open issues per case, as far as the actor can see them: the signal must not tell of others. What is written down of
/// them goes by their name, so that the same condition holds for it.
fn figures(issues: &Condition, one: Option<CaseNo>) -> SelectStatement {
    let sum = |column: &'static str| col("issue", column).sum();
    let mut select = Query::select();
    select
        .pick("issue", &["case_id"])
        .expr_as(sum("open_issues"), "open_issues")
        .expr_as(sum("blocking_open"), "blocking_open")
        .expr_as(sum("severe_open"), "severe_open")
        .from_as("issue_tally", "issue")
        .cond_where(issues.clone());
    by_case(&mut select, one);
    select
}

/// Those of them whose 期限 is over.
fn late(issues: Condition, one: Option<CaseNo>, today: NaiveDate) -> SelectStatement {
    let mut select = Query::select();
    select
        .pick("issue", &["case_id"])
        .expr_as(Expr::cust("COUNT(*)"), "overdue_issues")
        .expr_as(col("issue", "due_key").min(), "first_overdue")
        .from("issue")
        .cond_where(issues)
        .cond_where(overdue(today));
    by_case(&mut select, one);
    select
}

fn by_case(select: &mut SelectStatement, one: Option<CaseNo>) {
    select.add_group_by([col("issue", "case_id")]);
    if let Some(no) = one {
        select.and_where(col("issue", "case_id").eq(case_id(no)));
    }
}

/// The id of a case, as a value to compare with.
pub(crate) fn case_id(no: CaseNo) -> Expr {
    let select = Query::select().column("id").from("case_file").and_where(Expr::col("no").eq(no.to_string())).take();
    Expr::SubQuery(None, Box::new(select.into()))
}

/// The stages and related sections of cases, and their people where asked for.
pub(crate) fn parts(actor: &Actor, which: &Condition, with_people: bool, today: NaiveDate) -> SelectStatement {
    let of_cases = |select: &mut SelectStatement| {
        select.cond_where(cases_as(actor, "c")).cond_where(which.clone());
    };
    let reads = stage_records_for(actor, col("t", "case_id"), col("l", "vendor_org_id"));
    // Empty where nobody started it early; only the page of the case tells who did.
    let starter = |name: Expr| {
        if with_people {
            Expr::case(name.clone().is_null(), Expr::cust("''")).finally(name).into()
        } else {
            Expr::cust("''")
        }
    };
    let told = |reads: Condition, column: &'static str| {
        if with_people { Expr::case(reads, col("t", column)).into() } else { Expr::cust("CAST(NULL AS TEXT)") }
    };
    let mut stages = Query::select();
    stages
        .expr_as(Expr::cust("'stage'"), "what")
        .pick("t", &["case_id", "lane_id"])
        .pick_as("t", "stage", "number")
        .pick("t", &["state"])
        .pick("t", &DATES)
        .expr_as(Expr::case(col("t", "early_reason").is_not_null(), Expr::cust("1")).finally(Expr::cust("0")), "early")
        .expr_as(release_open(), "unmet")
        .expr_as(waits_for(actor, today), "my_gate")
        .expr_as(
            Expr::case(col("t", "leave_out_reason").is_not_null(), Expr::cust("1")).finally(Expr::cust("0")),
            "out",
        )
        .expr_as(Expr::case(reads.clone(), col("t", "leave_out_reason")), "out_reason")
        .expr_as(told(reads.clone(), "replan_reason"), "replan_reason")
        .expr_as(Expr::case(reads, col("t", "early_reason")), "early_reason")
        .pick("t", &["early_at"])
        .expr_as(Expr::cust("''"), "code")
        .expr_as(starter(holder(actor, "starter", today)), "name")
        .expr_as(starter(col("starter_org", name_in(actor.language))), "org_name")
        .from_as("stage_record", "t")
        .inner("case_file", "c", ("t", "case_id"))
        .left("lane", "l", ("t", "lane_id"))
        .left("user_account", "starter", ("t", "early_by"))
        .left("organisation", "starter_org", ("starter", "org_id"))
        .cond_where(
            Condition::any().add(col("t", "lane_id").is_null()).add(lanes_for(actor, col("l", "vendor_org_id"))),
        );
    of_cases(&mut stages);

    let no_stage = |select: &mut SelectStatement, lane: Expr, number: Expr| {
        select.expr(lane).expr(number).expr(Expr::cust("''"));
        for _ in DATES {
            select.expr(Expr::cust("NULL"));
        }
        for _ in ["early", "unmet", "my_gate", "out"] {
            select.expr(Expr::cust("0"));
        }
        for _ in ["out_reason", "replan_reason", "early_reason", "early_at"] {
            select.expr(Expr::cust("NULL"));
        }
    };
    let mut sections = Query::select();
    sections.expr(Expr::cust("'section'")).expr(col("cs", "case_id"));
    no_stage(&mut sections, col("o", "id"), col("o", "sort"));
    sections
        .expr(col("o", "code"))
        .expr(col("o", name_in(actor.language)))
        .expr(Expr::cust("''"))
        .from_as("case_section", "cs")
        .inner("case_file", "c", ("cs", "case_id"))
        .inner("organisation", "o", ("cs", "org_id"));
    of_cases(&mut sections);
    stages.union(UnionType::All, sections);

    if with_people {
        let mut people = Query::select();
        people.expr(col("m", "position")).expr(col("m", "case_id"));
        no_stage(&mut people, Expr::cust("NULL"), Expr::cust("0"));
        people
            .expr(Func::coalesce([holder_login(actor, "u", today), Expr::cust("''")]))
            .expr(holder(actor, "u", today))
            .expr(col("o", name_in(actor.language)))
            .from_as("case_member", "m")
            .inner("case_file", "c", ("m", "case_id"))
            .inner("user_account", "u", ("m", "user_id"))
            .inner("organisation", "o", ("u", "org_id"));
        of_cases(&mut people);
        stages.union(UnionType::All, people);
    }
    stages
}

/// Whether lines of the リリース判定 are open at a 工程7 that was started all the same. Looked for there only.
fn release_open() -> Expr {
    let open = Query::select()
        .expr(Expr::cust("1"))
        .from_as("stage_line", "k")
        .and_where(col("k", "stage_record_id").equals(("t", "id")))
        .and_where(col("k", "required").eq(true))
        .and_where(col("k", "state").eq(LineState::Open.as_str()))
        .and_where(col("k", "text").like(format!("{RELEASE_MARK}%")))
        .take();
    let release = col("t", "stage")
        .eq(i32::from(Stage::RELEASE.number()))
        .and(col("t", "early_reason").is_not_null())
        .and(Expr::exists(open));
    Expr::case(release, Expr::cust("1")).finally(Expr::cust("0")).into()
}
