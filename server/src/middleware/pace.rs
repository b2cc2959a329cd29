//! How fast one person may ask for what costs much: searches and files. Nobody at a desk comes near; a program that
//! runs in somebody's name does. Counted in memory, each server for itself.

use super::trace::Refused;
use crate::{config::Settings, plain_page::Trouble};
use app::Visitor;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::ids::UserId;
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// The page of 監査ログ, where people are looked for by `person`.
const LOG: &str = "/audit";
/// So many keys are remembered; then those are forgotten who have all of theirs back.
const REMEMBERED: usize = 10_000;

/// Turns that come back as time goes by: `most` at once, and as many again in each `within`.
#[derive(Debug)]
pub struct Turns<K> {
    most: u32,
    within: Duration,
    left: Mutex<HashMap<K, Left>>,
}

#[derive(Clone, Copy, Debug)]
struct Left {
    turns: f64,
    at: Instant,
}

impl<K: Eq + Hash> Turns<K> {
    /// None taken yet.
    pub fn new(most: u32, within: Duration) -> Self {
        Self { most, within, left: Mutex::default() }
    }

    /// Takes a turn; otherwise says how long it is until there is one.
    ///
    /// # Errors
    /// There is none left.
    pub fn take(&self, key: K, now: Instant) -> Result<(), Duration> {
        let most = f64::from(self.most);
        let each = self.within.div_f64(most.max(1.0));
        let back = |it: Left| {
            let turns = it.turns + now.saturating_duration_since(it.at).div_duration_f64(each);
            Left { turns: turns.min(most), at: now }
        };
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.retain(|_, it| back(*it).turns < most);
        }
        let left = all.entry(key).or_insert(Left { turns: most, at: now });
        *left = back(*left);
        if left.turns < 1.0 {
            return Err(each.mul_f64(1.0 - left.turns));
        }
        left.turns -= 1.0;
        Ok(())
    }
}

/// The turns of everybody.
#[derive(Debug)]
pub struct Pace {
    searches: Option<Turns<UserId>>,
    exports: Option<Turns<UserId>>,
}

impl Pace {
    /// As set.
    pub fn new(settings: &Settings) -> Self {
        let turns = |most: u32, within| (most > 0).then(|| Turns::new(most, Duration::from_secs(within)));
        Self { searches: turns(settings.searches_per_minute, 60), exports: turns(settings.exports_per_hour, 3_600) }
    }

    /// What the request needs a turn of, if anything, and its name in the log.
    fn of(&self, request: &Request) -> Option<(&Turns<UserId>, &'static str)> {
        if *request.method() != Method::GET {
            return None;
        }
        let query = request.uri().query().unwrap_or_default();
        let has = |name| form_urlencoded::parse(query.as_bytes()).any(|(it, value)| it == name && !value.is_empty());
        let (turns, name) = if request.uri().path().ends_with("/export") {
            (&self.exports, "too many exports")
        } else if has("q") || (request.uri().path() == LOG && has("person")) {
            (&self.searches, "too many searches")
        } else {
            return None;
        };
        turns.as_ref().map(|turns| (turns, name))
    }
}

/// The layer. Strangers search nothing.
pub async fn keep(State(pace): State<Arc<Pace>>, request: Request, next: Next) -> Response {
    let person = request.extensions().get().and_then(|Visitor(actor)| actor.as_ref().map(|it| it.user));
    if let (Some(person), Some((turns, name))) = (person, pace.of(&request))
        && let Err(wait) = turns.take(person, Instant::now())
    {
        let mut response = Trouble::TooFast.into_response();
        response.extensions_mut().insert(Refused(name.to_owned()));
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
        return response;
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_come_back_one_by_one_and_each_has_their_own() {
        let turns = Turns::new(3, Duration::from_secs(60));
        let began = Instant::now();
        for _ in 0..3 {
            assert_eq!(turns.take("a", began), Ok(()));
        }
        let wait = turns.take("a", began).unwrap_err();
        assert!(wait > Duration::from_secs(19) && wait <= Duration::from_secs(20), "{wait:?}");
        assert_eq!(turns.take("b", began), Ok(()));
        let later = began + Duration::from_secs(21);
        assert_eq!(turns.take("a", later), Ok(()));
        assert!(turns.take("a", later).is_err());
        // Never more than all, however long one waits; and a clock that stands still gives none.
        let much_later = began + Duration::from_secs(3_600);
        assert_eq!((0..9).filter(|_| turns.take("a", much_later).is_ok()).count(), 3);
    }

    #[test]
    fn what_searches_needs_a_turn_and_what_only_shows_does_not() {
        let pace = Pace::new(&Settings::default());
        let needs = |uri: &str| {
            let request = Request::builder().uri(uri).body(axum::body::Body::empty()).unwrap();
            pace.of(&request).map(|(_, name)| name)
        };
        for (uri, name) in [
            ("/issues?q=x", Some("too many searches")),
            ("/audit?person=x", Some("too many searches")),
            ("/audit/export?person=x", Some("too many exports")),
            ("/issues?q=", None),
            ("/audit?person=&from=2026-11-01", None),
            ("/cases/SOMU-2026-001/readers?person=kyuyo", None),
        ] {
            assert_eq!(needs(uri), name, "{uri}");
        }
    }

    #[test]
    fn a_flood_of_keys_takes_a_bounded_room() {
        let turns = Turns::new(1, Duration::from_secs(1));
        let began = Instant::now();
        for key in 0..30_000_u64 {
            let _ = turns.take(key, began + Duration::from_millis(key));
        }
        assert!(turns.left.lock().unwrap().len() <= REMEMBERED);
    }
}
