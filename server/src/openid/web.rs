//! What is asked of a provider over HTTP: nobody listens on the way, nothing is followed, and all of it has an end.

use crate::config::{Authorities, is_private_way};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use std::{future::Future, pin::Pin, time::Duration};

/// A request with its answer. A return takes up to four of them, and a request of ours has thirty seconds.
const WITHIN: Duration = Duration::from_secs(6);
const CONNECT_WITHIN: Duration = Duration::from_secs(3);

/// The longest answers are keys: some ten kilobytes.
const LONGEST: usize = 256 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum WebError {
    /// Anybody on the way could read it.
    #[error("the provider names an address without https")]
    Unprotected,
    /// No connection, no certificate, no answer in time.
    #[error("the provider cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// It has trouble of its own.
    #[error("the provider answers with status {0}")]
    Failing(u16),
    /// It never ends.
    #[error("the provider sends more than {LONGEST} bytes")]
    TooLong,
    /// What is left of it cannot be put together.
    #[error("the answer of the provider cannot be read")]
    Unreadable(#[source] axum::http::Error),
}

/// The way to a provider.
#[derive(Debug)]
pub(super) struct Web(reqwest::Client);

impl Web {
    /// One that trusts these authorities only, or those of the system.
    ///
    /// # Errors
    /// The system has none, or they cannot be read.
    pub fn new(authorities: Option<&Authorities>) -> Result<Self, reqwest::Error> {
        // The first one wins, and there is only this one in the tree.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_WITHIN)
            .timeout(WITHIN)
            .user_agent(concat!("Kaisei/", env!("CARGO_PKG_VERSION")));
        let client = match authorities {
            Some(authorities) => client.tls_certs_only(authorities.certificates()),
            None => client,
        };
        client.build().map(Self)
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, WebError> {
        let request = reqwest::Request::try_from(request).map_err(unreachable)?;
        if !is_private_way(request.url()) {
            return Err(WebError::Unprotected);
        }
        let mut response = self.0.execute(request).await.map_err(unreachable)?;
        let status = response.status();
        if status.is_server_error() || status.is_redirection() {
            return Err(WebError::Failing(status.as_u16()));
        }
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(unreachable)? {
            if body.len() + piece.len() > LONGEST {
                return Err(WebError::TooLong);
            }
            body.extend_from_slice(&piece);
        }
        let mut answer = axum::http::Response::builder().status(status);
        if let Some(headers) = answer.headers_mut() {
            *headers = std::mem::take(response.headers_mut());
        }
        answer.body(body).map_err(WebError::Unreadable)
    }
}

/// Without the address: it may hold what nobody else is to read.
fn unreachable(error: reqwest::Error) -> WebError {
    WebError::Unreachable(error.without_url())
}

impl<'c> AsyncHttpClient<'c> for Web {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, WebError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_is_sent_where_anybody_could_read_it() {
        let web = Web::new(None).unwrap();
        for address in ["http://192.0.2.1/token", "http://id.example.lg.jp/token", "ftp://127.0.0.1/token"] {
            let request = axum::http::Request::builder().method("POST").uri(address).body(b"secret".to_vec()).unwrap();
            let answer = web.call(request).await;
            assert!(matches!(answer, Err(WebError::Unprotected)), "{address}: {answer:?}");
        }
    }
}
