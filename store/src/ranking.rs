//! The ranking of organisations by the 開庁日 that the ball was with them.

use crate::{
    Noun, Result, Store, StoreError,
    issues::STILL,
    scope::issues_for,
    select::{Reading, all, code, col, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    issue::Holder,
    organisation::Side,
    policy::may_rank,
    ranking::{Held, Period, Turn, ranked},
    view::{Named, RankRow, RankingView},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Expr, JoinType, Query, SelectStatement},
};
use std::{cmp::Reverse, collections::HashMap};

/// Turns that are alike, and how many.
#[derive(FromQueryResult)]
struct Turns {
    holder: String,
    org_code: Option<String>,
    org_name: Option<String>,
    since: NaiveDate,
    until: NaiveDate,
    number: i64,
}

impl Store {
    /// Who held the ball for how many 開庁日 in a period, over the issues the actor may know of.
    ///
    /// # Errors
    /// The page is not for that role; or the database failed.
    pub async fn ranking(&self, actor: &Actor, period: Period) -> Result<RankingView> {
        if !may_rank(actor) {
            return Err(StoreError::NotFound(Noun::Case));
        }
        let today = self.today();
        let found = all::<Turns>(&self.read, &turns(actor, period)).await?;
        // Organisations by a number of their own, so that the arithmetic need not know what they are.
        let mut holders: Vec<(Holder, Option<Named>)> = Vec::new();
        let mut numbers: HashMap<(String, Option<String>), usize> = HashMap::new();
        let mut counted = Vec::with_capacity(found.len());
        for it in found {
            let key = (it.holder.clone(), it.org_code.clone());
            let holder = match numbers.get(&key) {
                Some(number) => *number,
                None => {
                    let org = it.org_code.zip(it.org_name).map(|(code, name)| Named { code, name });
                    holders.push((code(Holder::parse, &it.holder)?, org));
                    numbers.insert(key, holders.len() - 1);
                    holders.len() - 1
                }
            };
            let until = (it.until != STILL).then_some(it.until);
            counted.push((Turn { holder, since: it.since, until }, u32::try_from(it.number).unwrap_or(u32::MAX)));
        }
        let ranking = ranked(counted, period, today, self.calendars().of_some(actor.center));
        let mut rows: Vec<RankRow> = Vec::with_capacity(ranking.len());
        for (number, (holder, org)) in holders.into_iter().enumerate() {
            let Some(Held { days, turns, longest, still }) = ranking.get(&number).copied() else { continue };
            let side = match holder {
                Holder::City => Some(Side::City),
                Holder::Center => Some(Side::Center),
                Holder::Vendor => Some(Side::Vendor),
                Holder::Nation | Holder::Nobody => None,
            };
            rows.push(RankRow { side, org, days, turns, longest, still });
        }
        rows.sort_by_key(|row| {
            (Reverse((row.days, row.longest, row.turns)), row.org.as_ref().map(|it| it.code.clone()))
        });
        Ok(RankingView { today, period, rows })
    }
}

/// The turns that touch the period, those that are alike together.
fn turns(actor: &Actor, period: Period) -> SelectStatement {
    let groups = Query::select()
        .pick("t", &["holder", "org_id", "since", "until"])
        .expr_as(Expr::cust("COUNT(*)"), "number")
        .from_as("ball_turn", "t")
        .join_as(JoinType::InnerJoin, "issue", "issue", col("issue", "id").equals(("t", "issue_id")))
        .and_where(col("t", "until").gte(period.from))
        .and_where(col("t", "since").lte(period.to))
        .and_where(col("t", "holder").ne(Holder::Nobody.as_str()))
        .cond_where(issues_for(actor))
        .add_group_by([col("t", "holder"), col("t", "org_id"), col("t", "since"), col("t", "until")])
        .take();
    Query::select()
        .pick("g", &["holder", "since", "until", "number"])
        .pick_as("o", "code", "org_code")
        .pick_as("o", name_in(actor.language), "org_name")
        .from_subquery(groups, "g")
        .left("organisation", "o", ("g", "org_id"))
        .take()
}
