//! A database of one test: a copy of a template that is made once per process, through the verbs.

use crate::{cluster, people::PASSWORD};
use chrono::{DateTime, TimeZone, Utc};
use domain::actor::Actor;
use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};
use store::{Clock, PasswordCost, Store};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, with the production settings.
    Sqlite,
    /// A database of the throw-away cluster.
    Postgres,
}

impl Kind {
    /// Whether tests run on it. `KAISEI_TEST_REQUIRE_PG` makes leaving PostgreSQL out a failure.
    pub fn is_wanted(self) -> bool {
        let wanted = self == Self::Sqlite || cluster::url().is_some();
        assert!(wanted || std::env::var_os("KAISEI_TEST_REQUIRE_PG").is_none(), "PostgreSQL is required here");
        wanted
    }
}

/// The demo world, or an empty one, for one test alone.
pub struct TestDb {
    /// The store, on a clock that stands at the demo's 基準日, 2026-11-24 09:00 JST.
    pub store: Store,
    /// That clock.
    pub clock: Clock,
    /// Which database it is.
    pub kind: Kind,
    /// Its URL, for tests that open it a second time or look into it.
    pub url: String,
    /// The folder of a file goes with the test; a database goes with the cluster.
    pub folder: Option<TempDir>,
}

/// The moment at which the demo world stands.
pub fn reference_time() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 0, 0, 0).single().expect("it exists")
}

impl TestDb {
    /// The demo world: fourteen cases, twenty-two people, some ninety issues.
    pub async fn demo(kind: Kind) -> Self {
        static SQLITE: OnceCell<Template> = OnceCell::const_new();
        static POSTGRES: OnceCell<Template> = OnceCell::const_new();
        let cell = if kind == Kind::Sqlite { &SQLITE } else { &POSTGRES };
        let template = cell.get_or_init(|| Template::make(kind, "demo", Content::DemoWorld)).await;
        template.copy(kind).await
    }

    /// The schema and nothing in it.
    pub async fn empty(kind: Kind) -> Self {
        static SQLITE: OnceCell<Template> = OnceCell::const_new();
        static POSTGRES: OnceCell<Template> = OnceCell::const_new();
        let cell = if kind == Kind::Sqlite { &SQLITE } else { &POSTGRES };
        let template = cell.get_or_init(|| Template::make(kind, "empty", Content::Schema)).await;
        template.copy(kind).await
    }

    /// The demo world on another PostgreSQL than that of all tests, which a test may stop.
    pub async fn demo_at(server: &str) -> Self {
        admin(server, "CREATE DATABASE kaisei").await;
        let url = format!("{server}/kaisei");
        fill(&url, Content::DemoWorld).await;
        Self::opened(Kind::Postgres, url, None).await
    }

    /// The demo world in a file in this folder.
    pub async fn demo_in(folder: &Path) -> Self {
        let url = format!("sqlite://{}?mode=rwc", folder.join("kaisei.sqlite").display());
        fill(&url, Content::DemoWorld).await;
        Self::opened(Kind::Sqlite, url, None).await
    }

    async fn opened(kind: Kind, url: String, folder: Option<TempDir>) -> Self {
        let clock = Clock::fixed(reference_time());
        let store = open(&url).await.with_clock(clock.clone());
        Self { store, clock, kind, url, folder }
    }

    /// Not even the schema.
    pub async fn blank(kind: Kind) -> Self {
        static SQLITE: OnceCell<Template> = OnceCell::const_new();
        static POSTGRES: OnceCell<Template> = OnceCell::const_new();
        let cell = if kind == Kind::Sqlite { &SQLITE } else { &POSTGRES };
        let template = cell.get_or_init(|| Template::make(kind, "blank", Content::Nothing)).await;
        template.copy(kind).await
    }

    /// A person of the demo world, as the server would know them after signing in.
    pub async fn actor(&self, login: &str) -> Actor {
        let user = self.store.sign_in(login, PASSWORD).await.expect("a demo account");
        self.store.actor(user).await.expect("the database answers").expect("a role that is valid today")
    }

    /// Lets time pass.
    pub fn set_clock(&self, year: i32, month: u32, day: u32, hour: u32) {
        let utc = Utc.with_ymd_and_hms(year, month, day, hour, 0, 0).single().expect("a moment that exists");
        self.clock.set(utc - chrono::TimeDelta::hours(9));
    }
}

/// What a template holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Nothing,
    Schema,
    DemoWorld,
}

/// A database that is copied, never used.
enum Template {
    File(PathBuf, #[expect(dead_code, reason = "kept so that the file lives")] TempDir),
    Database(String),
}

impl Template {
    async fn make(kind: Kind, name: &str, content: Content) -> Self {
        match kind {
            Kind::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let file = folder.path().join("template.sqlite");
                fill(&format!("sqlite://{}?mode=rwc", file.display()), content).await;
                Self::File(file, folder)
            }
            Kind::Postgres => {
                let server = cluster::url().expect("asked for only when wanted");
                let database = format!("kaisei_{name}");
                admin(server, &format!("CREATE DATABASE {database}")).await;
                fill(&format!("{server}/{database}"), content).await;
                Self::Database(database)
            }
        }
    }

    async fn copy(&self, kind: Kind) -> TestDb {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let (url, folder) = match self {
            Self::File(template, _) => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let file = folder.path().join("kaisei.sqlite");
                std::fs::copy(template, &file).expect("a copy of the template");
                (format!("sqlite://{}?mode=rwc", file.display()), Some(folder))
            }
            Self::Database(template) => {
                let server = cluster::url().expect("asked for only when wanted");
                let name = format!("{template}_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
                admin(server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
                (format!("{server}/{name}"), None)
            }
        };
        TestDb::opened(kind, url, folder).await
    }
}

async fn open(url: &str) -> Store {
    Store::connect(url).await.expect("the database opens").with_password_cost(PasswordCost::Least)
}

/// Makes the schema and the demo world, as far as asked, through the verbs; then closes it.
async fn fill(url: &str, content: Content) {
    let store = open(url).await;
    if content != Content::Nothing {
        store.migrate().await.expect("the migrations run");
    }
    if content == Content::DemoWorld {
        server::demo::load(&store).await.expect("the demo world loads");
    }
    store.close().await.expect("the database closes");
}

/// One statement on the cluster's own database. One at a time: a template may have no other user.
async fn admin(server: &str, sql: &str) {
    use sea_orm::{ConnectionTrait, Database};
    static ONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _one = ONE.lock().await;
    let db = Database::connect(format!("{server}/postgres")).await.expect("the cluster answers");
    db.execute_unprepared(sql).await.expect("the statement runs");
    db.close().await.expect("the connection closes");
}
