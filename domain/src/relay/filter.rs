//! Which 上申 a list shows: `state=waiting&page=2`.

use super::RelayState;
use crate::{actor::Actor, query};

/// The filter of 上申箱, as its address has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RelayFilter {
    /// One state; `None` in the address is what the reader asks first.
    pub state: Option<RelayState>,
    /// `state=all`.
    pub all: bool,
    /// The page, from 1.
    pub page: u32,
}

impl RelayFilter {
    /// Reads a query; what makes no sense counts for nothing.
    pub fn parse(query: &str) -> Self {
        let mut filter = Self { page: 1, ..Self::default() };
        query::read(query, |name, value| {
            match name {
                "state" if value == "all" => filter.all = true,
                "state" => filter.state = Some(RelayState::parse(value)?),
                "page" => filter.page = value.parse().ok().filter(|page| (1..=10_000).contains(page))?,
                _ => return None,
            }
            Some(())
        });
        filter
    }

    /// The address of another page of the same list.
    pub fn query(self, page: u32) -> String {
        let (state, page) = (self.state.map(RelayState::as_str).or(self.all.then_some("all")), page.to_string());
        query::write([("state", state), ("page", Some(page.as_str()).filter(|it| *it != "1"))])
    }

    /// The states that are shown: those who send look at what waits, those who write at what is not over.
    pub fn states(self, actor: &Actor) -> Vec<RelayState> {
        match self.state {
            Some(state) => vec![state],
            None if self.all => RelayState::ALL.to_vec(),
            None if super::may_submit(actor) => vec![RelayState::Waiting, RelayState::Returned],
            None => vec![RelayState::Waiting],
        }
    }
}
