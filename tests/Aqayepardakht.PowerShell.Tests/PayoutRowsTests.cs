using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Rows of a spreadsheet, as Import-Csv gives them: every cell is text.</summary>
public sealed class PayoutRowsTests
{
    private const string Good = "IR270170000000100324200001";
    private const string Other = "IR300120000000003412345678";

    [Fact]
    public void One_bad_row_does_not_stop_the_others_and_is_the_target_of_its_error()
    {
        using var session = ModuleSession.Connected();

        var result = session.Run(
            """
            [pscustomobject]@{ Amount = '1000'; Iban = 'IR270170000000100324200001'; Note = 'first' },
            [pscustomobject]@{ Amount = '1000.5'; Iban = 'IR270170000000100324200001'; Note = 'a fraction' },
            [pscustomobject]@{ Amount = '2,000'; Iban = 'IR30 0120 0000 0000 3412 3456 78'; Note = 'second' },
            [pscustomobject]@{ Amount = '3000'; Iban = 'IR280170000000100324200001'; Note = 'a wrong digit' },
            [pscustomobject]@{ Amount = ''; Iban = 'IR270170000000100324200001'; Note = 'an empty amount' },
            [pscustomobject]@{ Amount = '4000'; Iban = ''; Note = 'an empty IBAN' },
            [pscustomobject]@{ Amount = '3000'; Iban = 'IR270170000000100324200001'; Note = 'third' } |
                New-AqpWithdrawal -Confirm:$false
            """);

        Assert.Equal([1000L, 2000L, 3000L], result.Column<long>("Amount"));
        Assert.Equal([Good, Other, Good], result.Column<string>("Iban"));
        Assert.Equal(3, session.Gateway.CallCount);
        Assert.Equal(["AqpInvalidAmount", "AqpInvalidIban", "AqpInvalidAmount", "AqpInvalidIban"], result.Errors.Select(IdOf));
        Assert.Equal(
            [("1000.5", Good), ("3000", "IR280170000000100324200001"), ("", Good), ("4000", "")],
            result.Errors.Select(error => PSObject.AsPSObject(error.TargetObject)).Select(row => (row.Value<string>("Amount"), row.Value<string>("Iban"))));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category));
    }

    [Fact]
    public void A_row_that_the_gateway_refuses_does_not_stop_the_others()
    {
        using var session = ModuleSession.Connected("-Manual -Balance 2000");

        var result = session.Run(
            """
            [pscustomobject]@{ Amount = '1000'; Iban = 'IR270170000000100324200001' },
            [pscustomobject]@{ Amount = '1001'; Iban = 'IR270170000000100324200001' },
            [pscustomobject]@{ Amount = '500'; Iban = 'IR390170000000300000001234' },
            [pscustomobject]@{ Amount = '1000'; Iban = 'IR300120000000003412345678' } |
                New-AqpWithdrawal -Confirm:$false
            """);

        Assert.Equal([1000L, 1000L], result.Column<long>("Amount"));
        Assert.Equal(["AqpInsufficientBalance", "AqpIbanNotRegistered"], result.Errors.Select(IdOf));

        // A log of the night shows the message alone.
        Assert.Contains(" (gateway code -12) [1001 -> IR270170000000100324200001] Request a smaller amount", result.Errors[0].ToString());
        Assert.Contains(" (gateway code -17) [500 -> IR390170000000300000001234] Use a registered IBAN", result.Errors[1].ToString());
    }

    [Fact]
    public void An_id_that_is_not_found_is_named()
    {
        using var session = ModuleSession.Connected();

        Assert.Contains(" [99] Check the id", session.Run("Get-AqpWithdrawal 99").Error().ToString());
    }

    /// <summary>Its cells would be refused, but a column that is missing or misspelt is no error to PowerShell.</summary>
    [Theory]
    [InlineData("'Idempotency Key'", 1)]
    [InlineData("IdempotencyKey", 0)]
    public void Rows_without_a_column_of_keys_are_paid_with_one_warning(string column, int warnings)
    {
        using var session = ModuleSession.Connected();

        var result = session.Run(
            $$"""
            1..3 | ForEach-Object { [pscustomobject]@{ Amount = $_; Iban = 'IR270170000000100324200001'; {{column}} = "INV-$_" } } |
                New-AqpWithdrawal -Confirm:$false -JournalPath $path
            """,
            ("path", System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName())));

        Assert.Equal(3, result.Succeeded().Output.Count);
        Assert.Equal(warnings, session.Host.Screen.Warnings.Count(warning => warning.StartsWith("These payments have no idempotency key", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void One_payment_that_somebody_types_gets_no_such_warning()
    {
        using var session = ModuleSession.Connected();

        session.Run("New-AqpWithdrawal 1000 IR270170000000100324200001 -Confirm:$false").Succeeded();

        Assert.Empty(session.Host.Screen.Warnings);
    }

    [Fact]
    public void A_row_without_a_cell_is_not_paid_with_that_of_the_row_before()
    {
        using var session = ModuleSession.Connected();

        var result = session.Run(
            """
            [pscustomobject]@{ Amount = '1000'; Iban = 'IR270170000000100324200001' },
            [pscustomobject]@{ Iban = 'IR270170000000100324200001' },
            [pscustomobject]@{ Amount = '2000' },
            [pscustomobject]@{ Amount = $null; Iban = 'IR270170000000100324200001' },
            [pscustomobject]@{ Amount = '3000'; Iban = $null },
            [pscustomobject]@{ Amount = '4000'; Iban = 'IR300120000000003412345678' } |
                New-AqpWithdrawal -Confirm:$false
            """);

        Assert.Equal([1000L, 4000L], result.Column<long>("Amount"));
        Assert.Equal(["InputObjectMissingMandatory", "InputObjectMissingMandatory", "AqpInvalidAmount", "AqpInvalidIban"], result.Errors.Select(IdOf));
        Assert.Equal(2, session.Gateway.Withdrawals.Count);
    }

    [Fact]
    public void The_target_of_an_error_can_be_corrected_and_piped_in_again()
    {
        using var session = ModuleSession.Connected();

        var again = session.Run(
            """
            [pscustomobject]@{ Amount = '1000.5'; Iban = 'IR270170000000100324200001' } |
                New-AqpWithdrawal -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.TargetObject | ForEach-Object { [pscustomobject]@{ Amount = '1000'; Iban = $_.Iban } } | New-AqpWithdrawal -Confirm:$false
            """).Only();

        Assert.Equal(1000, again.Value<long>("Amount"));
        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Fact]
    public void Each_row_is_requested_as_soon_as_it_comes()
    {
        using var session = ModuleSession.Connected();

        var seen = session.Run(
            """
            1..3 | ForEach-Object { [pscustomobject]@{ Amount = "$_"; Iban = 'IR270170000000100324200001' } } |
                New-AqpWithdrawal -Confirm:$false | ForEach-Object { $sandbox.Withdrawals.Count }
            """).Succeeded();

        Assert.Equal([1, 2, 3], seen.Output.Select(item => (int)item.BaseObject));
    }

    private static string IdOf(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
