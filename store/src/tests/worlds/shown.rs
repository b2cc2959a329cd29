//! What the SQL of `scope` shows of a world: one query per person, over every noun.

use crate::{
    Store,
    entity::{case_file, comment, event, issue},
    scope::{
        cases_as, cases_for, comments_for, events_for, issues_for, lanes_for, relays_for, stage_records_for, turns_for,
    },
    select::{Reading, all, col},
};
use domain::actor::Actor;
use sea_orm::{
    ColumnTrait, ExprTrait, FromQueryResult,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use std::collections::HashSet;
use uuid::Uuid;

/// The nouns, by which facts and rows find each other.
pub(super) const NOUNS: [&str; 8] = ["case", "lane", "stage", "issue", "comment", "event", "relay", "turn"];

#[derive(FromQueryResult)]
struct Row {
    noun: i32,
    id: Uuid,
}

/// Noun and id of everything in these cases that the actor is shown.
pub(super) async fn shown(store: &Store, actor: &Actor, cases: &[Uuid]) -> HashSet<(&'static str, Uuid)> {
    let here = |case: Expr| case.is_in(cases.iter().copied());
    let noun = |n: usize, table: &'static str| {
        let mut select = Query::select();
        select.expr_as(Expr::cust(n.to_string()), "noun").pick(table, &["id"]);
        select
    };
    let mut select: SelectStatement = noun(0, "case_file");
    select.from("case_file").cond_where(cases_for(actor)).and_where(here(case_file::Column::Id.into_expr()));
    let mut lanes = noun(1, "l");
    lanes
        .from_as("lane", "l")
        .inner("case_file", "c", ("l", "case_id"))
        .cond_where(cases_as(actor, "c"))
        .cond_where(lanes_for(actor, col("l", "vendor_org_id")))
        .and_where(here(col("l", "case_id")));
    let mut stages = noun(2, "t");
    stages
        .from_as("stage_record", "t")
        .inner("case_file", "c", ("t", "case_id"))
        .left("lane", "l", ("t", "lane_id"))
        .cond_where(cases_as(actor, "c"))
        .cond_where(stage_records_for(actor, col("t", "case_id"), col("l", "vendor_org_id")))
        .and_where(here(col("t", "case_id")));
    let mut issues = noun(3, "issue");
    issues.from("issue").cond_where(issues_for(actor)).and_where(here(issue::Column::CaseId.into_expr()));
    let mut comments = noun(4, "comment");
    comments
        .from("comment")
        .inner("issue", "issue", ("comment", "issue_id"))
        .cond_where(comments_for(actor))
        .and_where(here(issue::Column::CaseId.into_expr()))
        .and_where(comment::Column::Id.into_expr().is_not_null());
    let mut events = noun(5, "event");
    events
        .from("event")
        .left("issue", "issue", ("event", "issue_id"))
        .cond_where(events_for(actor))
        .and_where(here(event::Column::CaseId.into_expr()));
    let mut relays = noun(6, "y");
    relays.from_as("relay", "y").cond_where(relays_for(actor, "y")).and_where(here(col("y", "case_id")));
    let mut turns = noun(7, "t");
    turns.from_as("ball_turn", "t").cond_where(turns_for(actor)).and_where(here(col("t", "case_id")));
    for more in [lanes, stages, issues, comments, events, relays, turns] {
        select.union(UnionType::All, more);
    }
    let rows = all::<Row>(&store.read, &select).await.unwrap();
    rows.into_iter().map(|row| (NOUNS[usize::try_from(row.noun).unwrap()], row.id)).collect()
}
