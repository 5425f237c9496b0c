using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>What a list proves of a payment whose response was lost, what is taken for it, and what a person is told.</summary>
public sealed class ListProofTests
{
    private static readonly WithdrawalRequest Payment = new(1000, Payer.Iban);
    private static readonly DateTimeOffset Start = new(2026, 3, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly StubGateway _gateway = new();
    private readonly SkippingClock _clock = new() { Now = Start };
    private readonly MemoryStorage _storage = new();
    private readonly List<string> _warnings = [];

    public ListProofTests() => _gateway.Clock = _clock;

    [Theory]
    [InlineData("11 12 13 10")]
    [InlineData("13 11 | 12 10")]
    [InlineData("12 11 | 13 10")]
    [InlineData("13 | 11 12 10")]
    public async Task Ids_that_do_not_fall_within_and_across_pages_prove_nothing(string ids)
    {
        await LoseAsync(ids);

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync("1", Payment));

        Assert.Contains(IdempotencyMessages.ListWithoutOrder.English, exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, _gateway.Requests);
    }

    [Theory]
    [InlineData("13 12 | 12 11 10")]
    [InlineData("13 12 | 13 12 | 11 10")]
    [InlineData("13 12 | 11 9")]
    public async Task A_list_that_moves_on_while_it_is_read_keeps_its_proof(string ids)
    {
        await LoseAsync(ids);
        _gateway.OnRequest = null;

        Assert.Equal(WithdrawalOrigin.Requested, (await NewPayer().RequestAsync("1", Payment)).Origin);
        Assert.Contains(_warnings, warning => warning.Contains("it is sent again", StringComparison.Ordinal));
        Assert.Equal(2, _gateway.Requests);
    }

    /// <summary>Sorted by status, with what waits at the end, the first page is in order and shows nothing of what was just made.</summary>
    [Fact]
    public async Task The_far_end_of_the_list_is_looked_at_before_the_first_page_is_believed()
    {
        _gateway.OnPage = Pages("9 8 | 7 6 | 5 4");
        _gateway.OnRequest = _ =>
        {
            _gateway.OnPage = number => number == 3
                ? new WithdrawalPage(3, [Row(12, Start), Row(4, Start.AddDays(-2), amount: 7)], 6, 3)
                : Pages("9 8 | 7 6 | 5 4")(number);
            throw StubGateway.NoResponse();
        };

        var paid = await NewPayer().RequestAsync("1", Payment);

        Assert.Equal((12L, WithdrawalOrigin.Adopted), (paid.Withdrawal.Id, paid.Origin));
        Assert.Equal(1, _gateway.Requests);
    }

    /// <summary>Sorted by the last change, an old withdrawal that was just paid stands above what was made before that.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_old_row_that_was_just_changed_does_not_end_the_reading(int pageOfThePayment)
    {
        await LoseAsync("10");
        _gateway.OnPage = number => new WithdrawalPage(
            number,
            number == pageOfThePayment
                ? [Row(12, Start), Row(3, Start.AddDays(-3), amount: 7)]
                : [JustPaid(9 - number), JustPaid(6 - number)],
            6,
            3);

        var paid = await NewPayer().RequestAsync("1", Payment);

        Assert.Equal((12L, WithdrawalOrigin.Adopted), (paid.Withdrawal.Id, paid.Origin));
        Assert.Equal(1, _gateway.Requests);

        static Withdrawal JustPaid(long id) => new()
        {
            Id = id,
            Amount = 7,
            Iban = Payer.Iban,
            Status = WithdrawalStatus.Paid,
            CreatedAt = IranTime.FromUtc(Start.AddDays(-2).UtcDateTime),
            UpdatedAt = IranTime.FromUtc(Start.AddMinutes(1).UtcDateTime),
        };
    }

    [Theory]
    [InlineData("20 12 13")]
    [InlineData("13 12 | 14")]
    public async Task What_fits_is_adopted_also_from_a_list_that_proves_nothing(string ids)
    {
        await LoseAsync(ids);
        var rows = ids.Split(['|', ' '], StringSplitOptions.RemoveEmptyEntries).Select(id => Row(long.Parse(id, null), Start, amount: id == "12" ? 1000 : 7));
        _gateway.OnPage = number => new WithdrawalPage(number, number == 1 ? [.. rows] : [], 99, 1);

        Assert.Equal(12, (await NewPayer().RequestAsync("1", Payment)).Withdrawal.Id);
        Assert.Contains("Withdrawal 12 of 1,000", Assert.Single(_warnings, IsAdoption), StringComparison.Ordinal);
        Assert.Equal(1, _gateway.Requests);
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(12L, 1000L, null, true)]
    [InlineData(12L, null, Payer.Iban, true)]
    [InlineData(12L, 7L, Payer.Iban, false)]
    [InlineData(12L, 1000L, Payer.OtherIban, false)]
    [InlineData(9L, 1000L, Payer.Iban, false)]
    public async Task A_row_that_cannot_be_read_is_a_doubt_where_it_could_be_the_payment(long? id, long? amount, string? iban, bool isDoubt)
    {
        await LoseAsync("10");
        _gateway.OnRequest = null;
        var unreadable = new UnreadableRow(1, new LocalizedText("no status", "بدون وضعیت"), []) { Page = 1, Id = id, Amount = amount, Iban = iban };
        _gateway.OnPage = _ => new WithdrawalPage(1, [Row(10, Start.AddDays(-2), amount: 7)], 2, 1) { UnreadableRows = [unreadable] };

        var failure = await Record.ExceptionAsync(() => NewPayer().RequestAsync("1", Payment));

        Assert.Equal(isDoubt, failure is OutcomeUnknownException);
        Assert.Equal(isDoubt ? 1 : 2, _gateway.Requests);
    }

