//! One screen in one world.

use std::path::Path;
use std::thread;

use super::browser::Browser;
use super::load::{Effort, Generator, Load};
use super::process::Server;
use super::screens::{Form, Screen};
use super::world::Kind;
use super::writers::{self, WRITERS, Writer};
use crate::Result;

/// What browsers say they read.
const COMPRESSED: &str = "gzip, deflate, br, zstd";
/// Connections at a time in the second run.
const MANY: u32 = 8;
/// Between two forms of a writer who is a person, and in a great hurry: milliseconds.
const PAUSE: u32 = 1_000;

/// A screen over a database with so many 課題.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) size: u64,
    pub(super) id: &'static str,
    /// One connection, or the writers, each with a form a second.
    pub(super) one: Load,
    /// 8 connections, or the writers without a pause.
    pub(super) many: Load,
    /// CPU of the server per request, in milliseconds, at `many`.
    pub(super) cpu: f64,
    /// The machine's measure: CPU of a piece of work that never changes, in milliseconds.
    pub(super) yardstick: f64,
    /// Memory of the server afterwards, in MB.
    pub(super) rss: f64,
    pub(super) read: Option<Read>,
}

/// What only a screen that is read has.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    /// CPU per request when the answer is compressed, in milliseconds.
    pub(super) cpu_compressed: f64,
    pub(super) bytes: usize,
    pub(super) bytes_compressed: usize,
    pub(super) statements: u32,
    pub(super) limit_per_second: f64,
    /// CPU of the limit per request, in milliseconds.
    pub(super) limit_cpu: f64,
}

impl Row {
    /// Its name among the kept figures.
    pub(super) fn key(&self) -> String {
        format!("{}/{}/{}", self.kind.code(), self.size, self.id)
    }

    /// CPU in yardsticks: what can be compared between machines.
    pub(super) fn yardsticks(&self) -> f64 {
        self.cpu / self.yardstick
    }

    /// The same, measured by the yardstick before and after it.
    pub(super) fn between(mut self, before: f64, after: f64) -> Self {
        self.yardstick = f64::midpoint(before, after);
        self
    }

    /// The part of the limit's throughput that is reached.
    pub(super) fn share(&self) -> Option<f64> {
        self.read.as_ref().map(|read| self.many.per_second / read.limit_per_second)
    }
}

/// Kaisei and the limit over one world, with somebody signed in.
pub(super) struct Bench<'a> {
    pub(super) generator: &'a Generator,
    pub(super) kaisei: Server,
    pub(super) limits: Server,
    pub(super) reader: Browser,
    pub(super) kind: Kind,
    pub(super) size: u64,
    pub(super) seconds: u32,
}

impl Bench<'_> {
    /// CPU of the yardstick, in milliseconds.
    pub(super) fn yardstick(&self) -> Result<f64> {
        self.cost(&self.limits, "/yardstick", "identity", MANY, 1).map(|(_, cpu)| cpu)
    }

    /// Measures a screen that is read.
    pub(super) fn read(&self, screen: &Screen) -> Result<Row> {
        let at_the_limit = self.reader.at(&self.limits.address);
        for browser in [&self.reader, &at_the_limit] {
            warm(browser, &screen.path)?;
        }
        let plain = self.reader.get(&screen.path, "identity")?;
        let compressed = self.reader.get(&screen.path, COMPRESSED)?;
        let statements = at_the_limit.get(&screen.path, "identity")?.header("x-statements").map(str::parse);
        let Some(Ok(statements)) = statements else { return Err("the limit counted no statements".to_owned()) };

        let (one, _) = self.cost(&self.kaisei, &screen.path, "identity", 1, self.seconds)?;
        let (many, cpu) = self.cost(&self.kaisei, &screen.path, "identity", MANY, self.seconds)?;
        let (_, cpu_compressed) = self.cost(&self.kaisei, &screen.path, COMPRESSED, MANY, self.seconds.div_ceil(2))?;
        let rss = self.kaisei.rss()?;
        let (limit, limit_cpu) = self.cost(&self.limits, &screen.path, "identity", MANY, self.seconds)?;
        let read = Read {
            cpu_compressed,
            bytes: plain.body.len(),
            bytes_compressed: compressed.body.len(),
            statements,
            limit_per_second: limit.per_second,
            limit_cpu,
        };
        Ok(self.row(screen.id, one, (many, cpu), rss, Some(read)))
    }

    /// Measures a form that everybody sends at a time.
    pub(super) fn write(&self, what: Form, writers: &[Writer], folder: &Path) -> Result<Row> {
        let forms = writers::file_of(writers, what, folder)?;
        let connections = u32::try_from(WRITERS).unwrap_or(u32::MAX);
        // Twice as long: so few forms make no percentile.
        let effort = Effort { connections, seconds: 2 * self.seconds };
        let people = self.generator.send(&self.kaisei.address, &forms, PAUSE, effort)?;
        let before = self.kaisei.cpu()?;
        let effort = Effort { connections, seconds: self.seconds };
        let load = self.generator.send(&self.kaisei.address, &forms, 0, effort)?;
        let cpu = per_request(self.kaisei.cpu()? - before, &load);
        Ok(self.row(what.id(), people, (load, cpu), self.kaisei.rss()?, None))
    }

    fn row(&self, id: &'static str, one: Load, (many, cpu): (Load, f64), rss: f64, read: Option<Read>) -> Row {
        Row { kind: self.kind, size: self.size, id, one, many, cpu, yardstick: 1.0, rss, read }
    }

    /// A run against a server, and the CPU it took there per request.
    fn cost(
        &self,
        server: &Server,
        path: &str,
        encodings: &str,
        connections: u32,
        seconds: u32,
    ) -> Result<(Load, f64)> {
        let headers = [("Cookie", self.reader.cookie.as_str()), ("Accept-Encoding", encodings)];
        let before = server.cpu()?;
        let url = format!("{}{path}", server.address);
        let load = self.generator.read(&url, &headers, Effort { connections, seconds })?;
        let cpu = per_request(server.cpu()? - before, &load);
        Ok((load, cpu))
    }
}

/// Every connection to the database has prepared the statements, and what is read lies in memory.
fn warm(browser: &Browser, path: &str) -> Result<()> {
    thread::scope(|scope| {
        let read = || (0..4).try_for_each(|_| browser.get(path, "identity").map(drop));
        let all: Vec<_> = (0..MANY).map(|_| scope.spawn(read)).collect();
        all.into_iter().try_for_each(|one| one.join().map_err(|_| "warming up failed".to_owned())?)
    })
}

#[expect(clippy::cast_precision_loss, reason = "nobody counts 2^52 requests")]
fn per_request(cpu: f64, load: &Load) -> f64 {
    cpu / load.requests as f64
}
