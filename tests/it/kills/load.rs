//! People who write as fast as they are answered, and remember what they were told was done.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tests::people::PASSWORD;

/// What was acknowledged: the words of each write.
#[derive(Debug, Default)]
pub struct Acknowledged {
    /// Comments.
    pub comments: Vec<String>,
    /// 課題, by their 件名.
    pub issues: Vec<String>,
    /// Lines of checklists.
    pub lines: Vec<String>,
}

impl Acknowledged {
    /// With those of another run.
    pub fn add(&mut self, other: Self) {
        self.comments.extend(other.comments);
        self.issues.extend(other.issues);
        self.lines.extend(other.lines);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.comments.len() + self.issues.len() + self.lines.len()
    }
}

/// The people, who stay signed in from one start of the server to the next.
#[derive(Debug, Default)]
pub struct Load {
    cookies: Vec<String>,
    /// Requests that were not acknowledged: cut off, or too late for the same 課題.
    pub cut_off: u64,
}

const WHO: [(&str, &str); 4] = [
    ("kyuyo", "SOMU-2026-001"),
    ("kanri-somu", "SOMU-2026-004"),
    ("kyoshokuin", "KYOIKU-2026-001"),
    ("sekinin", "SOMU-2026-001"),
];

impl Load {
    /// Lets everybody write until `kill` has returned.
    pub fn run(&mut self, address: &str, writers: usize, run: u64, kill: impl FnOnce()) -> Acknowledged {
        while self.cookies.len() < WHO.len() {
            let (login, _) = WHO[self.cookies.len()];
            let answer = post(address, "", "/session", &[("login_id", login), ("password", PASSWORD)]);
            let answer = answer.expect("the server answers before it is killed");
            let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
            self.cookies.push(cookie.split(';').next().unwrap_or_default().to_owned());
        }
        let (over, cut_off) = (AtomicBool::new(false), AtomicU64::new(0));
        let found = Mutex::new(Acknowledged::default());
        std::thread::scope(|scope| {
            for writer in 0..writers {
                let (cookies, over, cut_off, found) = (&self.cookies, &over, &cut_off, &found);
                scope.spawn(move || {
                    let mut n = 0;
                    while !over.load(Ordering::Relaxed) {
                        let words = format!("打切り{run}回目 書き手{writer} {n}件目");
                        match write(address, cookies, writer, n, &words) {
                            Some(what) => found.lock().expect("nobody panicked").note(what, words),
                            None => {
                                cut_off.fetch_add(1, Ordering::Relaxed);
                            }
                        }
                        n += 1;
                    }
                });
            }
            kill();
            over.store(true, Ordering::Relaxed);
        });
        self.cut_off += cut_off.into_inner();
        found.into_inner().expect("nobody panicked")
    }
}

#[derive(Clone, Copy)]
enum What {
    Comment,
    Issue,
    Line,
}

impl Acknowledged {
    fn note(&mut self, what: What, words: String) {
        match what {
            What::Comment => self.comments.push(words),
            What::Issue => self.issues.push(words),
            What::Line => self.lines.push(words),
        }
    }
}

/// One write; what it was, if it was acknowledged.
fn write(address: &str, cookies: &[String], writer: usize, n: u64, words: &str) -> Option<What> {
    let who = writer % WHO.len();
    let (cookie, case) = (&cookies[who], WHO[who].1);
    let issue = format!("/issues/{case}-9")
        .replace("SOMU-2026-004-9", "SOMU-2026-004-1")
        .replace("KYOIKU-2026-001-9", "KYOIKU-2026-001-2");
    let (what, answer) = match n % 3 {
        0 => {
            let fields =
                [("do", "raise"), ("case", case), ("scope", "city_manager"), ("title", words), ("body", words)];
            let more = [("category", "other"), ("severity", "medium"), ("priority", "medium")];
            (What::Issue, post(address, cookie, "/issues/new", &[&fields[..], &more].concat()))
        }
        1 => (What::Line, post(address, cookie, &issue, &[("do", "add_line"), ("line", words)])),
        _ => (What::Comment, post(address, cookie, &issue, &[("do", "comment"), ("text", words)])),
    };
    let answer = answer?;
    if answer.starts_with("HTTP/1.1 409") {
        // Another one wrote to the same 課題 in this moment: nothing was written, and the person is told so.
        return None;
    }
    // Anything else than done or cut off is a mistake of this test.
    assert!(answer.starts_with("HTTP/1.1 303"), "{words}: {}", answer.chars().take(4_000).collect::<String>());
    assert!(!answer.contains("location: /sign-in"), "{words}: signed out");
    Some(what)
}

/// Posts a form and gives the whole answer; nothing when there was none.
fn post(address: &str, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Option<String> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    // Acknowledged is what the person's browser has read to the end of its head.
    answer.contains("\r\n\r\n").then_some(answer)
}
