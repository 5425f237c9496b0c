namespace Aqayepardakht.Sandbox;

/// <summary>Where a withdrawal of the sandbox stands. The numbers are those of the gateway's table ("جدول وضعیت تسویه حساب").</summary>
public enum SandboxWithdrawalStatus
{
    /// <summary>Waiting to be paid ("در انتظار پرداخت").</summary>
    Waiting = 0,

    /// <summary>Paid ("پرداخت شده").</summary>
    Paid = 1,

    /// <summary>Cancelled ("لغو شده"); its amount is back in the balance.</summary>
    Cancelled = 2,
}
