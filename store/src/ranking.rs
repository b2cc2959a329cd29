//! The ranking of organisations by the 開庁日 that the ball was with them.

use crate::{
    Noun, Result, Store, StoreError,
    issues::STILL,
    scope::turns_for,
    select::{Reading, all, code, col, name_in},
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    issue::Holder,
    organisation::Side,
    policy::may_rank,
    ranking::{Begun, Ended, Held, Period, ranked},
    view::{Named, RankRow, RankingView},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use std::{
    cmp::Reverse,
    collections::{HashMap, hash_map::Entry},
};
use uuid::Uuid;

/// Turns of a holder that ended on the same day, or began on it, and how many.
#[derive(FromQueryResult)]
struct Turns {
    ended: bool,
    holder: String,
    org_id: Option<Uuid>,
    day: NaiveDate,
    earliest: NaiveDate,
    number: i64,
}

#[derive(FromQueryResult)]
struct Org {
    id: Uuid,
    code: String,
    name: String,
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
        let found = all::<Turns>(&self.read, &turns(actor, period, today)).await?;
        let orgs = Query::select()
            .pick("o", &["id", "code"])
            .pick_as("o", name_in(actor.language), "name")
            .from_as("organisation", "o")
            .take();
        let orgs = all::<Org>(&self.read, &orgs).await?;
        // Organisations by a number of their own, so that the arithmetic need not know what they are.
        let mut holders: Vec<(Holder, Option<Named>)> = Vec::new();
        let mut numbers: HashMap<(String, Option<Uuid>), usize> = HashMap::new();
        let (mut ended, mut begun) = (Vec::new(), Vec::new());
        for it in found {
            let holder = match numbers.entry((it.holder, it.org_id)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    let (holder, org_id) = new.key();
                    let org = orgs.iter().find(|org| Some(org.id) == *org_id);
                    let named = org.map(|org| Named { code: org.code.clone(), name: org.name.clone() });
                    holders.push((code(Holder::parse, holder)?, named));
                    *new.insert(holders.len() - 1)
                }
            };
            let times = u32::try_from(it.number).unwrap_or(u32::MAX);
            if it.ended {
                let until = (it.day != STILL).then_some(it.day);
                ended.push(Ended { holder, until, earliest: it.earliest, times });
            } else {
                begun.push(Begun { holder, since: it.day, times });
            }
        }
        let ranking = ranked(ended, begun, period, today, self.calendars().of_some(actor.center));
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

/// The turns that touch the period by their ends, and those that began in it by their begins. Each half reads an index
/// in its own order and sorts nothing.
fn turns(actor: &Actor, period: Period, today: NaiveDate) -> SelectStatement {
    let end = Ord::min(period.to, today);
    let alike = |ended: &'static str, column: &'static str| {
        Query::select()
            .expr_as(Expr::cust(ended), "ended")
            .pick("t", &["holder", "org_id"])
            .pick_as("t", column, "day")
            .expr_as(col("t", "since").min(), "earliest")
            .expr_as(Expr::cust("COUNT(*)"), "number")
            .from_as("ball_turn", "t")
            .and_where(col("t", column).gte(period.from))
            .and_where(col("t", "since").lte(end))
            .and_where(col("t", "holder").ne(Holder::Nobody.as_str()))
            .cond_where(turns_for(actor))
            .add_group_by([col("t", column), col("t", "holder"), col("t", "org_id")])
            .take()
    };
    alike("TRUE", "until").union(UnionType::All, alike("FALSE", "since")).take()
}
