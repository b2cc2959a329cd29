//! マイナンバー: refused in every form, kept in none of our records, counted for the city; and what is asked about.

mod at_rest;
mod demo;
mod probe;
mod report;

use super::{CASE, done, html, key_of, raise};
use at_rest::{Events, holds};
use tests::{Answer, Browser, Kind, TestApp, TestDb, both_dbs};

/// A number of nobody, in a spelling that no record of the demo world has.
const NUMBER: &str = "９８７６－５４３２－１０９３";
const SENTENCE: &str = concat!(
    "マイナンバー（個人番号）の可能性がある12桁の数字が含まれています。本ツールには入力できません。",
    "日時は「2024-03-01 12:33」のように区切って書いてください。",
);
const BOX: &str = "個人情報ではないことを確認した";

/// Its pieces, as any record might hold them.
const PIECES: [&str; 4] = ["９８７６", "９８７６５４３２１０９３", "987654321093", "9876-5432"];

/// Posts a form with the number in one field: refused beside it, with everything typed still there.
async fn refused(who: &Browser<'_>, path: &str, verb: &str, field: &str, others: &[(&str, &str)]) -> Answer {
    let typed = format!("職員Aの番号 {NUMBER} を確認");
    let mut fields = vec![("do", verb), (field, typed.as_str())];
    fields.extend(others);
    let answer = who.post(path, &fields).await;
    assert_eq!(answer.status, 422, "{path} {verb} {field}: {}", answer.text());
    assert_eq!(html::error(&answer.body, verb, field).as_deref(), Some(SENTENCE), "{path} {verb} {field}");
    let kept = html::value(&answer.body, &format!("{verb}-{field}"));
    assert_eq!(kept.as_deref(), Some(typed.as_str()), "{path} {verb} {field}");
    for (name, value) in others {
        let kept = html::value(&answer.body, &format!("{verb}-{name}"));
        assert!(*name == "scope" || kept.is_none_or(|it| it == *value), "{path} {verb} {name} is lost");
    }
    answer
}

