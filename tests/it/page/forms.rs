//! Every field of every form, with what people and programs may put into it: a status, a sentence
//! beside the field, everything typed still there, nothing written.

use super::{CASE, done, html, key_of, raise, watch::Watch};
use std::cell::RefCell;
use tests::{Browser, Kind, TestApp, TestDb, both_dbs};

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
        for no_date in ["来週", "12/1", "2026-13-01", "20261", "a\u{0}b", "<b>", &"9".repeat(5000)] {
            self.wrong(field, no_date, NO_DATE).await;
        }
        let no_day = "2026年11月にこの日はありません。令和8年11月30日（月）ではありませんか。";
        self.wrong(field, "2026-11-31", no_day).await;
        self.wrong(field, "令和８年１１月３１日", no_day).await;
        self.wrong(field, "昭和101年12月1日", "この元号にこの日はありません。令和8年12月1日（火）ではありませんか。")
            .await;
        self.wrong(field, "R8.12", "日まで入力してください。例：令和8年12月1日（火）").await;
        self.wrong(field, "2999-01-01", "1926年から2100年までの日付を入力してください。").await;
        self.wrong(field, "R8.11.20", PAST).await;
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

#[tokio::test]
async fn raise_refuses_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let table = Table::new(&app, &officer).await;
    let form = table.form(
        "/issues/new",
        "raise",
        &[
            ("case", CASE),
            ("system", "JINKYU"),
            ("title", "件名"),
            ("body", "内容\r\n二行目"),
            ("impact", "影響"),
            ("category", "quality"),
            ("severity", "high"),
            ("priority", "low"),
            ("stage", "3"),
            ("scope", "shared"),
        ],
    );
    form.text("title", 200, Some(REQUIRED_TITLE)).await;
    form.text("body", 20_000, None).await;
    form.text("impact", 2_000, None).await;
    for field in ["category", "severity", "priority", "stage", "scope", "case", "system"] {
        form.choice(field).await;
    }
    for stage in ["0", "8", "３", "-1", "3.0"] {
        form.wrong("stage", stage, UNKNOWN).await;
    }
    form.wrong("case", "", "案件を選んでください。").await;
    form.wrong("case", "SOMU-2026-999", UNKNOWN).await;
    form.wrong("system", "KJINKYU", UNKNOWN).await;
    form.wrong("scope", "center", "この公開範囲には書き込めません。").await;
    table.assert();
}

#[tokio::test]
async fn raise_by_a_vendor_stays_in_its_own_part() {
    let app = app().await;
    let vendor = app.browser("vendor-b").await;
    let table = Table::new(&app, &vendor).await;
    let form = table.form(
        "/issues/new",
        "raise",
        &[("case", CASE), ("system", "JINKYU"), ("title", "件名"), ("body", "内容"), ("scope", "shared")],
    );
    form.wrong("system", "", "対象システムを選んでください。").await;
    form.wrong("system", "SHOMU", UNKNOWN).await;
    form.wrong("case", "KYOIKU-2026-001", UNKNOWN).await;
    form.wrong("scope", "city", "この公開範囲には書き込めません。").await;
    form.wrong("scope", "city_manager", "この公開範囲には書き込めません。").await;
    table.assert();
}

#[tokio::test]
async fn edit_refuses_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let table = Table::new(&app, &officer).await;
    let form = table
        .on(
            &key,
            "edit",
            &[
                ("system", "JINKYU"),
                ("title", "新しい件名"),
                ("body", "新しい内容"),
                ("impact", "影響"),
                ("policy", "方針"),
                ("category", "quality"),
                ("severity", "high"),
                ("priority", "low"),
                ("stage", "3"),
            ],
        )
        .await;
    form.text("title", 200, Some(REQUIRED_TITLE)).await;
    form.text("body", 20_000, None).await;
    form.text("impact", 2_000, None).await;
    form.text("policy", 2_000, None).await;
    for field in ["category", "severity", "priority", "stage", "system"] {
        form.choice(field).await;
    }
    form.wrong("system", "KJINKYU", UNKNOWN).await;
    form.version().await;
    table.assert();
}

#[tokio::test]
async fn accept_and_assign_refuse_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let table = Table::new(&app, &officer).await;
    let accept = table.on(&key, "accept", &ACCEPTED).await;
    accept.wrong("due", "", "期限を入力してください。").await;
    accept.day("due").await;
    people(&accept).await;
    accept.version().await;
    done(&officer, &key, "accept", &[("org", "KYUYO"), ("assignee", "kyuyo"), ("due", "Ｒ８．１２．１１")]).await;
    let assign = table.on(&key, "assign", &[("org", "KYUYO"), ("assignee", "kyuyo-kessai")]).await;
    people(&assign).await;
    assign.wrong("assignee", "kyuyo", "変更前と同じです。").await;
    assign.version().await;
    table.assert();
}

