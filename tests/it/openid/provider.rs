//! A provider of OpenID Connect on this machine: discovery, keys, the authorization endpoint and the token endpoint,
//! by the letter of the standard. It checks what it is asked, and lies when it is told to.

use super::{
    CLIENT, PUBLIC, SECRET,
    signing::{self, Key},
};
use axum::{
    Form, Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use server::config::RETURN;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};
use tokio::task::JoinHandle;

/// What it does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    None,
    /// The nonce of another sign-in.
    Nonce,
    /// None at all.
    NoNonce,
    /// A token for another client.
    Audience,
    /// One for another client too.
    TwoAudiences,
    /// Another provider's.
    Issuer,
    /// One that ended long ago.
    Expired,
    /// One that was made long ago.
    Old,
    /// One that will be made.
    Future,
    /// One that will hold.
    NotYet,
    /// Signed by nobody.
    Unsigned,
    /// Signed by the secret that both know.
    SharedSecret,
    /// Signed by a key of another name.
    ForeignKey,
    /// Signed by another key of the same name.
    ForgedKey,
    /// Only what is for other servers.
    NoIdToken,
    /// No token at all.
    Garbage,
    /// A subject of a megabyte.
    LongSubject,
    /// Its answer never ends.
    Huge,
    /// Its answer does not come.
    Slow,
    /// Its tokens are made by somebody who fails.
    Failing,
    /// Its tokens have moved, it says.
    Moved,
    /// Its tokens are elsewhere.
    Elsewhere,
}

/// What somebody is there.
#[derive(Clone, Debug)]
pub struct Person {
    /// `sub`.
    pub subject: String,
    /// Other claims.
    pub claims: Vec<(&'static str, Value)>,
}

/// What it knows of one sign-in.
struct Asked {
    back: String,
    challenge: String,
    nonce: String,
}

struct Inner {
    issuer: String,
    now: i64,
    lie: Lie,
    says_who: bool,
    person: Person,
    key: Key,
    published: Vec<Value>,
    codes: HashMap<String, Asked>,
    keys_asked: u32,
    discovered: u32,
    tokens: u32,
    refusals: Vec<&'static str>,
    secrets: Vec<String>,
}

/// It.
pub struct Provider {
    /// How it names itself.
    pub issuer: String,
    inner: Arc<Mutex<Inner>>,
    serving: JoinHandle<()>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

type Shared = Arc<Mutex<Inner>>;

fn locked(inner: &Shared) -> MutexGuard<'_, Inner> {
    inner.lock().expect("nobody failed with it in hand")
}

impl Provider {
    /// One at a free port, at this time, in seconds. `kyuyo` is at its keyboard.
    pub async fn start(now: i64) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let issuer = format!("http://{}/realms/city", listener.local_addr().expect("its address"));
        let key = Key::new("first");
        let inner = Arc::new(Mutex::new(Inner {
            issuer: issuer.clone(),
            now,
            lie: Lie::None,
            says_who: true,
            person: person("s-1", "kyuyo"),
            published: vec![key.published()],
            key,
            codes: HashMap::new(),
            keys_asked: 0,
            discovered: 0,
            tokens: 0,
            refusals: Vec::new(),
            secrets: Vec::new(),
        }));
        let router = Router::new()
            .route("/realms/city/.well-known/openid-configuration", get(discovery))
            .route("/realms/city/keys", get(keys))
            .route("/realms/city/token", post(token))
            .route("/realms/city/moved", post(moved))
            .with_state(Arc::clone(&inner));
        let serving = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Self { issuer, inner, serving }
    }

    /// From now on.
    pub fn lies(&self, lie: Lie) {
        locked(&self.inner).lie = lie;
    }

    /// Who is at the keyboard.
    pub fn is_used_by(&self, person: Person) {
        locked(&self.inner).person = person;
    }

    /// Whether it names itself in its answers.
    pub fn says_who(&self, says_who: bool) {
        locked(&self.inner).says_who = says_who;
    }

    /// Its clock.
    pub fn is_at(&self, now: i64) {
        locked(&self.inner).now = now;
    }