both_dbs! {
    async fn it_is_refused_wherever_people_type_and_nothing_is_written(db) {
        let app = TestApp::demo(db).await;
        let (officer, kanri, lead) = (app.browser("kyuyo").await, app.browser("kanri-somu").await, app.browser("sekinin").await);
        let key = raise(&officer, "件名", "内容").await;
        let issue = format!("/issues/{key}");
        let version = html::version(&officer.get(&issue).await.body);
        let events = Events::over(&app.db).await;
        let before = events.number().await;
        let rows = events.rows().await;

        let raising = [("case", CASE), ("system", "JINKYU"), ("body", "書きかけの内容"), ("scope", "shared")];
        refused(&officer, "/issues/new", "raise", "title", &raising).await;
        refused(&officer, "/issues/new", "raise", "body", &[("case", CASE), ("title", "件名")]).await;
        refused(&officer, &issue, "comment", "text", &[]).await;
        refused(&officer, &issue, "edit", "impact", &[("version", &version), ("title", "別の件名"), ("body", "別の内容")]).await;
        refused(&officer, &issue, "add_line", "line", &[]).await;
        refused(&officer, &issue, "move_deadline", "reason", &[("version", &version), ("due", "R8.12.21")]).await;
        refused(&officer, "/laws/new", "add_law", "law_name", &[("summary", "書きかけの概要")]).await;
        refused(&officer, "/laws/new", "add_law", "law_number", &[("law_name", "名称")]).await;
        refused(&officer, "/laws/L20", "edit", "summary", &[("law_name", "名称")]).await;
        refused(&officer, "/cases/new", "open", "title", &[("law", "L20"), ("summary", "書きかけの概要")]).await;
        refused(&kanri, &format!("/cases/{CASE}/edit"), "edit", "summary", &[("title", "件名")]).await;
        refused(&kanri, "/cases/SOMU-2026-001/stages/6?system=JINKYU", "report_stage", "text", &[("system", "JINKYU"), ("percent", "50")]).await;
        refused(&kanri, "/cases/SOMU-2026-001/stages/6?system=JINKYU", "add_stage_line", "line", &[("system", "JINKYU")]).await;
        refused(&lead, "/admin/organisations", "add_org", "label", &[("code", "NEWORG"), ("org_kind", "vendor")]).await;
        refused(&lead, "/admin/organisations", "add_org", "code", &[("label", "新しい組織")]).await;
        refused(&lead, "/admin/users/new", "add_account", "login_id", &[("name", "職員A")]).await;

        assert_eq!(events.number().await, before + 16, "one event for each refused form");
        assert_eq!(events.rows().await, rows, "and nothing else");
        for data in events.newest(16).await {
            assert!(data.contains("number_refused") && !data.contains("987") && !data.contains("９"), "{data}");
        }
        let first = &events.newest(16).await[15];
        assert!(first.contains("\"form\":\"raise\",\"fields\":[\"title\"],\"case\":\"SOMU-2026-001\""), "{first}");
        let history = officer.get(&issue).await.text();
        assert!(!history.contains("マイナンバーの可能性"), "it stands in no history that others read: {history}");
        assert_eq!(holds(&app.db, &PIECES).await, Vec::<String>::new(), "the database holds no digit of it");
        assert!(!holds(&app.db, &["年末調整"]).await.is_empty(), "what it holds would be found");
    }

    async fn the_verbs_refuse_it_without_a_form_too(db) {
        use domain::{issue::DraftInput, refusal::{Field, Problem}};
        use tests::typed::problems;
        let officer = db.actor("kyuyo").await;
        let draft = DraftInput { title: NUMBER.into(), body: "内容".into(), ..DraftInput::default() };
        let raised = db.store.raise_issue(&officer, CASE, "JINKYU", &draft).await;
        assert_eq!(problems(raised), [(Field::Title, Problem::MyNumber)]);
        let commented = db.store.comment(&officer, tests::typed::key("SOMU-2026-001-1"), None, NUMBER).await;
        assert_eq!(problems(commented), [(Field::Text, Problem::MyNumber)]);
        assert_eq!(holds(&db, &PIECES).await, Vec::<String>::new());
    }

    async fn what_is_typed_before_signing_in_is_not_kept_either(db) {
        let app = TestApp::demo(db).await;
        let stranger = app.stranger();
        // As a ログインID, and in a form that waits for its writer.
        stranger.post("/session", &[("login_id", "987654321093"), ("password", "x"), ("next", "/")]).await;
        let page = "/issues/SOMU-2026-001-19";
        let kept = stranger.post(page, &[("do", "comment"), ("by", "kyuyo"), ("text", "職員Aは９８７６－５４３２－１０９３です")]).await;
        assert_eq!(kept.status, 303);
        assert!(!holds(&app.db, &["職員Aは●●●です"]).await.is_empty(), "the text around it waits in the session");
        let waiting = stranger.with_cookie(&kept.cookie().unwrap());
        let fields = [("login_id", "kyuyo"), ("password", tests::people::PASSWORD), ("next", page)];
        let back = app.stranger().with_cookie(&waiting.post("/session", &fields).await.cookie().unwrap()).get(page).await;
        assert_eq!(html::value(&back.body, "comment-text").as_deref(), Some("職員Aは●●●です"), "{}", back.text());
        assert_eq!(holds(&app.db, &PIECES).await, Vec::<String>::new());
    }

    async fn a_doubt_is_asked_about_once_and_nothing_typed_is_lost(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, "件名", "内容").await;
        let issue = format!("/issues/{key}");
        let text = "窓口の電話は093-582-1234です。";
        let asked = officer.post(&issue, &[("do", "comment"), ("text", text)]).await;
        assert_eq!(asked.status, 422);
        assert_eq!(html::error(&asked.body, "comment", "text").as_deref(), Some("個人情報（電話番号）の可能性があります。"));
        assert_eq!(html::value(&asked.body, "comment-text").as_deref(), Some(text));
        assert_eq!(asked.body.matches("name=\"confirmed\"").count(), 1, "one box, in the form that came back");
        assert!(asked.text().contains(BOX), "{}", asked.text());
        let form = asked.body.split("<form").find(|form| form.contains("value=\"comment\"")).unwrap();
        assert!(form.contains("name=\"confirmed\"") && !form.contains(" checked"), "{form}");
        assert!(!officer.get(&issue).await.text().contains(text), "nothing is written");
        assert!(!officer.get(&issue).await.body.contains("name=\"confirmed\""), "who opens a page is asked nothing");

        // Another mistake: the tick stays.
        let fields = [("do", "move_deadline"), ("due", "来週"), ("reason", text), ("version", "1"), ("confirmed", "on")];
        let again = officer.post(&issue, &fields).await;
        assert_eq!(again.status, if again.text().contains("日付として") { 422 } else { 409 });
        let tick = again.body.split("<input").find(|tag| tag.contains("name=\"confirmed\"")).unwrap();
        assert!(tick.contains(" checked"), "{tick}");

        done(&officer, &key, "comment", &[("text", text), ("confirmed", "on")]).await;
        assert!(officer.get(&issue).await.text().contains(text));
        // A number is never confirmed away.
        let number = officer.post(&issue, &[("do", "comment"), ("text", NUMBER), ("confirmed", "on")]).await;
        assert_eq!(html::error(&number.body, "comment", "text").as_deref(), Some(SENTENCE));
    }
}

