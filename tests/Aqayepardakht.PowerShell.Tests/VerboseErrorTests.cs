using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A preference that turns verbose lines into errors.</summary>
public sealed class VerboseErrorTests
{
    [Fact]
    public void A_verbose_line_that_ends_the_command_does_not_take_the_news_of_a_payment_with_it()
    {
        using var session = ModuleSession.Connected();

        var made = session.Run(
            """
            $VerbosePreference = 'Stop'
            $script:made = @()
            try { 1..2 | ForEach-Object { [pscustomobject]@{ Amount = 1000; Iban = $sandbox.Ibans[0] } } |
                New-AqpWithdrawal -Confirm:$false | ForEach-Object { $script:made += $_ } }
            catch { $script:ended = $_.FullyQualifiedErrorId }
            $VerbosePreference = 'SilentlyContinue'
            "$($script:made.Count) $($sandbox.Withdrawals.Count) $([bool]$script:ended)"
            """).Succeeded().Only();

        Assert.Equal("1 1 True", made.BaseObject);
    }
}
