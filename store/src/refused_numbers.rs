//! Forms that were refused because of an 個人番号: written down without a digit of it, and counted for the city.

use crate::{
    Noun, Result, Store, StoreError,
    audit::own_verb,
    select::{Reading, all, col, name_in},
    tx::Place,
};
use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, Utc};
use domain::{
    actor::Actor,
    date::instant::jst_day,
    event::Event,
    key::CaseNo,
    policy::may_count_refusals,
    refusal::Field,
    view::{Named, RefusalReport, RefusalRow},
};
use sea_orm::{
    ExprTrait, FromQueryResult,
    sea_query::{Expr, Order, Query},
};

/// How far the report goes back.
const MONTHS: Months = Months::new(24);

#[derive(FromQueryResult)]
struct Refused {
    at: DateTime<Utc>,
    code: String,
    name: String,
}

impl Store {
    /// Writes down that a form of this verb was refused because of an 個人番号 in these fields. What the form asked
    /// for never happened, so this is a write of its own.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_refused_number(
        &self,
        actor: &Actor,
        verb: &str,
        fields: &[Field],
        case: Option<CaseNo>,
    ) -> Result<()> {
        // The verb came with the form: what is none of ours could hold the number itself.
        let form = own_verb(verb);
        let mut fields = fields.to_vec();
        fields.sort_unstable();
        fields.dedup();
        let event = Event::NumberRefused { form, fields, case };
        let tx = self.begin().await?;
        // Of no place: it stands in no history that people read, only in the log.
        tx.record(&event, Some(actor), Place::default()).await?;
        tx.commit().await
    }

    /// How many forms were refused, by month and organisation: this month and the 24 before it.
    ///
    /// # Errors
    /// The report is not for that role; or the database failed.
    pub async fn refusal_report(&self, actor: &Actor) -> Result<RefusalReport> {
        if !may_count_refusals(actor) {
            return Err(StoreError::NotFound(Noun::Organisation));
        }
        let first = month_of(self.today()).checked_sub_months(MONTHS).unwrap_or_default();
        // The month begins in Japan first.
        let since = first.pred_opt().unwrap_or(first).and_time(NaiveTime::MIN).and_utc();
        let select = Query::select()
            .pick("event", &["at"])
            .pick("o", &["code"])
            .pick_as("o", name_in(actor.language), "name")
            .from("event")
            .inner("organisation", "o", ("event", "actor_org_id"))
            // A constant, not a value: only so is the index of these events found (docs/decisions/0019).
            .and_where(Expr::cust(format!("event.kind = '{}'", Event::NUMBER_REFUSED)))
            .and_where(col("event", "at").gte(since))
            .order_by(("event", "at"), Order::Desc)
            .take();
        let mut rows: Vec<RefusalRow> = Vec::new();
        for Refused { at, code, name } in all::<Refused>(&self.read, &select).await? {
            let month = month_of(jst_day(at));
            if month < first {
                continue;
            }
            match rows.iter_mut().find(|row| row.month == month && row.org.code == code) {
                Some(row) => row.forms += 1,
                None => rows.push(RefusalRow { month, org: Named { code, name }, forms: 1 }),
            }
        }
        rows.sort_by(|one, other| (other.month, &one.org.code).cmp(&(one.month, &other.org.code)));
        Ok(RefusalReport { rows })
    }
}

fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
