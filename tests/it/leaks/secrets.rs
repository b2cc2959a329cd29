//! What not everybody may know, and who may: words planted into every 公開範囲 and lane, and what the demo world holds.

use super::writing::Writing;
use domain::{
    actor::Actor,
    ids::RelayId,
    issue::{DraftInput, Move, MoveInput},
    key::IssueKey,
    organisation::Side,
    relay::{SendInput, SubmitInput, sees_relays},
    visibility::{Said, Scope, sees_case, sees_case_happening, sees_comment, sees_happening, sees_record},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use store::RelaySource;
use tests::{
    TestDb,
    people::EVERYBODY,
    truth::{EventFact, IssueFact, Truth},
    typed::{At, accepted_by, draft_in, nothing, reason, text},
};

/// How every planted text begins.
const CANARY: &str = "カナリア";

/// Letters of a text that are looked for: what follows may be cut off on a page.
const LOOKED_FOR: usize = 24;

/// The rule of the domain, on what is really in the database.
pub type Rule = Box<dyn Fn(&Actor) -> bool + Send + Sync>;

/// Some words, and who may read them.
pub struct Secret {
    /// The words as they stand in a page.
    pub words: String,
    /// Of each record that holds them.
    of: Vec<Rule>,
    /// It is the name or ログインID of a person, which the demo offers to strangers as a button.
    pub is_person: bool,
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
    /// 上申 to ask for.
    pub relays: Vec<RelayId>,
    /// Codes of 制度改正 to ask for.
    pub laws: Vec<String>,
    /// Pages of 工程 to ask for.
    pub stages: Vec<String>,
    planted: usize,
    /// Where in the list the planted ones stand, by how they begin.
    by_head: HashMap<String, Vec<usize>>,
}

/// Who writes what where: everybody who may, in each 公開範囲, with and without a lane.
const WRITERS: [(&str, &str, &str, &[&str]); 8] = [
    ("kyuyo", "KYUYO", "SOMU-2026-001", &["", "SHOMU", "JINKYU"]),
    ("kanri-somu", "SOMU-C", "SOMU-2026-001", &["", "SHOMU", "JINKYU"]),
    ("op-somu", "SOMU-C", "SOMU-2026-001", &["", "SHOMU"]),
    ("vendor-a", "VENDOR-A", "SOMU-2026-001", &["SHOMU"]),
    ("vendor-b", "VENDOR-B", "SOMU-2026-001", &["JINKYU"]),
    ("kanri-kyoiku", "KYOIKU-C", "KYOIKU-2026-001", &["", "FUKUMU"]),
    ("kyoshokuin", "KYOSHOKUIN", "KYOIKU-2026-001", &["", "FUKUMU"]),
    ("vendor-c", "VENDOR-C", "KYOIKU-2026-001", &["FUKUMU"]),
];

/// What stands at a 課題 itself, besides its 件名.
const PARTS: [&str; 4] = ["影響", "項目", "方針", "新しい内容"];

impl Secrets {
    /// Plants words of their own into everything that people write, and adds the demo's.
    pub async fn plant(db: &TestDb) -> Self {
        let mut planted = Vec::new();
        for (login, org, case, systems) in WRITERS {
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
                    talk_about(db, &writer, org, key, system, &word, &draft).await;
                    planted.push(key);
                }
            }
        }
        let writing = Writing::plant(db).await;
        let (relays, words) = relays(db).await;
        let truth = Truth::of(db).await;
        let cases: Vec<String> = truth.cases.iter().map(|it| it.no.to_string()).collect();
        let demo = truth.issues.iter().map(|it| it.key).filter(|key| !planted.contains(key)).step_by(4);
        let keys: Vec<String> = planted.iter().copied().chain(demo).map(|key| key.to_string()).collect();
        let mut list = of_relays(&truth, words);
        list.extend(of_operators(db).await);
        let (laws, stages) = (writing.laws.clone(), writing.stages.clone());
        let written = writing.rules(&truth);
        list.extend(of_truth(truth, written));
        let mut by_head: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, secret) in list.iter().enumerate().filter(|(_, it)| it.words.starts_with(CANARY)) {
            by_head.entry(head(&secret.words)).or_default().push(n);
        }
        Self { list, keys, cases: worth_asking(cases), relays, laws, stages, planted: planted.len(), by_head }
    }

    /// What was planted and that nobody was told, by the words that somebody was.
    pub fn unheard(&self, told: &HashSet<String>) -> Vec<&str> {
        let planted = self.list.iter().map(|it| it.words.as_str()).filter(|words| words.starts_with(CANARY));
        planted.filter(|words| !told.contains(*words)).collect()
    }

    /// Whether the person may know of the record that goes by this key or number.
    pub fn knows_of(&self, who: &Actor, key: &str) -> bool {
        self.list.iter().any(|it| it.words == key && it.may_be_known_to(who))
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
        let others = self.list.iter().filter(|it| !it.words.starts_with(CANARY) && stands_in(text, &it.words));
        let planted: BTreeSet<usize> =
            text.match_indices(CANARY).flat_map(|(at, _)| self.planted_at(&text[at..])).collect();
        others.chain(planted.into_iter().map(|n| &self.list[n])).collect()
    }

    /// What was planted and begins there. There are so many that to look for each in every answer would take minutes.
    fn planted_at<'a>(&'a self, text: &'a str) -> impl Iterator<Item = usize> + 'a {
        let of_head = self.by_head.get(&head(text)).into_iter().flatten();
        of_head.copied().filter(|n| stands_in_front(text, &self.list[*n].words))
    }
}

