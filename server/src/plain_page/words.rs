//! What these pages say.

use super::Trouble;

impl Trouble {
    /// Heading and sentence, Japanese then English.
    pub(super) const fn words(self) -> [[&'static str; 2]; 2] {
        match self {
            Self::ForeignForm => [
                [
                    "この操作は受け付けられません",
                    "ほかのサイトから送られた操作のため、実行しませんでした。画面を開き直して、もう一度操作してください。",
                ],
                [
                    "This action was refused",
                    "It came from another site, so nothing was done. Open the page again and repeat it there.",
                ],
            ],
            Self::TooLarge => [
                [
                    "送られた内容が大きすぎます",
                    "1回に送れる量を超えています。何も保存していません。ブラウザの「戻る」で入力画面に戻り、文章を短くしてください。",
                ],
                [
                    "Too much was sent",
                    "It is more than one form can hold. Nothing was saved. Go back in your browser and shorten the text.",
                ],
            ],
            Self::NoForm => [
                [
                    "送られた内容を読み取れません",
                    "入力画面から送られた形式ではないため、何も保存していません。画面を開き直してください。",
                ],
                [
                    "What was sent cannot be read",
                    "It is not what our forms send, so nothing was saved. Open the page again.",
                ],
            ],
            Self::WrongMethod => [
                [
                    "この操作は、この画面ではできません",
                    "このアドレスでは受け付けていない操作です。何も保存していません。画面を開き直してください。",
                ],
                [
                    "This cannot be done here",
                    "This address does not take that kind of request. Nothing was saved. Open the page again.",
                ],
            ],
            Self::Broken => [
                [
                    "システムの不具合が起きました",
                    "処理を完了できませんでした。時間をおいてもう一度お試しください。続くときは、下の受付番号をシステム管理者に伝えてください。",
                ],
                [
                    "Something went wrong on our side",
                    "The request could not be completed. Try again later. If it happens again, tell the administrator the number below.",
                ],
            ],
            Self::Busy => [
                ["ただいま混み合っています", "処理を完了できませんでした。少し待ってから、もう一度お試しください。"],
                ["The server is busy", "The request could not be completed. Wait a moment and try again."],
            ],
            Self::TooFast => [
                [
                    "操作の回数が多すぎます",
                    "短い時間に続けて検索またはファイルの出力が行われました。1分ほど待ってから、画面を開き直してください。",
                ],
                [
                    "Too many requests",
                    "There were too many searches or exports in a short time. Wait about a minute and open the page again.",
                ],
            ],
            Self::Unwritable => [
                [
                    "いま登録できません",
                    "データを保存する場所に空きがないか、書き込めない状態です。この操作は登録されていません。システム管理者に連絡してください。",
                ],
                [
                    "Nothing can be saved at the moment",
                    "The place where data is kept is full or cannot be written to. This action was not saved. Tell your administrator.",
                ],
            ],
        }
    }
}
