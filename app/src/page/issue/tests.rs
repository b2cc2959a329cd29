//! The page as the server renders it.

#![cfg(feature = "ssr")]

use super::whole;
use crate::{error::AppError, form::Returned, part::kept::with_kept, viewer::Viewer};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    case::CaseState,
    date::DateStyle,
    event::{Edit, Event},
    ids::{ChecklistLineId, CommentId},
    issue::{Category, DueMark, Holder, IssueState, Move, Priority, Severity},
    key::IssueKey,
    language::Language,
    refusal::{Field, Refusal},
    view::{
        BallView, CaseHead, ChecklistLine, Choices, CommentView, Entry, EventView, IssuePage, IssueRow, Named,
        PersonChoice, RelatedIssue,
    },
    visibility::Scope,
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use std::collections::HashSet;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn named(code: &str, name: &str) -> Named {
    Named { code: code.to_owned(), name: name.to_owned() }
}

fn person(login: &str, name: &str, org: &str, org_name: &str) -> PersonChoice {
    let owned = str::to_owned;
    PersonChoice {
        login: owned(login),
        name: owned(name),
        title: owned("係長"),
        org: owned(org),
        org_name: owned(org_name),
    }
}

fn happened(event: Event) -> Entry {
    Entry::Event(EventView {
        at: at("2026-11-20T01:00:00Z"),
        actor: "山田 花子".to_owned(),
        org: "給与課".to_owned(),
        event,
        issue: None,
        issue_title: None,
    })
}

fn row(state: IssueState) -> IssueRow {
    IssueRow {
        key: IssueKey::parse("SOMU-2026-004-12").unwrap(),
        case_title: "R8.12 年末調整".to_owned(),
        title: "様式の <改正> 箇所".to_owned(),
        category: Category::Specification,
        severity: Severity::High,
        priority: Priority::Medium,
        stage: None,
        system: Some("SHOMU".to_owned()),
        state,
        scope: Scope::Shared,
        org: Some("給与課".to_owned()),
        assignee: Some("山田 花子".to_owned()),
        first_due: Some(day("2026-11-20")),
        due: Some(day("2026-12-01")),
        mark: DueMark::Soon(3),
        slips: 1,
        ball: BallView {
            holder: Holder::City,
            org: Some(named("KYUYO", "給与課")),
            person: Some("山田 花子".to_owned()),
            since: day("2026-11-16"),
            days: 5,
            mine: true,
        },
        blocks_gate: true,
        raised_on: day("2026-11-10"),
        updated_at: at("2026-11-20T01:00:00Z"),
        rest: None,
    }
}

fn page(state: IssueState, moves: &[Move]) -> IssuePage {
    let line = ChecklistLine {
        id: ChecklistLineId::parse("01900000-0000-7000-8000-000000000001").unwrap(),
        text: "様式を比べる".to_owned(),
        owner: Some("山田 花子".to_owned()),
        due: Some(day("2026-11-25")),
        mark: DueMark::Soon(1),
        done_at: None,
        done_by: None,
    };
    let comment = CommentView {
        id: CommentId::parse("01900000-0000-7000-8000-000000000002").unwrap(),
        at: at("2026-11-20T02:00:00Z"),
        author: "鈴木".to_owned(),
        org: "ベンダーA".to_owned(),
        scope: Scope::Shared,
        body: String::new(),
        html: "<p>確認します</p>".to_owned(),
    };
    let edits = vec![
        Edit { field: Field::Severity, before: "low".to_owned(), after: "high".to_owned() },
        Edit { field: Field::Body, before: String::new(), after: "新しい内容".to_owned() },
    ];
    let row = row(state);
    IssuePage {
        today: day("2026-11-24"),
        case: CaseHead { no: row.key.case, title: row.case_title.clone() },
        case_state: CaseState::Active,
        system: Some(named("SHOMU", "庶務事務システム")),
        body: "いまの</textarea><script>内容".to_owned(),
        body_html: "<p>いまの内容</p>".to_owned(),
        impact: String::new(),
        policy: "様式を\n差し替える".to_owned(),
        raised_by: "佐藤".to_owned(),
        raised_org: "総務事務センター".to_owned(),
        org: Some(named("KYUYO", "給与課")),
        assignee_login: Some("kyuyo".to_owned()),
        slip_days: 6,
        hold_until: None,
        approved_by: None,
        closed_on: None,
        version: 7,
        moves: moves.to_vec(),
        may_edit: true,
        comment_scopes: vec![Scope::Shared, Scope::City],
        choices: Choices {
            orgs: vec![named("KYUYO", "給与課"), named("VENDOR_A", "ベンダーA")],
            people: vec![
                person("kyuyo", "山田 花子", "KYUYO", "給与課"),
                person("vendor-a", "鈴木", "VENDOR_A", "ベンダーA"),
            ],
            systems: vec![named("SHOMU", "庶務事務システム")],
        },
        checklist: vec![line],
        related: vec![RelatedIssue {
            key: IssueKey::parse("SOMU-2026-001-3").unwrap(),
            title: "帳票".to_owned(),
            state: IssueState::Closed,
        }],
        relays: vec![],
        may_submit: false,
        may_disclose: false,
        older: false,
        history: vec![
            happened(Event::IssueRaised { title: "様式".to_owned() }),
            happened(Event::IssueEdited { fields: edits }),
            Entry::Comment(comment),
        ],
        row,
    }
}

