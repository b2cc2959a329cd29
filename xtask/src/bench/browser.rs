//! The little of a browser that a measurement needs: it signs in, reads a page, sends a form.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::Result;

/// The password of every demo account.
const PASSWORD: &str = "kaisei-demo-2026";

/// Somebody signed in at a server.
#[derive(Clone, Debug)]
pub(super) struct Browser {
    address: String,
    /// `kaisei=…`.
    pub(super) cookie: String,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    pub(super) body: Vec<u8>,
}

impl Browser {
    /// Signs in at `http://…`.
    pub(super) fn sign_in(address: &str, login: &str) -> Result<Self> {
        let stranger = Self { address: address.to_owned(), cookie: String::new() };
        let answer = stranger.post("/session", &form(&[("login_id", login), ("password", PASSWORD), ("next", "/")]))?;
        let set = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        match set {
            Some(cookie) if answer.status == 303 => Ok(Self { cookie: cookie.to_owned(), ..stranger }),
            _ => Err(format!("{login} could not sign in: status {}", answer.status)),
        }
    }

    /// The same person at another server that knows the session.
    pub(super) fn at(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    /// Reads a page.
    pub(super) fn get(&self, path: &str, encodings: &str) -> Result<Answer> {
        let answer = self.send(&format!("GET {path} HTTP/1.0\r\nAccept-Encoding: {encodings}\r\n"), "")?;
        if answer.status == 200 { Ok(answer) } else { Err(format!("{path}: status {}", answer.status)) }
    }

    /// Sends a form.
    pub(super) fn post(&self, path: &str, body: &str) -> Result<Answer> {
        let kind = "Content-Type: application/x-www-form-urlencoded";
        let head =
            format!("POST {path} HTTP/1.0\r\nOrigin: {}\r\n{kind}\r\nContent-Length: {}\r\n", self.address, body.len());
        self.send(&head, body)
    }

    fn send(&self, head: &str, body: &str) -> Result<Answer> {
        let said = |e: std::io::Error| format!("{}: {e}", self.address);
        let host = self.address.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).map_err(said)?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(said)?;
        let request = format!("{head}Host: {host}\r\nCookie: {}\r\n\r\n{body}", self.cookie);
        stream.write_all(request.as_bytes()).map_err(said)?;
        // HTTP/1.0: the answer ends where the connection ends.
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).map_err(said)?;
        Answer::parse(&bytes).ok_or_else(|| format!("{}: no answer of HTTP", self.address))
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let (head, body) = bytes.split_at_checked(end + 4)?;
        let head = String::from_utf8_lossy(head).into_owned();
        let status = head.split_whitespace().nth(1)?.parse().ok()?;
        Some(Self { status, head, body: body.to_vec() })
    }

    /// The first header of that name, which is written in small letters.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The body as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The body of a form.
pub(super) fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    pairs.join("&")
}

fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    value.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_encoded_as_browsers_do() {
        assert_eq!(form(&[("do", "raise"), ("title", "課 &=")]), "do=raise&title=%E8%AA%B2%20%26%3D");
    }

    #[test]
    fn an_answer_has_status_headers_and_a_body() {
        let answer = Answer::parse(b"HTTP/1.0 303 See Other\r\nLocation: /issues/A-1\r\n\r\nx").unwrap();
        assert_eq!((answer.status, answer.header("location"), answer.text().as_str()), (303, Some("/issues/A-1"), "x"));
        assert_eq!(answer.header("see"), None);
        assert!(Answer::parse(b"HTTP/1.0 200 OK\r\n").is_none());
    }
}
