//! Listening, and ending well.

use axum::Router;
use std::{future::Future, net::SocketAddr, time::Duration};
use tokio::net::TcpListener;

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
    /// The system failed later.
    #[error("the server stopped")]
    Stopped(#[source] std::io::Error),
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

impl Listening {
    /// Serves until `end`; then takes no more and lets requests in flight finish.
    ///
    /// # Errors
    /// The system fails.
    pub async fn serve(self, router: Router, end: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let (ending, ended) = tokio::sync::oneshot::channel();
        let server = axum::serve(self.listener, router.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(async move {
                end.await;
                tracing::info!("ending: requests in flight finish");
                let _ = ending.send(());
            });
        let too_long = async {
            match ended.await {
                Ok(()) => tokio::time::sleep(FINISH_WITHIN).await,
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            result = server.into_future() => result.map_err(ServeError::Stopped),
            () = too_long => {
                tracing::warn!(seconds = FINISH_WITHIN.as_secs(), "some requests did not finish in time");
                Ok(())
            }
        }
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
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
    };

    #[tokio::test]
    async fn a_request_in_flight_finishes_before_the_end() {
        let (arrived, has_arrived) = tokio::sync::oneshot::channel::<()>();
        let (go_on, may_go_on) = tokio::sync::oneshot::channel::<()>();
        let both = std::sync::Arc::new(tokio::sync::Mutex::new(Some((arrived, may_go_on))));
        let handler = move || async move {
            let (arrived, may_go_on) = both.lock().await.take().unwrap();
            arrived.send(()).unwrap();
            may_go_on.await.unwrap();
            "finished"
        };
        let listening = listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let address = listening.address;
        let (end, ends) = tokio::sync::oneshot::channel::<()>();
        let router = Router::new().route("/", get(handler));
        let server = tokio::spawn(listening.serve(router, async move { ends.await.unwrap() }));

        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        has_arrived.await.unwrap();
        end.send(()).unwrap();
        tokio::task::yield_now().await;
        go_on.send(()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("finished"), "{answer}");
        server.await.unwrap().unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }

    #[tokio::test]
    async fn a_taken_address_is_named() {
        let first = listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let error = listen(first.address).await.unwrap_err();
        assert!(error.to_string().contains(&first.address.to_string()));
    }
}
