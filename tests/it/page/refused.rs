//! Pages that show nothing: refused ones say what they are, empty ones lead on.

use domain::{
    organisation::{CenterCode, OrgKind},
    role::Role,
};
use store::{NewOrganisation, NewRole, NewUser};
use tests::{Kind, TestApp, TestDb, people::PASSWORD};

#[tokio::test]
async fn a_page_that_is_refused_has_a_title_and_a_heading() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    for (login, path) in [
        ("kyuyo", "/cases/SOMU-2026-004/plan"),
        ("vendor-a-member", "/cases/SOMU-2026-004/plan"),
        ("vendor-a", "/cases/SOMU-2026-004/edit"),
        ("op-somu", "/cases/SOMU-2026-004/edit"),
    ] {
        let page = app.browser(login).await.get(path).await;
        assert_eq!(page.status, 403, "{login} {path}");
        let heading = "この画面は、あなたの役割では使えません";
        assert_eq!(page.body.matches("<h1").count(), 1, "{login} {path}: {}", page.body);
        let shown = page.body.split("<h1").nth(1).and_then(|it| it.split("</h1>").next());
        assert!(shown.is_some_and(|it| it.contains(heading)), "{login} {path}: {shown:?}");
        let title = page.body.split("<title>").nth(1).and_then(|it| it.split("</title>").next());
        assert!(title.is_some_and(|it| it.starts_with(heading)), "{login} {path}: {title:?}");
    }
}

/// A fresh install with a center, and a person in each of these roles.
async fn fresh(roles: &[Role]) -> TestApp {
    let db = TestDb::empty(Kind::Sqlite).await;
    let center = NewOrganisation {
        code: "SOMU-C".into(),
        kind: OrgKind::Center,
        name: "総務事務センター".into(),
        name_en: String::new(),
        bureau: None,
        center: Some(CenterCode::Somu),
        sort: 1,
        valid_from: None,
    };
    db.store.register_organisation(&center).await.unwrap();
    for role in roles {
        let center = role.is_bound_to_one_center().then_some(CenterCode::Somu);
        let user = NewUser {
            login: role.to_string(),
            name: role.to_string(),
            kana: String::new(),
            title: String::new(),
            org: "SOMU-C".into(),
            password: PASSWORD.into(),
            roles: vec![NewRole { role: *role, center, valid_from: None, valid_to: None }],
            demo: true,
        };
        db.store.add_user(&user).await.unwrap();
    }
    TestApp::real(db)
}

#[tokio::test]
async fn without_any_case_the_list_leads_to_the_first_one() {
    let people = [(Role::OperationsManager, true), (Role::Consultant, true), (Role::Operator, false)];
    let app = fresh(&people.map(|it| it.0)).await;
    for (role, leads) in people {
        let page = app.browser(role.as_str()).await.get("/cases").await;
        let empty = page.body.split("class=\"empty\"").nth(1).and_then(|it| it.split("</div>").next());
        let empty = empty.unwrap_or_else(|| panic!("{role}: {}", page.text()));
        for href in ["/cases/new", "/laws"] {
            assert_eq!(empty.contains(&format!("href=\"{href}\"")), leads, "{role}: {empty}");
        }
    }
}
