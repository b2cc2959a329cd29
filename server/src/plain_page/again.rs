//! Nothing that was typed is lost on a bad day: the page that says so carries the form, to be sent once more.

use super::Trouble;
use axum::http::{Method, Uri};
use domain::refusal::Field;
use std::{
    fmt::Write,
    sync::{Arc, OnceLock},
};

/// The fields of a form.
type Fields = Vec<(String, String)>;

/// What a request brought, as soon as somebody has read it.
#[derive(Clone, Default)]
pub struct Typed(Arc<OnceLock<Fields>>);

impl Typed {
    /// Remembers the fields; passwords are typed again.
    pub fn remember(&self, fields: &[(String, String)]) {
        let is_secret = |name: &str| Field::parse(name).is_some_and(Field::is_secret);
        let _ = self.0.set(fields.iter().filter(|(name, _)| !is_secret(name)).cloned().collect());
    }

    /// The form that sends it again, where that may help.
    pub(super) fn form(&self, trouble: Trouble, method: &Method, uri: &Uri) -> String {
        let may_help = matches!(trouble, Trouble::Busy | Trouble::Unwritable | Trouble::Broken);
        let Some(fields) = self.0.get().filter(|_| may_help && *method == Method::POST) else { return String::new() };
        let path = html_escape::encode_double_quoted_attribute(uri.path_and_query().map_or("/", |it| it.as_str()));
        let mut form = format!(
            "<form method=\"post\" action=\"{path}\"><p>入力した内容は、この画面に残っています。すでに登録されているかもしれない\
             ときは、<a href=\"{path}\" target=\"_blank\" rel=\"noopener\">元の画面を別に開いて</a>確かめてください。</p>\
             <p lang=\"en\">What you typed is kept on this page. Where it may have been saved already, look at \
             <a href=\"{path}\" target=\"_blank\" rel=\"noopener\">the page it came from</a> first.</p>"
        );
        for (name, value) in fields {
            let name = html_escape::encode_double_quoted_attribute(name);
            let value = html_escape::encode_double_quoted_attribute(value);
            let _ = write!(form, "<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        }
        form.push_str(
            "<p><button class=\"button primary\" type=\"submit\">もう一度送る <span lang=\"en\">/ Send again</span></button></p></form>",
        );
        form
    }
}
