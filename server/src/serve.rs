//! Listening, and ending well.

mod patient;

use crate::config::Settings;
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use patient::Patient;
use std::{future::Future, net::SocketAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
};
use tower::ServiceExt;

/// Requests in flight have this long to finish.
const FINISH_WITHIN: Duration = Duration::from_secs(20);

/// Why the server could not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or not ours.
    #[error("Kaisei cannot listen on {address}")]
    Listen {
        /// Where it should have listened.
        address: SocketAddr,
        /// What the system says.
        #[source]
        why: std::io::Error,
    },
}

/// An address that is listened on, not served yet.
#[derive(Debug)]
pub struct Listening {
    listener: TcpListener,
    /// With the real port, also when port 0 was asked for.
    pub address: SocketAddr,
}

/// Takes the address.
///
/// # Errors
/// It is taken, or not ours.
pub async fn listen(address: SocketAddr) -> Result<Listening, ServeError> {
    let failed = |why| ServeError::Listen { address, why };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Listening { listener, address })
}

/// What one connection may take, and how many there may be.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The head of a request comes whole within this, counted from the answer before: an idle connection ends too.
    pub header: Duration,
    /// Somebody who takes no byte of an answer for this long has gone.
    pub stalled: Duration,
    /// Connections at a time; who comes later waits in the system's queue.
    pub connections: usize,
}

impl Bounds {
    /// As set.
    pub const fn of(settings: &Settings) -> Self {
        Self { header: settings.header_timeout, stalled: settings.request_timeout, connections: settings.connections }
    }
}

impl Listening {
    /// Serves until `end`; then takes no more and lets requests in flight finish.
    pub async fn serve(self, router: Router, bounds: Bounds, end: impl Future<Output = ()> + Send + 'static) {
        let (ending, ended) = watch::channel(false);
        let turns = Arc::new(Semaphore::new(bounds.connections));
        let mut end = pin!(end);
        loop {
            let next = async {
                // Closed by nobody.
                let turn = Arc::clone(&turns).acquire_owned().await.ok();
                (turn, accept(&self.listener).await)
            };
            let (turn, (stream, peer)) = tokio::select! {
                () = &mut end => break,
                next = next => next,
            };
            let (router, ended) = (router.clone(), ended.clone());
            tokio::spawn(async move {
                connection(stream, peer, router, bounds, ended).await;
                drop(turn);
            });
        }
        drop(self.listener);
        tracing::info!("ending: requests in flight finish");
        ending.send_replace(true);
        let all = u32::try_from(bounds.connections).unwrap_or(u32::MAX);
        if tokio::time::timeout(FINISH_WITHIN, turns.acquire_many(all)).await.is_err() {
            tracing::warn!(seconds = FINISH_WITHIN.as_secs(), "some requests did not finish in time");
        }
    }
}

/// The next connection. Without a free file there is none until one ends.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            // Whoever knocked has gone again.
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionAborted => {}
            Err(error) => {
                tracing::error!(%error, "could not take a connection");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    bounds: Bounds,
    mut ended: watch::Receiver<bool>,
) {
    // An answer leaves at once, also its last, small piece.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.header)
        .serve_connection(TokioIo::new(Patient::new(stream, bounds.stalled)), service);
    let mut connection = pin!(connection);
    let over = tokio::select! {
        over = connection.as_mut() => Some(over),
        () = async { drop(ended.wait_for(|ended| *ended).await) } => None,
    };
    let over = match over {
        Some(over) => over,
        None => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = over {
        // Browsers hang up at any moment: an everyday thing.
        tracing::debug!(error = %app::chain(&error), "a connection ended early");
    }
}

/// Ctrl+C, or SIGTERM where there are signals. From the call on a signal is heard, not only once the
/// future is polled: whoever reads that the server is listening may end it the same moment.
pub fn end_signal() -> impl Future<Output = ()> + Send + 'static {
    #[cfg(unix)]
    let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    async move {
        #[cfg(unix)]
        if let Ok(mut terminate) = terminate {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
        let _ = tokio::signal::ctrl_c().await;
    }
}

#[cfg(test)]
mod tests;
