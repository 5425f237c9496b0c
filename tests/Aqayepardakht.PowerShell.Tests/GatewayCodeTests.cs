using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Each of the gateway's codes, from each of its calls, as an English user's error.</summary>
public sealed class GatewayCodeTests(SharedSession shared) : IClassFixture<SharedSession>
{
    private const string Iban = "IR270170000000100324200001";

    private readonly ModuleSession _session = shared.Session;

    [Theory]
    [MemberData(nameof(DocumentedCode.Codes), MemberType = typeof(DocumentedCode))]
    public void A_code_for_a_request_is_a_typed_error_about_the_payment(int code)
    {
        var before = _session.Gateway.Withdrawals.Count;
        _session.Gateway.AnswerNext(code, "Request");

        var error = _session.Run($"New-AqpWithdrawal '1,000' {Iban} -Confirm:$false").Error();

        AssertIs(DocumentedCode.Request(code), error, "New");
        var payment = PSObject.AsPSObject(error.TargetObject);
        Assert.Equal("1,000", payment.Value<string>("Amount"));
        Assert.Equal(Iban, payment.Value<string>("Iban"));
        Assert.Equal(before, _session.Gateway.Withdrawals.Count);
    }

    [Theory]
    [MemberData(nameof(DocumentedCode.Codes), MemberType = typeof(DocumentedCode))]
    public void A_code_for_details_is_a_typed_error_about_the_id(int code)
    {
        _session.Gateway.AnswerNext(code, "Details");

        var error = _session.Run("Get-AqpWithdrawal 11111").Error();

        AssertIs(DocumentedCode.Read(code), error, "Get");
        Assert.Equal(11111L, error.TargetObject);
    }

    [Theory]
    [MemberData(nameof(DocumentedCode.Codes), MemberType = typeof(DocumentedCode))]
    public void A_code_for_a_list_ends_the_list_with_a_typed_error(int code)
    {
        _session.Gateway.AnswerNext(code, "List");

        var error = _session.RunToItsEndingError("Get-AqpWithdrawalList");

        AssertIs(DocumentedCode.Read(code), error, "Get");
    }

    [Theory]
    [MemberData(nameof(DocumentedCode.Codes), MemberType = typeof(DocumentedCode))]
    public void Only_codes_about_the_account_end_the_pipeline_of_requests(int code)
    {
        var endsPipeline = DocumentedCode.Request(code).AffectsWholeAccount;
        var before = _session.Gateway.CallsOf("Request");
        _session.Gateway.AnswerNext(code, "Request", endsPipeline ? 1 : 3);

        var result = _session.Run($"1..3 | ForEach-Object {{ [pscustomobject]@{{ Amount = $_; Iban = '{Iban}' }} }} | New-AqpWithdrawal -Confirm:$false");

        Assert.Equal(endsPipeline ? 1 : 3, result.Errors.Count);
        Assert.Equal(endsPipeline ? 1 : 3, _session.Gateway.CallsOf("Request") - before);
        Assert.Empty(result.Output);
    }

    [Theory]
    [MemberData(nameof(DocumentedCode.Codes), MemberType = typeof(DocumentedCode))]
    public void Only_codes_about_the_account_end_the_pipeline_of_ids(int code)
    {
        var endsPipeline = DocumentedCode.Read(code).AffectsWholeAccount;
        var before = _session.Gateway.CallsOf("Details");
        _session.Gateway.AnswerNext(code, "Details", endsPipeline ? 1 : 3);

        var result = _session.Run("1..3 | Get-AqpWithdrawal");

        Assert.Equal(endsPipeline ? [1L] : [1L, 2L, 3L], result.Errors.Select(error => error.TargetObject).Cast<long>());
        Assert.Equal(endsPipeline ? 1 : 3, _session.Gateway.CallsOf("Details") - before);
    }

    [Theory]
    [InlineData(AccountCommands.Request, "Request")]
    [InlineData(AccountCommands.Get, "Details")]
    [InlineData(AccountCommands.List, "List")]
    [InlineData(AccountCommands.Wait, "Details")]
    public void A_code_outside_the_table_is_an_error_that_shows_its_number(string command, string operation)
    {
        _session.Gateway.AnswerNext(-77, operation);

        var error = _session.Run(command).Error();

        Assert.StartsWith("AqpGatewayError,", error.FullyQualifiedErrorId);
        Assert.Contains("-77", error.ToString());
        Assert.Equal(-77, error.Exception.Property("Code"));
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    private static void AssertIs(DocumentedCode expected, ErrorRecord error, string verb)
    {
        Assert.Matches($"^Aqp{expected.Name},Aqayepardakht\\.Commands\\.{verb}\\w+Command$", error.FullyQualifiedErrorId);
        Assert.Equal(expected.Category, error.CategoryInfo.Category);
        Assert.Contains($"(gateway code {expected.Code})", error.ToString());
        Assert.Equal(error.ErrorDetails.Message, error.ToString());
        Assert.DoesNotContain(expected.Persian, error.ToString());
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal(expected.Name == "OutcomeUnknown" ? "Aqayepardakht.OutcomeUnknownException" : "Aqayepardakht.GatewayErrorException", error.Exception.GetType().FullName);
        Assert.Equal(expected.Name, error.Exception.Property("Name"));
    }
}