/// 担当組織 and 担当者.
async fn people(form: &Form<'_>) {
    let not_there = "この人は、選んだ担当組織の人ではありません。担当者か担当組織を選び直してください。";
    form.choice("org").await;
    form.choice("assignee").await;
    form.wrong("org", "", "担当組織を選んでください。").await;
    form.wrong("assignee", "", "担当者を選んでください。").await;
    form.wrong("assignee", "jinji", not_there).await;
    form.wrong("assignee", "vendor-b", not_there).await;
    // 給与課 may not know of 作業者 of a center.
    form.wrong("assignee", "op-somu", UNKNOWN).await;
}

#[tokio::test]
async fn deadline_line_and_relation_refuse_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = started(&officer).await;
    let other = raise(&officer, "ほかの課題", "内容").await;
    let inside = [("do", "raise"), ("case", CASE), ("title", "センター内の作業"), ("scope", "center")];
    let hidden = key_of(&app.browser("kanri-somu").await.post("/issues/new", &inside).await);
    let table = Table::new(&app, &officer).await;

    let deadline = table.on(&key, "move_deadline", &[("due", "R8.12.18"), ("reason", "理由")]).await;
    deadline.wrong("due", "", "期限を入力してください。").await;
    deadline.day("due").await;
    deadline.wrong("due", "2026-12-11", "変更前と同じです。").await;
    deadline.text("reason", 2_000, Some("理由を入力してください。")).await;
    deadline.version().await;

    let path = format!("/issues/{key}");
    let line = table.form(&path, "add_line", &[("line", "確認する"), ("owner", "kyuyo"), ("due", "R8.12.8")]);
    line.text("line", 200, Some("チェック項目を入力してください。")).await;
    line.choice("owner").await;
    line.day("due").await;

    done(&officer, &key, "relate", &[("related", &other)]).await;
    let relate = table.form(&path, "relate", &[("related", &other)]);
    relate.wrong("related", "", "関連課題を入力してください。").await;
    relate.wrong("related", &key, "この課題自身は関連課題にできません。").await;
    relate.wrong("related", &other, "すでに登録されています。").await;
    for unknown in ["x", "SOMU-2026-001", "SOMU-2026-001-9999", "SOMU-2026-001-99999999999", "a\u{0}b", "<b>", &hidden]
    {
        relate.wrong("related", unknown, NO_SUCH).await;
    }
    table.assert();
}

#[tokio::test]
async fn moves_refuse_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = started(&officer).await;
    let table = Table::new(&app, &officer).await;
    let empty = "本文を入力してください。";
    for verb in ["ask_vendor", "ask_nation", "resolve"] {
        let form = table.on(&key, verb, &[("text", "文")]).await;
        form.text("text", 20_000, Some(empty)).await;
        form.version().await;
    }
    let withdraw = table.on(&key, "withdraw", &[("reason", "理由")]).await;
    withdraw.text("reason", 2_000, Some("理由を入力してください。")).await;
    withdraw.version().await;
    let hold = table.on(&key, "hold", &[("reason", "理由"), ("until", "R9.1.12")]).await;
    hold.text("reason", 2_000, Some("理由を入力してください。")).await;
    hold.wrong("until", "", "再開日を入力してください。").await;
    hold.day("until").await;
    hold.wrong("until", "2026-11-24", PAST).await;
    hold.version().await;

    done(&officer, &key, "ask_vendor", &[("text", "質問")]).await;
    let answer = table.on(&key, "answer", &[("text", "回答")]).await;
    answer.text("text", 20_000, Some(empty)).await;
    answer.version().await;
    done(&officer, &key, "answer", &[("text", "回答")]).await;
    done(&officer, &key, "resolve", &[("text", "対応した")]).await;
    let back = table.on(&key, "return", &[("reason", "理由")]).await;
    back.text("reason", 2_000, Some("理由を入力してください。")).await;
    back.version().await;
    table.on(&key, "approve", &[]).await.version().await;
    table.assert();
}

#[tokio::test]
async fn comment_and_account_refuse_what_is_wrong() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let table = Table::new(&app, &officer).await;
    let path = format!("/issues/{key}");
    let comment = table.form(&path, "comment", &[("scope", "shared"), ("text", "文")]);
    comment.text("text", 20_000, Some("本文を入力してください。")).await;
    comment.choice("scope").await;
    comment.wrong("scope", "center", "この公開範囲には書き込めません。").await;
    let account = table.form("/account", "account", &[("language", "ja"), ("date_style", "seireki")]);
    for field in ["language", "date_style"] {
        account.choice(field).await;
        account.wrong(field, "", UNKNOWN).await;
    }
    table.assert();
}

