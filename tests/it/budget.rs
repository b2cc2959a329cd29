//! Statements: at most six for a page, session and actor included, however many rows there are.

use domain::{
    filter::IssueFilter,
    policy::may_rank,
    relay::{RelayFilter, may_submit},
};
use http::StatusCode;
use tests::{Browser, TestApp, both_dbs};

const BUDGET: u64 = 6;

/// What the first look of a day at something restricted costs more: that it was read is written down.
const NOTED: u64 = 1;

/// The pages, each with an address that this person may open.
async fn pages(app: &TestApp, login: &str) -> Vec<String> {
    let actor = app.db.actor(login).await;
    let mut pages: Vec<String> = [
        "/",
        "/cases",
        "/cases?state=live&signal=red",
        "/issues",
        "/issues?state=all&sort=-updated&page=last",
        "/issues?columns=all",
    ]
    .into_iter()
    .chain(["/timeline", "/timeline?from=2024-04&months=48&group=vendor&state=live"])
    .chain(may_rank(&actor).then_some("/ranking?from=2026-04-01&to=2027-03-31"))
    .chain(["/issues?q=%E5%B8%B3%E7%A5%A8&due=soon&ball=me", "/account", "/issues/new"])
    .chain(["/laws", "/laws/L19", "/cases/new"])
    .map(str::to_owned)
    .collect();
    let list = app.db.store.issue_list(&actor, &IssueFilter::parse("state=all&sort=raised")).await.unwrap();
    if let Some(case) = list.cases.first() {
        pages.extend(["", "/issues", "/signals", "/edit", "/plan"].map(|below| format!("/cases/{}{below}", case.no)));
        pages.extend([1, 6].map(|n| format!("/cases/{}/stages/{n}", case.no)));
        if let Some(system) = list.choices.systems.iter().find(|it| case.systems.contains(it)) {
            pages.push(format!("/cases/{}/stages/5?system={}", case.no, system.code));
        }
    }
    if ["keiyaku", "sekinin", "kanri-somu", "admin"].contains(&login) {
        pages.extend(["/admin/checklists", "/admin/approvers"].map(str::to_owned));
    }
    let relays = app.db.store.relay_list(&actor, RelayFilter::parse("state=all")).await.map(|it| it.rows);
    for relay in relays.iter().flatten() {
        pages.extend(["/relay".to_owned(), "/relay?state=all".to_owned(), format!("/relay/{}", relay.id)]);
    }
    if may_submit(&actor) {
        pages.extend(["/relay/new".to_owned(), "/relay/new?issue=SOMU-2026-001-16".to_owned()]);
    }
    pages.extend(list.rows.first().map(|row| format!("/issues/{}", row.key)));
    // The one with the longest history of the demo world.
    pages.extend(
        list.rows.iter().find(|row| row.key.to_string() == "SOMU-2026-001-9").map(|row| format!("/issues/{}", row.key)),
    );
    pages
}

async fn cost(app: &TestApp, browser: &Browser<'_>, page: &str) -> u64 {
    let before = app.db.store.statements();
    let answer = browser.get(page).await;
    let after = app.db.store.statements();
    // Not everybody opens and edits cases; being told so has its cost too.
    let is_for_some = ["/issues/new", "/laws", "/cases/new"].iter().any(|it| page.starts_with(it))
        || page.ends_with("/edit")
        || page.ends_with("/plan");
    assert!(answer.status == StatusCode::OK || is_for_some, "{page}: {}", answer.status);
    after - before
}

both_dbs! {
    async fn every_page_keeps_its_budget_whatever_the_number_of_rows(db) {
        let app = TestApp::demo(db).await;
        let people = ["kyuyo", "keiyaku", "sekinin", "kanri-somu", "op-somu", "consul", "vendor-a", "admin"];
        let mut before = Vec::new();
        for login in people {
            let browser = app.browser(login).await;
            let mut costs = Vec::new();
            for page in pages(&app, login).await {
                let first = cost(&app, &browser, &page).await;
                let statements = cost(&app, &browser, &page).await;
                let is_noted = page.starts_with("/relay/") || page.starts_with("/issues/");
                assert!(first == statements || (is_noted && first == statements + NOTED), "{login} {page}: {first} at first");
                assert!(statements <= BUDGET, "{login} {page}: {statements} statements");
                costs.push((page, statements));
            }
            assert!(costs.iter().any(|(_, statements)| *statements > 2), "{login}: the counter counts");
            before.push((login, browser, costs));
        }
        store::scale::fill(&app.db.store, 400, |_| {}).await.unwrap();
        for (login, browser, costs) in before {
            for (page, statements) in costs {
                // A 課題一覧 of one page needs no statement to count it: that one may come with the rows.
                let is_list = page.split('?').next().is_some_and(|path| path.ends_with("/issues"));
                let now = cost(&app, &browser, &page).await;
                assert!(now <= BUDGET, "{login} {page}: {now} statements");
                assert!(
                    now == statements || (is_list && now == statements + 1),
                    "{login} {page}: rows cost no statements, but {statements} became {now}"
                );
            }
        }
    }

    async fn a_stranger_costs_nothing(db) {
        let app = TestApp::real(db);
        let stranger = app.stranger();
        for page in ["/", "/cases", "/issues/SOMU-2026-001-1", "/sign-in", "/healthz"] {
            let before = app.db.store.statements();
            stranger.get(page).await;
            let spent = app.db.store.statements() - before;
            assert_eq!(spent, 0, "{page}: no session, no question");
        }
    }
}