    /// Signs by another key from now on, and publishes that one only.
    pub fn rotates(&self, name: &str) {
        let mut inner = locked(&self.inner);
        inner.key = Key::new(name);
        inner.published = vec![inner.key.published()];
    }

    /// How often it was asked for its metadata, for its keys and for tokens.
    pub fn asked(&self) -> (u32, u32, u32) {
        let inner = locked(&self.inner);
        (inner.discovered, inner.keys_asked, inner.tokens)
    }

    /// What it found wrong with what it was asked.
    pub fn refusals(&self) -> Vec<&'static str> {
        locked(&self.inner).refusals.clone()
    }

    /// Everything that went to and fro and is nobody else's to know.
    pub fn secrets(&self) -> Vec<String> {
        locked(&self.inner).secrets.clone()
    }

    /// Nobody is there any more.
    pub async fn goes_away(self) {
        self.serving.abort();
        while !self.serving.is_finished() {
            tokio::task::yield_now().await;
        }
    }

    /// What the browser of the person gets there: where to go back to.
    pub fn authorize(&self, address: &str) -> String {
        self.authorize_with(address, |_| {})
    }

    /// The same with another answer.
    pub fn authorize_with(&self, address: &str, change: impl FnOnce(&mut Vec<(String, String)>)) -> String {
        let mut inner = locked(&self.inner);
        let query = address.strip_prefix(&format!("{}/authorize?", inner.issuer)).expect("its own endpoint");
        let asked: HashMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let field = |name: &str| asked.get(name).map_or("", String::as_str).to_owned();
        assert_eq!(field("response_type"), "code");
        assert_eq!(field("client_id"), CLIENT);
        assert_eq!(field("redirect_uri"), format!("{PUBLIC}{RETURN}"), "what is registered, to the letter");
        assert_eq!(field("code_challenge_method"), "S256");
        assert_eq!(field("code_challenge").len(), 43);
        assert!(field("scope").split(' ').any(|it| it == "openid"), "{}", field("scope"));
        assert!(field("state").len() >= 16 && field("nonce").len() >= 16);
        assert!(!asked.contains_key("response_mode") && !asked.contains_key("client_secret"));
        let code = signing::by_chance();
        let asked = Asked { back: field("redirect_uri"), challenge: field("code_challenge"), nonce: field("nonce") };
        let mut answer = vec![("code".to_owned(), code.clone()), ("state".to_owned(), field("state"))];
        if inner.says_who {
            answer.push(("iss".to_owned(), inner.issuer.clone()));
        }
        let back = asked.back.clone();
        inner.secrets.extend([code.clone(), asked.nonce.clone()]);
        inner.codes.insert(code, asked);
        drop(inner);
        change(&mut answer);
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(answer).finish();
        format!("{back}?{query}")
    }
}

/// Somebody with a name there and a ログインID.
pub fn person(subject: &str, login: &str) -> Person {
    Person { subject: subject.to_owned(), claims: vec![("preferred_username", json!(login))] }
}

async fn discovery(State(inner): State<Shared>) -> Response {
    let mut inner = locked(&inner);
    inner.discovered += 1;
    if inner.lie == Lie::Failing {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let issuer = &inner.issuer;
    let token = match inner.lie {
        Lie::Elsewhere => "http://id.example.lg.jp/token".to_owned(),
        _ => format!("{issuer}/token"),
    };
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": token,
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": inner.says_who,
    }))
    .into_response()
}

async fn keys(State(inner): State<Shared>) -> Response {
    let mut inner = locked(&inner);
    inner.keys_asked += 1;
    Json(json!({"keys": inner.published})).into_response()
}

async fn token(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let lie = {
        let mut inner = locked(&shared);
        inner.tokens += 1;
        inner.lie
    };
    match lie {
        Lie::Slow => tokio::time::sleep(Duration::from_secs(60)).await,
        Lie::Huge => return ([("content-type", "application/json")], "x".repeat(10 * 1024 * 1024)).into_response(),
        Lie::Failing => return (StatusCode::BAD_GATEWAY, "<html>").into_response(),
        Lie::Moved => return Redirect::temporary("/realms/city/moved").into_response(),
        _ => {}
    }
    answered(&shared, &headers, &form)
}

