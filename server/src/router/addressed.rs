//! A router that knows its own addresses, so that what is probed for leaks (`tests/it/leaks.rs`) is all there is.

use axum::{Router, routing::MethodRouter};
use leptos_axum::AxumRouteListing;
use std::collections::BTreeSet;

/// A part of the server, and every address at which it answers: to add one is to write it down. No other file of the
/// server gives addresses to a router (`tests/it/architecture.rs`).
#[derive(Clone, Debug)]
pub struct Addressed<S = ()> {
    router: Router<S>,
    addresses: BTreeSet<String>,
}

impl<S: Clone + Send + Sync + 'static> Addressed<S> {
    /// Nothing yet.
    pub(crate) fn nowhere() -> Self {
        Self { router: Router::new(), addresses: BTreeSet::new() }
    }

    /// What Leptos made of these pages: they, and its server functions, which it adds by itself.
    pub(crate) fn of_leptos(pages: &[AxumRouteListing], router: Router<S>) -> Self {
        let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path);
        let addresses = pages.iter().map(AxumRouteListing::path).chain(functions).map(str::to_owned);
        Self { router, addresses: addresses.collect() }
    }

    /// Answers at that address too. The methods of one address may come one after the other.
    #[must_use]
    pub(crate) fn at(self, address: &str, answers: MethodRouter<S>) -> Self {
        let Self { router, mut addresses } = self;
        addresses.insert(address.to_owned());
        Self { router: router.route(address, answers), addresses }
    }

    /// Answers at the addresses of the other part too.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        let Self { router, mut addresses } = self;
        addresses.extend(other.addresses);
        Self { router: router.merge(other.router), addresses }
    }

    /// The same addresses behind layers, with a state, or with an answer for every other address.
    pub(crate) fn around<T>(self, wrap: impl FnOnce(Router<S>) -> Router<T>) -> Addressed<T> {
        Addressed { router: wrap(self.router), addresses: self.addresses }
    }
}

impl Addressed {
    /// Every address that answers, with `{names}` where something is filled in.
    pub const fn addresses(&self) -> &BTreeSet<String> {
        &self.addresses
    }

    /// The router alone, to be served.
    pub fn into_router(self) -> Router {
        self.router
    }
}
