//! Every field of every form, with what people and programs may put into it: a status, a sentence
//! beside the field, everything typed still there, nothing written.

mod characters;
mod commenting;
mod editing;
mod moving;
mod not_theirs;
mod planning;
mod raising;
mod taking_on;

use super::{CASE, done, html, key_of, raise, watch::Watch};
use std::cell::RefCell;
use tests::{Browser, Kind, TestApp, TestDb};

const REQUIRED_TITLE: &str = "件名を入力してください。";
const CONTROL: &str = "表示できない文字（制御文字）が含まれています。取り除いてください。";
const UNKNOWN: &str = "選択肢にありません。もう一度選んでください。";
const NO_DATE: &str = "日付として読み取れません。例：R8.12.1、令和8年12月1日、2026-12-01";
const PAST: &str = "今日（令和8年11月24日（火））以降の日付を入力してください。";
const STALE: &str = "あなたが入力している間に、ほかの人がこの課題を変更しました。";

/// What people write rather than choose: it must come back as typed.
const NO_SUCH: &str = "その番号の課題が見つかりません。番号（例：SOMU-2026-001-3）を確かめてください。";
const WRITTEN: [&str; 10] = ["title", "body", "impact", "policy", "text", "reason", "due", "until", "line", "related"];

/// A form that would be accepted as it is.
struct Form<'a> {
    who: &'a Browser<'a>,
    watch: &'a Watch,
    failures: &'a RefCell<Vec<String>>,
    path: String,
    verb: &'static str,
    right: Vec<(&'static str, String)>,
}

impl Form<'_> {
    /// With one field otherwise: 422, the sentence beside it.
    async fn wrong(&self, field: &'static str, typed: &str, sentence: &str) {
        let answer = self.refused(&[(field, typed)], 422).await;
        let said = html::error(&answer, self.verb, field);
        if said.as_deref() != Some(sentence) {
            self.fail(field, typed, &format!("says {said:?}, not {sentence}"));
        }
        let input = html::element(&answer, &format!("{}-{field}", self.verb)).map(|(tag, _)| tag.to_owned());
        if !input.is_some_and(|tag| tag.contains("aria-invalid=\"true\"") || tag.starts_with("<fieldset")) {
            self.fail(field, typed, "the field is not marked");
        }
    }

    /// With a text that is empty, too long or unprintable.
    async fn text(&self, field: &'static str, max: usize, required: Option<&str>) {
        if let Some(sentence) = required {
            for empty in ["", "   ", "　\r\n"] {
                self.wrong(field, empty, sentence).await;
            }
        }
        for control in ["a\u{7}b", "a\u{0}b", "\u{1b}[31m", "abc\u{202e}gpj.exe"] {
            self.wrong(field, control, CONTROL).await;
        }
        let long = "𠮷".repeat(max + 1);
        let sentence = format!("{max}文字以内で入力してください（いま{}文字です）。", max + 1);
        self.wrong(field, &long, &sentence).await;
    }

    /// With a day that is none, or past.
    async fn day(&self, field: &'static str) {
        self.no_day(field).await;
        self.wrong(field, "R8.11.20", PAST).await;
    }

    /// With a day that is none.
    async fn no_day(&self, field: &'static str) {
        for no_date in ["来週", "12/1", "20261", "a\u{0}b", "<b>", &"9".repeat(5000)] {
            self.wrong(field, no_date, NO_DATE).await;
        }
        self.wrong(field, "2026-13-01", "この月はありません。R8.12ではありませんか。").await;
        let no_day = "R8.11にこの日はありません。令和8年11月30日（月）ではありませんか。";
        self.wrong(field, "2026-11-31", no_day).await;
        self.wrong(field, "令和８年１１月３１日", no_day).await;
        self.wrong(field, "昭和101年12月1日", "この元号にこの日はありません。令和8年12月1日（火）ではありませんか。")
            .await;
        self.wrong(field, "R8.12", "日まで入力してください。例：令和8年12月1日（火）").await;
        self.wrong(field, "2999-01-01", "1926年から2100年までの日付を入力してください。").await;
    }

    /// With a choice that is none.
    async fn choice(&self, field: &'static str) {
        for forged in ["forged", "' OR 1=1 --", "<script>", "ｍｅｄｉｕｍ", "a\u{0}b", &"x".repeat(10_000)] {
            self.wrong(field, forged, UNKNOWN).await;
        }
    }

    /// Made from another version, or from none.
    async fn version(&self) {
        for stale in ["0", "-1", "2147483647"] {
            let answer = self.refused(&[("version", stale)], 409).await;
            if !answer.contains(STALE) {
                self.fail("version", stale, "the page does not say that it is stale");
            }
            let form = format!("form-{}", self.verb);
            if !answer.contains(&format!("href=\"#{form}\"")) || html::element(&answer, &form).is_none() {
                self.fail("version", stale, "no way from the alert to the form");
            }
        }
        for forged in ["", "abc", "１", "1.0", "99999999999999999999", "1\u{0}"] {
            let answer = self.refused(&[("version", forged)], 422).await;
            if !answer.contains("class=\"notice notice-error\"") {
                self.fail("version", forged, "nothing is said");
            }
        }
    }

    /// Sends the form with these changes; what comes back must have everything typed in it, and
    /// nothing may be written.
    async fn refused(&self, changes: &[(&'static str, &str)], status: u16) -> String {
        let before = self.watch.look().await;
        let value = |name: &'static str, right: &str| {
            changes.iter().find(|(n, _)| *n == name).map_or(right.to_owned(), |(_, typed)| (*typed).to_owned())
        };
        let sent: Vec<(&str, String)> = self.right.iter().map(|(name, right)| (*name, value(name, right))).collect();
        let mut fields = vec![("do", self.verb)];
        fields.extend(sent.iter().map(|(name, value)| (*name, value.as_str())));
        let answer = self.who.post(&self.path, &fields).await;
        let (field, typed) = changes[0];
        if answer.status != status {
            self.fail(field, typed, &format!("{} {:?}, not {status}", answer.status, answer.location));
        }
        for (name, value) in &sent {
            let shown = html::value(&answer.body, &format!("{}-{name}", self.verb));
            let is_written = WRITTEN.contains(name);
            // The systems offered are those of the case.
            let hangs_on_it = field == "case" && *name == "system";
            let is_choice = !is_written && !hangs_on_it && !["version", "scope", "blocks_gate"].contains(name);
            let is_kept = shown.as_deref() == Some(value);
            if (is_written && !is_kept) || (is_choice && *name != field && !is_kept) {
                self.fail(field, typed, &format!("{name} comes back as {:.40}", format!("{shown:?}")));
            }
        }
        if self.watch.look().await != before {
            self.fail(field, typed, "something was written");
        }
        answer.body
    }

    fn fail(&self, field: &str, typed: &str, what: &str) {
        let typed: String = typed.chars().take(20).collect();
        self.failures.borrow_mut().push(format!("{} {field} {typed:?}: {what}", self.verb));
    }
}

