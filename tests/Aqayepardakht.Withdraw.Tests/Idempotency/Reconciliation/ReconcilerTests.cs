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
    public void Fewer_withdrawals_than_intents_go_to_the_oldest_and_the_others_wait_until_the_last_is_no_longer_in_flight()
    {
        var decisions = Decide([Intent(1), Intent(2, inFlightSeconds: 50), Intent(3, inFlightSeconds: 10)], [Row(11)], now: Start.AddSeconds(169));

        Assert.Equal([11L, null, null], decisions.Select(decision => decision.Adopt?.Id));
        Assert.All(decisions.Skip(1), decision => Assert.Equal((false, Start.AddSeconds(170)), (decision.Send, decision.NotMadeFrom)));
    }

    [Fact]
    public void An_intent_without_candidate_is_sent_from_the_end_of_the_settling_time()
    {
        Assert.False(Assert.Single(Decide([Intent(1)], [], now: Start + SettlingTime - TimeSpan.FromTicks(1))).Send);
        Assert.True(Assert.Single(Decide([Intent(1)], [], now: Start + SettlingTime)).Send);
    }

    [Fact]
    public void An_intent_is_not_sent_while_the_request_of_an_adopted_one_may_be_in_flight()
    {
        var decision = Assert.Single(Decide([Intent(1)], [], now: Start.AddSeconds(139), adoptedInFlightUntil: Start.AddSeconds(20)));

        Assert.Equal((false, Start.AddSeconds(140)), (decision.Send, decision.NotMadeFrom));
    }

    [Fact]
    public void An_adopted_intent_that_is_no_longer_in_flight_delays_nothing()
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
    public void An_earlier_withdrawal_another_payment_and_one_of_another_key_are_no_candidates(long id, long amount, string? iban, long claimed)
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
    public void A_withdrawal_below_the_baseline_of_the_younger_intent_goes_to_the_older_one()
    {
        var decisions = Decide([Intent(1, baselineId: 10), Intent(2, baselineId: 11)], [Row(11), Row(12)]);

        Assert.Equal([11, 12], decisions.Select(decision => decision.Adopt!.Id));
    }

    [Fact]
    public void An_intent_with_a_lower_baseline_gets_the_withdrawal_that_only_it_can_have_made()
    {
        var decisions = Decide([Intent(1, baselineId: 11), Intent(2, baselineId: 10)], [Row(11), Row(12)]);

        Assert.Equal([12, 11], decisions.Select(decision => decision.Adopt!.Id));
    }

    /// <summary>January's rent was not made; the response for February's was lost. The withdrawal is February's.</summary>
    [Fact]
    public void An_old_intent_does_not_get_a_withdrawal_made_after_its_settling_time()
    {
        var decisions = Decide(
            [Intent(1), Intent(2, inFlightSeconds: 2_500_000, baselineId: 1100, baselineReadAfter: 2_499_990)], [Row(1101)], now: Start.AddSeconds(2_600_000));

        Assert.Equal([null, 1101L], decisions.Select(decision => decision.Adopt?.Id));
        Assert.True(decisions[0].Send);
    }

    [Theory]
    [InlineData(119, 1101L, null)]
    [InlineData(120, null, 1101L)]
    public void The_later_intent_gets_the_withdrawal_if_its_baseline_was_read_after_the_settling_time_of_the_first(int baselineReadAfter, long? first, long? second)
    {
        var decisions = Decide([Intent(1), Intent(2, inFlightSeconds: 200, baselineId: 1100, baselineReadAfter: baselineReadAfter)], [Row(1101)]);

        Assert.Equal([first, second], decisions.Select(decision => decision.Adopt?.Id));
    }

    [Fact]
    public void A_leftover_withdrawal_is_adopted_rather_than_requested_again()
    {
        var decisions = Decide(
            [Intent(1), Intent(2, inFlightSeconds: 500, baselineId: 1100, baselineReadAfter: 400)], [Row(1101), Row(1102)], now: Start.AddSeconds(1000));

        Assert.Equal([1102, 1101], decisions.Select(decision => decision.Adopt!.Id));
    }

    [Fact]
    public void A_long_request_does_not_get_the_withdrawal_that_only_a_later_intent_can_have_made()
    {
        var decisions = Decide(
            [Intent(1, inFlightSeconds: 1000), Intent(2), Intent(3, inFlightSeconds: 500, baselineId: 12, baselineReadAfter: 400)], [Row(11), Row(13), Row(14)], now: Start.AddSeconds(2000));

        Assert.All(decisions, decision => Assert.NotNull(decision.Adopt));
    }

    /// <summary>The request was on its way for 20 seconds; the tolerance is two minutes, or an hour where the gateway's clock is not known.</summary>
    [Theory]
    [InlineData(0, -120, true)]
    [InlineData(0, -121, false)]
    [InlineData(0, 260, true)]
    [InlineData(0, 261, false)]
    [InlineData(12600, 12600, true)]
    [InlineData(12600, 0, false)]
    [InlineData(-12600, -12600, true)]
    [InlineData(null, -3600, true)]
    [InlineData(null, -3601, false)]
    [InlineData(null, 3740, true)]
    [InlineData(null, 3741, false)]
    public void Only_a_withdrawal_of_the_time_of_the_request_is_adopted(int? gatewayAheadSeconds, int madeAfterSeconds, bool isAdopted)
    {
        var offset = gatewayAheadSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;

        var result = Reconciler.Decide(
            [Intent(1, inFlightSeconds: 20)], [Row(11, madeAfterSeconds: madeAfterSeconds)], _ => false, null, Start, SettlingTime, offset);

        Assert.Equal(isAdopted, Assert.Single(result.Decisions).Adopt is not null);
        Assert.Equal(isAdopted, result.Leftover.Count == 0);
    }

    [Fact]
    public void A_withdrawal_without_a_time_is_left_over()
    {
        var result = Reconciler.Decide([Intent(1)], [Row(11, madeAfterSeconds: null)], _ => false, null, Start, SettlingTime, null);

        Assert.Null(Assert.Single(result.Decisions).Adopt);
        Assert.Equal(11, Assert.Single(result.Leftover).Id);
    }

    [Fact]
    public void What_the_first_of_two_requests_made_fits_the_time_of_the_payment()
    {
        var intent = Intent(1);
        (intent.FirstRequestedAt, intent.RequestedAt, intent.InFlightUntil) = (Start, Start.AddMinutes(9), Start.AddMinutes(10));

        Assert.Equal(11, Assert.Single(Decide([intent], [Row(11)])).Adopt!.Id);
    }

    private static IReadOnlyList<ReconcileDecision> Decide(
        JournalRecord[] open, Withdrawal[] listed, DateTimeOffset? now = null, DateTimeOffset? adoptedInFlightUntil = null, long claimed = 0) =>
        Reconciler.Decide(open, listed, id => id == claimed, adoptedInFlightUntil, now ?? Start, SettlingTime, TimeSpan.Zero).Decisions;

    private static JournalRecord Intent(int sequence, int inFlightSeconds = 0, long baselineId = 10, int? baselineReadAfter = null) => new($"{sequence}")
    {
        State = JournalState.Open,
        Sequence = sequence,
        Amount = 1000,
        Iban = Payer.Iban,
        BaselineId = baselineId,
        FirstBaselineId = baselineId,
        BaselineReadAt = baselineReadAfter is { } seconds ? Start.AddSeconds(seconds) : null,
        RequestedAt = Start,
        FirstRequestedAt = Start,
        InFlightUntil = Start.AddSeconds(inFlightSeconds),
    };

    private static Withdrawal Row(long id, long amount = 1000, string? iban = Payer.Iban, int? madeAfterSeconds = 0) => new()
    {
        Id = id,
        Amount = amount,
        Iban = iban,
        Status = WithdrawalStatus.Pending,
        CreatedAt = madeAfterSeconds is { } seconds ? IranTime.FromUtc(Start.UtcDateTime.AddSeconds(seconds)) : null,
    };
}
