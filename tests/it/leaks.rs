//! Leak probes, generated: every address that the router has × every person of the demo world. No answer holds a word
//! of a record that its reader may not know of: not in its body, not in a header, whatever the page.
//!
//! A new address stops these tests until `leaks/addresses.rs` says how it is filled in.

pub mod addresses;
mod forms;
mod past_operators;
pub mod secrets;
mod writing;

use addresses::addresses;
use domain::{actor::Actor, relay::may_relay};
use forms::forms;
use secrets::Secrets;
use std::collections::HashSet;
use tests::{
    Answer, TestApp, TestDb, both_dbs,
    people::EVERYBODY,
    soak::{Dice, is_full, say},
};

/// The demo's server with every address that it can have: 組織のアカウント too, whose provider nobody reaches.
pub async fn whole_server(db: TestDb) -> TestApp {
    TestApp::demo_with(db, &crate::openid::settings("http://127.0.0.1:1")).await
}

/// Where a stranger is shown the sign-in page, which offers the people of the demo as buttons.
const SIGN_IN: [&str; 3] = ["/sign-in", "/session/openid", "/session/openid/return"];

/// A form is posted by one in so many of the people, by turns that look thrown; by all of them in `cargo xtask soak`.
const ASKED_BY: u64 = 8;

/// All that an answer says.
fn whole(answer: &Answer) -> String {
    let headers = answer.headers.iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.to_str().ok()?)));
    headers.chain([answer.body.clone()]).collect::<Vec<_>>().join("\n")
}

both_dbs! {
    async fn no_answer_holds_a_word_of_what_its_reader_may_not_know(db) {
        let secrets = Secrets::plant(&db).await;
        let app = whole_server(db).await;
        let addresses = addresses(&app, &secrets);
        assert!(addresses.len() > 150 && secrets.len() > 200, "{} addresses, {} secrets", addresses.len(), secrets.len());
        let (mut probes, mut seen, mut told) = (0, 0, HashSet::new());
        for login in EVERYBODY {
            let (reader, browser) = (app.db.actor(login).await, app.browser(login).await);
            for address in &addresses {
                let answer = browser.get(address).await;
                seen += heard(&secrets, &reader, address, &answer, &mut told);
                probes += 1;
            }
        }
        // Through another's eyes nobody reads more than by their own.
        for (watcher, person) in [("sekinin", "kyuyo"), ("sekinin", "vendor-b"), ("admin", "keiyaku")] {
            let browser = app.browser(watcher).await;
            let begun = browser.post(&format!("/admin/users/{person}"), &[("do", "view_as"), ("version", "1")]).await;
            assert_eq!(begun.status, 303, "{watcher} as {person}");
            let (watcher, person) = (app.db.actor(watcher).await, app.db.actor(person).await);
            let reader = person.seen_by(watcher.clone());
            for address in &addresses {
                seen += heard(&secrets, &reader, address, &browser.get(address).await, &mut told);
                probes += 1;
            }
        }
        let stranger = app.stranger();
        for address in &addresses {
            let answer = whole(&stranger.get(address).await);
            // Where they wanted to go stands in the way to the sign-in page, and nothing else.
            let is_sign_in = SIGN_IN.contains(&address.as_str());
            let told = secrets.told_in(&answer).into_iter().filter(|it| !(it.is_person && is_sign_in));
            let told: Vec<_> = told.map(|it| it.words.as_str()).collect();
            assert!(told.iter().all(|words| address.contains(words)), "a stranger at {address} reads {told:?}");
        }
        say(&format!("{probes} probes of {} addresses × {} people", addresses.len(), EVERYBODY.len()));
        assert!(seen > probes, "the canaries sing where they may: {seen} times in {probes} answers");
        let unheard = secrets.unheard(&told);
        assert!(unheard.is_empty(), "no page shows them, so that no leak of them is found: {unheard:?}");
    }

    async fn no_refusal_holds_a_word_of_what_its_writer_may_not_know(db) {
        let secrets = Secrets::plant(&db).await;
        let forms = forms(&secrets);
        let app = whole_server(db).await;
        let (mut dice, mut probes, mut told) = (Dice::new(4), 0, HashSet::new());
        let turns: Vec<_> = forms.iter().map(|_| dice.roll(ASKED_BY)).collect();
        for (login, person) in EVERYBODY.into_iter().zip(0..) {
            let (writer, browser) = (app.db.actor(login).await, app.browser(login).await);
            let theirs = forms.iter().zip(&turns).filter(|(_, turn)| is_full() || person % ASKED_BY == **turn);
            for (form, _) in theirs {
                // 開示 needs nothing but the button: where it is theirs, it would change who may read what.
                if form.verb() == "disclose" && may_relay(&writer) && secrets.knows_of(&writer, &form.about) {
                    continue;
                }
                let sent: Vec<_> = form.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let answer = browser.post(&form.address, &sent).await;
                assert!(answer.status != 303 || form.verb() == "relate", "{login} got their way: {form:?}");
                heard(&secrets, &writer, &format!("{form:?}"), &answer, &mut told);
                probes += 1;
            }
        }
        say(&format!("{probes} refusals of {} forms × {} people", forms.len(), EVERYBODY.len()));
        assert!(forms.len() > 1_000 && probes > forms.len(), "{probes} refusals of {} forms", forms.len());
    }
}

/// How many secrets the reader was told, all of which they may know; `all`: the words that anybody was.
fn heard(secrets: &Secrets, reader: &Actor, asked: &str, answer: &Answer, all: &mut HashSet<String>) -> usize {
    let text = whole(answer);
    let told = secrets.told_in(&text);
    for secret in &told {
        all.insert(secret.words.clone());
        // What was asked for by its own name comes back in the field that it was typed into.
        if asked.contains(secret.words.as_str()) {
            continue;
        }
        assert!(
            secret.may_be_known_to(reader),
            "{} at {asked} ({}) reads {}: …{}…",
            reader.login,
            answer.status,
            secret.words,
            around(&text, &secret.words)
        );
    }
    told.len()
}

fn around<'a>(text: &'a str, words: &str) -> &'a str {
    let at = text.find(words).unwrap_or(0);
    let start = (0..=at.saturating_sub(120)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let end = (at + 120..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    &text[start..end]
}
