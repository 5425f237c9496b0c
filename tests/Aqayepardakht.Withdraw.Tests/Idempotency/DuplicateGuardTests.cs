using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A payment that was made without this journal's knowledge is found in the list before it is made again.</summary>
public sealed class DuplicateGuardTests
{
    private static readonly WithdrawalRequest Payment = new(1000, Payer.Iban);

    private readonly StubGateway _gateway = new();
    private readonly SkippingClock _clock = new() { Now = new DateTimeOffset(2026, 3, 21, 8, 0, 0, TimeSpan.Zero) };
    private readonly List<string> _warnings = [];

    public DuplicateGuardTests() => _gateway.Clock = _clock;

    [Fact]
    public async Task The_same_key_in_another_journal_is_not_paid_again()
    {
        await NewPayer().RequestAsync("INV-1", Payment);

        var exception = await Assert.ThrowsAsync<PossibleDuplicateException>(() => NewPayer().RequestAsync("INV-1", Payment));

        Assert.Equal(11111, exception.Existing.Id);
        Assert.Contains("11111", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, _gateway.Requests);
    }

    [Fact]
    public async Task A_payment_without_a_key_is_not_made_again()
    {
        await NewPayer().RequestWithoutKeyAsync(Payment);

        await Assert.ThrowsAsync<PossibleDuplicateException>(() => NewPayer().RequestWithoutKeyAsync(Payment));
        await Assert.ThrowsAsync<PossibleDuplicateException>(() => NewPayer().PreviewAsync(null, Payment));
        await Assert.ThrowsAsync<PossibleDuplicateException>(() => NewPayer().PreviewAsync("1", Payment));

        Assert.Equal(1, _gateway.Requests);
    }

    [Fact]
    public async Task Two_payments_of_one_run_without_keys_are_told_apart_from_each_other()
    {
        var payer = NewPayer();
        await payer.RequestWithoutKeyAsync(Payment);

        await Assert.ThrowsAsync<PossibleDuplicateException>(() => payer.RequestWithoutKeyAsync(Payment));
    }

    [Fact]
    public async Task Keyed_payments_of_equal_amounts_are_no_duplicates_of_each_other()
    {
        var payer = NewPayer();

        foreach (var key in new[] { "1", "2", "3" })
        {
            Assert.Equal(WithdrawalOrigin.Requested, (await payer.RequestAsync(key, Payment)).Origin);
        }
    }

    [Theory]
    [InlineData(19.9, true)]
    [InlineData(24, false)]
    public async Task Only_what_was_made_within_the_window_counts(double hoursAgo, bool isDuplicate)
    {
        await NewPayer().RequestWithoutKeyAsync(Payment);
        _clock.Now += TimeSpan.FromHours(hoursAgo);

        var failure = await Record.ExceptionAsync(() => NewPayer().RequestAsync("1", Payment));

        Assert.Equal(isDuplicate, failure is PossibleDuplicateException);
        Assert.Equal(isDuplicate ? 1 : 2, _gateway.Requests);
    }

    [Fact]
    public async Task A_window_of_zero_and_an_id_that_is_known_to_be_another_payment_let_it_pass()
    {
        await NewPayer().RequestWithoutKeyAsync(Payment);

        Assert.Equal(11112, (await NewPayer(notDuplicateOf: [11111]).RequestAsync("1", Payment)).Withdrawal.Id);
        Assert.Equal(11113, (await NewPayer(window: TimeSpan.Zero).RequestAsync("2", Payment)).Withdrawal.Id);
        await Assert.ThrowsAsync<PossibleDuplicateException>(() => NewPayer(notDuplicateOf: [11111, 11112]).RequestAsync("3", Payment));
    }

    [Fact]
    public async Task A_cancelled_withdrawal_and_other_payments_are_no_duplicates()
    {
        _gateway.Make(new WithdrawalRequest(1001, Payer.Iban));
        _gateway.Make(new WithdrawalRequest(1000, Payer.OtherIban));
        _gateway.Ledger.Add(new Withdrawal { Id = 11113, Amount = 1000, Iban = Payer.Iban, Status = WithdrawalStatus.Cancelled, CreatedAt = IranTime.FromUtc(_clock.Now.UtcDateTime) });

        Assert.Equal(WithdrawalOrigin.Requested, (await NewPayer().RequestAsync("1", Payment)).Origin);
    }

    [Fact]
    public async Task What_another_process_pays_while_the_list_is_read_is_no_duplicate()
    {
        var storage = new MemoryStorage();
        var other = NewPayer(storage: storage);
        _gateway.OnPage = page =>
        {
            _gateway.OnPage = null;
            other.RequestAsync("1", Payment).GetAwaiter().GetResult();
            return _gateway.GetPageAsync(page, default).GetAwaiter().GetResult();
        };

        Assert.Equal(PreviewedAction.Return, (await NewPayer(storage: storage).PreviewAsync("1", Payment)).Action);
    }

