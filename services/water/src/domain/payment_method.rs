//! How a bill is paid.

use super::code::coded;

coded! {
    /// How the money came.
    pub enum PaymentMethod {
        /// To the collector's bank account.
        BankTransfer = "bank_transfer", "银行转账";
        /// At the counter.
        Cash = "cash", "现金";
        /// By card at the counter.
        Card = "card", "刷卡";
        /// Over the collector's online service.
        Online = "online", "线上缴费";
    }
}
