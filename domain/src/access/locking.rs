//! What failed sign-ins lead to.
//!
//! Three counters (docs/decisions/0029): of an account at one address, of an account everywhere, of an address over
//! all accounts. A stranger's guesses lock the stranger out, not the owner; an office behind one address goes on.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// An address without a failure for this long begins anew.
pub const ADDRESS_MEMORY_MINUTES: i64 = 60;

/// So many days an address stays a known one of whoever signed in from there.
pub const KNOWN_PLACE_DAYS: i64 = 90;

/// The settings about failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockRules {
    /// Failures in a row that lock an account at the address they came from.
    pub failures: u32,
    /// How long, in minutes.
    pub minutes: u32,
    /// Failures from all addresses that lock an account wherever its person has not signed in before.
    pub account_failures: u32,
    /// Failures of one address, over all accounts, after which it has to wait.
    pub address_failures: u32,
}

impl Default for LockRules {
    fn default() -> Self {
        Self { failures: 5, minutes: 15, account_failures: 50, address_failures: 60 }
    }
}

impl LockRules {
    const fn lock(&self) -> TimeDelta {
        TimeDelta::minutes(self.minutes as i64)
    }

    /// The failures of an account that still count: a lock that is over starts anew.
    pub fn counting(&self, failures: u32, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> u32 {
        if last.is_some_and(|at| now - at < self.lock()) { failures } else { 0 }
    }

    /// Whether an account is locked at an address, after these failures there.
    pub fn locks_place(&self, failures: u32, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        self.counting(failures, last, now) >= self.failures
    }

    /// Whether an account is locked at addresses that are new to it, after these failures everywhere.
    pub fn locks_account(&self, failures: u32, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        self.counting(failures, last, now) >= self.account_failures
    }

    /// Until when an address waits, after so many failures: a minute, two, four, up to the length of a lock.
    pub fn address_waits_until(&self, failures: u32, last: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let over = failures.checked_sub(self.address_failures)?;
        let minutes = 1_i64.checked_shl(over.min(12)).unwrap_or(i64::MAX).min(i64::from(self.minutes));
        Some(last + TimeDelta::minutes(minutes))
    }

    /// Minutes that an address has still to wait, rounded up; `None` when it need not.
    pub fn address_waits(&self, failures: u32, last: DateTime<Utc>, now: DateTime<Utc>) -> Option<u32> {
        let left = self.address_waits_until(failures, last)? - now;
        (left > TimeDelta::zero()).then(|| u32::try_from((left.num_seconds() + 59) / 60).unwrap_or(u32::MAX).max(1))
    }
}

/// How an address is counted: of IPv6 the network that one customer has, since its owner can take any of its
/// addresses. Empty where nothing is known of it.
pub fn place(address: Option<IpAddr>) -> String {
    match address.map(|it| it.to_canonical()) {
        Some(IpAddr::V6(address)) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            format!("{}/64", std::net::Ipv6Addr::from_bits(network))
        }
        Some(address) => address.to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(minutes * 60, 0).unwrap()
    }

    #[test]
    fn five_failures_lock_for_a_quarter_of_an_hour() {
        let rules = LockRules::default();
        for (failures, minutes, locked) in [(4, 0, false), (5, 0, true), (5, 14, true), (5, 15, false), (9, 14, true)] {
            assert_eq!(rules.locks_place(failures, Some(at(0)), at(minutes)), locked, "{failures} {minutes}");
        }
        assert!(!rules.locks_place(9, None, at(0)));
        assert!(!rules.locks_account(49, Some(at(0)), at(0)) && rules.locks_account(50, Some(at(0)), at(0)));
    }

    #[test]
    fn an_address_waits_longer_each_time() {
        let rules = LockRules { address_failures: 10, ..LockRules::default() };
        for (failures, waits) in [(9, None), (10, Some(1)), (11, Some(2)), (12, Some(4)), (13, Some(8)), (14, Some(15))]
        {
            assert_eq!(rules.address_waits(failures, at(0), at(0)), waits, "{failures}");
        }
        assert_eq!(rules.address_waits(u32::MAX, at(0), at(0)), Some(15));
        assert_eq!(rules.address_waits(12, at(0), at(3)), Some(1));
        assert_eq!(rules.address_waits(12, at(0), at(4)), None);
    }

    #[test]
    fn whoever_has_a_network_of_addresses_is_one_place() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ] {
            assert_eq!(place(Some(address.parse().unwrap())), expected);
        }
        assert_eq!(place(None), "");
    }
}
