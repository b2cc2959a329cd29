//! One way to write an enum whose variants have a code: in the database, in URLs and on the wire.

/// Declares an enum with a stable text code per variant.
///
/// The code is what the database, query strings, form fields and JSON hold; sentences for people
/// are the business of the screens.
macro_rules! coded_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $code:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $( $(#[$vmeta])* #[serde(rename = $code)] $variant, )+ }

        impl $name {
            /// Every variant, in the order people read them.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The stable code of this variant.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }

            /// The variant with this code, if there is one.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $( $code => Some(Self::$variant), )+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

pub(crate) use coded_enum;
