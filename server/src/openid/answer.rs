//! What a provider sends back by the browser.

use domain::refusal::OpenIdProblem;

/// The fields of the answer, each once. `Debug` shows none of them.
pub(super) struct Answer {
    /// What was sent along.
    pub state: String,
    /// Who answers, when it says so (RFC 9207).
    pub issuer: Option<String>,
    /// What it gave.
    pub given: Given,
}

/// A code, or a reason.
pub(super) enum Given {
    /// For which there is a token.
    Code(String),
    /// Why there is none (RFC 6749, 4.1.2.1).
    Error(String),
}

impl Answer {
    /// Reads the query of the address.
    ///
    /// # Errors
    /// Something is missing, or stands there twice.
    pub fn read(query: &str) -> Result<Self, OpenIdProblem> {
        let field = |wanted: &str| {
            let mut found = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == wanted);
            match (found.next(), found.next()) {
                (Some((_, value)), None) if !value.is_empty() => Ok(Some(value.into_owned())),
                (None, _) => Ok(None),
                _ => Err(OpenIdProblem::Incomplete),
            }
        };
        let (state, issuer) = (field("state")?.ok_or(OpenIdProblem::Incomplete)?, field("iss")?);
        let given = match (field("code")?, field("error")?) {
            (Some(code), None) => Given::Code(code),
            (None, Some(error)) => Given::Error(error),
            _ => return Err(OpenIdProblem::Incomplete),
        };
        Ok(Self { state, issuer, given })
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_state_and_either_a_code_or_a_reason() {
        let answer = Answer::read("code=a%20b&state=s&iss=https%3A%2F%2Fid.example&session_state=x").unwrap();
        assert_eq!((answer.state.as_str(), answer.issuer.as_deref()), ("s", Some("https://id.example")));
        assert!(matches!(answer.given, Given::Code(code) if code == "a b"));
        let answer = Answer::read("error=access_denied&state=s").unwrap();
        assert!(matches!(answer.given, Given::Error(error) if error == "access_denied"));
        for query in [
            "",
            "code=a",
            "state=s",
            "code=&state=s",
            "code=a&state=",
            "code=a&error=b&state=s",
            "code=a&code=b&state=s",
            "code=a&state=s&state=t",
            "code=a&state=s&iss=x&iss=y",
            "%ff%fe",
        ] {
            assert_eq!(Answer::read(query).unwrap_err(), OpenIdProblem::Incomplete, "{query}");
        }
    }

    #[test]
    fn nothing_of_it_is_shown() {
        let shown = format!("{:?}", Answer::read("code=a-code&state=a-state").unwrap());
        assert!(!shown.contains("a-code") && !shown.contains("a-state"), "{shown}");
    }
}
