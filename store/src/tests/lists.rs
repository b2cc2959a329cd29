//! Lists: pages in both directions are the pages of a plainly sorted list, and each read stays
//! within its budget of statements.

use super::world::{TestStore, no};
use crate::scale;
use domain::{
    filter::{IssueFilter, PAGE_SIZE},
    view::IssueRow,
};

async fn walk(test: &TestStore, login: &str, query: &str) {
    let actor = test.who(login).await;
    let page = |query: String| {
        let actor = actor.clone();
        async move { test.store.issue_list(&actor, &IssueFilter::parse(&query)).await.unwrap() }
    };
    let join = |more: &str| if query.is_empty() { more.to_owned() } else { format!("{query}&{more}") };
    let mut forward: Vec<IssueRow> = Vec::new();
    let mut next = Some(query.to_owned());
    while let Some(query) = next {
        let list = page(query).await;
        assert!(list.rows.len() <= PAGE_SIZE as usize);
        forward.extend(list.rows);
        next = list.next;
    }
    let mut backward: Vec<IssueRow> = Vec::new();
    let mut previous = Some(join("page=last"));
    let mut count = 0;
    while let Some(query) = previous {
        let list = page(query).await;
        count = list.count.number;
        backward.splice(0..0, list.rows);
        previous = list.previous;
    }
    assert_eq!(forward.len(), backward.len(), "{login} {query}");
    assert!(forward.iter().zip(&backward).all(|(a, b)| a.key == b.key), "{login} {query}");
    assert_eq!(count as usize, forward.len(), "{login} {query}");
    let filter = IssueFilter::parse(query);
    let key = |row: &IssueRow| match filter.sort_key().as_str() {
        "due" => row.due.map_or("9999-12-31".to_owned(), |it| it.to_string()),
        "updated" => row.updated_at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        "raised" => row.raised_on.to_string(),
        "severity" => (row.severity as u8).to_string(),
        _ => (row.priority as u8).to_string(),
    };
    let keys: Vec<_> = forward.iter().map(key).collect();
    let mut sorted = keys.clone();
    sorted.sort();
    let newest_first = matches!(filter.sort_key().as_str(), "updated" | "raised");
    if newest_first != filter.reversed {
        sorted.reverse();
    }
    assert_eq!(keys, sorted, "{login} {query}");
}

#[tokio::test]
async fn pages_forward_and_backward_are_the_sorted_list() {
    let test = TestStore::with_world().await;
    scale::fill(&test.store, 400, |_| {}).await.unwrap();
    for login in ["kyuyo", "kanri-somu", "vendor-b", "consul"] {
        for query in
            ["", "sort=-due", "state=all&sort=updated", "sort=severity", "state=all&sort=-raised", "sort=priority"]
        {
            walk(&test, login, query).await;
        }
    }
    for query in [
        "ball=me",
        "due=overdue",
        "due=soon",
        "due=unset",
        "q=%E5%B8%B3%E7%A5%A8",
        "q=100%25",
        "org=VENDOR-A",
        "party=KYUYO",
        "system=SHOMU&stage=3",
        "assignee=me",
        "ball=vendor",
        "ball=SOMU-C",
        "case=SOMU-2026-001",
        "state=closed&severity=high",
    ] {
        walk(&test, "kyuyo", query).await;
    }
    let admin = test.who("admin").await;
    let list = test.store.issue_list(&admin, &IssueFilter::default()).await.unwrap();
    assert!(list.rows.is_empty() && list.cases.is_empty() && list.choices.people.is_empty());
}

#[tokio::test]
async fn each_read_stays_within_its_statements() {
    let test = TestStore::with_world().await;
    scale::fill(&test.store, 200, |_| {}).await.unwrap();
    for login in ["kyuyo", "keiyaku", "sekinin", "kanri-somu", "op-somu", "consul", "vendor-a", "admin"] {
        let actor = test.who(login).await;
        let store = &test.store;
        let before = store.statements();
        let list = store.issue_list(&actor, &IssueFilter::parse("state=all")).await.unwrap();
        let lists = store.statements();
        store.case_list(&actor, &Default::default()).await.unwrap();
        let cases = store.statements();
        let today = store.today_view(&actor).await.unwrap();
        let todays = store.statements();
        store.raise_form(&actor).await.unwrap();
        let forms = store.statements();
        let case = store.case_page(&actor, no("SOMU-2026-001")).await;
        let pages = store.statements();
        if let Some(row) = list.rows.first() {
            store.issue_page(&actor, row.key).await.unwrap();
        }
        let issues = store.statements();
        println!(
            "{login:>12}: list {} cases {} today {} form {} case {} issue {}",
            lists - before,
            cases - lists,
            todays - cases,
            forms - todays,
            pages - forms,
            issues - pages
        );
        assert!(lists - before <= 4 && cases - lists <= 3 && todays - cases <= 4 && forms - todays <= 1);
        assert!(pages - forms <= 4 && issues - pages <= 4);
        assert_eq!(case.is_ok(), login != "admin");
        assert!(today.mine.len() <= 8 && today.mine.len() as u32 <= today.mine_count.number);
        assert!(today.waiting.iter().all(|it| it.count.number > 0));
    }
}
