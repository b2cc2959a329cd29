//! What the server shows to the network: policies, forged requests, ways out, secrets. Made from the router's own list
//! of addresses, so that a later page is covered on the day it is written.

mod alike;
mod forged;
mod policy;
mod proxy;
mod redirects;
mod rights;
pub mod secrets;
mod small;