    [Fact]
    public async Task A_row_of_another_time_is_named_and_neither_adopted_nor_ignored()
    {
        await LoseAsync("10");
        _gateway.OnPage = _ => new WithdrawalPage(1, [Row(12, Start.AddHours(3)), Row(10, Start.AddDays(-2), amount: 7)], 2, 1);

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync("1", Payment));
        Assert.Contains("The list shows 12 with this amount and IBAN", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<GatewayProtocolException>(() => NewResolver().RecordAsNotMadeAsync("1", "Sara"));

        // A person who knows that it is another payment can end the key.
        _gateway.OnRequest = null;
        Assert.True(await NewResolver(12).RecordAsNotMadeAsync("1", "Sara"));
        Assert.Equal(WithdrawalOrigin.Requested, (await NewPayer(12).RequestAsync("1", Payment)).Origin);
        Assert.Equal(2, _gateway.Requests);
    }

    [Fact]
    public async Task A_payment_that_comes_to_light_after_its_key_was_corrected_is_recorded_and_the_correction_refused()
    {
        await LoseAsync("10");
        await NewResolver().RecordAsNotMadeAsync("1", "Sara");
        _gateway.OnRequest = null;
        _gateway.OnPage = _ => new WithdrawalPage(1, [Row(12, Start), Row(10, Start.AddDays(-2), amount: 7)], 2, 1);

        var exception = await Assert.ThrowsAsync<JournalException>(() => NewPayer().RequestAsync("1", new WithdrawalRequest(2000, Payer.Iban)));

        Assert.Equal(JournalErrorKind.KeyConflict, exception.Kind);
        Assert.Equal(1, _gateway.Requests);
        _gateway.Ledger.Add(Row(12, Start));
        var paid = await NewPayer().RequestAsync("1", Payment);
        Assert.Equal((12L, WithdrawalOrigin.Recorded), (paid.Withdrawal.Id, paid.Origin));
    }

