//! Forms that carry a version: the alert above a page leads to the one that came back by its name.

use super::html;
use std::collections::BTreeSet;
use tests::{Browser, Kind, TestApp, TestDb};

/// The forms of a page that carry a version and hold something typed: verb and id.
fn forms(body: &str) -> Vec<(String, Option<String>)> {
    let whole = |part: &str| part.split("</form>").next().unwrap_or_default().to_owned();
    let forms: Vec<_> = body.split("<form").skip(1).map(whole).collect();
    let typed = |(name, tag): &(String, String)| match name.as_str() {
        "textarea" | "select" => true,
        "input" => html::attribute(tag, "type").is_none_or(|it| it != "hidden"),
        _ => false,
    };
    let with_version = forms.iter().filter(|it| it.contains("name=\"version\""));
    with_version
        .filter(|it| html::tags(it).iter().any(typed))
        .map(|it| {
            let tag = |name: &str| html::tags(it).into_iter().map(|tag| tag.1).find(|tag| tag.contains(name));
            let verb = tag("name=\"do\"").and_then(|tag| html::attribute(&tag, "value")).unwrap_or_default();
            (verb, html::attribute(it.split('>').next().unwrap_or_default(), "id"))
        })
        .collect()
}

/// Does something on a page of a 工程 with the version that it shows.
async fn act(who: &Browser<'_>, page: &str, verb: &str) {
    let version = html::version(&who.get(page).await.body);
    let system = page.split("system=").nth(1).unwrap_or_default();
    let done =
        who.post(page, &[("do", verb), ("version", &version), ("system", system), ("reason", "改修がない")]).await;
    assert_eq!(done.status, 303, "{verb}: {}", done.text());
}

#[tokio::test]
async fn every_form_that_can_be_stale_has_a_name_of_its_own() {
    const SEVEN: &str = "/cases/SOMU-2026-001/stages/7?system=SHOMU";
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let (kanri, kessai) = (app.browser("kanri-somu").await, app.browser("kyuyo-kessai").await);
    let (lead, admin) = (app.browser("sekinin").await, app.browser("admin").await);
    let mut verbs = BTreeSet::new();
    let mut look = async |who: &Browser<'_>, path: &str| {
        let page = who.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let found = forms(&page.body);
        let ids: BTreeSet<_> = found.iter().filter_map(|it| it.1.clone()).collect();
        assert_eq!(ids.len(), found.len(), "{path}: {found:?}");
        verbs.extend(found.into_iter().map(|it| it.0));
    };
    let template = admin.get("/admin/checklists?stage=6").await.body;
    let template =
        template.split("&amp;edit=").nth(1).and_then(|it| it.split('"').next()).unwrap_or_default().to_owned();
    let rinji = "/cases/SOMU-2026-001/stages/6?system=RINJI";
    let line = kanri.get(rinji).await.body;
    let line = line.split("&amp;edit=").nth(1).and_then(|it| it.split('#').next()).unwrap_or_default().to_owned();
    for (who, path) in [
        (&kanri, "/issues/SOMU-2026-001-1"),
        (&kanri, "/issues/SOMU-2026-004-1"),
        (&kanri, "/cases/SOMU-2026-004/edit"),
        (&kanri, "/cases/SOMU-2026-004/plan"),
        (&kanri, "/cases/SOMU-2026-004/stages/1"),
        (&kanri, "/laws/L20"),
        (&kanri, &format!("{rinji}&edit={line}")),
        (&kessai, rinji),
        (&kanri, SEVEN),
        (&admin, "/admin/users/vendor-a"),
        (&lead, "/admin/users/kyuyo"),
        (&admin, "/admin/organisations/KYUYO"),
        (&admin, "/admin/systems/RINJI"),
        (&admin, &format!("/admin/checklists?stage=6&edit={template}")),
    ] {
        look(who, path).await;
    }
    act(&kanri, SEVEN, "propose_leave_out").await;
    look(&kessai, SEVEN).await;
    act(&kessai, SEVEN, "leave_out_agreed").await;
    look(&kessai, SEVEN).await;
    for verb in [
        "edit",
        "assign",
        "move_deadline",
        "add_line",
        "relate",
        "comment",
        "repropose",
        "add_lane",
        "hold",
        "cancel",
        "start_stage",
        "report_stage",
        "gate_approved",
        "gate_conditional",
        "gate_returned",
        "add_stage_line",
        "edit_stage_line",
        "leave_out_line",
        "propose_leave_out",
        "leave_out_agreed",
        "leave_out_returned",
        "undo_leave_out",
        "edit_template",
        "edit_account",
        "give_role",
        "set_password",
        "edit_org",
        "edit_system",
        "change_vendor",
        "leave",
    ] {
        assert!(verbs.contains(verb), "{verb} was looked at: {verbs:?}");
    }
}
