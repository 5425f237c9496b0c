using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class ConfirmationTests
{
    private const string Request = "New-AqpWithdrawal 1500000 IR270170000000100324200001";
    private const string Three = "1..3 | ForEach-Object { [pscustomobject]@{ Amount = $_; Iban = 'IR270170000000100324200001' } } | New-AqpWithdrawal";

    [Fact]
    public void What_if_says_what_would_be_paid_and_sends_nothing()
    {
        using var session = ModuleSession.Connected();

        var result = session.Run(Request + " -WhatIf").Succeeded();

        Assert.Empty(result.Output);
        Assert.Equal(0, session.Gateway.CallCount);
        Assert.Empty(session.Host.Screen.Questions);
        var line = Assert.Single(session.Host.Screen.Lines);
        Assert.Contains("Request a withdrawal", line);
        Assert.Contains($"1,500,000 to IR270170000000100324200001 from account {session.Gateway.Account} at {new System.Uri(session.Gateway.Endpoint).Authority}, without a key", line);
    }

    [Fact]
    public void The_preference_for_what_if_is_honoured()
    {
        using var session = ModuleSession.Connected();

        session.Run("$WhatIfPreference = $true; " + Request).Succeeded();

        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void What_if_still_shows_which_rows_are_wrong()
    {
        using var session = ModuleSession.Connected();

        var result = session.Run("New-AqpWithdrawal 1.5 IR270170000000100324200001 -WhatIf");

        Assert.StartsWith("AqpInvalidAmount,", result.Error().FullyQualifiedErrorId);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Confirm")]
    public void A_payment_is_asked_about_and_no_means_no(string confirm)
    {
        using var session = ModuleSession.Connected();
        session.Host.Screen.Choice = "&No";

        var result = session.Run($"{Request} {confirm}").Succeeded();

        Assert.Empty(result.Output);
        Assert.Equal(0, session.Gateway.CallCount);
        Assert.Contains("1,500,000 to IR270170000000100324200001", Assert.Single(session.Host.Screen.Questions));
    }

    [Fact]
    public void Yes_pays_and_the_next_payment_is_asked_about_again()
    {
        using var session = ModuleSession.Connected();
        session.Host.Screen.Choice = "&Yes";

        Assert.Equal(3, session.Run(Three).Succeeded().Output.Count);

        Assert.Equal(3, session.Host.Screen.Questions.Count);
        Assert.Equal(3, session.Gateway.CallCount);
    }

    [Fact]
    public void Yes_to_all_is_asked_once()
    {
        using var session = ModuleSession.Connected();
        session.Host.Screen.Choice = "Yes to &All";

        Assert.Equal(3, session.Run(Three).Succeeded().Output.Count);

        Assert.Single(session.Host.Screen.Questions);
    }

    [Fact]
    public void No_to_all_is_asked_once_and_sends_nothing()
    {
        using var session = ModuleSession.Connected();
        session.Host.Screen.Choice = "No to A&ll";

        Assert.Empty(session.Run(Three).Succeeded().Output);

        Assert.Single(session.Host.Screen.Questions);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void Where_nobody_can_answer_nothing_is_sent()
    {
        using var session = ModuleSession.Connected();

        var result = session.Run(Request);

        Assert.NotEmpty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Theory]
    [InlineData("-Confirm:$false", "")]
    [InlineData("", "$ConfirmPreference = 'None'; ")]
    public void A_runbook_turns_the_question_off(string option, string preference)
    {
        using var session = ModuleSession.Connected();

        session.Run($"{preference}{Request} {option}").Succeeded().Only();

        Assert.Empty(session.Host.Screen.Questions);
        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Fact]
    public void Reading_and_waiting_ask_nothing_even_where_everything_is_asked_about()
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);

        session.Run("$ConfirmPreference = 'Low'; " + string.Join("; ", AccountCommands.Get, AccountCommands.List, AccountCommands.Wait)).Succeeded();

        Assert.Empty(session.Host.Screen.Questions);
    }
}
