//! stub
use crate::coded::coded_enum;
coded_enum! {
    /// era or western
    pub enum DateStyle { /// 和暦
        Japanese = "wareki", /// 西暦
        Western = "seireki", }
}
/// stub
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum DateProblem {
    /// e
    Empty,
}
/// stub
pub fn parse_day(_: &str) -> Result<chrono::NaiveDate, DateProblem> {
    Err(DateProblem::Empty)
}
