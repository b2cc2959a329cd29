//! Whether an ID token proves who somebody is (OpenID Connect Core, 3.1.3.7).

use super::provider::Metadata;
use crate::config::OpenId;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{refusal::OpenIdProblem, way_in::OpenIdName};
use openidconnect::{
    AdditionalClaims, ClaimsVerificationError, ClientId, IdToken, IdTokenVerifier, Nonce, SignatureVerificationError,
    core::{CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::Claimed;

/// Clocks of two machines differ by this much at most.
const SKEW: TimeDelta = TimeDelta::seconds(60);

/// A token is made for this sign-in: it is no older.
const OLDEST: TimeDelta = TimeDelta::minutes(10);

/// Signatures by a key that only the provider has. Neither `none` nor those by the secret that both know.
const SIGNED_BY: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Claims of all names: which one carries the ログインID is a setting.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct AnyClaims {
    #[serde(flatten)]
    others: Map<String, Value>,
}

impl AdditionalClaims for AnyClaims {}

type AnyToken = IdToken<AnyClaims, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// Why a token proves nothing.
pub(super) enum Unproven {
    /// It is signed by a key that is not among those known: they may be older than it.
    UnknownKey,
    /// It does not hold.
    Wrong(String),
}

impl From<Unproven> for OpenIdProblem {
    fn from(why: Unproven) -> Self {
        let why = match why {
            Unproven::UnknownKey => "signed by a key that the provider does not publish".to_owned(),
            Unproven::Wrong(why) => why,
        };
        tracing::warn!(why, "an ID token was refused");
        Self::Unproven
    }
}

fn wrong(why: &str) -> Unproven {
    Unproven::Wrong(why.to_owned())
}

/// Whom the token answers for, at `now` by the clocks of the world.
pub(super) fn read(
    token: &str,
    nonce: &str,
    set: &OpenId,
    metadata: &Metadata,
    now: DateTime<Utc>,
) -> Result<Claimed, Unproven> {
    // What is wrong with its text is not said: it could say the token.
    let token: AnyToken = token.parse().map_err(|_| wrong("it cannot be read"))?;
    let in_time = |at: DateTime<Utc>| {
        let fits = at <= now + SKEW && at >= now - OLDEST - SKEW;
        if fits { Ok(()) } else { Err(format!("issued at {at}, and it is {now}")) }
    };
    // As a client without a secret: so no signature is ever held against it.
    let (client, keys) = (ClientId::new(set.client_id.clone()), metadata.jwks().clone());
    let verifier: IdTokenVerifier<'_, CoreJsonWebKey> =
        IdTokenVerifier::new_public_client(client, metadata.issuer().clone(), keys)
            .set_allowed_algs(SIGNED_BY)
            .set_time_fn(move || now - SKEW)
            .set_issue_time_verifier_fn(in_time);
    let claims = token.claims(&verifier, &Nonce::new(nonce.to_owned())).map_err(|error| match error {
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            Unproven::UnknownKey
        }
        error => Unproven::Wrong(app::chain(&error)),
    })?;
    let subject = claims.subject().as_str();
    // What the standard allows, and databases keep.
    if subject.is_empty() || subject.len() > 255 || !subject.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return Err(wrong("its subject is no name"));
    }
    let Ok(Value::Object(all)) = serde_json::to_value(claims) else { return Err(wrong("it holds no claims")) };
    if all.get("nbf").and_then(Value::as_i64).is_some_and(|from| from > (now + SKEW).timestamp()) {
        return Err(wrong("it does not hold yet"));
    }
    if set.claim == "email" && all.get("email_verified") != Some(&Value::Bool(true)) {
        return Err(wrong("its email is not verified"));
    }
    let login = all.get(&set.claim).and_then(Value::as_str).unwrap_or_default();
    let name = OpenIdName { issuer: set.issuer.clone(), subject: subject.to_owned() };
    Ok(Claimed { name, login: login.to_owned() })
}
