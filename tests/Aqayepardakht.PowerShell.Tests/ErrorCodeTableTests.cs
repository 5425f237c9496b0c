using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class ErrorCodeTableTests(SharedSession shared) : IClassFixture<SharedSession>
{
    private readonly ModuleSession _session = shared.Session;

    [Fact]
    public void The_table_has_every_code_of_the_documentation_in_both_languages()
    {
        var rows = _session.Run("Get-AqpErrorCode").Succeeded();

        var documented = DocumentedCode.OfReads
            .Concat(DocumentedCode.OfRequest.Where(row => row.Code == -8))
            .OrderByDescending(row => row.Code)
            .ThenBy(row => row.Name, System.StringComparer.Ordinal)
            .ToArray();
        var shown = rows.Output
            .OrderByDescending(row => row.Value<int>("Code"))
            .ThenBy(row => row.Value<string>("Name"), System.StringComparer.Ordinal)
            .ToArray();
        Assert.Equal(documented.Select(row => row.Code), shown.Select(row => row.Value<int>("Code")));
        Assert.Equal(documented.Select(row => row.Name), shown.Select(row => row.Value<string>("Name")));
        Assert.Equal(documented.Select(row => row.Persian), shown.Select(row => row.Value<string>("Persian")));
        Assert.Equal(documented.Select(row => row.Category.ToString()), shown.Select(row => row.Value<string>("Category")));
        Assert.Equal(documented.Select(row => row.AffectsWholeAccount), shown.Select(row => row.Value<bool>("AffectsWholeAccount")));
        Assert.All(shown, row => Assert.Matches("^[A-Z][ -~]+\\.$", row.Value<string>("English")));
        Assert.All(shown, row => Assert.Equal("Aqayepardakht.GatewayError", row.TypeNames[0]));
    }

    [Theory]
    [InlineData("Get-AqpErrorCode -12")]
    [InlineData("Get-AqpErrorCode 12")]
    [InlineData("-12 | Get-AqpErrorCode")]
    [InlineData("[pscustomobject]@{ Code = '-12' } | Get-AqpErrorCode")]
    public void A_code_is_looked_up_with_and_without_its_sign(string command) =>
        Assert.Equal("InsufficientBalance", _session.Run(command).Succeeded().Only().Value<string>("Name"));

    [Fact]
    public void Several_codes_come_in_the_order_they_were_asked_for() =>
        Assert.Equal([-20, -1], _session.Run("Get-AqpErrorCode -20, -1").Succeeded().Column<int>("Code"));

    [Theory]
    [InlineData("", "IbanWrong TransactionNotFound")]
    [InlineData("-Operation Request", "IbanWrong")]
    [InlineData("-Operation Details", "TransactionNotFound")]
    [InlineData("-Operation List", "TransactionNotFound")]
    public void The_code_of_two_meanings_is_told_apart_by_the_call(string filter, string names) =>
        Assert.Equal(names, string.Join(' ', _session.Run("Get-AqpErrorCode -8 " + filter).Succeeded().Column<string>("Name")));

    [Fact]
    public void A_code_that_is_not_documented_is_an_error_and_the_others_are_still_shown()
    {
        var result = _session.Run("-1, -21, -20 | Get-AqpErrorCode");

        Assert.Equal([-1, -20], result.Column<int>("Code"));
        Assert.StartsWith("AqpUnknownErrorCode,", result.Error().FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, result.Error().CategoryInfo.Category);
        Assert.Equal(-21, result.Error().TargetObject);
    }

    [Fact]
    public void The_table_needs_no_account()
    {
        using var session = ModuleSession.WithoutSandbox();

        Assert.NotEmpty(session.Run("Get-AqpErrorCode").Succeeded().Output);
    }
}
