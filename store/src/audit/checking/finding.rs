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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{audit::chain::BEGINNING, audit::checking::content, entity::event};
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn row(n: u128) -> event::Model {
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
        event::Model {
            id: Uuid::from_u128(n),
            at: start + TimeDelta::seconds(i64::try_from(n).unwrap_or_default()),
            actor_id: None,
            actor_org_id: None,
            case_id: None,
            issue_id: None,
            vendor_org_id: None,
            law_id: None,
            user_id: None,
            center: None,
            scope: None,
            talk: false,
            kind: "signed_in".into(),
            data: "{}".into(),
            actor_role: None,
            actor_center: None,
            address: None,
            session: None,
        }
    }

    /// Five links that hold.
    fn chain() -> Vec<Link> {
        let mut before = BEGINNING.to_owned();
        let links = (1..=5).map(|n| {
            let row = row(n);
            let content = content(&row);
            before = link(&before, &content, row.at);
            let seq = i64::try_from(n).unwrap_or_default();
            let seal = event_seal::Model { seq, event_id: row.id, content, hash: before.clone(), sealed_at: row.at };
            (seal, Some(row))
        });
        links.collect()
    }

    /// What a walk finds first.
    fn walked(links: &[Link]) -> Option<(Option<i64>, Break)> {
        let (mut before, mut earlier) = (BEGINNING.to_owned(), None);
        for (i, (seal, _)) in links.iter().enumerate() {
            let rest = links.get(i..).unwrap_or_default();
            if let Some((place, what)) = broken_link(rest, &before, earlier.as_deref(), None) {
                return Some((place.seq, what));
            }
            earlier = Some(std::mem::replace(&mut before, seal.hash.clone()));
        }
        None
    }

    fn numbered(links: &mut [Link]) {
        for (i, (seal, _)) in links.iter_mut().enumerate() {
            seal.seq = i64::try_from(i).unwrap_or_default() + 1;
        }
    }

    #[test]
    fn each_break_is_named_for_what_it_is() {
        assert_eq!(walked(&chain()), None);

        let mut links = chain();
        links[2].1.as_mut().unwrap().address = Some("192.0.2.1".into());
        assert_eq!(walked(&links), Some((Some(3), Break::Changed)));

        let mut links = chain();
        links[2].1 = None;
        assert_eq!(walked(&links), Some((Some(3), Break::Deleted)));

        for (a, b) in [(1, 2), (1, 3)] {
            let mut links = chain();
            links.swap(a, b);
            numbered(&mut links);
            assert_eq!(walked(&links), Some((Some(2), Break::Reordered)), "{a} {b}");
        }

        let mut links = chain();
        links.remove(2);
        numbered(&mut links);
        assert_eq!(walked(&links), Some((Some(3), Break::Deleted)));

        let mut links = chain();
        links[2].0.hash = BEGINNING.to_owned();
        assert_eq!(walked(&links), Some((Some(3), Break::SealChanged)));
        let mut links = chain();
        links[2].0.sealed_at += TimeDelta::seconds(1);
        assert_eq!(walked(&links).map(|it| it.0), Some(Some(3)));
    }

    #[test]
    fn a_link_that_was_put_in_between_is_named_whatever_its_hash() {
        let forged = row(9);
        let content = content(&forged);
        for hash in ["made up".to_owned(), link(&chain()[1].0.hash, &content, forged.at)] {
            let mut links = chain();
            let content = content.clone();
            let seal = event_seal::Model { seq: 0, event_id: forged.id, content, hash, sealed_at: forged.at };
            links.insert(2, (seal, Some(forged.clone())));
            numbered(&mut links);
            assert_eq!(walked(&links), Some((Some(3), Break::Inserted)));
        }
    }
}
