using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>What cannot be meant is refused with an error, and not a byte leaves.</summary>
public sealed class BadInputTests(SharedSession shared) : IClassFixture<SharedSession>
{
    private const string Iban = "IR270170000000100324200001";

    private readonly ModuleSession _session = shared.Session;

    [Theory]
    [InlineData("1.5", "AqpInvalidAmount")]
    [InlineData("'1.5'", "AqpInvalidAmount")]
    [InlineData("(1.5)", "AqpInvalidAmount")]
    [InlineData("(3/2)", "AqpInvalidAmount")]
    [InlineData("'1500.000'", "AqpInvalidAmount")]
    [InlineData("0", "AqpInvalidAmount")]
    [InlineData("'0.00'", "AqpInvalidAmount")]
    [InlineData("-5", "AqpInvalidAmount")]
    [InlineData("'-5'", "AqpInvalidAmount")]
    [InlineData("9223372036854775808", "AqpInvalidAmount")]
    [InlineData("'99999999999999999999999999'", "AqpInvalidAmount")]
    [InlineData("([double]::MaxValue)", "AqpInvalidAmount")]
    [InlineData("([double]::NaN)", "AqpInvalidAmount")]
    [InlineData("''", "AqpInvalidAmount")]
    [InlineData("'   '", "AqpInvalidAmount")]
    [InlineData("$null", "AqpInvalidAmount")]
    [InlineData("'a million'", "AqpInvalidAmount")]
    [InlineData("'1,5'", "AqpInvalidAmount")]
    [InlineData("'1,50,000'", "AqpInvalidAmount")]
    [InlineData("'1,000,00'", "AqpInvalidAmount")]
    [InlineData("'1 000'", "AqpInvalidAmount")]
    [InlineData("'1000 Rial'", "AqpInvalidAmount")]
    [InlineData("1e3", "AqpInvalidAmount")]
    [InlineData("'1e3'", "AqpInvalidAmount")]
    [InlineData("0x10", "AqpInvalidAmount")]
    [InlineData("'0x10'", "AqpInvalidAmount")]
    [InlineData("1kb", "AqpInvalidAmount")]
    [InlineData("$true", "AqpInvalidAmount")]
    [InlineData("1,5", "ParameterArgumentTransformationError")]
    [InlineData("1,500,000", "ParameterArgumentTransformationError")]
    [InlineData("@()", "ParameterArgumentTransformationError")]
    public void An_amount_that_is_not_a_whole_number_above_zero_is_refused(string amount, string id) =>
        AssertNothingSent($"New-AqpWithdrawal -Amount {amount} -Iban {Iban} -Confirm:$false", id);

    [Theory]
    [InlineData("''")]
    [InlineData("'  '")]
    [InlineData("$null")]
    [InlineData("IR280170000000100324200001")]
    [InlineData("IR270170000000100324200010")]
    [InlineData("IR4444444444444444444440")]
    [InlineData("IR2701700000001003242000011")]
    [InlineData("DE89370400440532013000")]
    [InlineData("'IR27017000000010032420000O'")]
    [InlineData("6037991234567890")]
    [InlineData("'hello'")]
    public void An_iban_that_cannot_be_one_is_refused(string iban) =>
        AssertNothingSent($"New-AqpWithdrawal 1000 {iban} -Confirm:$false", "AqpInvalidIban");

    [Theory]
    [InlineData("'01/02/2020'")]
    [InlineData("'1/2/2020'")]
    [InlineData("'01-02-20'")]
    [InlineData("'2020.02.01'")]
    [InlineData("'20200201'")]
    [InlineData("20200201")]
    [InlineData("'2020/02-01'")]
    [InlineData("'2020-02-30'")]
    [InlineData("'32-01-2020'")]
    [InlineData("'2020-13-01'")]
    [InlineData("'1401/12/30'")]
    [InlineData("'1401/13/01'")]
    [InlineData("'yesterday'")]
    [InlineData("'2020-02-01T00:00:00'")]
    [InlineData("''")]
    [InlineData("$null")]
    public void A_date_that_can_be_read_in_two_ways_or_in_none_is_refused(string date)
    {
        AssertNothingSent($"Get-AqpWithdrawalList -StartDate {date}", "ParameterArgumentTransformationError");
        AssertNothingSent($"Get-AqpWithdrawalList -EndDate {date}", "ParameterArgumentTransformationError");
    }

    [Fact]
    public void An_ambiguous_date_is_refused_with_the_forms_that_are_taken()
    {
        var error = _session.Run("Get-AqpWithdrawalList -StartDate '01/02/2020'").Error();

        Assert.Contains("'01/02/2020'", error.ToString());
        Assert.Contains("25-12-2026 (day first), 2026-12-25, 2026/12/25, Jalali 1405/10/04", error.ToString());
    }

