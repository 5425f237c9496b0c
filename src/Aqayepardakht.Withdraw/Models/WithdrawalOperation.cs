using System;

namespace Aqayepardakht;

/// <summary>The three calls of the withdraw service.</summary>
[Flags]
public enum WithdrawalOperation
{
    /// <summary>No call.</summary>
    None = 0,

    /// <summary><c>request</c>: asks for a withdrawal. The only call that moves money.</summary>
    Request = 1,

    /// <summary><c>list</c>: one page of the account's withdrawals.</summary>
    List = 2,

    /// <summary><c>details</c>: one withdrawal by its id.</summary>
    Details = 4,
}
