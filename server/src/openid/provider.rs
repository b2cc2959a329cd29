//! The provider: what it says of itself, where it sends people, and what it gives for a code.

use super::{
    answer::{Answer, Given},
    journey::Journey,
    proof::{self, Unproven},
    web::{Web, WebError},
};
use crate::{
    config::{OpenId, is_private_way},
    middleware::pace::Turns,
};
use chrono::{DateTime, Utc};
use domain::refusal::OpenIdProblem;
use openidconnect::{
    AdditionalProviderMetadata, AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl,
    JsonWebKeySet, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl,
    RequestTokenError, Scope, TokenResponse as _,
    core::{
        CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod,
        CoreGrantType, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
        CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
    },
    url::Url,
};
use serde::{Deserialize, Serialize};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use store::Claimed;
use tokio::sync::Mutex;

/// What a provider says of itself is asked anew after this time; its keys with it.
const KEPT: Duration = Duration::from_secs(60 * 60);

/// After a failure it is left alone for this time: whoever comes meanwhile is told at once, and waits for nothing.
const LEFT_ALONE: Duration = Duration::from_secs(10);

/// So often in a minute its keys are asked for because of a key that nobody knows: a forged token names any.
const KEYS_ANEW: u32 = 3;

/// What is asked of its metadata besides the usual.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SaysWho {
    /// Its answers name it (RFC 9207).
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for SaysWho {}

/// What a provider says of itself.
pub(super) type Metadata = ProviderMetadata<
    SaysWho,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// The way to a provider, and what has to be known on the way back.
pub(super) struct Way {
    /// Its address, with all that it is asked.
    pub to: Url,
    /// See [`Journey`].
    pub state: String,
    /// See [`Journey`].
    pub nonce: String,
    /// See [`Journey`].
    pub verifier: String,
}

/// What was heard of it last.
#[derive(Debug, Default)]
enum Heard {
    #[default]
    Nothing,
    Metadata(Arc<Metadata>, Instant),
    Failure(Instant),
}

/// The provider that is set.
#[derive(Debug)]
pub(super) struct Provider {
    set: OpenId,
    web: Option<Web>,
    /// Held while it is asked, so that it is asked once.
    heard: Mutex<Heard>,
    anew: Turns<()>,
}

impl Provider {
    /// Not asked yet: the server starts without it.
    pub fn new(set: OpenId) -> Self {
        let web = Web::new(set.authorities.as_ref());
        if let Err(error) = &web {
            tracing::error!(error = %app::chain(error), "no way to any OpenID provider: are there certificates of authorities?");
        }
        let anew = Turns::new(KEYS_ANEW, Duration::from_secs(60));
        Self { set, web: web.ok(), heard: Mutex::default(), anew }
    }

