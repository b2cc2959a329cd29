//! 上申 and 開示 wherever they are shown.

use crate::words::Word;
use domain::relay::{RelayKind, RelayState};
use leptos::prelude::*;

/// What it is and where it stands: a 開示 is over as it is made.
pub fn state_chip(kind: RelayKind, state: RelayState) -> AnyView {
    let word = match kind {
        RelayKind::Raised => state.word(),
        RelayKind::Disclosed => kind.word(),
    };
    view! { <span class=format!("chip relay-{state}")>{word}</span> }.into_any()
}
