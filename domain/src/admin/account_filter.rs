//! Which accounts the list shows: read from the URL.

use super::AccountState;
use crate::{query, role::Role, text::folded};

/// Accounts per page.
pub const ACCOUNTS_PER_PAGE: usize = 50;

/// The filters and the page of the accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// `q`: words in ログインID, 氏名, 読み and 職名.
    pub q: String,
    /// `org`: code of the organisation.
    pub org: Option<String>,
    /// `role`
    pub role: Option<Role>,
    /// `state`: one of them; all when left out.
    pub state: Option<AccountState>,
    /// `page`, from 1 on.
    pub page: u32,
}

impl AccountFilter {
    /// Reads a query string without its `?`; what cannot be read is left out.
    pub fn parse(query: &str) -> Self {
        let mut filter = Self { page: 1, ..Self::default() };
        query::read(query, |name, value| {
            match name {
                "q" => filter.q = value.chars().take(100).collect(),
                "org" => filter.org = Some(value.to_owned()),
                "role" => filter.role = Role::parse(value),
                "state" => filter.state = AccountState::parse(value),
                "page" => filter.page = value.parse().unwrap_or(1).max(1),
                _ => return None,
            }
            Some(())
        });
        filter
    }

    /// The query string of another page of this view, without `?`.
    pub fn at_page(&self, page: u32) -> String {
        query::write([
            ("q", Some(self.q.as_str())),
            ("org", self.org.as_deref()),
            ("role", self.role.map(Role::as_str)),
            ("state", self.state.map(AccountState::as_str)),
            ("page", (page > 1).then(|| page.to_string()).as_deref()),
        ])
    }

    /// Whether the words are in one of these texts, in whatever width, case and kana.
    pub fn finds(&self, texts: &[&str]) -> bool {
        let words = kana(&self.q);
        words.is_empty() || texts.iter().any(|text| kana(text).contains(&words))
    }
}

/// Folded, with hiragana as katakana: 読み is kept in katakana and searched in either.
fn kana(text: &str) -> String {
    let katakana = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    };
    folded(text).chars().map(katakana).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_any_of_their_names() {
        let texts = ["kyuyo", "松永 恵", "マツナガ メグミ", "給与課 係長"];
        for q in ["", "松永恵", "まつなが", "ﾏﾂﾅｶﾞ", "KYUYO", "係長"] {
            assert!(AccountFilter { q: q.into(), ..AccountFilter::default() }.finds(&texts), "{q}");
        }
        assert!(!AccountFilter { q: "大庭".into(), ..AccountFilter::default() }.finds(&texts));
    }

    #[test]
    fn the_address_opens_the_same_view() {
        let filter = AccountFilter::parse("?q=松永&org=KYUYO&role=section_officer&state=active&page=2&x=y");
        assert_eq!(AccountFilter::parse(&filter.at_page(2)), filter);
        assert_eq!(AccountFilter::parse("role=king&page=-1"), AccountFilter { page: 1, ..AccountFilter::default() });
    }
}
