//! stub
use crate::coded::coded_enum;
coded_enum! {
    /// signal
    pub enum Signal { /// b
        Blue = "blue", /// y
        Yellow = "yellow", /// r
        Red = "red", }
}
/// stub
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum SignalReason {
    /// s
    A,
}
