//! Every form of every page, as its HTML has it: the number goes into each input, and none lets it in. A page that is
//! added to the list brings all its forms along; a form that is added to a page needs nothing.

use super::*;
use domain::refusal::Field;
use std::collections::BTreeSet;

/// A form that is posted: where to, by which buttons, what it sends unseen, and what people type into.
#[derive(Debug)]
struct Form {
    action: String,
    verbs: Vec<String>,
    sent: Vec<(String, String)>,
    typed: Vec<String>,
}

/// The forms of a page that are posted to a page.
fn forms(body: &str) -> Vec<Form> {
    let forms = body.split("<form").skip(1).filter_map(|form| form.split("</form>").next());
    let forms = forms.filter_map(|form| {
        let start = format!("<form{}", form.split('>').next()?);
        let action = html::attribute(&start, "action")?;
        if html::attribute(&start, "method")? != "post" || action.starts_with("/session") {
            return None;
        }
        let (mut sent, mut typed, mut verbs) = (Vec::new(), Vec::new(), Vec::new());
        for (tag, rest) in html::tags(&format!("<form{form}")) {
            let Some(name) = html::attribute(&rest, "name") else { continue };
            let value = html::attribute(&rest, "value").unwrap_or_default();
            let kind = html::attribute(&rest, "type").unwrap_or_default();
            match (tag.as_str(), kind.as_str()) {
                _ if name == "do" => verbs.push(value),
                ("input", "hidden") => sent.push((name, value)),
                ("input", "checkbox" | "radio") => {}
                // A password is kept by nobody.
                _ if Field::parse(&name).is_some_and(Field::is_secret) => {}
                ("input", _) | ("textarea", _) => typed.push(name),
                _ => {}
            }
        }
        Some(Form { action, verbs, sent, typed })
    });
    forms.collect()
}

const PAGES: [&str; 23] = [
    "/account",
    "/issues/new",
    "/issues/SOMU-2026-001-1",
    "/issues/SOMU-2026-001-2",
    "/issues/SOMU-2026-001-19",
    "/cases/new",
    "/cases/SOMU-2026-001",
    "/cases/SOMU-2026-001/edit",
    "/cases/SOMU-2026-001/plan",
    "/cases/SOMU-2026-002",
    "/laws/new",
    "/laws/L20",
    "/admin/users/new",
    "/admin/users/kyuyo",
    "/admin/organisations",
    "/admin/organisations/KYUYO",
    "/admin/systems",
    "/admin/systems/JINKYU",
    "/admin/calendar/day?day=2026-12-07&says=closed&reach=city&reason=x&label=x",
    "/admin/checklists?stage=1",
    "/admin/checklists?stage=1&edit=1",
    "/admin/approvers",
    "/relay/new",
];

/// The pages of every 工程 and lane of the case.
fn stages() -> Vec<String> {
    let lanes = (3..=7).flat_map(|n| ["JINKYU", "SHOMU", "RINJI"].map(|system| format!("{n}?system={system}")));
    ["1".to_owned(), "2".to_owned()].into_iter().chain(lanes).map(|it| format!("/cases/{CASE}/stages/{it}")).collect()
}

const PEOPLE: [&str; 7] = ["kyuyo", "kyuyo-kessai", "sekinin", "kanri-somu", "vendor-b", "admin", "op-somu"];

#[tokio::test]
async fn no_input_of_any_form_lets_it_in() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let events = Events::over(&app.db).await;
    let (mut tried, mut failures, mut posts) = (BTreeSet::new(), Vec::new(), 0);
    let rows = events.rows().await;
    for login in PEOPLE {
        let who = app.browser(login).await;
        let actor = app.db.actor(login).await;
        let relays = app.db.store.relay_list(&actor, domain::relay::RelayFilter::parse("state=all")).await;
        let relays = relays.map(|it| it.rows).unwrap_or_default().into_iter().map(|it| format!("/relay/{}", it.id));
        for page in PAGES.map(str::to_owned).into_iter().chain(stages()).chain(relays) {
            let opened = who.get(&page).await;
            if opened.status != 200 {
                continue;
            }
            for form in forms(&opened.body) {
                for (verb, input) in form.verbs.iter().flat_map(|verb| form.typed.iter().map(move |it| (verb, it))) {
                    // The same form of the same kind of page is the same code; a plan has an input for each line.
                    let kind = input.split('-').next().unwrap_or_default().to_owned();
                    if !tried.insert((verb.clone(), kind)) {
                        continue;
                    }
                    let mut fields = vec![("do", verb.as_str())];
                    fields.extend(form.sent.iter().map(|(name, value)| (name.as_str(), value.as_str())));
                    fields.push((input, NUMBER));
                    let answer = who.post(&form.action, &fields).await;
                    posts += 1;
                    if answer.status != 422 || !answer.text().contains(SENTENCE) {
                        failures.push(format!("{login} {page} {verb} {input}: {}", answer.status));
                    }
                    if !answer.body.contains(NUMBER) {
                        failures.push(format!("{login} {page} {verb} {input}: what was typed is lost"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let verbs: BTreeSet<_> = tried.iter().map(|(verb, _)| verb.as_str()).collect();
    for verb in [
        "raise",
        "comment",
        "edit",
        "move_deadline",
        "add_line",
        "relate",
        "replan",
        "comment_plan",
        "report_stage",
        "add_stage_line",
        "add_law",
        "add_account",
        "edit_account",
        "add_org",
        "edit_org",
        "add_system",
        "add_template",
        "override_signal",
        "submit_relay",
        "send_relay",
        "return_relay",
        "resubmit_relay",
    ] {
        assert!(verbs.contains(verb), "{verb} is not among the forms that were tried: {verbs:?}");
    }
    assert!(posts >= 60, "{posts} inputs of {} forms: {tried:?}", verbs.len());
    assert_eq!(events.number().await, posts);
    assert_eq!(events.rows().await[..12], rows[..12], "nothing was written");
    assert_eq!(holds(&app.db, &PIECES).await, Vec::<String>::new());
}
