//! 制度改正: seen and edited by those whom row 2 of the table names (notes/domain §2).

mod editing;
mod reading;
