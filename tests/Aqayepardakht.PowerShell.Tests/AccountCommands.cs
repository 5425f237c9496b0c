namespace Aqayepardakht.Commands.Tests;

/// <summary>The commands that work for an account, ready to run against a sandbox that has the withdrawal 11111.</summary>
internal static class AccountCommands
{
    public const string Request = "New-AqpWithdrawal 1000 IR270170000000100324200001 -DuplicateWindow 0 -Confirm:$false";
    public const string Get = "Get-AqpWithdrawal 11111";
    public const string List = "Get-AqpWithdrawalList";
    public const string Wait = "Wait-AqpWithdrawal 11111";
}
