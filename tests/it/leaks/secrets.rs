//! What not everybody may know, and who may: words planted into every 公開範囲 and lane, and what the demo world holds.

use domain::{
    actor::Actor,
    visibility::{Scope, sees_case, sees_comment, sees_record},
};
use std::collections::{BTreeMap, HashMap};
use tests::{
    TestDb,
    truth::{IssueFact, Truth},
    typed::draft_in,
};

/// Letters of a text that are looked for: what follows may be cut off on a page.
const LOOKED_FOR: usize = 24;

/// The rule of the domain, on what is really in the database.
type Rule = Box<dyn Fn(&Actor) -> bool + Send + Sync>;

/// Some words, and who may read them.
pub struct Secret {
    /// The words as they stand in a page.
    pub words: String,
    /// Of each record that holds them.
    of: Vec<Rule>,
}

impl Secret {
    /// Whether the person may read a record with these words.
    pub fn may_be_known_to(&self, who: &Actor) -> bool {
        self.of.iter().any(|rule| rule(who))
    }
}

/// All of them.
pub struct Secrets {
    list: Vec<Secret>,
    /// 課題番号 to ask for: the planted ones, and some of the demo's.
    pub keys: Vec<String>,
    /// 案件番号 to ask for.
    pub cases: Vec<String>,
    planted: usize,
}

/// Who writes what where: everybody who may, in each 公開範囲, with and without a lane.
const WRITERS: [(&str, &str, &[&str]); 8] = [
    ("kyuyo", "SOMU-2026-001", &["", "SHOMU", "JINKYU"]),
    ("kanri-somu", "SOMU-2026-001", &["", "SHOMU", "JINKYU"]),
    ("op-somu", "SOMU-2026-001", &["", "SHOMU"]),
    ("vendor-a", "SOMU-2026-001", &["SHOMU"]),
    ("vendor-b", "SOMU-2026-001", &["JINKYU"]),
    ("kanri-kyoiku", "KYOIKU-2026-001", &["", "FUKUMU"]),
    ("kyoshokuin", "KYOIKU-2026-001", &["", "FUKUMU"]),
    ("vendor-c", "KYOIKU-2026-001", &["FUKUMU"]),
];

impl Secrets {
    /// Plants words of their own into 課題, comments, checklists and relations, and adds the demo's.
    pub async fn plant(db: &TestDb) -> Self {
        let mut planted = Vec::new();
        for (login, case, systems) in WRITERS {
            let writer = db.actor(login).await;
            for system in systems {
                for scope in ["shared", "city_manager", "center", "city"] {
                    let word = format!("カナリアQ{:03}", planted.len());
                    let mut draft = draft_in(scope, &format!("{word}件名"));
                    draft.impact = format!("{word}影響");
                    // Not everybody writes in every 公開範囲: the rule of that has its own tests.
                    let Ok(key) = db.store.raise_issue(&writer, case, system, &draft).await else { continue };
                    let _ = db.store.add_line(&writer, key, &format!("{word}項目"), "", "").await;
                    for (n, talk) in Scope::ALL.iter().enumerate() {
                        let _ = db.store.comment(&writer, key, Some(*talk), &format!("{word}談{n}番")).await;
                    }
                    if let Some(before) = planted.last() {
                        let _ = db.store.relate(&db.actor("sekinin").await, key, &format!("{before}")).await;
                    }
                    planted.push(key);
                }
            }
        }
        let truth = Truth::of(db).await;
        let cases: Vec<String> = truth.cases.iter().map(|it| it.no.to_string()).collect();
        let demo = truth.issues.iter().map(|it| it.key).filter(|key| !planted.contains(key)).step_by(4);
        let keys: Vec<String> = planted.iter().copied().chain(demo).map(|key| key.to_string()).collect();
        Self { list: of_truth(truth), keys, cases: worth_asking(cases), planted: planted.len() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The 課題番号 of what was planted.
    pub fn planted(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().take(self.planted).map(String::as_str)
    }

    /// The secrets that stand in a text.
    pub fn told_in(&self, text: &str) -> Vec<&Secret> {
        self.list.iter().filter(|it| stands_in(text, &it.words)).collect()
    }
}

/// All live cases, and some of the past.
fn worth_asking(mut cases: Vec<String>) -> Vec<String> {
    cases.retain(|no| no.contains("2026") || no.ends_with("2022-001"));
    cases
}

/// `SOMU-2026-001-1` does not stand in `SOMU-2026-001-12`.
fn stands_in(text: &str, words: &str) -> bool {
    let ends_in_digit = words.ends_with(|c: char| c.is_ascii_digit());
    text.match_indices(words)
        .any(|(at, found)| !(ends_in_digit && text[at + found.len()..].starts_with(|c: char| c.is_ascii_digit())))
}

fn of_truth(truth: Truth) -> Vec<Secret> {
    let mut found: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
    let mut add = |text: &str, rule: Rule| {
        // As long as no page writes it otherwise than it was typed.
        let words: String = text.lines().next().unwrap_or_default().chars().take(LOOKED_FOR).collect();
        let is_plain = words.chars().all(|c| !"<>&\"'`*_[]|#\\~".contains(c) && !c.is_control());
        if words.chars().count() >= 8 && is_plain {
            found.entry(words).or_default().push(rule);
        }
    };
    for case in &truth.cases {
        let audience = case.audience.clone();
        add(&case.no.to_string(), Box::new(move |who| sees_case(who, &audience)));
    }
    let issues: HashMap<_, _> = truth.issues.iter().map(|it| (it.key, it)).collect();
    for issue in &truth.issues {
        let of = |issue: &IssueFact| -> Rule {
            let audience = issue.audience.clone();
            Box::new(move |who| sees_record(who, &audience))
        };
        add(&issue.key.to_string(), of(issue));
        add(&issue.title, of(issue));
        add(&issue.body, of(issue));
        for part in ["影響", "項目"] {
            if let Some(word) = issue.title.strip_suffix("件名") {
                add(&format!("{word}{part}"), of(issue));
            }
        }
    }
    for comment in &truth.comments {
        let (audience, said) = (issues[&comment.issue].audience.clone(), comment.said());
        add(&comment.body, Box::new(move |who| sees_comment(who, &audience, said)));
    }
    found.into_iter().map(|(words, of)| Secret { words, of }).collect()
}
