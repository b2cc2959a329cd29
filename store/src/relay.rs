//! 上申 and 開示: from inside a center to the city, by the 業務管理者's hand (specification 9-(5)).

mod contact;
mod disclosing;
mod found;
mod listing;
mod page;
mod sending;
mod submitting;

pub use submitting::RelaySource;