    [Fact]
    public async Task A_finished_payment_is_read_from_a_new_list_as_soon_as_the_last_one_is_too_old()
    {
        _gateway.Make(new WithdrawalRequest(7, Payer.Iban));
        var payer = NewPayer();
        var made = (await payer.RequestAsync("1", Payment)).Withdrawal;
        _clock.Now += TimeSpan.FromSeconds(58);
        await payer.RequestAsync("1", Payment);
        await payer.RequestAsync("1", Payment);
        _clock.Now += TimeSpan.FromSeconds(3);
        _gateway.Ledger.Clear();
        _gateway.OnPage = page => new WithdrawalPage(page, [made], 1, 1);

        await payer.RequestAsync("1", Payment);

        // Its details are not there any more.
        Assert.DoesNotContain(_warnings, warning => warning.Contains("could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_withdrawal_without_a_time_may_be_of_the_window()
    {
        _gateway.Ledger.Add(new Withdrawal { Id = 11111, Amount = 1000, Iban = Payer.Iban, Status = WithdrawalStatus.Pending });

        await Assert.ThrowsAsync<PossibleDuplicateException>(() => NewPayer().RequestAsync("1", Payment));
    }

    [Fact]
    public async Task A_list_without_order_is_read_to_its_end()
    {
        var old = Row(5, Payment.Iban, _clock.Now.AddDays(-3));
        var others = Enumerable.Range(6, 8).Select(id => Row(id, Payer.OtherIban, _clock.Now.AddDays(-2))).ToArray();
        var same = Row(20, Payment.Iban, _clock.Now.AddHours(-1));
        _gateway.OnPage = number => number switch
        {
            1 => new WithdrawalPage(1, [old, .. others.Take(4)], 10, 2),
            _ => new WithdrawalPage(2, [.. others.Skip(4), same], 10, 2),
        };

        Assert.Equal(20, (await Assert.ThrowsAsync<PossibleDuplicateException>(() => NewPayer().RequestAsync("1", Payment))).Existing.Id);
        Assert.Equal(0, _gateway.Requests);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_as_far_as_the_window_reaches_sends_nothing()
    {
        var newest = Row(50, Payer.OtherIban, _clock.Now);
        _gateway.OnPage = number => number == 1 ? new WithdrawalPage(1, [newest], 30, 30) : throw StubGateway.NoPage();
        await Assert.ThrowsAsync<GatewayUnreachableException>(() => NewPayer().RequestAsync("1", Payment));

        _gateway.OnPage = number => new WithdrawalPage(number, number == 1 ? [newest] : [], 30, 30);
        var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => NewPayer().RequestAsync("1", Payment));

        Assert.Contains("over the last 20 hours", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, _gateway.Requests);
    }

    [Fact]
    public async Task One_look_serves_for_the_payments_of_the_next_minute()
    {
        var payer = NewPayer();
        for (var number = 1; number <= 20; number++)
        {
            await payer.RequestAsync($"{number}", new WithdrawalRequest(1000 + number, Payer.Iban));
        }

        Assert.Equal(1, _gateway.Pages);

        // What came meanwhile is on top of the list, which is read anew before that.
        _clock.Now += TimeSpan.FromSeconds(6);
        _gateway.Make(Payment);
        await Assert.ThrowsAsync<PossibleDuplicateException>(() => payer.RequestAsync("21", Payment));
    }

    [Fact]
    public async Task A_new_journal_is_told_of()
    {
        var payer = NewPayer();
        await payer.RequestAsync("1", Payment);
        await payer.RequestAsync("2", Payment);

        Assert.Contains("A new journal was begun", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    /// <summary>The first line may be on the disk by then, so that no later run would tell.</summary>
    [Fact]
    public async Task A_new_journal_is_told_of_also_where_the_disk_fails_right_after_it_was_begun()
    {
        var storage = new MemoryStorage { BeforeFlush = () => throw new IOException("full") };

        await Assert.ThrowsAsync<JournalException>(() => NewPayer(storage: storage).RequestAsync("1", Payment));

        Assert.Contains("A new journal was begun", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    private static Withdrawal Row(long id, string iban, DateTimeOffset at) =>
        new() { Id = id, Amount = 1000, Iban = iban, Status = WithdrawalStatus.Pending, CreatedAt = IranTime.FromUtc(at.UtcDateTime) };

    /// <summary>A payer with a journal of its own, as on another computer.</summary>
    private IdempotentWithdrawalClient NewPayer(TimeSpan? window = null, IReadOnlyCollection<long>? notDuplicateOf = null, MemoryStorage? storage = null) => new(
        _gateway,
        new WithdrawalJournal(storage ?? new MemoryStorage(), JournalFileText.Account, WithdrawEndpoint.Default),
        new IdempotencyOptions
        {
            Clock = _clock,
            DuplicateWindow = window ?? new IdempotencyOptions().DuplicateWindow,
            NotDuplicateOf = notDuplicateOf ?? [],
            OnWarning = warning => _warnings.Add(warning.English),
        });
}