#[tokio::test]
async fn the_sentence_and_the_question_are_in_english_too() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    officer.post("/account", &[("do", "account"), ("language", "en"), ("date_style", "seireki")]).await;
    let refused = officer.post("/issues/new", &[("do", "raise"), ("case", CASE), ("title", NUMBER)]).await;
    let said = html::error(&refused.body, "raise", "title").unwrap();
    assert!(said.starts_with("It contains 12 digits that may be a My Number (individual number)."), "{said}");
    let asked = officer.post("/issues/new", &[("do", "raise"), ("case", CASE), ("title", "Call 090-1234-5678")]).await;
    assert!(asked.text().contains("I have checked that it is not personal data"), "{}", asked.text());
    assert_eq!(
        html::error(&asked.body, "raise", "title").as_deref(),
        Some("This may be personal data (telephone number).")
    );
}

#[tokio::test]
async fn a_form_of_two_buttons_asks_whichever_was_pressed() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    for verb in ["propose", "open"] {
        let asked = officer.post("/cases/new", &[("do", verb), ("law", "L20"), ("summary", "口座番号 1234567")]).await;
        assert_eq!(asked.status, 422, "{verb}");
        assert!(asked.body.contains("name=\"confirmed\""), "{verb}: {}", asked.text());
        assert_eq!(html::value(&asked.body, "open-summary").as_deref(), Some("口座番号 1234567"), "{verb}");
    }
}

#[tokio::test]
async fn a_preview_of_it_is_refused_and_noted() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    let events = Events::over(&app.db).await;
    let before = events.number().await;
    let answer = officer.post("/fn/preview", &[("text", NUMBER)]).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("MyNumber") && !answer.body.contains("９８７６"), "{}", answer.body);
    assert_eq!(events.number().await, before + 1);
    assert!(events.newest(1).await[0].contains("\"form\":\"preview\""));
    assert_eq!(holds(&app.db, &PIECES).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_raised_issue_leads_on_when_nothing_is_wrong() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    let fields = [("do", "raise"), ("case", CASE), ("title", "令和8年分の様式 2026-11-24 12:33"), ("scope", "shared")];
    assert!(key_of(&officer.post("/issues/new", &fields).await).starts_with(CASE));
}
