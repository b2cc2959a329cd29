//! People who write: each signed in with a session of their own, with forms as the pages have them.

use std::path::{Path, PathBuf};
use std::thread;

use super::browser::{Answer, Browser, form};
use super::screens::{COMMENTS, Form};
use crate::Result;

/// How many write at a time.
pub(super) const WRITERS: usize = 50;

/// Who reads: one who may know of everything in both centers but what is the city's alone.
pub(super) const READER: &str = "sekinin";

/// Who write, in turn: 業務所管課 and the centers' managers.
const LOGINS: [&str; 7] = ["sekinin", "kanri-somu", "kanri-kyoiku", "kyuyo", "kyoshokuin", "jinji", "fukuri"];

const TEXT: &str =
    "帳票レイアウトの変更点について、業務所管課の確認を待っています。\n\n- 期限は月末\n- 影響は SHOMU のみ";

/// Somebody with their session, a case to raise 課題 in, and one that they raised.
pub(super) struct Writer {
    browser: Browser,
    login: &'static str,
    case: String,
    scope: String,
    /// 課題番号.
    pub(super) issue: String,
}

impl Writer {
    /// Signs in and raises a first 課題.
    pub(super) fn start(address: &str, login: &'static str, number: usize) -> Result<Self> {
        let browser = Browser::sign_in(address, login)?;
        let page = browser.get("/issues/new", "identity")?.text();
        let cases = options(&page, "case");
        let turn = number.checked_rem(cases.len()).and_then(|at| cases.get(at));
        let case = turn.ok_or_else(|| format!("{login} has no case to raise a 課題 in"))?.clone();
        let scope = checked(&page, "scope").ok_or_else(|| format!("{login} has no 公開範囲 to choose"))?;
        let mut writer = Self { browser, login, case, scope, issue: String::new() };
        let answer = writer.browser.post("/issues/new", &writer.fields(Form::Raise))?;
        writer.issue = raised(&answer).ok_or_else(|| format!("{login} could not raise: {}", answer.status))?;
        Ok(writer)
    }

    /// Writes the comments that the page of a 課題 is measured with.
    pub(super) fn talk(&self) -> Result<()> {
        for _ in 0..COMMENTS {
            let answer = self.browser.post(&self.path(Form::Comment), &self.fields(Form::Comment))?;
            if answer.status != 303 {
                return Err(format!("{} could not comment: {}", self.login, answer.status));
            }
        }
        Ok(())
    }

    fn path(&self, what: Form) -> String {
        match what {
            Form::Raise => "/issues/new".to_owned(),
            Form::Comment => format!("/issues/{}", self.issue),
        }
    }

    /// The fields that the page's form has, as a browser sends them.
    fn fields(&self, what: Form) -> String {
        match what {
            Form::Raise => form(&[
                ("do", "raise"),
                ("by", self.login),
                ("case", &self.case),
                ("system", ""),
                ("title", "給与明細の項目名が改正後の様式と異なる"),
                ("body", TEXT),
                ("impact", ""),
                ("category", "specification"),
                ("severity", "medium"),
                ("priority", "medium"),
                ("stage", "3"),
                ("scope", &self.scope),
            ]),
            Form::Comment => form(&[("do", "comment"), ("by", self.login), ("version", "1"), ("text", TEXT)]),
        }
    }
}

/// All writers. Signing in costs a password hash each.
pub(super) fn gather(address: &str) -> Result<Vec<Writer>> {
    let logins: Vec<_> = LOGINS.into_iter().cycle().take(WRITERS).enumerate().collect();
    let start = |(number, login): &(usize, &'static str)| Writer::start(address, login, *number);
    // A few at a time: more would only wait for each other.
    thread::scope(|scope| {
        let parts = logins.chunks(WRITERS.div_ceil(4));
        let parts: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().map(start).collect::<Result<Vec<_>>>())).collect();
        let mut writers = Vec::new();
        for part in parts {
            writers.extend(part.join().map_err(|_| "signing the writers in failed".to_owned())??);
        }
        Ok(writers)
    })
}

/// Their forms in a file, as `load.lua` reads it.
pub(super) fn file_of(writers: &[Writer], what: Form, folder: &Path) -> Result<PathBuf> {
    let file = folder.join(what.id());
    let line = |it: &Writer| format!("{}\t{}\t{}\n", it.browser.cookie, it.path(what), it.fields(what));
    std::fs::write(&file, writers.iter().map(line).collect::<String>())
        .map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(file)
}

/// The 課題番号 in `/issues/SOMU-2026-001-9?done=raise`.
fn raised(answer: &Answer) -> Option<String> {
    let to = answer.header("location")?.strip_prefix("/issues/")?;
    Some(to.strip_suffix("?done=raise")?.to_owned())
}

/// The values of a select that are not empty.
fn options(page: &str, name: &str) -> Vec<String> {
    let after = page.split_once(&format!("name=\"{name}\"")).map_or("", |(_, after)| after);
    let inside = after.split_once("</select>").map_or("", |(inside, _)| inside);
    let values = inside.split("<option value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

/// The value of the radio button that is chosen.
fn checked(page: &str, name: &str) -> Option<String> {
    let buttons = page.split("<input ").filter_map(|rest| rest.split_once('>')).map(|(inside, _)| inside);
    let chosen = buttons.into_iter().find(|it| it.contains(&format!("name=\"{name}\"")) && it.ends_with("checked"))?;
    Some(chosen.split_once("value=\"")?.1.split('"').next()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_from_its_page() {
        let page = r#"<select id="raise-case" name="case" required><option value="" selected>選択<!></option>
            <option value="SOMU-2026-004">a</option><option value="SOMU-2026-003">b</option></select>
            <select name="system"><option value="RINJI"></select>
            <input type="radio" name="scope" value="shared"> <input type="radio" name="scope" value="center" checked>"#;
        assert_eq!(options(page, "case"), ["SOMU-2026-004", "SOMU-2026-003"]);
        assert!(options(page, "stage").is_empty());
        assert_eq!(checked(page, "scope").as_deref(), Some("center"));
        assert_eq!(checked(page, "system"), None);
    }
}
