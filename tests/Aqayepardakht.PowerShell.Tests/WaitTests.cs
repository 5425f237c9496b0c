using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class WaitTests
{
    [Fact]
    public void A_withdrawal_is_waited_for_until_it_is_paid()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1, "Pending");
        var waiting = session.Start("Wait-AqpWithdrawal 11111 -PollInterval 0.01");
        RunningScript.Until(() => session.Gateway.CallCount >= 3, "it was looked at three times");

        session.Gateway.Pay(11111);

        var withdrawal = waiting.Finish().Succeeded().Only();
        Assert.Equal("Paid", withdrawal.Value<string>("Status"));
        Assert.Equal(18, withdrawal.Value<string>("TrackingNumber").Length);
    }

    [Fact]
    public void A_cancelled_withdrawal_comes_with_its_reason_and_without_an_error()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1, "Pending");
        var waiting = session.Start("Wait-AqpWithdrawal 11111 -PollInterval 0.01");
        RunningScript.Until(() => session.Gateway.CallCount >= 1, "it was looked at");

        session.Gateway.Cancel(11111, "The bank said no.");

        var withdrawal = waiting.Finish().Succeeded().Only();
        Assert.Equal("Cancelled", withdrawal.Value<string>("Status"));
        Assert.Equal("The bank said no.", withdrawal.Value<string>("Comment"));
    }

    [Fact]
    public void A_request_is_piped_into_the_wait_for_it()
    {
        using var session = ModuleSession.Connected("-SettleAfter 0");

        var withdrawal = session.Run(AccountCommands.Request + " | Wait-AqpWithdrawal -PollInterval 0.01").Succeeded().Only();

        Assert.Equal("Paid", withdrawal.Value<string>("Status"));
    }

    [Fact]
    public void Several_come_out_each_as_soon_as_it_is_done()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(3, "Pending");
        session.Gateway.Pay(11113);
        var waiting = session.Start("11111..11113 | Wait-AqpWithdrawal -PollInterval 0.01 | ForEach-Object { $_; if ($_.Id -eq 11113) { $sandbox.Pay(11112) } elseif ($_.Id -eq 11112) { $sandbox.Cancel(11111) } }");

        Assert.Equal([11113L, 11112L, 11111L], waiting.Finish().Succeeded().Column<long>("Id"));
    }

    [Fact]
    public void An_id_given_twice_is_waited_for_once()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);

        session.Run("11111, 11111 | Wait-AqpWithdrawal").Succeeded().Only();

        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.05")]
    [InlineData("'00:00:00.05'")]
    [InlineData("([timespan]::FromMilliseconds(50))")]
    public void After_the_time_limit_each_one_that_is_left_is_an_error(string timeout)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(2, "Pending");
        session.Gateway.AddWithdrawals(1);

        var result = session.Run($"11111..11113 | Wait-AqpWithdrawal -Timeout {timeout} -PollInterval 0.01");

        Assert.Equal([11113L], result.Column<long>("Id"));
        Assert.Equal([11111L, 11112L], result.Errors.Select(error => error.TargetObject).Cast<long>());
        Assert.All(result.Errors, error => Assert.StartsWith("AqpWaitTimeout,", error.FullyQualifiedErrorId));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category));
        Assert.All(result.Errors, error => Assert.Contains("Pending", error.ToString()));
        Assert.All(result.Errors, error => Assert.Contains("Wait again", error.ErrorDetails.RecommendedAction));
    }

    [Fact]
    public void A_time_limit_ends_even_a_long_pause()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1, "Pending");

        var result = session.Run("Wait-AqpWithdrawal 11111 -Timeout 0.05 -PollInterval 86400");

        Assert.StartsWith("AqpWaitTimeout,", result.Error().FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("HtmlOk", 1)]
    [InlineData("Redirect", 1)]
    [InlineData("BrokenJson", 1)]
    [InlineData("DisruptedBeforeCommit", 1)]
    [InlineData("DropBeforeCommit", 3)]
    public void A_wait_survives_faults_with_a_warning(string fault, int times)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);
        session.Gateway.FailNext(fault, "Details", times);

        var result = session.Run("Wait-AqpWithdrawal 11111 -PollInterval 0.01").Succeeded();

        Assert.Equal("Paid", result.Only().Value<string>("Status"));
        Assert.NotEmpty(Assert.Single(result.Warnings));
        Assert.Equal(times + 1, session.Gateway.CallCount);
    }

    [Fact]
    public void A_wait_at_an_address_without_the_service_ends_with_an_error()
    {
        using var session = ModuleSession.Connected();

        var result = session.Run("Wait-AqpWithdrawal 11111 -PollInterval 0.01 -Endpoint ([uri]::new($sandbox.Endpoint, '/elsewhere'))");

        Assert.StartsWith("AqpProtocolError,", result.Error().FullyQualifiedErrorId);
    }

    [Fact]
    public void What_was_never_reached_says_so_when_the_time_is_up()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);
        session.Gateway.FailNext("HtmlOk", "Details");

        var result = session.Run("Wait-AqpWithdrawal 11111 -Timeout 0");

        Assert.StartsWith("Withdrawal 11111 could not be read within 0 seconds. The warnings say", result.Error().ToString());
        Assert.StartsWith("AqpWaitTimeout,", result.Error().FullyQualifiedErrorId);
    }

    [Fact]
    public void An_id_that_does_not_exist_is_an_error_and_the_others_are_still_waited_for()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);

        var result = session.Run("99999, 11111 | Wait-AqpWithdrawal");

        Assert.Equal([11111L], result.Column<long>("Id"));
        Assert.StartsWith("AqpWithdrawalNotFound,", result.Error().FullyQualifiedErrorId);
        Assert.Equal(99999L, result.Error().TargetObject);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(-4)]
    [InlineData(-20)]
    public void A_code_about_the_account_ends_the_wait(int code)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(3, "Pending");
        session.Gateway.AnswerNext(code, "Details");

        var error = session.RunToItsEndingError("11111..11113 | Wait-AqpWithdrawal -PollInterval 0.01");

        Assert.Equal(11111L, error.TargetObject);
        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Fact]
    public void The_progress_counts_what_is_done_and_is_taken_away_at_the_end()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1, "Pending");
        session.Gateway.AddWithdrawals(1);
        var waiting = session.Start("11111, 11112 | Wait-AqpWithdrawal -PollInterval 0.01 -Timeout 86400");
        RunningScript.Until(() => session.Host.Screen.Progress.Any(record => record.StatusDescription == "1 of 2 done"), "the progress was shown");
        session.Gateway.Pay(11111);

        var progress = waiting.Finish().Succeeded().Progress;

        Assert.Equal(50, progress[0].PercentComplete);
        Assert.Equal("Waiting for withdrawals to be paid", progress[0].Activity);
        Assert.InRange(progress[0].SecondsRemaining, 86000, 86400);
        Assert.Single(progress, record => record.RecordType == ProgressRecordType.Completed);
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public void The_progress_is_taken_away_after_a_timeout_too()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1, "Pending");

        var result = session.Run("Wait-AqpWithdrawal 11111 -PollInterval 0.01 -Timeout 0.05");

        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }
}
