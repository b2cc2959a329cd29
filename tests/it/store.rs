//! The verbs, each on both databases.

mod assigning;
mod checklist;
mod closing;
mod commenting;
mod deadlines;
mod editing;
mod gates;
mod holding;
mod laws;
mod life;
mod masters;
mod moving;
mod opening;
mod own_account;
mod people;
mod raising;
mod ranking;
mod relating;
mod replanning;
mod reproposing;
mod sessions;
mod sign_in;
mod signals;
mod stages;
mod tally;
mod visits;