/// Where nobody follows.
async fn moved(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    answered(&shared, &headers, &form)
}

fn answered(shared: &Shared, headers: &HeaderMap, form: &HashMap<String, String>) -> Response {
    let mut inner = locked(shared);
    match inner.given(headers, form) {
        Ok(answer) => Json(answer).into_response(),
        Err((status, error)) => {
            inner.refusals.push(error);
            (status, Json(json!({"error": error}))).into_response()
        }
    }
}

impl Inner {
    /// The tokens for a code, to who may have them (RFC 6749, 4.1.3; RFC 7636, 4.6).
    fn given(
        &mut self,
        headers: &HeaderMap,
        form: &HashMap<String, String>,
    ) -> Result<Value, (StatusCode, &'static str)> {
        let field = |name: &str| form.get(name).map_or("", String::as_str);
        if credentials(headers) != Some((CLIENT.to_owned(), SECRET.to_owned())) || form.contains_key("client_secret") {
            return Err((StatusCode::UNAUTHORIZED, "invalid_client"));
        }
        if field("grant_type") != "authorization_code" {
            return Err((StatusCode::BAD_REQUEST, "unsupported_grant_type"));
        }
        let refused = (StatusCode::BAD_REQUEST, "invalid_grant");
        let asked = self.codes.remove(field("code")).ok_or(refused)?;
        if field("redirect_uri") != asked.back || signing::hash(field("code_verifier")) != asked.challenge {
            return Err(refused);
        }
        let access_token = signing::by_chance();
        let mut given = json!({"access_token": access_token, "token_type": "Bearer", "expires_in": 60});
        self.secrets.extend([access_token, field("code_verifier").to_owned()]);
        if self.lie != Lie::NoIdToken {
            let token = self.id_token(asked.nonce);
            given["id_token"] = json!(token);
            self.secrets.push(token);
        }
        Ok(given)
    }

    fn id_token(&self, nonce: String) -> String {
        let mut claims = json!({
            "iss": self.issuer, "sub": self.person.subject, "aud": CLIENT, "nonce": nonce,
            "iat": self.now, "exp": self.now + 300,
        });
        for (name, value) in &self.person.claims {
            claims[*name] = value.clone();
        }
        match self.lie {
            Lie::Nonce => claims["nonce"] = json!(signing::by_chance()),
            Lie::NoNonce => claims["nonce"] = Value::Null,
            Lie::Audience => claims["aud"] = json!("another"),
            Lie::TwoAudiences => claims["aud"] = json!([CLIENT, "another"]),
            Lie::Issuer => claims["iss"] = json!("http://127.0.0.1/realms/other"),
            Lie::Expired => claims["exp"] = json!(self.now - 61),
            Lie::Old => claims["iat"] = json!(self.now - 12 * 60),
            Lie::Future => claims["iat"] = json!(self.now + 62),
            Lie::NotYet => claims["nbf"] = json!(self.now + 62),
            Lie::LongSubject => claims["sub"] = json!("s".repeat(256)),
            _ => {}
        }
        match self.lie {
            Lie::Unsigned => signing::by_nobody(&claims),
            Lie::SharedSecret => signing::by_secret(SECRET, &claims),
            Lie::ForeignKey => Key::new("foreign").sign(&claims),
            Lie::ForgedKey => Key::new(&self.key.name).sign(&claims),
            Lie::Garbage => "a.b.c".to_owned(),
            _ => self.key.sign(&claims),
        }
    }
}

/// Who asks, by the header (RFC 6749, 2.3.1).
fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let given = headers.get("authorization")?.to_str().ok()?.strip_prefix("Basic ")?;
    let given = String::from_utf8(STANDARD.decode(given).ok()?).ok()?;
    let (id, secret) = given.split_once(':')?;
    let plain = |text: &str| {
        let pair = format!("x={text}");
        form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    Some((plain(id), plain(secret)))
}
