//! Forms that their page does not offer any more, or not to this person: nothing typed is lost, and where somebody else
//! was faster the page says what the record is now.

use super::{
    CASE, html,
    planning::{press, proposed},
};
use domain::refusal::Field;
use std::collections::BTreeMap;
use tests::{Answer, Browser, Kind, TestApp, TestDb, both_dbs};

const LONG: &str = "業務所管課の確認が終わるまで待つ。次の打合せで、いつからにするかを決める。";

async fn version(who: &Browser<'_>, path: &str) -> String {
    html::version(&who.get(path).await.body)
}

async fn send(who: &Browser<'_>, path: &str, verb: &str, version: &str) -> Answer {
    who.post(path, &[("do", verb), ("version", version), ("reason", LONG)]).await
}

/// It was too late, and there is no such form any more.
fn is_told(answer: &Answer, verb: &str, state: &str) {
    let text = answer.text();
    assert_eq!(answer.status, 409, "{verb}: {text}");
    assert!(html::element(&answer.body, &format!("form-{verb}")).is_none(), "{verb} is not there any more");
    assert!(!answer.body.contains(&format!("href=\"#form-{verb}\"")), "{verb}: no way to what is not there");
    assert!(text.contains(&format!("いまの状態は「{state}」です。")), "{verb}: {text}");
    assert!(!text.contains("欄の下に示した"), "{verb}: {text}");
}

fn is_kept(answer: &Answer, verb: &str) {
    assert_eq!(html::value(&answer.body, "kept-reason").as_deref(), Some(LONG), "{verb}");
    let (tag, _) = html::element(&answer.body, "kept-reason").expect("it is there");
    assert!(tag.contains("readonly"), "{verb}: {tag}");
    assert!(answer.body.contains("href=\"#kept\"") && html::element(&answer.body, "kept").is_some(), "{verb}: the way");
}

both_dbs! {
    async fn what_was_typed_for_a_case_that_somebody_else_moved_is_kept_and_its_state_is_said(db) {
        let app = TestApp::demo(db).await;
        let (lead, manager) = (app.browser("sekinin").await, app.browser("kanri-somu").await);
        let path = "/cases/SOMU-2026-004/edit";
        for (first, late, state) in [
            ("hold", "hold", "保留"),
            ("resume", "resume", "進行中"),
            ("hold", "complete", "保留"),
        ] {
            let before = version(&manager, path).await;
            let moved = send(&lead, path, first, &before).await;
            assert_eq!(moved.status, 303, "{first}: {}", moved.text());
            let answer = send(&manager, path, late, &before).await;
            is_told(&answer, late, state);
            is_kept(&answer, late);
        }
        // Of a case that is over there is no such page any more.
        let before = version(&manager, path).await;
        assert_eq!(send(&lead, path, "cancel", &before).await.status, 303);
        let answer = send(&manager, path, "cancel", &before).await;
        assert_eq!(answer.status, 409);
        is_kept(&answer, "cancel");
    }

    async fn a_draft_that_somebody_else_confirmed_says_so_and_keeps_the_note(db) {
        let app = TestApp::demo(db).await;
        let consul = app.browser("consul").await;
        let shown = proposed(&consul).await;
        assert_eq!(press(&consul, "open", &shown, &[]).await.status, 303);
        let (officer, manager) = (app.browser("fukuri").await, app.browser("kanri-somu").await);
        let path = "/cases/SOMU-2026-005/edit";
        let before = version(&manager, path).await;
        assert_eq!(send(&officer, path, "confirm", &before).await.status, 303);
        let answer = send(&manager, path, "confirm", &before).await;
        is_told(&answer, "confirm", "計画");
        is_kept(&answer, "confirm");
    }

    async fn a_form_that_is_still_there_holds_what_was_typed_itself(db) {
        let app = TestApp::demo(db).await;
        let (lead, manager) = (app.browser("sekinin").await, app.browser("kanri-somu").await);
        let path = "/cases/SOMU-2026-004/edit";
        let before = version(&manager, path).await;
        assert_eq!(send(&lead, path, "hold", &before).await.status, 303);
        let answer = send(&manager, path, "cancel", &before).await;
        assert_eq!(answer.status, 409);
        assert_eq!(html::value(&answer.body, "cancel-reason").as_deref(), Some(LONG));
        assert!(answer.body.contains("href=\"#form-cancel\"") && html::element(&answer.body, "form-cancel").is_some());
        assert!(html::element(&answer.body, "kept").is_none(), "once is enough");
    }

    async fn an_account_that_somebody_else_disabled_says_so(db) {
        let app = TestApp::demo(db).await;
        let (first, second) = (app.browser("sekinin").await, app.browser("admin").await);
        let path = "/admin/users/jinji";
        for (verb, state) in [("disable_account", "無効"), ("enable_account", "利用中")] {
            let before = version(&second, path).await;
            let done = first.post(path, &[("do", verb), ("version", &before)]).await;
            assert_eq!(done.status, 303, "{verb}: {}", done.text());
            let answer = second.post(path, &[("do", verb), ("version", &before)]).await;
            is_told(&answer, verb, state);
            assert!(html::element(&answer.body, "kept").is_none(), "{verb}: nothing was typed");
        }
    }
}