    /// Where to send somebody, with a state, a nonce and a verifier made for them alone.
    pub async fn way_there(&self) -> Result<Way, OpenIdProblem> {
        let metadata = self.metadata().await?;
        if !is_private_way(metadata.authorization_endpoint().url()) {
            return Err(away(&WebError::Unprotected));
        }
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let client = CoreClient::from_provider_metadata((*metadata).clone(), self.client_id(), None)
            .set_redirect_uri(self.back()?);
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let request =
            client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random).set_pkce_challenge(challenge);
        let scope = if self.set.claim == "email" { "email" } else { "profile" };
        let (to, state, nonce) = request.add_scope(Scope::new(scope.to_owned())).url();
        let (state, nonce, verifier) = (state.into_secret(), nonce.secret().clone(), verifier.into_secret());
        Ok(Way { to, state, nonce, verifier })
    }

    /// The code of an answer, which is this provider's and no refusal.
    pub async fn code_of(&self, answer: Answer) -> Result<AuthorizationCode, OpenIdProblem> {
        let says_who = match &answer.issuer {
            Some(issuer) if *issuer != self.set.issuer => return Err(OpenIdProblem::OtherProvider),
            issuer => issuer.is_some(),
        };
        let code = match answer.given {
            Given::Code(code) => AuthorizationCode::new(code),
            Given::Error(error) if error == "access_denied" => return Err(OpenIdProblem::Cancelled),
            Given::Error(error) => {
                tracing::warn!(error = error.chars().take(64).collect::<String>(), "the OpenID provider refused");
                return Err(OpenIdProblem::Refused);
            }
        };
        let metadata = self.metadata().await?;
        if !says_who && metadata.additional_metadata().authorization_response_iss_parameter_supported {
            return Err(OpenIdProblem::OtherProvider);
        }
        Ok(code)
    }

    /// Whom the provider answers for, in exchange for the code of a journey.
    pub async fn exchange(
        &self,
        code: AuthorizationCode,
        journey: &Journey,
        now: DateTime<Utc>,
    ) -> Result<Claimed, OpenIdProblem> {
        let metadata = self.metadata().await?;
        let token = self.token(&metadata, code, journey).await?;
        match proof::read(&token, &journey.nonce, &self.set, &metadata, now) {
            Err(Unproven::UnknownKey) => {
                let metadata = self.with_keys_of_now(&metadata).await?;
                Ok(proof::read(&token, &journey.nonce, &self.set, &metadata, now)?)
            }
            read => Ok(read?),
        }
    }

    /// The ID token that the provider gives for a code.
    async fn token(
        &self,
        metadata: &Metadata,
        code: AuthorizationCode,
        journey: &Journey,
    ) -> Result<String, OpenIdProblem> {
        let secret = ClientSecret::new(self.set.client_secret.expose().to_owned());
        let by_header = metadata
            .token_endpoint_auth_methods_supported()
            .is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let client = CoreClient::from_provider_metadata(metadata.clone(), self.client_id(), Some(secret))
            .set_redirect_uri(self.back()?)
            .set_auth_type(if by_header { AuthType::BasicAuth } else { AuthType::RequestBody });
        let unfit = |why: &str| {
            tracing::warn!(why, "the OpenID provider gave no token");
            OpenIdProblem::Unproven
        };
        let request = client.exchange_code(code).map_err(|_| unfit("it names no address for them"))?;
        let verifier = PkceCodeVerifier::new(journey.verifier.clone());
        match request.set_pkce_verifier(verifier).request_async(self.web()?).await {
            Ok(given) => {
                // The access token is for nothing here, and goes no further.
                let _ = given.access_token();
                given.id_token().map(ToString::to_string).ok_or_else(|| unfit("only another one"))
            }
            Err(RequestTokenError::Request(error)) => Err(away(&error)),
            Err(RequestTokenError::ServerResponse(refusal)) => Err(unfit(refusal.error().as_ref())),
            // What cannot be read could hold a token: it is not said.
            Err(_) => Err(unfit("its answer cannot be read")),
        }
    }

    /// What the provider says of itself, asked anew now and then.
    async fn metadata(&self) -> Result<Arc<Metadata>, OpenIdProblem> {
        let mut heard = self.heard.lock().await;
        match &*heard {
            Heard::Metadata(metadata, at) if at.elapsed() < KEPT => return Ok(Arc::clone(metadata)),
            Heard::Failure(at) if at.elapsed() < LEFT_ALONE => return Err(OpenIdProblem::Away),
            _ => {}
        }
        let issuer = IssuerUrl::new(self.set.issuer.clone()).map_err(|error| away(&error))?;
        match Metadata::discover_async(issuer, self.web()?).await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                *heard = Heard::Metadata(Arc::clone(&metadata), Instant::now());
                Ok(metadata)
            }
            Err(error) => {
                *heard = Heard::Failure(Instant::now());
                Err(away(&error))
            }
        }
    }

    /// The same with the keys of now, for a token whose key is not among those of `old`.
    async fn with_keys_of_now(&self, old: &Arc<Metadata>) -> Result<Arc<Metadata>, OpenIdProblem> {
        let mut heard = self.heard.lock().await;
        if let Heard::Metadata(metadata, _) = &*heard
            && !Arc::ptr_eq(metadata, old)
        {
            // Somebody else has asked meanwhile.
            return Ok(Arc::clone(metadata));
        }
        if self.anew.take((), Instant::now()).is_err() {
            return Err(Unproven::UnknownKey.into());
        }
        let keys = JsonWebKeySet::fetch_async(old.jwks_uri(), self.web()?).await.map_err(|error| away(&error))?;
        let metadata = Arc::new((**old).clone().set_jwks(keys));
        *heard = Heard::Metadata(Arc::clone(&metadata), Instant::now());
        Ok(metadata)
    }

    fn web(&self) -> Result<&Web, OpenIdProblem> {
        self.web.as_ref().ok_or(OpenIdProblem::Away)
    }

    fn client_id(&self) -> ClientId {
        ClientId::new(self.set.client_id.clone())
    }

    fn back(&self) -> Result<RedirectUrl, OpenIdProblem> {
        RedirectUrl::new(self.set.back.clone()).map_err(|error| away(&error))
    }
}

fn away(error: &(dyn std::error::Error + 'static)) -> OpenIdProblem {
    tracing::warn!(error = %app::chain(error), "the OpenID provider is away");
    OpenIdProblem::Away
}
