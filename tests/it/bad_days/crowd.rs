//! A thousand browsers that were left open, and slow ones, before the real binary.

use crate::process::Server;
use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Stdio,
    time::{Duration, Instant},
};
use tests::{
    Kind, TestDb,
    soak::{how_many, say},
};

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a socket");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_idle_and_slow_connections_are_in_nobodys_way() {
    let db = TestDb::demo(Kind::Sqlite).await;
    let settings = [("KAISEI_LOG", "error"), ("KAISEI_HEADER_TIMEOUT_SECONDS", "3")];
    let server = Server::start_with(&db.url, &settings, Stdio::inherit());
    let count = usize::try_from(how_many(1_000, 1_900)).expect("a number");
    let mut idle: Vec<_> = (0..count).map(|_| TcpStream::connect(&server.address).expect("a place")).collect();
    // Half of them begin to say something.
    for stream in idle.iter_mut().step_by(2) {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").expect("sent");
    }
    let began = Instant::now();
    for _ in 0..10 {
        assert!(get(&server.address, "/sign-in").starts_with("HTTP/1.1 200"));
    }
    let took = began.elapsed() / 10;
    assert!(took < Duration::from_secs(1), "{took:?} for a page among them");
    // All are shown out; who was too slow has lost their place, not the others theirs.
    for stream in &mut idle {
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket");
        let mut rest = Vec::new();
        let closed = stream.read_to_end(&mut rest);
        assert!(
            closed.is_ok() || closed.is_err_and(|it| it.kind() == std::io::ErrorKind::ConnectionReset),
            "left open"
        );
    }
    assert!(get(&server.address, "/sign-in").starts_with("HTTP/1.1 200"));
    say(&format!("{count} idle and slow connections, {took:?} for a page among them"));
    server.end();
}
