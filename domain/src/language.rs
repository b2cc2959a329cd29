//! stub
use crate::coded::coded_enum;
coded_enum! {
    /// Language of the screens.
    pub enum Language { /// 日本語.
        Ja = "ja", /// English.
        En = "en", }
}
