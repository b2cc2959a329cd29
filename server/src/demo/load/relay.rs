//! A 上申 from an operator's hand to where it stands on the demo's day.

use super::{LoadError, Stage, at};
use crate::demo::files::{CaseFile, RelayEntry, RelayStepEntry};
use domain::{
    ids::RelayId,
    relay::{RelayMove, SendInput, SubmitInput},
};
use store::{RelaySource, StoreError};

impl Stage {
    /// Plays one 上申.
    pub(super) async fn relay(&self, file: &str, case: &CaseFile, entry: &RelayEntry) -> Result<(), LoadError> {
        let place = |what: &str| format!("demo/{file}, 上申「{}」, {what}", entry.title);
        let writer = self.people.get(&entry.by, || place("by"))?.clone();
        self.set(entry.at);
        let issue = match &entry.issue {
            Some(name) => Some(self.key(name, || place("issue"))?),
            None => None,
        };
        let no = case.no.to_string();
        let from = RelaySource { case: &no, issue, comment: None };
        let input = SubmitInput { title: entry.title.clone(), text: entry.text.trim().to_owned() };
        let id = self.store.submit_relay(&writer, from, &input).await.map_err(at(|| place("上申")))?;
        let mut text = input.text;
        for (version, step) in (1..).zip(&entry.step) {
            let place = || place(&format!("step {version} ({} {})", step.by, step.verb));
            self.set(step.at);
            if !step.text.is_empty() {
                step.text.trim().clone_into(&mut text);
            }
            let target = match step.target.as_str() {
                "" | SendInput::NEW => step.target.clone(),
                name => self.key(name, place)?.to_string(),
            };
            let sent = SendInput {
                target,
                scope: step.scope.map(|it| it.to_string()).unwrap_or_default(),
                system: String::new(),
                title: entry.title.clone(),
                text: text.clone(),
            };
            self.relay_step(id, version, step, &sent).await.map_err(at(place))?;
        }
        Ok(())
    }

    fn key(&self, name: &str, place: impl Fn() -> String) -> Result<domain::key::IssueKey, LoadError> {
        let unknown = || LoadError::Refused { place: place(), why: format!("{name} is not earlier") };
        self.raised.get(name).copied().ok_or_else(unknown)
    }

    async fn relay_step(
        &self,
        id: RelayId,
        version: i32,
        step: &RelayStepEntry,
        sent: &SendInput,
    ) -> Result<(), StoreError> {
        let unknown = || StoreError::NotFound(store::Noun::Relay);
        let actor = self.store.actor_named(&step.by).await?.ok_or(StoreError::NotFound(store::Noun::User))?;
        match RelayMove::parse(&step.verb).ok_or_else(unknown)? {
            RelayMove::Send => self.store.send_relay(&actor, id, version, sent).await.map(drop),
            RelayMove::Return => self.store.return_relay(&actor, id, version, &step.reason).await,
            RelayMove::Withdraw => self.store.withdraw_relay(&actor, id, version).await,
            RelayMove::Resubmit => {
                let input = SubmitInput { title: sent.title.clone(), text: sent.text.clone() };
                self.store.resubmit_relay(&actor, id, version, &input).await
            }
        }
    }
}