    [Fact]
    public async Task More_rows_than_payments_are_named()
    {
        await LoseAsync("10");
        _gateway.OnPage = _ => new WithdrawalPage(1, [Row(13, Start), Row(12, Start), Row(10, Start.AddDays(-2), amount: 7)], 3, 1);

        Assert.Equal(12, (await NewPayer().RequestAsync("1", Payment)).Withdrawal.Id);
        Assert.Contains(_warnings, warning => warning.Contains("than this journal has payments: 13", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_that_lags_longer_than_the_settling_time_gets_one_resend_and_no_third_request()
    {
        _gateway.OnPage = Pages("10");
        _gateway.LoseResponses();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync("1", Payment));
        Assert.Equal(2, _gateway.Requests);

        // In the next run both have come to light: one is the payment, and the other is named.
        _gateway.OnPage = null;
        _clock.Now += TimeSpan.FromMinutes(1);
        var paid = await NewPayer().RequestAsync("1", Payment);

        Assert.Equal((11111L, WithdrawalOrigin.Adopted), (paid.Withdrawal.Id, paid.Origin));
        Assert.Contains(_warnings, warning => warning.Contains("than this journal has payments: 11112", StringComparison.Ordinal));
        Assert.Equal(2, _gateway.Requests);
    }

    [Fact]
    public async Task A_payment_that_was_taken_for_not_made_and_came_to_light_is_not_sent_in_a_later_run()
    {
        await LoseAsync("10");
        _gateway.OnRequest = _ => throw StubGateway.NoResponse();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync("1", Payment));
        var requests = _gateway.Requests;
        _gateway.OnPage = _ => new WithdrawalPage(1, [Row(12, Start), Row(10, Start.AddDays(-2), amount: 7)], 2, 1);

        Assert.Equal((12L, WithdrawalOrigin.Adopted), await PaidAsync());
        Assert.Equal(requests, _gateway.Requests);
    }

    /// <summary>The second request begins above the first one's withdrawal, which the list did not show yet.</summary>
    [Fact]
    public async Task A_withdrawal_of_the_first_request_is_found_where_the_second_one_s_response_is_lost_too()
    {
        await LoseAsync("20 10");
        var requests = 0;
        _gateway.OnRequest = _ =>
        {
            requests++;
            _gateway.OnPage = number => new WithdrawalPage(number, [Row(20, Start, amount: 7), Row(12, Start), Row(10, Start.AddDays(-2), amount: 7)], 3, 1);
            throw StubGateway.NoResponse();
        };

        Assert.Equal((12L, WithdrawalOrigin.Adopted), await PaidAsync());
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task A_list_that_proves_nothing_does_not_let_a_later_run_send_what_was_taken_for_not_made()
    {
        await LoseAsync("10");
        _gateway.OnRequest = _ => throw StubGateway.NoResponse();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync("1", Payment));
        var requests = _gateway.Requests;
        _gateway.OnPage = _ => new WithdrawalPage(1, [], 0, 0);

        await Assert.ThrowsAsync<GatewayProtocolException>(() => NewPayer().RequestAsync("1", Payment));

        Assert.Equal(requests, _gateway.Requests);
    }

    [Fact]
    public async Task A_process_that_dies_while_it_adopts_has_given_the_warning()
    {
        await LoseAsync("10");
        _gateway.OnPage = _ => new WithdrawalPage(1, [Row(12, Start), Row(10, Start.AddDays(-2), amount: 7)], 2, 1);
        _storage.BeforeWrite = _ => throw new InvalidOperationException("the process dies");

        await Assert.ThrowsAsync<InvalidOperationException>(() => NewPayer().RequestAsync("1", Payment));

        Assert.Single(_warnings, IsAdoption);
    }

    [Fact]
    public async Task A_clock_that_was_set_right_does_not_shorten_the_window_of_the_guard()
    {
        _clock.Now = Start.AddYears(-20);
        _gateway.Clock = new SkippingClock { Now = Start };
        await NewPayer().RequestAsync("1", Payment);
        _clock.Now = Start.AddMinutes(10);
        _gateway.Ledger.Add(Row(20000, Start.AddHours(-1), amount: 900));

        await Assert.ThrowsAsync<PossibleDuplicateException>(() => NewPayer().RequestAsync("2", new WithdrawalRequest(900, Payer.Iban)));
    }

    private static bool IsAdoption(string warning) => warning.Contains("was found in the list and recorded", StringComparison.Ordinal);

    private static Withdrawal Row(long id, DateTimeOffset at, long amount = 1000) => new()
    {
        Id = id,
        Amount = amount,
        Iban = Payer.Iban,
        Status = WithdrawalStatus.Pending,
        CreatedAt = IranTime.FromUtc(at.UtcDateTime),
    };

    /// <summary>Pages of other payments, long ago: ids with a bar between pages.</summary>
    private static Func<int, WithdrawalPage> Pages(string ids)
    {
        var pages = ids.Split('|').Select(page => page.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => Row(long.Parse(id, null), Start.AddDays(-2), amount: 7)).ToArray()).ToArray();
        var count = pages.SelectMany(page => page).Select(row => row.Id).Distinct().Count();
        return number => new WithdrawalPage(number, number <= pages.Length ? pages[number - 1] : [], count, pages.Length);
    }

    /// <summary>Key 1 is open, with withdrawal 10 as its baseline and nothing made; from now on the list shows these ids.</summary>
    private async Task LoseAsync(string ids)
    {
        _gateway.OnPage = Pages("10");
        _gateway.OnRequest = _ =>
        {
            _gateway.OnPage = _ => throw StubGateway.NoPage();
            throw StubGateway.NoResponse();
        };
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => NewPayer().RequestAsync("1", Payment));
        _gateway.OnPage = Pages(ids);
        _warnings.Clear();
    }

    private async Task<(long Id, WithdrawalOrigin Origin)> PaidAsync()
    {
        var paid = await NewPayer().RequestAsync("1", Payment);
        return (paid.Withdrawal.Id, paid.Origin);
    }

    private WithdrawalJournal NewJournal() => new(_storage, JournalFileText.Account, WithdrawEndpoint.Default);

    private IdempotentWithdrawalClient NewPayer(params long[] notDuplicateOf) => new(_gateway, NewJournal(), NewOptions(notDuplicateOf));

    private WithdrawalResolver NewResolver(params long[] notDuplicateOf) => new(_gateway, NewJournal(), NewOptions(notDuplicateOf));

    private IdempotencyOptions NewOptions(long[] notDuplicateOf) => new()
    {
        Clock = _clock,
        NotDuplicateOf = notDuplicateOf,
        OnWarning = warning => _warnings.Add(warning.English),
    };
}
