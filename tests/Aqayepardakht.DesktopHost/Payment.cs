using System.Linq;
using System.Security;
using Aqayepardakht.Sandbox;

namespace Aqayepardakht.DesktopHost;

/// <summary>A payment in the sandbox with the module's client, read back from the list.</summary>
internal static class Payment
{
    public static string Make()
    {
        var settings = new SandboxSettings();
        using var sandbox = SandboxGateway.Start(settings);
        using var connection = new GatewayConnection(sandbox.Endpoint);
        using var code = new SecureString();
        foreach (var letter in settings.Code)
        {
            code.AppendChar(letter);
        }

        using var account = new WithdrawAccount(sandbox.Account, code, null);
        var client = new WithdrawClient(connection, account);
        var made = client.RequestAsync(new WithdrawalRequest(55214, "IR270170000000100324200001")).GetAwaiter().GetResult();
        var page = client.GetPageAsync(1).GetAwaiter().GetResult();
        return $"{page.Withdrawals.Single(withdrawal => withdrawal.Id == made.Id).Amount}";
    }
}
