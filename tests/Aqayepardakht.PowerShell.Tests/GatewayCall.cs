using System.Management.Automation;

namespace Aqayepardakht.Commands.Tests;

/// <summary>One call that a sandbox got.</summary>
public sealed record GatewayCall(string Operation, string? Page, string? WithdrawalId, int? Code, string? Fault)
{
    public static GatewayCall From(PSObject call) => new(
        call.Value<string>("Operation"),
        (string?)call.Properties["Page"].Value,
        (string?)call.Properties["WithdrawalId"].Value,
        (int?)call.Properties["Code"].Value,
        call.Properties["Fault"].Value?.ToString());
}
