namespace Aqayepardakht;

/// <summary>
/// The state of a withdrawal ("جدول وضعیت تسویه حساب" in the gateway's documentation).
/// A number that is not listed here is kept as it is and shows as that number.
/// </summary>
public enum WithdrawalStatus
{
    /// <summary>Waiting to be paid ("در انتظار پرداخت").</summary>
    Pending = 0,

    /// <summary>Paid to the bank account ("پرداخت شده").</summary>
    Paid = 1,

    /// <summary>Cancelled; the comment says why ("لغو شده").</summary>
    Cancelled = 2,
}
