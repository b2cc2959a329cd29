//! 管理: each rule on both databases, and the forms through the real router.

mod accounts;
mod calendar;
mod leaving;
mod masters;
mod moving_over;
mod pages;
mod review;

use domain::{actor::Actor, filter::IssueFilter, view::IssueRow};
use store::Store;

/// The open 課題 of a list, by its query.
async fn issues(store: &Store, actor: &Actor, query: &str) -> Vec<IssueRow> {
    store.issue_list(actor, &IssueFilter::parse(query)).await.expect("a list").rows
}
