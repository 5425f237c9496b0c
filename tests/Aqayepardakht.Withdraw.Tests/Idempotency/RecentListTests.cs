using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>
/// What was read of the list before one payment serves for the next, but not where a withdrawal that others made meanwhile can be
/// elsewhere; and what was read is not the list where its pages do not belong together.
/// </summary>
public sealed class RecentListTests
{
    private static readonly WithdrawalRequest Payment = new(1000, Payer.Iban);
    private static readonly WithdrawalRequest Other = new(2000, Payer.Iban);
    private static readonly DateTimeOffset Start = new(2026, 3, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly StubGateway _gateway = new();
    private readonly SkippingClock _clock = new() { Now = Start };
    private readonly IdempotentWithdrawalClient _payer;

    public RecentListTests()
    {
        _gateway.Clock = _clock;
        _payer = NewPayer();
    }

    /// <summary>Ids with a bar between pages; 50 is the payment, the rest are others' from days ago.</summary>
    [Theory]
    [InlineData("30 31 32", "30 31 32 50")]
    [InlineData("32 31 | 30 29", "53 52 | 51 50 | 32 31 | 30 29")]
    [InlineData("32 31 | 30 29", "32 31 | 30 29 | 50")]
    [InlineData("32 31 | 30 29", "51 32 | 31 30 | 29 50")]
    public async Task What_others_made_meanwhile_is_found_wherever_it_is(string before, string after)
    {
        await PayOtherAsync(before);
        _clock.Now += TimeSpan.FromSeconds(6);
        _gateway.OnPage = Pages(after);

        var exception = await Assert.ThrowsAsync<PossibleDuplicateException>(() => _payer.RequestAsync("1", Payment));

        Assert.Equal(50, exception.Existing.Id);
    }

    [Fact]
    public async Task Rows_of_a_list_without_order_serve_for_five_seconds()
    {
        _gateway.OnPage = Pages("31 32 | 30 29", hasTotals: false);
        await _payer.RequestAsync("0", Other);
        _clock.Now += TimeSpan.FromSeconds(6);
        _gateway.OnPage = Pages("31 32 | 30 50", hasTotals: false);

        var exception = await Assert.ThrowsAsync<PossibleDuplicateException>(() => _payer.RequestAsync("1", Payment));

        Assert.Equal(50, exception.Existing.Id);
    }

    [Fact]
    public async Task An_old_withdrawal_that_was_just_paid_does_not_end_the_reading()
    {
        var justPaid = new Withdrawal
        {
            Id = 32,
            Amount = 7,
            Iban = Payer.Iban,
            Status = WithdrawalStatus.Paid,
            CreatedAt = Row(32, isRecent: false).CreatedAt,
            UpdatedAt = Row(50, isRecent: true).CreatedAt,
        };
        var pages = Pages("32 | 50 31 | 30 29");
        _gateway.OnPage = number => number == 1 ? new WithdrawalPage(1, [justPaid], 5, 3) : pages(number);

        await Assert.ThrowsAsync<PossibleDuplicateException>(() => _payer.RequestAsync("1", Payment));
    }

    /// <summary>A row of the first page was removed, so that the payment moved up to it when it had been read.</summary>
    [Fact]
    public async Task A_list_that_shrinks_while_it_is_read_is_not_believed_although_the_window_s_end_was_seen()
    {
        var pages = Pages("62 61 | 32 31 | 30");
        _gateway.OnPage = number => new WithdrawalPage(number, pages(number).Withdrawals, number == 1 ? 6 : 5, 3);

        await Assert.ThrowsAsync<GatewayProtocolException>(() => _payer.RequestAsync("1", Payment));
        Assert.Equal(0, _gateway.Requests);
    }

    [Fact]
    public async Task A_look_that_is_too_old_is_not_believed_after_the_next_one_failed()
    {
        await PayOtherAsync("32 31 | 30 29");
        _clock.Now += TimeSpan.FromSeconds(6);
        var pages = 0;
        _gateway.OnPage = number => ++pages == 1 ? Pages("53 52 | 51 50 | 32 31 | 30 29")(number) : throw StubGateway.NoPage();
        await Assert.ThrowsAsync<GatewayUnreachableException>(() => _payer.RequestAsync("1", Payment));

        _gateway.OnPage = Pages("53 52 | 51 50 | 32 31 | 30 29");

        await Assert.ThrowsAsync<PossibleDuplicateException>(() => _payer.RequestAsync("1", Payment));
    }

    /// <summary>The first page looks as if new rows came first; the last one shows that they come last, unless a replica answers that is behind.</summary>
    [Theory]
    [InlineData("", 3)]
    [InlineData("29", 3)]
    [InlineData("32", 4)]
    public async Task A_last_page_from_a_replica_that_is_behind_does_not_vouch_for_the_order(string lastPage, long total)
    {
        var isFirst = true;
        _gateway.OnPage = number =>
        {
            var page = Pages("32 31 | 30 50")(number);
            return number != 2 || !isFirst || (isFirst = false) ? page : new WithdrawalPage(2, Pages(lastPage)(1).Withdrawals, total, 2);
        };

        var exception = await Assert.ThrowsAsync<PossibleDuplicateException>(() => _payer.RequestAsync("1", Payment));

        Assert.Equal(50, exception.Existing.Id);
    }

    /// <summary>The second page is of a list that has one row less, or that grew by two in its middle, and the payment is on none of them.</summary>
    [Theory]
    [InlineData("32 31 | 30 29", 5, 4)]
    [InlineData("31 32 | 30 29", 4, 6)]
    public async Task Pages_that_do_not_belong_together_are_not_the_list(string ids, long totalAtFirst, long totalLater)
    {
        _gateway.OnPage = number =>
        {
            var page = Pages(ids, isRecent: true)(number);
            return new WithdrawalPage(number, page.Withdrawals, number == 1 ? totalAtFirst : totalLater, 2);
        };

        await Assert.ThrowsAsync<GatewayProtocolException>(() => _payer.RequestAsync("1", Payment));
        Assert.Equal(0, _gateway.Requests);
    }

    [Fact]
    public async Task A_computer_that_is_ahead_by_more_than_the_window_learns_it_from_the_list()
    {
        _clock.Now = Start.AddDays(3);
        _gateway.OnPage = number =>
        {
            var page = Pages("50 32")(number);
            return new WithdrawalPage(number, page.Withdrawals, 2, 1) { RespondedAt = Start.AddMinutes(1) };
        };

        await Assert.ThrowsAsync<PossibleDuplicateException>(() => _payer.RequestAsync("1", Payment));
    }

    [Fact]
    public async Task A_computer_that_is_ahead_by_more_than_the_window_learns_it_from_the_last_payment_of_its_journal()
    {
        _gateway.Clock = new SkippingClock { Now = Start };
        _clock.Now = Start.AddDays(3);
        await _payer.RequestAsync("0", Other);
        _gateway.Make(Payment);
        _clock.Now += TimeSpan.FromSeconds(6);

        await Assert.ThrowsAsync<PossibleDuplicateException>(() => _payer.RequestAsync("1", Payment));
    }

    [Fact]
    public async Task The_gateway_s_clock_comes_with_each_page()
    {
        using var payer = new Payer();
        await payer.PayAsync("1");
        File.Delete(payer.Path);
        File.Delete(JournalLock.PathOf(payer.Path));
        payer.Clock.Now += TimeSpan.FromDays(3);

        await Assert.ThrowsAsync<PossibleDuplicateException>(() => payer.Another().RequestAsync("1", Payment));
    }

    private async Task PayOtherAsync(string ids)
    {
        _gateway.OnPage = Pages(ids);
        _gateway.OnRequest = asked => new Withdrawal { Id = 40, Amount = asked.Amount, Iban = asked.Iban, Status = WithdrawalStatus.Pending };
        Assert.Equal(WithdrawalOrigin.Requested, (await _payer.RequestAsync("0", Other)).Origin);
    }

    private static Func<int, WithdrawalPage> Pages(string ids, bool isRecent = false, bool hasTotals = true)
    {
        var pages = ids.Split('|').Select(page => page.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => Row(long.Parse(id, null), isRecent)).ToArray()).ToArray();
        return number => new WithdrawalPage(
            number,
            number <= pages.Length ? pages[number - 1] : [],
            hasTotals ? pages.Sum(page => page.Length) : null,
            hasTotals ? pages.Length : null);
    }

    private static Withdrawal Row(long id, bool isRecent) => new()
    {
        Id = id,
        Amount = id == 50 ? Payment.Amount : 7,
        Iban = Payer.Iban,
        Status = WithdrawalStatus.Pending,
        CreatedAt = IranTime.FromUtc((id >= 50 || isRecent ? Start : Start.AddDays(-2)).UtcDateTime),
    };

    private IdempotentWithdrawalClient NewPayer() => new(
        _gateway,
        new WithdrawalJournal(new MemoryStorage(), JournalFileText.Account, WithdrawEndpoint.Default),
        new IdempotencyOptions { Clock = _clock });
}
