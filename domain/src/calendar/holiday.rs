//! The names of the days the 祝日法 closes.

use serde::{Deserialize, Serialize};

/// A day off by law: a 祝日, or one of the two kinds of 休日 that follow from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// 元日, 1 January.
    NewYear,
    /// 成人の日, 2nd Monday of January.
    ComingOfAge,
    /// 建国記念の日, 11 February.
    NationalFoundation,
    /// 天皇誕生日, 23 February (from 2020; 2019 had none).
    EmperorsBirthday,
    /// 春分の日, fixed each year by the 暦要項.
    VernalEquinox,
    /// 昭和の日, 29 April.
    Showa,
    /// 天皇の即位の日, 1 May 2019 only.
    Accession,
    /// 憲法記念日, 3 May.
    Constitution,
    /// みどりの日, 4 May.
    Greenery,
    /// こどもの日, 5 May.
    Children,
    /// 海の日, 3rd Monday of July (moved in 2020 and 2021).
    Marine,
    /// 山の日, 11 August (moved in 2020 and 2021).
    Mountain,
    /// 敬老の日, 3rd Monday of September.
    RespectForTheAged,
    /// 秋分の日, fixed each year by the 暦要項.
    AutumnalEquinox,
    /// 体育の日, the name of スポーツの日 until 2019.
    HealthAndSports,
    /// スポーツの日, 2nd Monday of October (moved in 2020 and 2021).
    Sports,
    /// 即位礼正殿の儀の行われる日, 22 October 2019 only.
    Enthronement,
    /// 文化の日, 3 November.
    Culture,
    /// 勤労感謝の日, 23 November.
    LaborThanksgiving,
    /// 振替休日, in place of a 祝日 on a Sunday (祝日法3条2項).
    Substitute,
    /// 国民の休日, between two 祝日 (祝日法3条3項).
    Citizens,
}

impl Holiday {
    /// The name in Japanese, as in the law.
    pub fn name_ja(self) -> &'static str {
        match self {
            Self::NewYear => "元日",
            Self::ComingOfAge => "成人の日",
            Self::NationalFoundation => "建国記念の日",
            Self::EmperorsBirthday => "天皇誕生日",
            Self::VernalEquinox => "春分の日",
            Self::Showa => "昭和の日",
            Self::Accession => "天皇の即位の日",
            Self::Constitution => "憲法記念日",
            Self::Greenery => "みどりの日",
            Self::Children => "こどもの日",
            Self::Marine => "海の日",
            Self::Mountain => "山の日",
            Self::RespectForTheAged => "敬老の日",
            Self::AutumnalEquinox => "秋分の日",
            Self::HealthAndSports => "体育の日",
            Self::Sports => "スポーツの日",
            Self::Enthronement => "即位礼正殿の儀の行われる日",
            Self::Culture => "文化の日",
            Self::LaborThanksgiving => "勤労感謝の日",
            Self::Substitute => "振替休日",
            Self::Citizens => "国民の休日",
        }
    }

    /// The name in English.
    pub fn name_en(self) -> &'static str {
        match self {
            Self::NewYear => "New Year's Day",
            Self::ComingOfAge => "Coming of Age Day",
            Self::NationalFoundation => "National Foundation Day",
            Self::EmperorsBirthday => "The Emperor's Birthday",
            Self::VernalEquinox => "Vernal Equinox Day",
            Self::Showa => "Showa Day",
            Self::Accession => "Day of the Emperor's Accession",
            Self::Constitution => "Constitution Memorial Day",
            Self::Greenery => "Greenery Day",
            Self::Children => "Children's Day",
            Self::Marine => "Marine Day",
            Self::Mountain => "Mountain Day",
            Self::RespectForTheAged => "Respect for the Aged Day",
            Self::AutumnalEquinox => "Autumnal Equinox Day",
            Self::HealthAndSports => "Health and Sports Day",
            Self::Sports => "Sports Day",
            Self::Enthronement => "Day of the Enthronement Ceremony",
            Self::Culture => "Culture Day",
            Self::LaborThanksgiving => "Labor Thanksgiving Day",
            Self::Substitute => "Substitute Holiday",
            Self::Citizens => "Citizens' Holiday",
        }
    }
}