/// Everything that is said on the way of a 課題, as far as its writer may: 方針 and a changed 内容, 期限変更, 保留, 対応内容,
/// 差戻し. Who may do what has its own tests.
async fn talk_about(
    db: &TestDb,
    writer: &Actor,
    org: &str,
    key: IssueKey,
    system: &str,
    word: &str,
    draft: &DraftInput,
) {
    let at = At { store: &db.store, key };
    let version = || async { at.seen_by(writer).await.version };
    let edited = DraftInput { body: format!("{word}新しい内容"), ..draft.clone() };
    let policy = format!("{word}方針");
    let _ = db.store.edit_issue(writer, key, version().await, system, &policy, &edited).await;
    let _ = at.moves(writer, Move::Accept, &accepted_by(org, &writer.login, "2026-12-10")).await;
    let _ = at.moves(writer, Move::Start, &nothing()).await;
    let _ = db.store.move_deadline(writer, key, version().await, "2026-12-18", &format!("{word}期限変更理由")).await;
    let held = MoveInput { until: "2026-12-01".into(), ..reason(&format!("{word}保留理由")) };
    let _ = at.moves(writer, Move::Hold, &held).await;
    let _ = at.moves(writer, Move::Resume, &nothing()).await;
    let _ = at.moves(writer, Move::Resolve, &text(&format!("{word}対応内容"))).await;
    for login in ["kyuyo-kessai", "kyoshokuin-kessai", "kanri-somu", "kanri-kyoiku"] {
        let returned = reason(&format!("{word}差戻し理由"));
        let who = db.actor(login).await;
        if db.store.issue_page(&who, key).await.is_ok() && at.moves(&who, Move::Return, &returned).await.is_ok() {
            break;
        }
    }
}

