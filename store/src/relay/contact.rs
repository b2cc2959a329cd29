//! Forms that would have brought an operator and somebody outside the center together (specification 9-(5)): refused by
//! the rules, and written down here, whatever the form. A new form needs nothing.

use crate::{
    Result, Store,
    people::people,
    select::{all, col, comparable},
    tx::Place,
};
use domain::{
    actor::Actor,
    event::Event,
    key::CaseNo,
    organisation::Side,
    refusal::{Field, Problem, Refusal},
    role::Role,
    text::folded,
    visibility::Scope,
};
use sea_orm::{ExprTrait, FromQueryResult};

/// Longest ログインID.
const LOGIN_MAX: usize = 64;

/// Most values of a form that are looked up; no form of ours names more people.
const NAMES_MAX: usize = 200;

#[derive(FromQueryResult)]
struct Named {
    login: String,
    role: String,
}

impl Store {
    /// Writes down that a refused form would have crossed the wall between operators and those outside the center: it
    /// named somebody of the other side, or was an operator's and meant for 公開範囲 or records beyond it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_refused_contact(
        &self,
        actor: &Actor,
        verb: &str,
        sent: &[(String, String)],
        refusal: &Refusal,
        case: Option<CaseNo>,
    ) -> Result<()> {
        let chosen: Vec<(Field, String)> = sent
            .iter()
            .filter_map(|(name, value)| Some((Field::parse(name).filter(|it| !it.is_typed())?, value.trim())))
            .filter(|(_, value)| !value.is_empty() && value.len() <= LOGIN_MAX)
            .map(|(field, value)| (field, comparable(&folded(value))))
            .take(NAMES_MAX)
            .collect();
        let mut fields = self.beyond_the_wall(actor, &chosen, refusal).await?;
        let is_wider = |value: &str| Scope::parse(value).is_some_and(|scope| scope != Scope::Center);
        if actor.role.is_operator() && chosen.iter().any(|(field, value)| *field == Field::Scope && is_wider(value)) {
            fields.push(Field::Scope);
        }
        let overreached = actor.role.is_operator() && matches!(refusal, Refusal::NotAllowed(_));
        if fields.is_empty() && !overreached {
            return Ok(());
        }
        fields.sort_unstable();
        fields.dedup();
        let is_verb = |c: char| c.is_ascii_lowercase() || c == '_';
        let form = if verb.len() <= LOGIN_MAX && verb.chars().all(is_verb) { verb.to_owned() } else { String::new() };
        let tx = self.begin().await?;
        // Of no place: who was meant must not learn of it, only the log.
        tx.record(&Event::ContactRefused { form, fields, case }, Some(actor), Place::default()).await?;
        tx.commit().await
    }

    /// The fields that name somebody whom the actor has nothing to say to.
    async fn beyond_the_wall(
        &self,
        actor: &Actor,
        chosen: &[(Field, String)],
        refusal: &Refusal,
    ) -> Result<Vec<Field>> {
        let is_wall = actor.side() != Side::Center || actor.role.is_operator();
        // Managers name operators every day: only where one was refused it was the wall.
        let refused = |field: Field| match refusal {
            Refusal::Invalid(problems) => {
                problems.iter().any(|it| it.field == field && it.problem == Problem::CannotSeeIt)
            }
            _ => false,
        };
        let chosen: Vec<_> = chosen.iter().filter(|(field, _)| is_wall || refused(*field)).collect();
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        let mut select = people(self.today());
        select.and_where(col("u", "login").is_in(chosen.iter().map(|(_, value)| value.as_str())));
        let named = all::<Named>(&self.read, &select).await?;
        let is_across = |role: Role| match actor.side() {
            Side::Center if actor.role.is_operator() => role.side() != Side::Center,
            Side::Center | Side::City | Side::Vendor => role.is_operator(),
        };
        let across: Vec<&str> = named
            .iter()
            .filter(|it| Role::parse(&it.role).is_some_and(is_across))
            .map(|it| it.login.as_str())
            .collect();
        Ok(chosen.iter().filter(|(_, value)| across.contains(&value.as_str())).map(|(field, _)| *field).collect())
    }
}
