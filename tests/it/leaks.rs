//! Leak probes, generated: every address that the router has × every person of the demo world. No answer holds a word
//! of a record that its reader may not know of: not in its body, not in a header, whatever the page.
//!
//! A new address stops these tests until `leaks/addresses.rs` says how it is filled in.

pub mod addresses;
mod past_operators;
pub mod secrets;

use addresses::addresses;
use domain::actor::Actor;
use secrets::Secrets;
use tests::{Answer, TestApp, both_dbs, people::EVERYBODY};

/// All that an answer says.
fn whole(answer: &Answer) -> String {
    let headers = answer.headers.iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.to_str().ok()?)));
    headers.chain([answer.body.clone()]).collect::<Vec<_>>().join("\n")
}

both_dbs! {
    async fn no_answer_holds_a_word_of_what_its_reader_may_not_know(db) {
        let secrets = Secrets::plant(&db).await;
        let addresses = addresses(&secrets);
        assert!(addresses.len() > 150 && secrets.len() > 200, "{} addresses, {} secrets", addresses.len(), secrets.len());
        let app = TestApp::demo(db).await;
        let (mut probes, mut seen) = (0, 0);
        for login in EVERYBODY {
            let (reader, browser) = (app.db.actor(login).await, app.browser(login).await);
            for address in &addresses {
                let answer = browser.get(address).await;
                seen += heard(&secrets, &reader, address, &answer);
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
                seen += heard(&secrets, &reader, address, &browser.get(address).await);
                probes += 1;
            }
        }
        let stranger = app.stranger();
        for address in &addresses {
            let answer = whole(&stranger.get(address).await);
            // Where they wanted to go stands in the way to the sign-in page, and nothing else.
            let told = secrets.told_in(&answer).into_iter().filter(|it| !(it.is_person && address == "/sign-in"));
            let told: Vec<_> = told.map(|it| it.words.as_str()).collect();
            assert!(told.iter().all(|words| address.contains(words)), "a stranger at {address} reads {told:?}");
        }
        assert!(seen > probes, "the canaries sing where they may: {seen} times in {probes} answers");
    }

    async fn no_refusal_holds_a_word_of_what_its_writer_may_not_know(db) {
        let secrets = Secrets::plant(&db).await;
        let forms = addresses::forms(&secrets);
        let app = TestApp::demo(db).await;
        for login in ["kyuyo", "kanri-kyoiku", "op-somu", "consul", "vendor-a", "vendor-c", "admin"] {
            let (writer, browser) = (app.db.actor(login).await, app.browser(login).await);
            for (address, fields) in &forms {
                let sent: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let asked = format!("{address} {fields:?}");
                heard(&secrets, &writer, &asked, &browser.post(address, &sent).await);
            }
        }
    }
}

/// How many secrets the reader was told, all of which they may know.
fn heard(secrets: &Secrets, reader: &Actor, asked: &str, answer: &Answer) -> usize {
    let text = whole(answer);
    let told = secrets.told_in(&text);
    for secret in &told {
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