/// Puts words of their own before the managers: waiting, returned with a reason, and sent in other words.
async fn relays(db: &TestDb) -> (Vec<RelayId>, Vec<(&'static str, String)>) {
    let (mut ids, mut words) = (Vec::new(), Vec::new());
    let cases = [("op-somu", "kanri-somu", "SOMU-2026-001"), ("op-kyoiku", "kanri-kyoiku", "KYOIKU-2026-001")];
    for (writer, manager, case) in cases {
        let (writer, manager) = (db.actor(writer).await, db.actor(manager).await);
        for n in 0..3 {
            let word = |what: &str| format!("カナリアR{n}{}{what}", &case[..4]);
            let input = SubmitInput { title: word("上申件名"), text: word("上申文面") };
            let from = RelaySource { case, ..RelaySource::default() };
            let id = db.store.submit_relay(&writer, from, &input).await.unwrap();
            let reason = word("差戻理由");
            let sent = SendInput {
                target: "new".into(),
                scope: "city_manager".into(),
                title: word("送付件名"),
                text: word("送付文面"),
                ..SendInput::default()
            };
            match n {
                0 => {}
                1 => db.store.return_relay(&manager, id, 1, &reason).await.unwrap(),
                _ => drop(db.store.send_relay(&manager, id, 1, &sent).await.unwrap()),
            }
            ids.push(id);
            words.extend([input.title, input.text].map(|it| (case, it)));
            words.extend((n == 1).then_some((case, reason)));
        }
    }
    (ids, words)
}

/// What stands in 上申 is センター内.
fn of_relays(truth: &Truth, words: Vec<(&'static str, String)>) -> Vec<Secret> {
    let secret = |(no, words): (&str, String)| {
        let case = truth.cases.iter().find(|it| it.no.to_string() == no).expect("a case of the demo");
        let audience = case.audience.clone();
        Secret { words, of: vec![Box::new(move |who| sees_relays(who, &audience))], is_person: false }
    };
    words.into_iter().map(secret).collect()
}

/// The operators: nobody outside their center reads their names (specification 9-(5)).
async fn of_operators(db: &TestDb) -> Vec<Secret> {
    let mut found = Vec::new();
    for login in EVERYBODY {
        let person = db.actor(login).await;
        if !person.role.is_operator() {
            continue;
        }
        for words in [person.name.clone(), person.login.clone()] {
            let center = person.center;
            let knows = move |who: &Actor| who.side() == Side::Center && (who.center.is_none() || who.center == center);
            found.push(Secret { words, of: vec![Box::new(knows)], is_person: true });
        }
    }
    assert_eq!(found.len(), 8, "two operators of each center");
    found
}

/// All live cases, and some of the past.
fn worth_asking(mut cases: Vec<String>) -> Vec<String> {
    cases.retain(|no| no.contains("2026") || no.ends_with("2022-001"));
    cases
}

/// How a text begins: few of the planted ones begin alike.
fn head(text: &str) -> String {
    text.chars().take(8).collect()
}

/// `SOMU-2026-001-1` does not stand in `SOMU-2026-001-12`.
fn stands_in(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| stands_in_front(&text[at..], words))
}

fn stands_in_front(text: &str, words: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    text.strip_prefix(words).is_some_and(|rest| !(words.ends_with(is_digit) && rest.starts_with(is_digit)))
}

fn of_truth(truth: Truth, written: Vec<(String, Rule)>) -> Vec<Secret> {
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
        for part in PARTS {
            if let Some(word) = issue.title.strip_suffix("件名").filter(|it| it.starts_with("カナリアQ")) {
                add(&format!("{word}{part}"), of(issue));
            }
        }
    }
    for (words, rule) in written {
        add(&words, rule);
    }
    for it in &truth.events {
        let mut texts = Vec::new();
        planted_in(&serde_json::to_value(&it.event).expect("an event is JSON"), &mut texts);
        for text in texts {
            add(&text, of_event(&truth, &issues, it));
        }
    }
    for comment in &truth.comments {
        let (audience, said) = (issues[&comment.issue].audience.clone(), comment.said());
        add(&comment.body, Box::new(move |who| sees_comment(who, &audience, said)));
    }
    found.into_iter().map(|(words, of)| Secret { words, of, is_person: false }).collect()
}

/// What was planted into this, wherever it stands.
fn planted_in(json: &Value, found: &mut Vec<String>) {
    match json {
        Value::String(text) if text.starts_with(CANARY) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|it| planted_in(it, found)),
        Value::Object(fields) => fields.values().for_each(|it| planted_in(it, found)),
        _ => {}
    }
}

/// Who is told that it happened.
fn of_event(truth: &Truth, issues: &HashMap<IssueKey, &IssueFact>, happened: &EventFact) -> Rule {
    let (scope, vendor) = (happened.scope, happened.vendor);
    match happened.issue {
        Some(key) => {
            let (audience, event) = (issues[&key].audience.clone(), happened.event.clone());
            let said = Said { scope: scope.expect("a 公開範囲"), vendor };
            Box::new(move |who| sees_happening(who, &audience, said, &event))
        }
        None => {
            let case = truth.cases.iter().find(|it| it.no == happened.case).expect("its case");
            let audience = case.audience.clone();
            Box::new(move |who| sees_case_happening(who, &audience, scope, vendor))
        }
    }
}