const TYPED: &str = "私の文";

const PEOPLE: [&str; 10] =
    ["kyuyo", "jinji", "kyuyo-kessai", "kanri-somu", "op-somu", "sekinin", "keiyaku", "consul", "vendor-a", "admin"];

/// Every page with a form in which something is typed.
fn pages() -> Vec<String> {
    let of_case = ["", "/edit", "/plan", "/stages/1", "/stages/2"].map(|rest| format!("/cases/{CASE}{rest}"));
    let others = [
        "/cases/SOMU-2026-004/edit",
        "/cases/SOMU-2026-004/plan",
        "/cases/SOMU-2026-004/stages/1",
        "/issues/SOMU-2026-001-1",
        "/issues/SOMU-2026-001-19",
        "/issues/new",
        "/cases/new",
        "/laws/new",
        "/laws/L20",
        "/admin/users/kyuyo",
        "/admin/users/new",
        "/admin/organisations",
        "/admin/organisations/KYUYO",
        "/admin/systems",
        "/admin/systems/SHOMU",
        "/admin/checklists",
    ];
    of_case.into_iter().chain(others.map(str::to_owned)).collect()
}

/// What is typed into the forms of a page, by their verbs.
fn forms(body: &str) -> BTreeMap<String, Vec<String>> {
    let (mut forms, mut verbs) = (BTreeMap::<String, Vec<String>>::new(), Vec::new());
    for (element, tag) in html::tags(body) {
        let attribute = |name| html::attribute(&tag, name).unwrap_or_default();
        let name = attribute("name");
        if element == "form" {
            verbs.clear();
        } else if name == "do" {
            verbs.push(attribute("value"));
            forms.entry(attribute("value")).or_default();
        } else if (element == "textarea" || attribute("type") == "text")
            && Field::parse(&name).is_some_and(Field::is_typed)
        {
            for verb in &verbs {
                forms.entry(verb.clone()).or_default().push(name.clone());
            }
        }
    }
    forms
}

/// Whatever a page offers to somebody, sent by somebody to whom it offers it not.
#[tokio::test]
async fn what_was_typed_into_any_form_that_is_not_on_the_page_is_on_the_page() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let mut people = Vec::new();
    for login in PEOPLE {
        people.push((login, app.browser(login).await));
    }
    let (mut asked, mut lost) = (BTreeMap::<String, usize>::new(), Vec::new());
    for page in pages() {
        let (mut offered, mut of_person) = (BTreeMap::new(), Vec::new());
        for (_, who) in &people {
            let own = forms(&who.get(&page).await.body);
            offered.extend(own.clone().into_iter().filter(|(_, fields)| !fields.is_empty()));
            of_person.push(own);
        }
        for ((login, who), own) in people.iter().zip(&of_person) {
            for (verb, fields) in offered.iter().filter(|(verb, _)| !own.contains_key(*verb)) {
                let mut sent = vec![("do", verb.as_str()), ("version", "1")];
                sent.extend(fields.iter().map(|field| (field.as_str(), TYPED)));
                let answer = who.post(&page, &sent).await;
                assert!(answer.status.is_client_error(), "{login} {page} {verb}: {}", answer.status);
                *asked.entry(verb.clone()).or_default() += 1;
                for field in fields {
                    // Some buttons send the form of another verb, which comes back as that.
                    let mut places = ["kept", verb].into_iter().chain(own.keys().map(String::as_str));
                    let held = |form: &str| html::value(&answer.body, &format!("{form}-{field}"));
                    if !places.any(|form| held(form).is_some_and(|held| held.contains(TYPED))) {
                        lost.push(format!("{login} {page} {verb} {field}: {}", answer.status));
                    }
                }
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    assert!(asked.len() > 25, "most of the verbs were asked for: {asked:?}");
}
