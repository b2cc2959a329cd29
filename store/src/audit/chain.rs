//! How a link of the chain is calculated (docs/decisions/0027). Whoever has the rows can calculate it anew, with any
//! program that knows SHA-256: a field is its length in four bytes, the most significant first, and its UTF-8; one
//! that holds nothing is the length 0xFFFFFFFF alone.

use crate::entity::{event, event_seal};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use uuid::Uuid;

/// What stands before the first link.
pub(super) const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn digest<'a>(fields: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut hash = Sha256::new();
    for field in fields {
        match field {
            Some(text) => {
                hash.update(u32::try_from(text.len()).unwrap_or(u32::MAX - 1).to_be_bytes());
                hash.update(text.as_bytes());
            }
            None => hash.update(u32::MAX.to_be_bytes()),
        }
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The whole row, in this order for ever. A column that is added later starts a new one, `event 2`.
pub(super) fn content(row: &event::Model) -> String {
    let id = |it: Option<Uuid>| it.map(|it| it.to_string());
    let (own, at) = (row.id.to_string(), row.at.timestamp_micros().to_string());
    let ids = [row.actor_id, row.actor_org_id, row.case_id, row.issue_id, row.vendor_org_id, row.law_id, row.user_id];
    let ids = ids.map(id);
    let texts = [&row.actor_role, &row.actor_center, &row.address, &row.session, &row.center, &row.scope];
    let talk = if row.talk { "1" } else { "0" };
    digest(
        [Some("event 1"), Some(own.as_str()), Some(at.as_str())]
            .into_iter()
            .chain(ids.iter().map(Option::as_deref))
            .chain(texts.into_iter().map(|it| it.as_deref()))
            .chain([Some(talk), Some(row.kind.as_str()), Some(row.data.as_str())]),
    )
}

/// The link after the one with the hash `before`.
pub(super) fn link(before: &str, content: &str, sealed_at: DateTime<Utc>) -> String {
    let at = sealed_at.timestamp_micros().to_string();
    digest([Some("seal 1"), Some(before), Some(content), Some(at.as_str())])
}

/// Whether the link follows from the one with the hash `before`.
pub(super) fn follows(before: &str, seal: &event_seal::Model) -> bool {
    link(before, &seal.content, seal.sealed_at) == seal.hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn row() -> event::Model {
        event::Model {
            id: Uuid::from_u128(1),
            at: Utc.with_ymd_and_hms(2026, 11, 24, 0, 0, 0).unwrap(),
            actor_id: Some(Uuid::from_u128(2)),
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
            data: "{\"kind\":\"signed_in\"}".into(),
            actor_role: Some("operator".into()),
            actor_center: None,
            address: Some("192.0.2.1".into()),
            session: None,
        }
    }

    /// Calculated by another program, by what the head of this file says.
    #[test]
    fn a_link_is_what_it_was_when_the_first_one_was_made() {
        assert_eq!(content(&row()), "226630d81e35bb3f49202fad3f2d4b347fad4b56fe19f7fc2579e471d4b66b17");
        let at = Utc.with_ymd_and_hms(2026, 11, 24, 0, 0, 1).unwrap();
        assert_eq!(
            link(BEGINNING, &content(&row()), at),
            "df0919595de4edc2aaf0311788d89cf437c1771bcb907c4800a17af08abf1bda"
        );
    }

    #[test]
    fn every_column_counts_and_none_flows_into_its_neighbour() {
        let other = Some(Uuid::from_u128(9));
        let text = || Some("x".to_owned());
        let changed: [fn(&mut event::Model); 3] = [
            |it| it.talk = true,
            |it| it.at += chrono::TimeDelta::microseconds(1),
            |it| (it.kind, it.data) = (it.kind.clone() + "{", it.data[1..].to_owned()),
        ];
        let mut rows: Vec<event::Model> = changed
            .iter()
            .map(|change| {
                let mut it = row();
                change(&mut it);
                it
            })
            .collect();
        rows.extend([
            event::Model { id: Uuid::from_u128(9), ..row() },
            event::Model { actor_id: other, ..row() },
            event::Model { actor_id: None, actor_org_id: row().actor_id, ..row() },
            event::Model { case_id: other, ..row() },
            event::Model { issue_id: other, ..row() },
            event::Model { vendor_org_id: other, ..row() },
            event::Model { law_id: other, ..row() },
            event::Model { user_id: other, ..row() },
            event::Model { center: text(), ..row() },
            event::Model { scope: text(), ..row() },
            event::Model { actor_role: text(), ..row() },
            event::Model { actor_center: text(), ..row() },
            event::Model { address: None, ..row() },
            event::Model { session: Some(String::new()), ..row() },
        ]);
        let mut found: Vec<_> = rows.iter().chain([&row()]).map(content).collect();
        let number = found.len();
        found.sort();
        found.dedup();
        assert_eq!(found.len(), number);
    }
}
