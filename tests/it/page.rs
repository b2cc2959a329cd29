//! The pages and forms through the real router: who gets what, and what bad input does.

mod cancelling;
mod correcting;
mod crossing;
mod drawing;
mod english;
mod filters;
mod first_sign_in;
mod forms;
mod gone;
mod guards;
mod hostile;
pub mod html;
mod kept;
mod laws;
mod my_number;
mod named;
mod old_comments;
mod own_account;
mod pictures;
mod plan_moves;
mod plan_reasons;
mod planning;
mod refused;
mod routes;
pub mod second_factor;
mod sessions;
mod sign_in;
mod slips;
mod stages;
mod twice;
pub mod watch;
mod who_opens_cases;

use tests::{Answer, Browser};

/// 重点案件: 総務事務センター, 給与課, all three lanes.
const CASE: &str = "SOMU-2026-001";

/// The 課題番号 in the address that a raised 課題 leads to.
fn key_of(answer: &Answer) -> String {
    let to = answer.location.as_deref().unwrap_or_else(|| panic!("raised, not {}", answer.text()));
    to.trim_start_matches("/issues/").split('?').next().unwrap_or_default().to_owned()
}

/// Raises a 課題 about JINKYU (ベンダーB) that the vendor reads too.
async fn raise(who: &Browser<'_>, title: &str, body: &str) -> String {
    let fields =
        [("do", "raise"), ("case", CASE), ("system", "JINKYU"), ("title", title), ("body", body), ("scope", "shared")];
    key_of(&who.post("/issues/new", &fields).await)
}

/// Does something that is right, with the version that the page shows.
async fn done(who: &Browser<'_>, key: &str, verb: &str, fields: &[(&str, &str)]) {
    let path = format!("/issues/{key}");
    let version = html::version(&who.get(&path).await.body);
    let mut all = vec![("do", verb), ("version", version.as_str())];
    all.extend(fields);
    let answer = who.post(&path, &all).await;
    assert_eq!(answer.status, 303, "{verb}: {}", answer.text());
}
