//! 「この人として表示」 and 「なぜ見える／見えない」.

mod looking;
mod readers;
mod through;