/// Everything a table of wrong forms needs.
struct Table<'a> {
    watch: Watch,
    failures: RefCell<Vec<String>>,
    who: &'a Browser<'a>,
}

impl<'a> Table<'a> {
    async fn new(app: &TestApp, who: &'a Browser<'a>) -> Self {
        Self { watch: Watch::over(&app.db).await, failures: RefCell::default(), who }
    }

    fn form(&self, path: &str, verb: &'static str, right: &[(&'static str, &str)]) -> Form<'_> {
        let right = right.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Form { who: self.who, watch: &self.watch, failures: &self.failures, path: path.to_owned(), verb, right }
    }

    /// A form of a 課題, with the version that its page shows.
    async fn on(&self, key: &str, verb: &'static str, right: &[(&'static str, &str)]) -> Form<'_> {
        let path = format!("/issues/{key}");
        let version = html::version(&self.who.get(&path).await.body);
        let mut all = vec![("version", version.as_str())];
        all.extend(right);
        self.form(&path, verb, &all)
    }

    fn assert(&self) {
        let failures = self.failures.borrow();
        assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    }
}

async fn app() -> TestApp {
    TestApp::demo(TestDb::demo(Kind::Sqlite).await).await
}

const ACCEPTED: [(&str, &str); 3] = [("org", "KYUYO"), ("assignee", "kyuyo"), ("due", "R8.12.11")];

/// A 課題 in 対応中.
async fn started(who: &Browser<'_>) -> String {
    let key = raise(who, "件名", "内容").await;
    done(who, &key, "accept", &ACCEPTED).await;
    done(who, &key, "start", &[]).await;
    key
}
