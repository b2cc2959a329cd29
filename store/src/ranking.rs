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
    ranking::{Held, Period, Turn, ranked},
    view::{Named, RankRow, RankingView},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Expr, Query, SelectStatement},
};
use std::{
    cmp::Reverse,
    collections::{HashMap, hash_map::Entry},
};
use uuid::Uuid;

/// Turns that are alike, and how many.
#[derive(FromQueryResult)]
struct Turns {
    holder: String,
    org_id: Option<Uuid>,
    came: NaiveDate,
    went: NaiveDate,
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
        let mut counted = Vec::with_capacity(found.len());
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
            let until = (it.went != STILL).then_some(it.went);
            counted.push((Turn { holder, since: it.came, until }, u32::try_from(it.number).unwrap_or(u32::MAX)));
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

/// The turns that touch the period, those that are alike together: what came before it came on the day before, and
/// what had not gone when it ended, or today, is there still.
fn turns(actor: &Actor, period: Period, today: NaiveDate) -> SelectStatement {
    let end = Ord::min(period.to, today);
    let before = period.from.pred_opt().unwrap_or(period.from);
    let (since, until) = (col("t", "since"), col("t", "until"));
    let came = Expr::case(since.clone().lt(before), Expr::value(before)).finally(since.clone());
    let went = Expr::case(until.clone().gt(end), Expr::value(STILL)).finally(until.clone());
    let touching = Query::select()
        .pick("t", &["holder", "org_id"])
        .expr_as(came, "came")
        .expr_as(went, "went")
        .from_as("ball_turn", "t")
        .and_where(until.gte(period.from))
        .and_where(since.lte(end))
        .and_where(col("t", "holder").ne(Holder::Nobody.as_str()))
        .cond_where(turns_for(actor))
        .take();
    Query::select()
        .pick("g", &["holder", "org_id", "came", "went"])
        .expr_as(Expr::cust("COUNT(*)"), "number")
        .from_subquery(touching, "g")
        .add_group_by([col("g", "holder"), col("g", "org_id"), col("g", "came"), col("g", "went")])
        .take()
}
