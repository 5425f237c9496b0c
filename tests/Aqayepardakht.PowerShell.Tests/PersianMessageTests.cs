using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>What a user whose language is Persian reads: the gateway's own wording.</summary>
public sealed class PersianMessageTests(PersianSession persian) : IClassFixture<PersianSession>
{
    private readonly ModuleSession _session = persian.Session;

    [Theory]
    [MemberData(nameof(DocumentedCode.Codes), MemberType = typeof(DocumentedCode))]
    public void A_code_is_told_in_the_words_of_the_documentation(int code)
    {
        _session.Gateway.AnswerNext(code, "Request");
        _session.Gateway.AnswerNext(code, "Details");
        _session.Gateway.AnswerNext(code, "List");

        AssertPersian(_session.Run(AccountCommands.Request).Error(), DocumentedCode.Request(code));
        AssertPersian(_session.Run(AccountCommands.Get).Error(), DocumentedCode.Read(code));
        AssertPersian(_session.Run(AccountCommands.List).Error(), DocumentedCode.Read(code));
    }

    [Theory]
    [InlineData("New-AqpWithdrawal 1.5 IR270170000000100324200001 -Confirm:$false")]
    [InlineData("New-AqpWithdrawal 1 IR -Confirm:$false")]
    [InlineData("Get-AqpWithdrawal 0")]
    [InlineData("Get-AqpWithdrawalList -Page 0")]
    [InlineData("Get-AqpWithdrawalList -Endpoint http://example.com")]
    [InlineData("Get-AqpErrorCode 99")]
    [InlineData("Start-AqpSandbox -LedgerPath /nowhere/at/all/ledger.jsonl")]
    public void Other_errors_and_their_advice_are_told_in_Persian_too(string command)
    {
        var error = _session.Run(command).Error();

        Assert.StartsWith("Aqp", error.FullyQualifiedErrorId);
        Assert.True(IsPersian(error.ToString()), error.ToString());
        Assert.True(IsPersian(error.ErrorDetails.RecommendedAction), error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("$sandbox.FailNext('HtmlOk', 'List'); Get-AqpWithdrawalList", "JSON سرویس تسویه حساب نیست")]
    [InlineData("$sandbox.FailNext('HtmlOk', 'Details'); Wait-AqpWithdrawal 11111 -Timeout 0", "وضعیت تسویه 11111 در 0 ثانیه خوانده نشد.")]
    [InlineData("$sandbox.AddWithdrawals(1, 'Pending'); Wait-AqpWithdrawal 11111 -Timeout 0", "هنوز در انتظار پرداخت است")]
    [InlineData("Get-AqpWithdrawalJournal ./none.jsonl", "دفتر پرداخت در این مسیر نیست")]
    [InlineData("[IO.File]::WriteAllText($journal, \"damaged`n\"); Get-AqpWithdrawalJournal $journal", "این خط قالب دفتر پرداخت را ندارد")]
    [InlineData(
        "foreach ($amount in 1000, 2000) { New-AqpWithdrawal $amount $sandbox.Ibans[0] -IdempotencyKey K -JournalPath $journal -Confirm:$false }",
        "استفاده شده است (ثبت شده است)")]
    public void No_part_of_a_sentence_stays_in_English(string command, string part)
    {
        using var session = ModuleSession.Connected(uiCulture: "fa-IR");
        var folder = Directory.CreateTempSubdirectory("aqp-persian-");
        try
        {
            var error = session.Run(command, ("journal", Path.Combine(folder.FullName, "journal.jsonl"))).Error();

            Assert.Contains(part, error.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Get-AqpWithdrawalList -StartDate 01/02/2020")]
    [InlineData("Get-AqpWithdrawalList -Credential $null")]
    [InlineData("Get-AqpWithdrawalList -Connection nobody")]
    [InlineData("Wait-AqpWithdrawal 1 -PollInterval 0")]
    public void A_parameter_that_cannot_be_taken_is_explained_in_Persian(string command)
    {
        var error = _session.Run(command).Error();

        Assert.True(IsPersian(error.ToString()), error.ToString());
    }

    [Fact]
    public void The_question_before_a_payment_is_asked_in_Persian()
    {
        using var session = ModuleSession.Connected(uiCulture: "fa-IR");
        session.Host.Screen.Choice = "&No";

        session.Run("New-AqpWithdrawal 1500000 $sandbox.Ibans[0]").Succeeded();

        Assert.Contains("درخواست تسویه حساب", Assert.Single(session.Host.Screen.Questions));
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void Numbers_and_dates_stay_the_same_in_every_culture()
    {
        using var session = ModuleSession.Connected(uiCulture: "fa-IR");

        var withdrawal = session.Run("$null = New-AqpWithdrawal '1,500,000' $sandbox.Ibans[0] -Confirm:$false; Get-AqpWithdrawalList").Succeeded().Only();

        Assert.Equal(1_500_000, withdrawal.Value<long>("Amount"));
        Assert.Matches("^1[34][0-9]{2}/[0-9]{2}/[0-9]{2} [0-9:]{8}$", withdrawal.Value<string>("CreatedAtJalali"));
    }

    private static void AssertPersian(ErrorRecord error, DocumentedCode expected)
    {
        Assert.StartsWith($"Aqp{expected.Name},", error.FullyQualifiedErrorId);
        Assert.Contains(expected.Persian, error.ToString());
        Assert.Contains(expected.Code.ToString(System.Globalization.CultureInfo.InvariantCulture), error.ToString());
        Assert.True(IsPersian(error.ErrorDetails.RecommendedAction), error.ErrorDetails.RecommendedAction);
    }

    private static bool IsPersian(string text) => text.Count(character => character is >= '\u0600' and <= '\u06ff') > 10;
}