fn shown(page: &IssuePage, language: Language, returned: Option<Returned>) -> String {
    Owner::new().with(|| {
        let viewer = Viewer { language, date_style: DateStyle::Japanese, today: page.today, ..Viewer::default() };
        provide_meta_context();
        provide_context(StoredValue::new(viewer));
        provide_context(StoredValue::new(returned));
        with_kept(|| whole(page)).to_html()
    })
}

fn returned(verb: &str, fields: &[(&str, &str)], error: AppError) -> Returned {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Returned { verb: verb.to_owned(), fields, error }
}

const WORKING: [Move; 4] = [Move::AskVendor, Move::Resolve, Move::Hold, Move::Withdraw];

#[test]
fn the_next_step_stands_open_and_the_others_are_folded() {
    let html = shown(&page(IssueState::InProgress, &WORKING), Language::Ja, None);
    let next = html.find(r#"value="resolve""#).unwrap();
    let first_fold =
        html[html.find("issue-side").unwrap()..].find("<details").unwrap() + html.find("issue-side").unwrap();
    assert!(next < first_fold, "the main form stands before the folded ones");
    assert!(!html.contains("<details open"), "nothing is open by itself");
    assert!(html.contains("工程完了判定を止める") && html.contains("あなたの番"));
    assert!(html.contains("重要度（小 → 大）、内容を変更しました。"));
    assert!(!html.contains("<script>内容"), "what people typed is text");
}

#[test]
fn every_id_is_there_once_and_every_label_has_its_input() {
    for (state, moves) in [
        (IssueState::Raised, &[Move::Accept, Move::Hold, Move::Withdraw][..]),
        (IssueState::InProgress, &WORKING[..]),
        (IssueState::Resolved, &[Move::Approve, Move::Return, Move::Withdraw][..]),
        (IssueState::Closed, &[][..]),
    ] {
        let html = shown(&page(state, moves), Language::Ja, None);
        let values =
            |mark: &'static str| html.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        let ids = values(" id=\"").collect::<Vec<_>>();
        let once = ids.iter().cloned().collect::<HashSet<_>>();
        assert_eq!(ids.len(), once.len(), "{state}: {ids:?}");
        for target in values(" for=\"").chain(values("aria-labelledby=\"")) {
            assert!(once.contains(&target), "{state}: no {target}");
        }
    }
}

#[test]
fn a_stale_edit_shows_both_versions_and_can_be_saved_again() {
    let typed = [
        ("version", "5"),
        ("title", "私の件名"),
        ("body", "私の\r\n内容"),
        ("policy", "様式を\r\n差し替える"),
        ("severity", "low"),
        ("system", "SHOMU"),
    ];
    let html =
        shown(&page(IssueState::InProgress, &WORKING), Language::Ja, Some(returned("edit", &typed, AppError::Stale)));
    assert!(html.contains("<details open"));
    assert!(html.contains(r#"value="私の件名""#) && html.contains("現在の件名："));
    assert!(html.contains("現在の内容：") && html.contains("現在の重要度："));
    assert!(!html.contains("現在の対応方針："), "line breaks of browsers are no difference");
    assert!(!html.contains("現在の対象システム："));
    assert!(!html.contains(r#"name="version" value="5""#) && html.contains(r#"name="version" value="7""#));
}

#[test]
fn what_was_typed_into_a_form_that_is_gone_is_kept() {
    let error = AppError::Refused(Refusal::WrongState { state: IssueState::Closed, attempted: Move::Resolve });
    let typed = [("version", "5"), ("text", "</textarea>直しました")];
    let html = shown(&page(IssueState::Closed, &[]), Language::Ja, Some(returned("resolve", &typed, error)));
    assert!(html.contains("入力していた内容") && html.contains("readonly"));
    assert!(html.contains("&lt;/textarea&gt;直しました"));
    assert!(!html.contains(r#"value="edit""#), "a closed issue is not edited");
}

#[test]
fn the_english_page_is_english() {
    let mut page = page(IssueState::InProgress, &WORKING);
    page.history.clear();
    let html = shown(&page, Language::En, None);
    for word in ["The ball", "your turn", "Mark as resolved", "Move the due date", "Related issues", "Write a comment"]
    {
        assert!(html.contains(word), "no {word}");
    }
}

/// The label of each radio button of the form that comments, without tags; the chosen one with a mark.
fn audiences(html: &str) -> Vec<String> {
    let form = html.split("comment-heading").nth(2).unwrap().split("</form>").next().unwrap();
    let each = form.split(r#"<div class="scope-choice"#).skip(1).map(|choice| {
        let choice = choice.split("</div>").next().unwrap();
        let chosen =
            if choice.split('>').any(|tag| tag.contains("<input") && tag.contains(" checked")) { "● " } else { "" };
        let words = choice.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(_, text)| text.trim());
        format!("{chosen}{}", words.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "))
    });
    each.collect()
}

#[test]
fn who_will_read_a_comment_is_said_of_each_choice_and_the_chosen_one_comes_back() {
    let page = page(IssueState::InProgress, &WORKING);
    let system = &page.system.as_ref().unwrap().name;
    let shared =
        format!("案件共有 市・センター・対象システムのベンダーが読みます ベンダーで読むのは「{system}」の担当だけです");
    let at_first = audiences(&shown(&page, Language::Ja, None));
    assert_eq!(at_first, [format!("● {shared}"), "市内部 市の職員だけが読みます".to_owned()]);

    let again = returned("comment", &[("scope", "city"), ("text", "")], AppError::Stale);
    let chosen = audiences(&shown(&page, Language::Ja, Some(again)));
    assert_eq!(chosen, [shared, "● 市内部 市の職員だけが読みます".to_owned()]);
}
