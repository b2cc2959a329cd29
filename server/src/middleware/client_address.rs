//! From which address a request came. A header says it only where a proxy wrote it that the settings name: anybody
//! else may write into it what they like.

use crate::config::Network;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName},
    middleware::Next,
    response::Response,
};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// Each proxy adds at its end from whom it had the request.
const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of who asks; unknown where the request came over no network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientAddress(pub Option<IpAddr>);

/// Puts the [`ClientAddress`] into the request.
pub async fn find(State(trusted): State<Arc<[Network]>>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip().to_canonical());
    let address = peer.map(|peer| client(peer, request.headers(), &trusted));
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

/// The nearest address that is no proxy of ours, read from the end: what stands before it came from outside.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_ours = |address: IpAddr| trusted.iter().any(|network| network.holds(address));
    let lines: Vec<_> = headers.get_all(FORWARDED).iter().filter_map(|line| line.to_str().ok()).collect();
    let mut said = lines.iter().flat_map(|line| line.split(',')).rev();
    let mut nearest = peer;
    while is_ours(nearest) {
        match said.next().and_then(address_in) {
            Some(before) => nearest = before,
            None => break,
        }
    }
    nearest
}

/// Some proxies write the port too.
fn address_in(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let plain = text.parse().ok().or_else(|| text.parse().ok().map(|it: SocketAddr| it.ip()));
    plain.map(|it: IpAddr| it.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, lines: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED, line.parse().unwrap());
        }
        let trusted: Vec<_> = trusted.iter().map(|it| Network::parse(it).unwrap()).collect();
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_header_counts_only_when_a_proxy_of_ours_wrote_it() {
        let ours = ["127.0.0.1", "10.0.0.0/8"];
        for (peer, lines, trusted, expected) in [
            ("203.0.113.9", &[][..], &[][..], "203.0.113.9"),
            // Nobody is trusted unless the settings say so, this machine included.
            ("127.0.0.1", &["198.51.100.1"], &[], "127.0.0.1"),
            ("203.0.113.9", &["198.51.100.1"], &ours, "203.0.113.9"),
            ("127.0.0.1", &["198.51.100.1"], &ours, "198.51.100.1"),
            // What the client wrote itself stands further to the left.
            ("127.0.0.1", &["192.0.2.66, 198.51.100.1"], &ours, "198.51.100.1"),
            ("127.0.0.1", &["192.0.2.66", "198.51.100.1, 10.0.0.7"], &ours, "198.51.100.1"),
            ("127.0.0.1", &["198.51.100.1:5312"], &ours, "198.51.100.1"),
            ("127.0.0.1", &["[2001:db8::1]:5312"], &ours, "2001:db8::1"),
            ("127.0.0.1", &["unknown"], &ours, "127.0.0.1"),
            ("127.0.0.1", &["198.51.100.1, _hidden"], &ours, "127.0.0.1"),
            ("127.0.0.1", &["10.0.0.7"], &ours, "10.0.0.7"),
            ("127.0.0.1", &[], &ours, "127.0.0.1"),
        ] {
            assert_eq!(found(peer, lines, trusted), expected, "{peer} {lines:?} {trusted:?}");
        }
    }
}
