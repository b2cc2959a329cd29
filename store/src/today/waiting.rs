//! Whom the work waits for: the issues that wait the longest, by organisation.
//!
//! Counting stops with the thousandth: at 100,000 issues as at 1,000 the page reads one index in
//! order and stops (docs/decisions/0005). Who waits the longest is among them in any case.

use super::{Figure, WAITING};
use crate::{
    Result, Store,
    issues::{held_by_someone, open},
    scope::issues_for,
    select::{Reading, code, col, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    issue::Holder,
    organisation::Side,
    view::{Count, Named, Waiting, Watch},
};
use sea_orm::{
    ExprTrait,
    sea_query::{Condition, Expr, Order, Query, SelectStatement},
};
use std::cmp::Reverse;

impl Store {
    /// The groups, the longest first, and whether there is more than was counted.
    pub(super) fn waiting(&self, actor: &Actor, figures: &[Figure], today: NaiveDate) -> Result<(Vec<Waiting>, bool)> {
        let found = || figures.iter().filter(|it| it.what == WAITING);
        let more = found().map(|it| it.number).sum::<i64>() > i64::from(Count::CAP);
        // Groups go over the centers: their days are counted by the asker's own calendar.
        let calendars = self.calendars();
        let calendar = calendars.of_some(actor.center);
        let mut groups = Vec::new();
        for figure in found() {
            let side = match code(Holder::parse, &figure.holder)? {
                Holder::City => Some(Side::City),
                Holder::Center => Some(Side::Center),
                Holder::Vendor => Some(Side::Vendor),
                Holder::Nation | Holder::Nobody => None,
            };
            let org = figure.org_code.clone().zip(figure.org_name.clone());
            let number = u32::try_from(figure.number).unwrap_or(u32::MAX);
            groups.push(Waiting {
                side,
                org: org.map(|(code, name)| Named { code, name }),
                count: Count { number: Ord::min(number, Count::CAP), more },
                longest_days: figure.since.map_or(0, |since| Ord::max(calendar.between(since, today), 0)),
            });
        }
        groups.sort_by_key(|group| Reverse((group.longest_days, group.count.number)));
        Ok((groups, more))
    }
}

/// Open issues whose ball another organisation has, or 国等, by that organisation.
pub(super) fn waiting_groups(actor: &Actor, watch: Watch) -> SelectStatement {
    let with_others =
        Condition::any().add(col("issue", "ball_org_id").is_null()).add(col("issue", "ball_org_id").ne(actor.org.0));
    let party = match watch {
        Watch::Everything => Condition::all(),
        // As a `CASE`, so that SQLite reads one index that has all of it, not the rows of two.
        Watch::OwnOrg => {
            let party = col("issue", "raised_org_id").eq(actor.org.0).or(col("issue", "org_id").eq(actor.org.0));
            let party = Expr::case(party, Expr::cust("1")).finally(Expr::cust("0"));
            Condition::all().add(party.eq(Expr::cust("1")))
        }
    };
    let longest = Query::select()
        .pick("issue", &["ball_holder", "ball_org_id", "ball_since"])
        .from("issue")
        .cond_where(issues_for(actor))
        .and_where(open())
        .and_where(held_by_someone())
        .cond_where(with_others)
        .cond_where(party)
        .order_by(("issue", "ball_since"), Order::Asc)
        .limit(u64::from(Count::CAP) + 1)
        .take();
    let groups = Query::select()
        .pick("w", &["ball_holder", "ball_org_id"])
        .expr_as(Expr::cust("COUNT(*)"), "number")
        .expr_as(col("w", "ball_since").min(), "since")
        .from_subquery(longest, "w")
        .add_group_by([col("w", "ball_holder"), col("w", "ball_org_id")])
        .take();
    Query::select()
        .expr_as(Expr::cust(WAITING.to_string()), "what")
        .pick_as("g", "ball_holder", "holder")
        .pick_as("o", "code", "org_code")
        .pick_as("o", name_in(actor.language), "org_name")
        .pick("g", &["number", "since"])
        .expr_as(Expr::cust("NULL"), "at")
        .expr_as(Expr::cust("NULL"), "data")
        .expr_as(Expr::cust("NULL"), "author")
        .expr_as(Expr::cust("NULL"), "author_org")
        .expr_as(Expr::cust("NULL"), "issue_key")
        .expr_as(Expr::cust("NULL"), "issue_title")
        .expr_as(Expr::cust("NULL"), "id")
        .from_subquery(groups, "g")
        .left("organisation", "o", ("g", "ball_org_id"))
        .take()
}
