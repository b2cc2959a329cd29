//! Who is asking: the two statements that every request of Kaisei begins with.

use axum::http::{HeaderMap, StatusCode, header};
use domain::{actor::Actor, ids::UserId};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use store::Store;
use tower_sessions::session::Id;

/// The person whose session is in the cookie.
pub(crate) async fn asker(store: &Store, headers: &HeaderMap) -> Result<Actor, StatusCode> {
    let id = session_id(headers).ok_or(StatusCode::UNAUTHORIZED)?;
    let now = store.now().timestamp();
    let session = store.load_session(&hash(id), now).await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let user = session.and_then(|(data, _)| user_in(&data)).ok_or(StatusCode::UNAUTHORIZED)?;
    let actor = store.actor(user).await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    actor.ok_or(StatusCode::UNAUTHORIZED)
}

/// `kaisei=…` among the cookies.
fn session_id(headers: &HeaderMap) -> Option<Id> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix("kaisei="))?.parse().ok()
}

/// The database holds only the hash (`server/src/session_store.rs`).
fn hash(id: Id) -> String {
    Sha256::digest(id.0.to_be_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// `server/src/signed_in.rs` keeps more; who it is suffices here.
fn user_in(data: &str) -> Option<UserId> {
    let data: serde_json::Value = serde_json::from_str(data).ok()?;
    UserId::parse(data.get("signed_in")?.get("user")?.as_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_is_found_among_the_cookies() {
        let with = |cookie: &'static str| HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())]);
        let id = Id(0x0123_4567_89ab_cdef);
        let headers = HeaderMap::from_iter([(header::COOKIE, format!("a=b; kaisei={id}").parse().unwrap())]);
        assert_eq!(session_id(&headers), Some(id));
        assert_eq!(session_id(&with("a=b")), None);
        assert_eq!(session_id(&with("kaisei=x")), None);
        assert_eq!(session_id(&HeaderMap::new()), None);
    }

    #[test]
    fn the_person_is_read_from_the_data_of_a_session() {
        let user = "01936d2e-0000-7000-8000-000000000001";
        let data = format!(r#"{{"signed_in":{{"user":"{user}","since":1,"seen":1}}}}"#);
        assert_eq!(user_in(&data), UserId::parse(user));
        assert_eq!(user_in("{}"), None);
    }
}
