//! Who may know of what: what the store shows to each person is what `domain::visibility` says, in the demo world and
//! in generated ones.

mod canary;
mod demo_world;
mod ending;
pub(crate) mod eyes;
mod generated;
mod lanes;
mod people;
mod staying;
mod world;
