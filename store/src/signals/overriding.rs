//! Setting a 信号 by hand, and taking it back.

use super::{judging::Judged, watching::note_one};
use crate::{
    Result, Store, StoreError,
    entity::{case_file, signal_override},
    scope::case_for,
    select::{code, col},
    tx::{Place, Tx},
};
use domain::{
    actor::Actor,
    case::CaseState,
    event::Event,
    key::CaseNo,
    organisation::CenterCode,
    policy::Action,
    refusal::{Field, Problem, Refusal},
    signal::{ByHand, HAND_SCOPE, Signal, SignalReason, may_override},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::Condition,
};

impl Store {
    /// Sets the 信号 of a case by hand until a day; one that was set before is replaced.
    ///
    /// # Errors
    /// NotFound, not 責任者 or 業務管理者, a case that is over, or problems beside the fields.
    pub async fn override_signal(
        &self,
        actor: &Actor,
        no: CaseNo,
        signal: &str,
        until: &str,
        reason: &str,
    ) -> Result<()> {
        let judged = self.judged_now(actor, no).await?;
        let tx = self.begin().await?;
        let case = locked(&tx, actor, no).await?;
        if code(CaseState::parse, &case.state)?.is_over() {
            return Err(StoreError::field(Field::Signal, Problem::UnknownChoice));
        }
        let hand = ByHand::read(actor, signal, until, reason, tx.today, self.calendars().of(no.center))?;
        end(&tx, actor, &case).await?;
        let row = signal_override::ActiveModel {
            id: Set(tx.new_id()),
            case_id: Set(case.id),
            signal: Set(hand.signal.as_str().to_owned()),
            reason: Set(hand.reason.clone()),
            until: Set(hand.until),
            set_by: Set(Some(actor.user.0)),
            set_at: Set(tx.now),
            ended_at: Set(None),
            ended_by: Set(None),
        };
        row.insert(&tx.db).await?;
        let event = Event::SignalOverridden { signal: hand.signal, until: hand.until, reason: hand.reason.clone() };
        tx.record(&event, Some(actor), place(&case)?).await?;
        if let Some(judged) = judged {
            note_one(&tx, &judged.laid_under(hand)).await?;
        }
        tx.commit().await
    }

    /// Takes back a 信号 that was set by hand. Where there is none nothing is written.
    ///
    /// # Errors
    /// NotFound, or not 責任者 or 業務管理者.
    pub async fn release_signal(&self, actor: &Actor, no: CaseNo) -> Result<()> {
        let judged = self.judged_now(actor, no).await?;
        let tx = self.begin().await?;
        let case = locked(&tx, actor, no).await?;
        let Some(ended) = end(&tx, actor, &case).await? else { return Ok(()) };
        let signal = code(Signal::parse, &ended.signal)?;
        tx.record(&Event::SignalReleased { signal }, Some(actor), place(&case)?).await?;
        if let Some(judged) = judged {
            note_one(&tx, &judged.bare()).await?;
        }
        tx.commit().await
    }

    /// How the case stands today by the rule; refused where the actor may not set it anyway.
    async fn judged_now(&self, actor: &Actor, no: CaseNo) -> Result<Option<Judged>> {
        case_for(&self.read, actor, no).await?;
        if !may_override(actor) {
            return Err(Refusal::NotAllowed(Action::Risk).into());
        }
        let which = Condition::all().add(col("c", "no").eq(no.to_string()));
        Ok(self.judged(&which, Some(no), self.today()).await?.pop())
    }
}

impl Judged {
    /// Without what was set by hand.
    fn bare(mut self) -> Self {
        self.reasons.retain(|reason| !matches!(reason, SignalReason::ByHand { .. }));
        Self { signal: self.judged, ..self }
    }

    /// Under what was just set by hand.
    fn laid_under(self, hand: ByHand) -> Self {
        let mut bare = self.bare();
        if let Some(judged) = bare.judged {
            bare.signal = Some(hand.signal);
            bare.reasons.insert(0, SignalReason::ByHand { judged, hand });
        }
        bare
    }
}

/// The case, which nobody else sets the 信号 of meanwhile.
async fn locked(tx: &Tx, actor: &Actor, no: CaseNo) -> Result<case_file::Model> {
    let case = case_for(&tx.db, actor, no).await?;
    case_file::Entity::find_by_id(case.id).lock_exclusive().one(&tx.db).await?;
    Ok(case)
}

/// Ends what was set before; what it was, if it still counted.
async fn end(tx: &Tx, actor: &Actor, case: &case_file::Model) -> Result<Option<signal_override::Model>> {
    let set = signal_override::Entity::find()
        .filter(signal_override::Column::CaseId.eq(case.id))
        .filter(signal_override::Column::EndedAt.is_null());
    let set = set.all(&tx.db).await?;
    let mut counted = None;
    for row in set {
        let ended = signal_override::ActiveModel {
            id: Unchanged(row.id),
            ended_at: Set(Some(tx.now)),
            ended_by: Set(Some(actor.user.0)),
            ..Default::default()
        };
        ended.update(&tx.db).await?;
        if row.until >= tx.today {
            counted = Some(row);
        }
    }
    Ok(counted)
}

fn place(case: &case_file::Model) -> Result<Place> {
    let center = Some(code(CenterCode::parse, &case.center)?);
    Ok(Place { case: Some(case.id), center, scope: Some(HAND_SCOPE), ..Place::default() })
}
