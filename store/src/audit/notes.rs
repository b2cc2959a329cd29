//! What only the log is told.

use crate::{
    Result, Store,
    entity::{case_file, issue},
    tx::Place,
};
use chrono::NaiveDate;
use domain::{
    actor::Actor,
    audit::{LogFilter, LogPosition, may_read_log},
    event::{LogFormat, TrailEvent},
    ids::RelayId,
    key::CaseNo,
    my_number,
    organisation::CenterCode,
    policy::Action,
    visibility::Scope,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};
use uuid::Uuid;

/// Longest verb of a form.
const VERB_MAX: usize = 40;

/// Who has read what today, in this process: a second look the same day is no news.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadToday(Arc<Mutex<Day>>);

/// A day, and who read what on it.
#[derive(Debug, Default)]
struct Day {
    day: NaiveDate,
    read: HashSet<(Uuid, Uuid)>,
}

impl ReadToday {
    fn has(&self, today: NaiveDate, read: (Uuid, Uuid)) -> bool {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.day != today {
            *kept = Day { day: today, ..Day::default() };
        }
        kept.read.contains(&read)
    }

    fn add(&self, today: NaiveDate, read: (Uuid, Uuid)) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.day == today {
            kept.read.insert(read);
        }
    }
}

/// The verb that came with a form: one that is none of ours could hold anything.
pub(crate) fn own_verb(verb: &str) -> String {
    let is_verb = |c: char| c.is_ascii_lowercase() || c == '_';
    if verb.len() <= VERB_MAX && verb.chars().all(is_verb) { verb.to_owned() } else { String::new() }
}

impl Store {
    /// Writes down that somebody opened a 課題 of 市内部 or センター内, or a wider one with such comments among what is
    /// `shown` of it.
    pub(crate) async fn note_issue_read(&self, actor: &Actor, row: &issue::Model, shown: &[Scope]) -> Result<()> {
        let own = Scope::parse(&row.scope).filter(|it| it.is_restricted());
        let inner = shown.iter().copied().find(|it| it.is_restricted());
        let Some(scope) = own.or(inner) else { return Ok(()) };
        let place = Place {
            case: Some(row.case_id),
            issue: Some(row.id),
            vendor: row.vendor_org_id,
            center: CenterCode::parse(&row.center),
            scope: Some(scope),
            ..Place::default()
        };
        let comments = if own.is_none() { inner } else { None };
        self.note_read(actor, row.id, place, || TrailEvent::IssueRead { comments }).await
    }

    /// Writes down that somebody opened a 上申.
    pub(crate) async fn note_relay_read(&self, actor: &Actor, relay: RelayId, title: &str, place: Place) -> Result<()> {
        self.note_read(actor, relay.0, place, || TrailEvent::RelayRead { relay, title: title.to_owned() }).await
    }

    /// Writes down that somebody opened a record, before they get to see it: once a day, so that a day's work on one
    /// record is one line.
    async fn note_read(
        &self,
        actor: &Actor,
        record: Uuid,
        place: Place,
        event: impl FnOnce() -> TrailEvent,
    ) -> Result<()> {
        let (today, read) = (self.today(), (actor.doer().user.0, record));
        if self.read_today.has(today, read) {
            return Ok(());
        }
        let tx = self.begin().await?;
        tx.record(&event().into(), Some(actor), place).await?;
        tx.commit().await?;
        self.read_today.add(today, read);
        Ok(())
    }

    /// Writes down that a form of this verb was refused because the actor may not do that, or may not know of its
    /// record. What the form asked for never happened, so this is a write of its own.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_denied(
        &self,
        actor: &Actor,
        verb: &str,
        action: Option<Action>,
        case: Option<CaseNo>,
    ) -> Result<()> {
        let event = TrailEvent::Denied { form: own_verb(verb), action };
        let tx = self.begin().await?;
        let case = match case {
            Some(no) => case_file::Entity::find().filter(case_file::Column::No.eq(no.to_string())).one(&tx.db).await?,
            None => None,
        };
        let place = case.map_or_else(Place::default, |case| Place {
            case: Some(case.id),
            center: CenterCode::parse(&case.center),
            ..Place::default()
        });
        tx.record(&event.into(), Some(actor), place).await?;
        tx.commit().await
    }

    /// Writes down that the log is exported, before the first row leaves.
    ///
    /// # Errors
    /// The actor reads no log; or the database failed.
    pub async fn note_log_export(&self, actor: &Actor, format: LogFormat, filter: &LogFilter) -> Result<()> {
        if !may_read_log(actor) {
            return Err(crate::StoreError::NotFound(crate::Noun::Log));
        }
        // What was searched for as a person could be an 個人番号, and what stands in the log stays there.
        let kept = LogFilter { person: my_number::masked(&filter.person).into_owned(), ..filter.clone() };
        let event = TrailEvent::LogExported { format, filter: kept.at(LogPosition::Newest) };
        let tx = self.begin().await?;
        tx.record(&event.into(), Some(actor), Place::default()).await?;
        tx.commit().await
    }
}
