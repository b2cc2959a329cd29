use super::*;
use axum::routing::{get, post};
use std::time::Instant;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const BOUNDS: Bounds = Bounds { header: Duration::from_secs(5), stalled: Duration::from_secs(5), connections: 100 };

/// A server of these bounds, and what ends it.
async fn started(router: Router, bounds: Bounds) -> (SocketAddr, tokio::sync::oneshot::Sender<()>) {
    let listening = listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let address = listening.address;
    let (end, ends) = tokio::sync::oneshot::channel::<()>();
    tokio::spawn(listening.serve(router, bounds, async move {
        let _ = ends.await;
    }));
    (address, end)
}

async fn asked(address: SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    read(&mut stream).await
}

/// All that still comes, until the other end closes.
async fn read(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // Closed with bytes of ours unread is a reset: closed all the same.
    let _ = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await.expect("it closes");
    String::from_utf8_lossy(&answer).into_owned()
}

fn hello() -> Router {
    Router::new().route("/", get(|| async { "hello" }))
}

#[tokio::test]
async fn a_request_in_flight_finishes_before_the_end() {
    let (arrived, has_arrived) = tokio::sync::oneshot::channel::<()>();
    let (go_on, may_go_on) = tokio::sync::oneshot::channel::<()>();
    let both = Arc::new(tokio::sync::Mutex::new(Some((arrived, may_go_on))));
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
    let server = tokio::spawn(listening.serve(router, BOUNDS, async move { ends.await.unwrap() }));

    let mut stream = TcpStream::connect(address).await.unwrap();
    // Nobody waits for somebody who only keeps a connection.
    let _idle = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    has_arrived.await.unwrap();
    end.send(()).unwrap();
    tokio::task::yield_now().await;
    go_on.send(()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("finished"), "{answer}");
    tokio::time::timeout(Duration::from_secs(3), server).await.expect("at once").unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_taken_address_is_named() {
    let first = listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let error = listen(first.address).await.unwrap_err();
    assert!(error.to_string().contains(&first.address.to_string()));
}

#[tokio::test]
async fn who_sends_the_head_of_a_request_drop_by_drop_is_shown_out_and_nobody_else_waits() {
    let bounds = Bounds { header: Duration::from_millis(600), ..BOUNDS };
    let (address, _end) = started(hello(), bounds).await;
    let began = Instant::now();
    let slow: Vec<_> = (0..60)
        .map(|n| {
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(address).await.unwrap();
                stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await.unwrap();
                // A little at a time, so that it never looks dead.
                for _ in 0..100 {
                    tokio::time::sleep(Duration::from_millis(40)).await;
                    if stream.write_all(format!("X-{n}: a\r\n").as_bytes()).await.is_err() {
                        break;
                    }
                }
                began.elapsed()
            })
        })
        .collect();
    let others = Instant::now();
    for _ in 0..10 {
        assert!(asked(address).await.ends_with("hello"));
    }
    assert!(others.elapsed() < Duration::from_secs(2), "{:?}", others.elapsed());
    for slow in slow {
        let took = slow.await.unwrap();
        assert!(took < Duration::from_secs(3), "shown out after {took:?}");
    }
}

#[tokio::test]
async fn an_idle_connection_ends_and_half_a_request_is_none() {
    let bounds = Bounds { header: Duration::from_millis(300), ..BOUNDS };
    let (address, _end) = started(hello(), bounds).await;
    // Kept open after an answer, without a word at all, and with half a request: each is closed in time.
    let mut kept = TcpStream::connect(address).await.unwrap();
    kept.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    assert!(read(&mut kept).await.contains("hello"));
    let mut silent = TcpStream::connect(address).await.unwrap();
    read(&mut silent).await;
    let mut half = TcpStream::connect(address).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nHo").await.unwrap();
    half.shutdown().await.unwrap();
    assert!(!read(&mut half).await.contains("hello"));
}

#[tokio::test]
async fn who_takes_nothing_of_an_answer_is_given_up() {
    let (gone, is_gone) = tokio::sync::oneshot::channel::<()>();
    let gone = Arc::new(std::sync::Mutex::new(Some(gone)));
    let large = move || {
        // Dropped with the answer.
        let gone = gone.lock().unwrap().take();
        let pieces = futures_util::stream::unfold(gone, |gone| async move {
            Some((Ok::<_, std::convert::Infallible>(vec![b'x'; 1 << 20]), gone))
        });
        async move { Body::from_stream(pieces) }
    };
    let bounds = Bounds { stalled: Duration::from_millis(300), ..BOUNDS };
    let (address, _end) = started(Router::new().route("/", get(large)), bounds).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let gone = tokio::time::timeout(Duration::from_secs(20), is_gone).await.expect("the answer is given up");
    assert!(gone.is_err(), "dropped, not sent");
    drop(stream);
}

#[tokio::test]
async fn who_comes_when_all_places_are_taken_waits_for_one() {
    let bounds = Bounds { header: Duration::from_millis(700), connections: 10, ..BOUNDS };
    let (address, _end) = started(hello(), bounds).await;
    let mut idle = Vec::new();
    for _ in 0..10 {
        idle.push(TcpStream::connect(address).await.unwrap());
    }
    let began = Instant::now();
    assert!(asked(address).await.ends_with("hello"));
    assert!(began.elapsed() > Duration::from_millis(300), "{:?}: it waited", began.elapsed());
}

#[tokio::test]
async fn a_body_that_never_ends_is_answered_in_time() {
    use axum::middleware::from_fn_with_state;
    let take = post(|body: axum::body::Bytes| async move { body.len().to_string() });
    let limit = from_fn_with_state(Duration::from_millis(400), crate::middleware::timeout_limit);
    let (address, _end) = started(Router::new().route("/", take).layer(limit), BOUNDS).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf").await.unwrap();
    let began = Instant::now();
    let answer = read(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_thousand_idle_connections_are_in_nobodys_way() {
    let bounds = Bounds { header: Duration::from_secs(30), connections: 1_500, ..BOUNDS };
    let (address, _end) = started(hello(), bounds).await;
    let mut idle = Vec::new();
    for _ in 0..1_000 {
        idle.push(TcpStream::connect(address).await.unwrap());
    }
    let began = Instant::now();
    for _ in 0..20 {
        assert!(asked(address).await.ends_with("hello"));
    }
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}
