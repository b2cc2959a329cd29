//! Pages in both directions, in every order, are the plainly sorted list.

use domain::{
    actor::Actor,
    filter::{IssueFilter, PAGE_SIZE, SortKey},
    key::IssueKey,
    view::IssueRow,
};
use std::cmp::Reverse;
use tests::{
    TestDb, both_dbs,
    truth::{IssueFact, Truth},
};

/// The rows of all pages, from the first on.
async fn forward(db: &TestDb, actor: &Actor, query: &str) -> Vec<IssueKey> {
    let mut keys = Vec::new();
    let mut next = Some(query.to_owned());
    while let Some(query) = next {
        let list = page(db, actor, &query).await;
        assert!(list.next.is_none() || list.rows.len() == usize::try_from(PAGE_SIZE).unwrap(), "a page is full");
        assert_eq!(list.previous.is_some(), !keys.is_empty(), "every page but the first has one before");
        keys.extend(list.rows.iter().map(|row| row.key));
        assert!(keys.len() < 10_000, "the pages never end");
        next = list.next;
    }
    keys
}

/// The same from the last page back.
async fn backward(db: &TestDb, actor: &Actor, query: &str) -> Vec<IssueKey> {
    let mut keys = Vec::new();
    let mut previous = Some(if query.is_empty() { "page=last".to_owned() } else { format!("{query}&page=last") });
    while let Some(query) = previous {
        let list = page(db, actor, &query).await;
        assert_eq!(list.next.is_some(), !keys.is_empty(), "every page but the last has one after");
        keys.splice(0..0, list.rows.iter().map(|row: &IssueRow| row.key));
        assert!(keys.len() < 10_000, "the pages never end");
        previous = list.previous;
    }
    keys
}

async fn page(db: &TestDb, actor: &Actor, query: &str) -> domain::view::IssueList {
    let filter = IssueFilter::parse(query);
    assert_eq!(filter.ignored, [], "{query}");
    db.store.issue_list(actor, &filter).await.unwrap()
}

/// Everything the person may know of, plainly sorted.
fn naive(truth: &Truth, actor: &Actor, filter: &IssueFilter) -> Vec<IssueKey> {
    let mut rows: Vec<&IssueFact> = truth.issues_for(actor);
    if filter.state == domain::filter::StateFilter::Open {
        rows.retain(|it| it.state.is_open());
    }
    rows.sort_by_key(|it| it.id);
    match filter.sort_key() {
        SortKey::Due => rows.sort_by_key(|it| (it.due.is_none(), it.due)),
        SortKey::Severity => rows.sort_by_key(|it| it.severity),
        SortKey::Priority => rows.sort_by_key(|it| it.priority),
        SortKey::Updated => rows.sort_by_key(|it| Reverse((it.updated_at, it.id))),
        SortKey::Raised => rows.sort_by_key(|it| Reverse((it.raised_on, it.id))),
    }
    if filter.reversed {
        rows.reverse();
    }
    rows.into_iter().map(|it| it.key).collect()
}

both_dbs! {
    async fn every_order_can_be_walked_both_ways_by_everybody(db) {
        store::scale::fill(&db.store, 300, |_| {}).await.unwrap();
        let truth = Truth::of(&db).await;
        for login in ["kyuyo", "sekinin", "kanri-kyoiku", "op-somu", "consul", "vendor-b", "admin"] {
            let actor = db.actor(login).await;
            let sorts = SortKey::ALL.iter().flat_map(|key| [format!("sort={key}"), format!("sort=-{key}")]);
            for (i, sort) in sorts.enumerate() {
                // Half of the orders over all states, half over the open ones.
                let query = if i % 2 == 0 { format!("state=all&{sort}") } else { sort };
                let expected = naive(&truth, &actor, &IssueFilter::parse(&query));
                assert_eq!(forward(&db, &actor, &query).await, expected, "{login} {query}, forward");
                assert_eq!(backward(&db, &actor, &query).await, expected, "{login} {query}, backward");
                let count = page(&db, &actor, &query).await.count;
                assert_eq!((count.number as usize, count.more), (expected.len(), false), "{login} {query}");
            }
        }
    }

    async fn a_row_that_comes_or_goes_in_between_moves_no_other(db) {
        store::scale::fill(&db.store, 200, |_| {}).await.unwrap();
        let kyuyo = db.actor("kyuyo").await;
        let first = page(&db, &kyuyo, "state=all&sort=raised").await;
        let before = page(&db, &kyuyo, first.next.as_deref().unwrap()).await;
        db.store.raise_issue(&kyuyo, "SOMU-2026-001", "", &tests::typed::draft("割込み")).await.unwrap();
        let after = page(&db, &kyuyo, first.next.as_deref().unwrap()).await;
        let keys = |list: &domain::view::IssueList| list.rows.iter().map(|row| row.key).collect::<Vec<_>>();
        assert_eq!(keys(&before), keys(&after), "no row twice, none left out");
    }

    async fn a_mark_that_fits_no_row_is_an_empty_page_not_an_error(db) {
        let kyuyo = db.actor("kyuyo").await;
        let nil = "00000000-0000-0000-0000-000000000000";
        for (query, empty) in [
            (format!("after=9999-12-31~{}", "f".repeat(8) + "-ffff-ffff-ffff-ffffffffffff"), true),
            (format!("before=0001-01-01~{nil}"), true),
            (format!("after=2026-11-24~{nil}"), false),
        ] {
            let list = page(&db, &kyuyo, &query).await;
            assert_eq!(list.rows.is_empty(), empty, "{query}");
            assert!(list.count.number > 0, "{query}");
        }
        // A mark of another order is passed over: the first page.
        let list = page(&db, &kyuyo, &format!("sort=severity&after=2026-11-24~{nil}")).await;
        assert_eq!(list.rows.len(), page(&db, &kyuyo, "sort=severity").await.rows.len());
    }

    async fn counting_stops_at_a_thousand(db) {
        store::scale::fill(&db.store, 1_300, |_| {}).await.unwrap();
        let count = page(&db, &db.actor("sekinin").await, "state=all").await.count;
        assert_eq!((count.number, count.more), (1_000, true));
    }
}
