//! What is wrong with a link that does not hold.

use super::{Break, Link, Place, SLACK, content, event_seal, follows, place};
use crate::audit::chain::link;
use chrono::{DateTime, Utc};

/// Looks at the first of these links. `before`: the hash of the one before it; `earlier`: of the one before that;
/// `youngest`: the latest time so far.
pub(super) fn broken_link(
    links: &[Link],
    before: &str,
    earlier: Option<&str>,
    youngest: Option<DateTime<Utc>>,
) -> Option<(Place, Break)> {
    let ((seal, row), rest) = links.split_first()?;
    let at = place(seal, row.as_ref());
    let Some(row) = row else { return Some((at, Break::Deleted)) };
    if content(row) != seal.content {
        // The rows of two links were exchanged, or this one was rewritten.
        let elsewhere = rest.iter().filter_map(|(_, row)| row.as_ref()).any(|row| content(row) == seal.content);
        return Some((at, if elsewhere { Break::Reordered } else { Break::Changed }));
    }
    if !follows(before, seal) {
        return Some(misplaced(seal, rest, before, earlier, at));
    }
    // It was sealed after something that happened long after it.
    youngest.is_some_and(|youngest| row.at < youngest - SLACK).then_some((at, Break::Inserted))
}

/// The event is what was sealed, but not after the link before it.
fn misplaced(
    seal: &event_seal::Model,
    rest: &[Link],
    before: &str,
    earlier: Option<&str>,
    at: Place,
) -> (Place, Break) {
    if rest.iter().any(|(other, _)| follows(before, other)) {
        // Another link belongs here. This one belongs elsewhere, or nowhere.
        let has_place = rest.iter().any(|(other, _)| follows(&other.hash, seal));
        return (at, if has_place { Break::Reordered } else { Break::Inserted });
    }
    if earlier.is_some_and(|earlier| follows(earlier, seal)) {
        // The one before was put in between.
        let before = Place { seq: at.seq.map(|seq| seq - 1), event: None, at: None };
        return (before, Break::Inserted);
    }
    let own = link(before, &seal.content, seal.sealed_at);
    if rest.first().is_some_and(|(next, _)| follows(&own, next)) {
        return (at, Break::SealChanged);
    }
    // What stood between the one before and this one is gone.
    (at, if rest.is_empty() { Break::SealChanged } else { Break::Deleted })
}
