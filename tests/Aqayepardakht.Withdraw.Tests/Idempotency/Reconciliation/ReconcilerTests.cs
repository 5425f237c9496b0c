using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>What is decided about open intents of one amount and IBAN from what the gateway lists.</summary>
public sealed class ReconcilerTests
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(2);
    private static readonly DateTimeOffset Start = new(2026, 3, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_oldest_intent_gets_the_oldest_withdrawal()
    {
        var decisions = Decide([Intent(1), Intent(2), Intent(3)], [Row(13), Row(11), Row(12)]);

        Assert.Equal([11, 12, 13], decisions.Select(decision => decision.Adopt!.Id));
        Assert.All(decisions, decision => Assert.False(decision.Send));
    }

    [Fact]
    public void Fewer_withdrawals_than_intents_go_to_the_oldest_and_the_others_wait_for_the_last_of_all()
    {
        var decisions = Decide([Intent(1), Intent(2, quietAfter: 50), Intent(3, quietAfter: 10)], [Row(11)], now: Start.AddSeconds(169));

        Assert.Equal([11L, null, null], decisions.Select(decision => decision.Adopt?.Id));
        Assert.All(decisions.Skip(1), decision => Assert.Equal((false, Start.AddSeconds(170)), (decision.Send, decision.NotMadeFrom)));
    }

    [Fact]
    public void What_was_not_made_is_sent_from_the_very_moment_on_that_it_is_settled()
    {
        Assert.False(Assert.Single(Decide([Intent(1)], [], now: Start + SettlingTime - TimeSpan.FromTicks(1))).Send);
        Assert.True(Assert.Single(Decide([Intent(1)], [], now: Start + SettlingTime)).Send);
    }

    [Fact]
    public void What_an_adopted_intent_may_still_bring_is_waited_for()
    {
        var decision = Assert.Single(Decide([Intent(1)], [], now: Start.AddSeconds(139), adoptedInFlightUntil: Start.AddSeconds(20)));

        Assert.Equal((false, Start.AddSeconds(140)), (decision.Send, decision.NotMadeFrom));
    }

    [Fact]
    public void An_adopted_intent_of_long_ago_changes_nothing()
    {
        var decision = Assert.Single(Decide([Intent(1)], [], now: Start + SettlingTime, adoptedInFlightUntil: Start.AddDays(-1)));

        Assert.True(decision.Send);
    }

    [Theory]
    [InlineData(10, 1000, Payer.Iban, 0)]
    [InlineData(11, 1001, Payer.Iban, 0)]
    [InlineData(11, 1000, Payer.OtherIban, 0)]
    [InlineData(11, 1000, null, 0)]
    [InlineData(11, 1000, Payer.Iban, 11)]
    public void A_withdrawal_that_was_there_before_or_is_another_payment_or_another_keys_is_no_candidate(long id, long amount, string? iban, long claimed)
    {
        var decision = Assert.Single(Decide([Intent(1)], [Row(id, amount, iban)], claimed: claimed));

        Assert.Null(decision.Adopt);
    }

    [Theory]
    [InlineData("IR27 0170 0000 0010 0324 2000 01")]
    [InlineData("ir270170000000100324200001")]
    [InlineData("IR27-0170-0000-0010-0324-2000-01")]
    [InlineData("270170000000100324200001")]
    [InlineData("\u200EIR۲۷۰۱۷۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱")]
    public void An_IBAN_is_recognised_however_the_gateway_writes_it(string iban)
    {
        Assert.NotNull(Assert.Single(Decide([Intent(1)], [Row(11, 1000, iban)])).Adopt);
    }

    [Fact]
    public void A_withdrawal_that_only_the_older_intent_can_have_made_is_left_to_it()
    {
        var decisions = Decide([Intent(1, afterId: 10), Intent(2, afterId: 11)], [Row(11), Row(12)]);

        Assert.Equal([11, 12], decisions.Select(decision => decision.Adopt!.Id));
    }

    [Fact]
    public void An_intent_that_knew_of_fewer_withdrawals_gets_what_the_others_cannot_have()
    {
        var decisions = Decide([Intent(1, afterId: 11), Intent(2, afterId: 10)], [Row(11), Row(12)]);

        Assert.Equal([12, 11], decisions.Select(decision => decision.Adopt!.Id));
    }

    /// <summary>January's rent was given up; February's answer was lost. The withdrawal of February is not January's.</summary>
    [Fact]
    public void An_intent_that_was_given_up_long_ago_leaves_the_withdrawal_to_the_one_that_made_it()
    {
        var decisions = Decide(
            [Intent(1), Intent(2, quietAfter: 2_500_000, afterId: 1100, seenAfter: 2_499_990)], [Row(1101)], now: Start.AddSeconds(2_600_000));

        Assert.Equal([null, 1101L], decisions.Select(decision => decision.Adopt?.Id));
        Assert.True(decisions[0].Send);
    }

    [Theory]
    [InlineData(119, 1101L, null)]
    [InlineData(120, null, 1101L)]
    public void It_was_given_up_when_the_later_one_looked_after_the_settling_time(int seenAfter, long? first, long? second)
    {
        var decisions = Decide([Intent(1), Intent(2, quietAfter: 200, afterId: 1100, seenAfter: seenAfter)], [Row(1101)]);

        Assert.Equal([first, second], decisions.Select(decision => decision.Adopt?.Id));
    }

    [Fact]
    public void A_withdrawal_that_none_is_likelier_to_have_made_is_taken_rather_than_made_again()
    {
        var decisions = Decide(
            [Intent(1), Intent(2, quietAfter: 500, afterId: 1100, seenAfter: 400)], [Row(1101), Row(1102)], now: Start.AddSeconds(1000));

        Assert.Equal([1102, 1101], decisions.Select(decision => decision.Adopt!.Id));
    }

    [Fact]
    public void One_whose_request_took_long_takes_no_withdrawal_that_only_a_later_one_can_have()
    {
        var decisions = Decide(
            [Intent(1, quietAfter: 1000), Intent(2), Intent(3, quietAfter: 500, afterId: 12, seenAfter: 400)], [Row(11), Row(13), Row(14)], now: Start.AddSeconds(2000));

        Assert.All(decisions, decision => Assert.NotNull(decision.Adopt));
    }

    private static IReadOnlyList<ReconcileDecision> Decide(
        JournalRecord[] open, Withdrawal[] listed, DateTimeOffset? now = null, DateTimeOffset? adoptedInFlightUntil = null, long claimed = 0) =>
        Reconciler.Decide(open, listed, id => id == claimed, adoptedInFlightUntil, now ?? Start, SettlingTime);

    private static JournalRecord Intent(int sequence, int quietAfter = 0, long afterId = 10, int? seenAfter = null) => new($"{sequence}")
    {
        State = JournalState.Open,
        Sequence = sequence,
        Amount = 1000,
        Iban = Payer.Iban,
        BaselineId = afterId,
        BaselineReadAt = seenAfter is { } seconds ? Start.AddSeconds(seconds) : null,
        RequestedAt = Start,
        InFlightUntil = Start.AddSeconds(quietAfter),
    };

    private static Withdrawal Row(long id, long amount = 1000, string? iban = Payer.Iban) => new()
    {
        Id = id,
        Amount = amount,
        Iban = iban,
        Status = WithdrawalStatus.Pending,
        CreatedAt = Start.DateTime,
    };
}
