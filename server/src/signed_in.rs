//! What a session holds: who signed in and when, and as whom they look. Nothing else is ever kept in one.

use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    ids::UserId,
    organisation::CenterCode,
    origin::{Origin, SessionMark},
    role::Role,
    way_in::WayIn,
};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, net::IpAddr, time::Duration};
use store::SessionOf;
use tower_sessions::{Session, session::Error};

const KEY: &str = "signed_in";

/// Renewing a session is a write; this often is enough.
const RENEW_AFTER_SECONDS: i64 = 5 * 60;

/// A person's session. Times are seconds of the store's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who.
    pub user: UserId,
    since: i64,
    seen: i64,
    /// Its number in the log. Sessions of an older version have none.
    #[serde(default)]
    pub mark: Option<SessionMark>,
    /// From which address the person signed in.
    #[serde(default)]
    address: Option<IpAddr>,
    /// In which role: a session ends with it.
    #[serde(default)]
    acts_as: Option<(Role, Option<CenterCode>)>,
    /// How they proved who they are.
    #[serde(default)]
    way: WayIn,
    /// As whom they look at the screens (「この人として表示」). It ends with the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    viewing: Option<UserId>,
}

impl SignedIn {
    /// Somebody who just proved who they are.
    pub const fn now(user: UserId, origin: &Origin, now: DateTime<Utc>, way: WayIn) -> Self {
        let (since, seen, mark, address) = (now.timestamp(), now.timestamp(), origin.session, origin.address);
        Self { user, since, seen, mark, address, acts_as: None, way, viewing: None }
    }

    /// The same, in the role that the person has.
    #[must_use]
    pub const fn acting_as(self, actor: &Actor) -> Self {
        Self { acts_as: Some((actor.role, actor.center)), ..self }
    }

    /// Whether the person has another role by now than when they signed in.
    pub fn has_other_role(&self, actor: &Actor) -> bool {
        self.acts_as.is_some_and(|role| role != (actor.role, actor.center))
    }

    /// What the database is told of it, so that people find their sessions.
    pub fn listed(&self) -> SessionOf {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        let (begun_at, seen_at) = (at(self.since), at(self.seen));
        SessionOf { user: self.user, begun_at, seen_at, address: self.address, mark: self.mark }
    }

    /// What the session of a request holds.
    ///
    /// # Errors
    /// The session could not be read.
    pub async fn load(session: &Session) -> Result<Option<Self>, Error> {
        // Data of an older version is as good as none.
        Ok(session.get_value(KEY).await?.and_then(|value| serde_json::from_value(value).ok()))
    }

    /// The same from raw session data.
    pub fn in_data(data: &HashMap<String, serde_json::Value>) -> Option<Self> {
        data.get(KEY).and_then(|value| Self::deserialize(value).ok())
    }

    /// How they proved who they are.
    pub const fn way(&self) -> WayIn {
        self.way
    }

    /// As whom they look at the screens.
    pub const fn viewing(&self) -> Option<UserId> {
        self.viewing
    }

    /// The session with somebody else's screens, or with the own ones again.
    #[must_use]
    pub const fn looking_as(self, viewing: Option<UserId>) -> Self {
        Self { viewing, ..self }
    }

    /// Puts it into the session; it is written when the request ends.
    ///
    /// # Errors
    /// The session could not be read.
    pub async fn keep(self, session: &Session) -> Result<(), Error> {
        session.insert(KEY, self).await
    }

    /// Whether the session is older than any may be.
    pub fn is_too_old(&self, now: DateTime<Utc>, limit: Duration) -> bool {
        now.timestamp() - self.since >= i64::try_from(limit.as_secs()).unwrap_or(i64::MAX)
    }

    /// The session with its use noted, when that is due.
    pub fn renewed(self, now: DateTime<Utc>) -> Option<Self> {
        let seen = now.timestamp();
        (seen - self.seen >= RENEW_AFTER_SECONDS).then_some(Self { seen, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_renewed_rarely_and_ends_in_any_case() {
        let at = |seconds: i64| DateTime::from_timestamp(1_000_000 + seconds, 0).unwrap();
        let user = UserId::parse("01936d2e-0000-7000-8000-000000000001").unwrap();
        let signed_in = SignedIn::now(user, &Origin::default(), at(0), WayIn::Password);
        assert_eq!(signed_in.renewed(at(299)), None);
        let renewed = signed_in.renewed(at(300)).unwrap();
        assert_eq!(renewed.renewed(at(599)), None);
        let limit = Duration::from_secs(3600);
        assert!(!renewed.is_too_old(at(3599), limit));
        assert!(renewed.is_too_old(at(3600), limit));
    }

    #[test]
    fn it_reads_back_from_session_data_and_ignores_what_it_does_not_know() {
        let user = UserId::parse("01936d2e-0000-7000-8000-000000000001").unwrap();
        let mark = Some(SessionMark::of(7));
        let origin = Origin { session: mark, ..Origin::default() };
        let signed_in = SignedIn::now(user, &origin, DateTime::from_timestamp(5, 0).unwrap(), WayIn::OpenId);
        let data = HashMap::from([(KEY.to_owned(), serde_json::to_value(signed_in).unwrap())]);
        assert_eq!(SignedIn::in_data(&data), Some(signed_in));
        assert_eq!(SignedIn::in_data(&HashMap::from([(KEY.to_owned(), serde_json::json!({"user": 1}))])), None);
    }
}