    [Theory]
    [InlineData("-StartDate 02-01-2020 -EndDate 01-01-2020", "AqpInvalidPeriod")]
    [InlineData("-StartDate 1401/07/10 -EndDate 01-10-2022", "AqpInvalidPeriod")]
    [InlineData("-Page 0", "AqpInvalidPage")]
    [InlineData("-Page -1", "AqpInvalidPage")]
    [InlineData("-Page one", "CannotConvertArgumentNoMessage")]
    [InlineData("-Status Lost", "CannotConvertArgumentNoMessage")]
    [InlineData("-First -1", "CannotConvertArgumentNoMessage")]
    [InlineData("-Skip -1", "CannotConvertArgumentNoMessage")]
    public void A_list_that_cannot_be_is_refused(string options, string id) => AssertNothingSent("Get-AqpWithdrawalList " + options, id);

    [Theory]
    [InlineData("0", "AqpInvalidWithdrawalId")]
    [InlineData("-1", "AqpInvalidWithdrawalId")]
    [InlineData("'0'", "AqpInvalidWithdrawalId")]
    [InlineData("one", "ParameterArgumentTransformationError")]
    [InlineData("'11111-2'", "ParameterArgumentTransformationError")]
    [InlineData("9223372036854775808", "ParameterArgumentTransformationError")]
    [InlineData("11111.5", "ParameterArgumentTransformationError")]
    [InlineData("'11111.7'", "ParameterArgumentTransformationError")]
    [InlineData("''", "ParameterArgumentTransformationError")]
    [InlineData("$true", "ParameterArgumentTransformationError")]
    [InlineData("11111,''", "ParameterArgumentTransformationError")]
    [InlineData("$null", "ParameterArgumentValidationErrorNullNotAllowed")]
    [InlineData("@()", "ParameterArgumentValidationErrorEmptyArrayNotAllowed")]
    public void An_id_that_cannot_be_one_is_refused(string id, string errorId)
    {
        AssertNothingSent("Get-AqpWithdrawal " + id, errorId);
        AssertNothingSent("Wait-AqpWithdrawal " + id, errorId);
    }

    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    [InlineData("Connect-AqpAccount $sandbox.Credential -Endpoint $sandbox.Endpoint")]
    public void A_time_limit_of_nothing_is_refused(string command)
    {
        AssertNothingSent(command + " -TimeoutSec 0", "ParameterArgumentValidationError");
        AssertNothingSent(command + " -TimeoutSec -1", "ParameterArgumentValidationError");
        AssertNothingSent(command + " -TimeoutSec 86401", "ParameterArgumentValidationError");
    }

    [Theory]
    [InlineData("-PollInterval 0")]
    [InlineData("-PollInterval -1")]
    [InlineData("-PollInterval soon")]
    [InlineData("-PollInterval ''")]
    [InlineData("-PollInterval ([timespan]::Zero)")]
    [InlineData("-PollInterval ([timespan]::MaxValue)")]
    [InlineData("-PollInterval 1e300")]
    [InlineData("-PollInterval ([double]::NaN)")]
    [InlineData("-PollInterval $true")]
    [InlineData("-Timeout -1")]
    [InlineData("-Timeout soon")]
    [InlineData("-Timeout ([timespan]::MaxValue)")]
    public void A_length_of_time_that_cannot_be_waited_is_refused(string option) =>
        AssertNothingSent("Wait-AqpWithdrawal 11111 " + option, "ParameterArgumentTransformationError");

    [Theory]
    [InlineData("-Pin ''")]
    [InlineData("-Pin 'text'")]
    [InlineData("-Pin 1234")]
    public void A_pin_that_is_no_secure_string_is_refused(string pin) =>
        AssertNothingSent($"{AccountCommands.Request} {pin}", "CannotConvertArgumentNoMessage");

    private void AssertNothingSent(string command, string id)
    {
        var before = _session.Gateway.CallCount;
        var ledger = _session.Gateway.Withdrawals.Count;

        var result = _session.Run(command);

        Assert.StartsWith(id + ",", result.Error().FullyQualifiedErrorId);
        Assert.NotEmpty(result.Error().ToString());
        Assert.Empty(result.Output);
        Assert.Equal(before, _session.Gateway.CallCount);
        Assert.Equal(ledger, _session.Gateway.Withdrawals.Count);
        Assert.Empty(_session.Host.Screen.Questions);
    }
}