both_dbs! {
    /// What a form may name is looked up in the database, which has its own idea of characters.
    async fn a_forged_code_is_refused_by_either_database(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "件名", "内容").await;
        let table = Table::new(&app, &officer).await;
        let raise = table.form("/issues/new", "raise", &[("case", CASE), ("system", "JINKYU"), ("title", "件名"), ("scope", "shared")]);
        raise.choice("case").await;
        raise.choice("system").await;
        let accept = table.on(&key, "accept", &ACCEPTED).await;
        accept.choice("org").await;
        accept.choice("assignee").await;
        let path = format!("/issues/{key}");
        table.form(&path, "add_line", &[("line", "確認する"), ("owner", "kyuyo"), ("due", "")]).choice("owner").await;
        table.on(&key, "edit", &[("title", "件名"), ("system", "JINKYU")]).await.choice("system").await;
        table.assert();
    }

    async fn rare_kanji_and_wide_digits_are_kept(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let title = "𠮷野家の髙﨑さん、葛\u{e0100}城市の邉と邊、①㈱ｶﾀｶﾅ😀";
        let key = raise(&officer, title, title).await;
        let path = format!("/issues/{key}");
        let page = officer.get(&path).await;
        assert_eq!(page.text().matches(title).count(), page.text().matches("𠮷野家").count());
        assert_eq!(html::value(&page.body, "edit-title").as_deref(), Some(title));
        done(&officer, &key, "accept", &[("org", "KYUYO"), ("assignee", "kyuyo"), ("due", "２０２６－１２－１１")]).await;
        done(&officer, &key, "move_deadline", &[("due", "令和８年１２月１８日（金）"), ("reason", title)]).await;
        done(&officer, &key, "add_line", &[("line", title), ("owner", ""), ("due", "Ｒ８．１２．８")]).await;
        done(&officer, &key, "comment", &[("scope", "shared"), ("text", title)]).await;
        let text = officer.get(&path).await.text();
        assert!(text.contains("R8.12.18"), "{text}");
        assert!(text.matches(title).count() >= 5, "{text}");
    }

    async fn a_stale_form_shows_both_versions_and_loses_nothing(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "元の件名", "元の内容").await;
        let path = format!("/issues/{key}");
        let version = html::version(&officer.get(&path).await.body);
        let edit = |title: &'static str, version: &str| {
            let version = version.to_owned();
            let (officer, path) = (&officer, &path);
            async move {
                let fields = [("do", "edit"), ("version", version.as_str()), ("title", title), ("body", "私の内容"), ("system", "JINKYU")];
                officer.post(path, &fields).await
            }
        };
        assert_eq!(edit("速い人の件名", &version).await.status, 303);
        let refused = edit("遅い人の件名", &version).await;
        assert_eq!(refused.status, 409);
        let text = refused.text();
        assert!(text.contains(STALE) && text.contains("速い人の件名"), "{text}");
        assert_eq!(html::value(&refused.body, "edit-title").as_deref(), Some("遅い人の件名"));
        // After reading both, the same form is saved.
        let again = edit("遅い人の件名", &html::version(&refused.body)).await;
        assert_eq!(again.status, 303);
    }
}

#[tokio::test]
async fn forms_that_are_none_of_ours_do_nothing() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let watch = Watch::over(&app.db).await;
    let before = watch.look().await;
    let path = format!("/issues/{key}");
    let line = "01936d2e-0000-7000-8000-000000000001";
    let forms: [(&str, &[(&str, &str)]); 12] = [
        (&path, &[]),
        (&path, &[("do", "")]),
        (&path, &[("do", "delete"), ("version", "1")]),
        (&path, &[("do", "EDIT"), ("version", "1"), ("title", "x")]),
        (&path, &[("do", "tick"), ("line", line)]),
        (&path, &[("do", "tick"), ("line", "x")]),
        (&path, &[("do", "raise"), ("case", CASE), ("title", "x")]),
        (&path, &[("do", "resume"), ("version", "1")]),
        ("/issues/new", &[("case", CASE), ("title", "x")]),
        ("/issues/new", &[("do", "edit"), ("case", CASE), ("title", "x")]),
        ("/account", &[("language", "en"), ("date_style", "seireki")]),
        ("/cases", &[("do", "account"), ("language", "en"), ("date_style", "seireki")]),
    ];
    for (path, fields) in forms {
        let answer = officer.post(path, fields).await;
        assert!(answer.status.is_client_error(), "{path} {fields:?}: {} {:?}", answer.status, answer.location);
        assert!(answer.body.contains("class=\"site\""), "{path} {fields:?}");
    }
    assert_eq!(watch.look().await, before);
}

/// A form that its page does not offer to this person: nothing happens, what was typed is shown.
#[tokio::test]
async fn a_form_that_is_not_this_persons_is_refused_with_its_text() {
    let app = app().await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let vendor = app.browser("vendor-b").await;
    let watch = Watch::over(&app.db).await;
    let path = format!("/issues/{key}");
    for (verb, field, status) in [("withdraw", "reason", 403), ("return", "reason", 409), ("approve", "text", 409)] {
        let before = watch.look().await;
        let version = html::version(&vendor.get(&path).await.body);
        let answer = vendor.post(&path, &[("do", verb), ("version", &version), (field, "私の文")]).await;
        assert_eq!(answer.status, status, "{verb}: {}", answer.text());
        assert_eq!(html::value(&answer.body, &format!("kept-{field}")).as_deref(), Some("私の文"), "{verb}");
        assert_eq!(watch.look().await, before, "{verb}");
    }
}
