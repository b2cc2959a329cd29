//! The verbs, each on both databases.

mod assigning;
mod checklist;
mod closing;
mod commenting;
mod deadlines;
mod editing;
mod life;
mod masters;
mod moving;
mod people;
mod raising;
mod ranking;
mod relating;
mod sessions;
mod sign_in;
mod signals;
mod stages;
mod visits;
