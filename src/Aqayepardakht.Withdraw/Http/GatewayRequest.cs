using System;

namespace Aqayepardakht.Http;

/// <summary>One call to the gateway: which, for whom, and with what fields.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Account">Whose account it is.</param>
/// <param name="Pin">The gateway pin, which only <c>request</c> sends; null for none.</param>
/// <param name="Subject">What the call is about, for the log: <c>page 2</c>, <c>id 11111</c>; null for nothing.</param>
/// <param name="Fields">The fields of the body besides account, code and pin; those that are null are left out.</param>
internal sealed record GatewayRequest(
    WithdrawalOperation Operation,
    WithdrawAccount Account,
    Secret? Pin,
    string? Subject,
    params (string Name, string? Value)[] Fields)
{
    /// <summary>Asked just before the body leaves: whether it still may; null when it may at any time.</summary>
    public Func<bool>? MayLeave { get; init; }
}
