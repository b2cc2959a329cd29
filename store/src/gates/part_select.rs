//! The statement behind [`super::parts`]: rows of many kinds in one shape.

use super::{
    line_parties::parties,
    lines::KEPT,
    page::CaseLane,
    unmet::{blockers, without_source},
};
use crate::{
    entity::stage_record,
    naming::{doer, holder, holder_login},
    people::role_on,
    scope::{issues_for, orgs_for},
    select::{Reading, col, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    gate::{RELEASE_MARK, is_confirmed},
    language::Language,
    role::Role,
    stage::Stage,
    view::Position,
};
use sea_orm::{
    ExprTrait,
    sea_query::{Condition, Expr, JoinType, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

/// The columns of a row.
struct Row {
    what: &'static str,
    id: Expr,
    number: Expr,
    flag: Expr,
    code: Expr,
    text: Expr,
    /// `a` to `h`.
    letters: Vec<Expr>,
    day: Expr,
    at: Expr,
}

const LETTERS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

fn null() -> Expr {
    Expr::cust("NULL")
}

fn zero() -> Expr {
    Expr::cust("0")
}

fn empty() -> Expr {
    Expr::cust("''")
}

fn flag(condition: Expr) -> Expr {
    Expr::case(condition, Expr::cust("1")).finally(zero()).into()
}

impl Row {
    fn of(what: &'static str, id: Expr) -> Self {
        let letters = Vec::new();
        Self { what, id, number: zero(), flag: zero(), code: empty(), text: empty(), letters, day: null(), at: null() }
    }

    fn select(self) -> SelectStatement {
        let mut letters = self.letters;
        letters.resize(LETTERS.len(), null());
        let mut select = Query::select();
        select
            .expr_as(Expr::cust(format!("'{}'", self.what)), "what")
            .expr_as(self.id, "id")
            .expr_as(self.number, "number")
            .expr_as(self.flag, "flag")
            .expr_as(self.code, "code")
            .expr_as(self.text, "text");
        for (name, letter) in LETTERS.into_iter().zip(letters) {
            select.expr_as(letter, name);
        }
        select.expr_as(self.day, "day").expr_as(self.at, "at");
        select
    }
}

/// All that hangs on the 工程, as far as the actor may know of it.
pub(super) fn select(
    actor: &Actor,
    case: &CaseLane,
    record: &stage_record::Model,
    stage: Stage,
    vendor: Option<Uuid>,
    today: NaiveDate,
) -> SelectStatement {
    let kept = KEPT.iter().any(|state| state.as_str() == record.state);
    let mut all = lines(actor, record.id, stage, today);
    if record.checklist_at.is_none() && kept {
        all.union(UnionType::All, template(actor, stage));
    }
    all.union(UnionType::All, steps(actor, record.id))
        .union(UnionType::All, conditions(actor, record.id))
        .union(UnionType::All, blocking(actor, case.id, stage, record.lane_id))
        .union(UnionType::All, approvers(case.section_org_id, stage, today))
        .union(UnionType::All, organisations(actor, case.center_org_id, vendor))
        .union(UnionType::All, consultants(case.id));
    if let Some(law) = case.law_id.filter(|_| stage == Stage::FIRST) {
        all.union(UnionType::All, law_without_source(law));
    }
    if let Some(starter) = record.early_by {
        all.union(UnionType::All, started_by(actor, starter, today));
    }
    all
}

/// The text of a line `k` as the reader knows it: in English where there is one.
pub(crate) fn line_text(actor: &Actor) -> Expr {
    let text = col("k", "text");
    match actor.language {
        Language::Ja => text,
        // Null is not equal to anything: the text itself then.
        Language::En => Expr::case(col("k", "text_en").ne(""), col("k", "text_en")).finally(text).into(),
    }
}

/// First, for it gives the columns their types. `a` person, `b` ログインID, `c` 証跡, `d` code and `e`
/// name of 担当組織, `f` reason, `g` who settled it, `h` 確認する側.
fn lines(actor: &Actor, record: Uuid, stage: Stage, today: NaiveDate) -> SelectStatement {
    let row = Row {
        number: col("k", "position"),
        flag: kind_of_line(stage),
        code: col("k", "state"),
        text: line_text(actor),
        letters: vec![
            holder(actor, "owner", today),
            holder_login(actor, "owner", today),
            col("k", "evidence"),
            col("o", "code"),
            col("o", name_in(actor.language)),
            col("k", "reason"),
            doer(actor, "doer", ("k", "settled_at")),
            col("k", "side"),
        ],
        day: col("k", "due"),
        at: col("k", "settled_at"),
        ..Row::of("line", col("k", "id"))
    };
    row.select()
        .from_as("stage_line", "k")
        .left("user_account", "owner", ("k", "owner_id"))
        .left("user_account", "doer", ("k", "settled_by"))
        .left("organisation", "o", ("k", "org_id"))
        .and_where(col("k", "stage_record_id").eq(record))
        .take()
}

/// 1 what the gate needs, 2 what the start needs too, 0 neither.
fn kind_of_line(stage: Stage) -> Expr {
    let required = col("k", "required").eq(true);
    if stage != Stage::RELEASE {
        return flag(required);
    }
    let release = required.clone().and(col("k", "text").like(format!("{RELEASE_MARK}%")));
    Expr::case(release, Expr::cust("2")).case(required, Expr::cust("1")).finally(zero()).into()
}

/// What would be copied: `h` 確認する側.
fn template(actor: &Actor, stage: Stage) -> SelectStatement {
    let row = Row {
        number: col("k", "position"),
        flag: kind_of_line(stage),
        code: Expr::cust("'open'"),
        text: line_text(actor),
        letters: (1..LETTERS.len()).map(|_| null()).chain([col("k", "side")]).collect(),
        ..Row::of("line", col("k", "id"))
    };
    row.select()
        .from_as("checklist_template", "k")
        .and_where(col("k", "stage").eq(i32::from(stage.number())))
        .and_where(col("k", "retired_at").is_null())
        .take()
}

/// Who started it early: `a` their organisation.
fn started_by(actor: &Actor, user: Uuid, today: NaiveDate) -> SelectStatement {
    let row = Row {
        text: holder(actor, "u", today),
        letters: vec![col("o", name_in(actor.language))],
        ..Row::of("starter", col("u", "id"))
    };
    row.select()
        .from_as("user_account", "u")
        .left("organisation", "o", ("u", "org_id"))
        .and_where(col("u", "id").eq(user))
        .take()
}

/// `a` who, `b` their organisation, `c` their ログインID, `d` what was not met and `e` what was corrected, in JSON.
fn steps(actor: &Actor, record: Uuid) -> SelectStatement {
    let row = Row {
        number: col("k", "number"),
        code: col("k", "step"),
        text: col("k", "reason"),
        letters: vec![
            doer(actor, "u", ("k", "at")),
            col("o", name_in(actor.language)),
            col("u", "login"),
            col("k", "left_open"),
            col("k", "corrected"),
        ],
        at: col("k", "at"),
        ..Row::of("step", col("k", "id"))
    };
    row.select()
        .from_as("gate_step", "k")
        .left("user_account", "u", ("k", "by_id"))
        .left("organisation", "o", ("k", "by_org_id"))
        .and_where(col("k", "stage_record_id").eq(record))
        .take()
}

/// By the step they belong to, in the words of the decision; `a` 課題番号, `b` 担当組織.
fn conditions(actor: &Actor, record: Uuid) -> SelectStatement {
    let row = Row {
        number: col("k", "position"),
        code: col("issue", "state"),
        text: col("k", "text"),
        letters: vec![col("issue", "key"), col("o", name_in(actor.language))],
        day: col("issue", "due"),
        ..Row::of("condition", col("k", "gate_step_id"))
    };
    row.select()
        .from_as("gate_condition", "k")
        .inner("gate_step", "step", ("k", "gate_step_id"))
        .inner("issue", "issue", ("k", "issue_id"))
        .left("organisation", "o", ("issue", "org_id"))
        .and_where(col("step", "stage_record_id").eq(record))
        .cond_where(issues_for(actor))
        .take()
}

/// `a` 課題番号.
fn blocking(actor: &Actor, case: Uuid, stage: Stage, lane: Option<Uuid>) -> SelectStatement {
    let row = Row {
        number: col("issue", "number"),
        text: col("issue", "title"),
        letters: vec![col("issue", "key")],
        ..Row::of("blocker", col("issue", "id"))
    };
    row.select().from("issue").cond_where(blockers(actor, case, stage, lane)).take()
}

/// Whoever can decide; flagged who was named.
fn approvers(section: Uuid, stage: Stage, today: NaiveDate) -> SelectStatement {
    let named = Condition::all()
        .add(col("ga", "user_id").equals(("u", "id")))
        .add(col("ga", "org_id").eq(section))
        .add(col("ga", "stage").eq(i32::from(stage.number())));
    let row = Row {
        flag: flag(col("ga", "id").is_not_null()),
        text: col("u", "name"),
        ..Row::of("approver", col("u", "id"))
    };
    let mut select = row.select();
    select
        .from_as("user_account", "u")
        .join_as(JoinType::InnerJoin, "role_period", "r", role_on(today))
        .join_as(JoinType::LeftJoin, "gate_approver", "ga", named)
        .and_where(col("u", "disabled_at").is_null());
    if is_confirmed(stage) {
        select.and_where(col("r", "role").eq(Role::CenterLead.as_str()));
    } else {
        select.and_where(col("r", "role").eq(Role::SectionApprover.as_str())).and_where(col("u", "org_id").eq(section));
    }
    select
}

fn law_without_source(law: Uuid) -> SelectStatement {
    let row = Row { code: col("law", "code"), text: col("law", "name"), ..Row::of("law", col("law", "id")) };
    row.select().from_as("law_change", "law").cond_where(without_source(law)).take()
}

fn organisations(actor: &Actor, center: Uuid, vendor: Option<Uuid>) -> SelectStatement {
    let row = Row {
        number: col("o", "sort"),
        code: col("o", "code"),
        text: col("o", name_in(actor.language)),
        ..Row::of("org", col("o", "id"))
    };
    row.select()
        .from_as("organisation", "o")
        .cond_where(orgs_for(actor))
        .cond_where(Condition::all().add(parties(center, vendor)))
        .take()
}

fn consultants(case: Uuid) -> SelectStatement {
    Row::of("consultant", col("m", "user_id"))
        .select()
        .from_as("case_member", "m")
        .and_where(col("m", "case_id").eq(case))
        .and_where(col("m", "position").eq(Position::Consultant.as_str()))
        .take()
}
