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
    /// 期限 that were moved, by their 理由.
    pub deadlines: Vec<String>,
    /// 課題 that were withdrawn, by their 理由.
    pub withdrawn: Vec<String>,
}

impl Acknowledged {
    /// With those of another run.
    pub fn add(&mut self, other: Self) {
        self.comments.extend(other.comments);
        self.issues.extend(other.issues);
        self.lines.extend(other.lines);
        self.deadlines.extend(other.deadlines);
        self.withdrawn.extend(other.withdrawn);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        [&self.comments, &self.issues, &self.lines, &self.deadlines, &self.withdrawn].map(Vec::len).iter().sum()
    }
}

/// The people, who stay signed in from one start of the server to the next.
#[derive(Debug, Default)]
pub struct Load {
    cookies: Vec<String>,
    /// Requests that were not acknowledged: cut off, or too late for the same 課題.
    pub cut_off: u64,
}

/// Version of a 課題 that was only raised.
pub const RAISED: i32 = 1;
/// Where every 期限 is moved to.
pub const MOVED_TO: &str = "2026-12-18";

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
                    let mut writer = Writer::new(address, cookies, writer);
                    let mut n = 0;
                    while !over.load(Ordering::Relaxed) {
                        let words = format!("打切り{run}回目 書き手{} {n}件目", writer.number);
                        match writer.write(n, &words) {
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
    Deadline,
    Withdrawal,
}

impl Acknowledged {
    fn note(&mut self, what: What, words: String) {
        match what {
            What::Comment => self.comments.push(words),
            What::Issue => self.issues.push(words),
            What::Line => self.lines.push(words),
            What::Deadline => self.deadlines.push(words),
            What::Withdrawal => self.withdrawn.push(words),
        }
    }
}

/// One who writes. What they raise they change twice: its 期限, then its 状態.
struct Writer<'a> {
    number: usize,
    address: &'a str,
    cookie: &'a str,
    case: &'a str,
    /// Where everybody writes.
    shared: String,
    /// The page of what they raised last.
    own: Option<String>,
}

impl<'a> Writer<'a> {
    fn new(address: &'a str, cookies: &'a [String], number: usize) -> Self {
        let who = number % WHO.len();
        let case = WHO[who].1;
        let shared = format!("/issues/{case}-9")
            .replace("SOMU-2026-004-9", "SOMU-2026-004-1")
            .replace("KYOIKU-2026-001-9", "KYOIKU-2026-001-2");
        Self { number, address, cookie: &cookies[who], case, shared, own: None }
    }

    /// One write; what it was, if it was acknowledged.
    fn write(&mut self, n: u64, words: &str) -> Option<What> {
        let (what, answer) = match (n % 5, self.own.take()) {
            (0, _) => {
                let fields = [
                    ("do", "raise"),
                    ("case", self.case),
                    ("scope", "city_manager"),
                    ("title", words),
                    ("body", words),
                ];
                let more = [("category", "other"), ("severity", "medium"), ("priority", "medium")];
                (What::Issue, self.post("/issues/new", &[&fields[..], &more].concat()))
            }
            (3, Some(own)) => {
                let version = RAISED.to_string();
                let fields = [("do", "move_deadline"), ("version", &version), ("due", MOVED_TO), ("reason", words)];
                let answer = self.post(&own, &fields);
                self.own = Some(own);
                (What::Deadline, answer)
            }
            (4, Some(own)) => {
                let version = (RAISED + 1).to_string();
                (What::Withdrawal, self.post(&own, &[("do", "withdraw"), ("version", &version), ("reason", words)]))
            }
            (1, own) => {
                self.own = own;
                (What::Line, self.post(&self.shared, &[("do", "add_line"), ("line", words)]))
            }
            (_, own) => {
                self.own = own;
                (What::Comment, self.post(&self.shared, &[("do", "comment"), ("text", words)]))
            }
        };
        let answer = answer?;
        if answer.starts_with("HTTP/1.1 409") && matches!(what, What::Line | What::Comment) {
            // Another one wrote to the same 課題 in this moment: nothing was written, and the person is told so.
            return None;
        }
        // Anything else than done or cut off is a mistake of this test.
        assert!(answer.starts_with("HTTP/1.1 303"), "{words}: {}", answer.chars().take(4_000).collect::<String>());
        assert!(!answer.contains("location: /sign-in"), "{words}: signed out");
        if matches!(what, What::Issue) {
            let to = answer.lines().find_map(|line| line.strip_prefix("location: ")).expect("where it is");
            self.own = Some(to.split(['?', '#']).next().unwrap_or(to).to_owned());
        }
        Some(what)
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Option<String> {
        post(self.address, self.cookie, path, fields)
    }
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
