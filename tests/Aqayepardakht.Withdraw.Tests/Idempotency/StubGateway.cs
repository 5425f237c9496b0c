using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A gateway that makes what it is asked for, unless a test says otherwise.</summary>
internal sealed class StubGateway : IWithdrawGateway
{
    /// <summary>Oldest first.</summary>
    public List<Withdrawal> Ledger { get; } = [];

    /// <summary>The clock on the gateway's wall; the computer's when a test has none of its own.</summary>
    public IJournalClock? Clock { get; set; }

    public TimeSpan RequestTimeout => new WithdrawClientOptions().Timeout;

    public int Requests { get; private set; }

    public int Pages { get; private set; }

    /// <summary>Responses a request in the place of the gateway.</summary>
    public Func<WithdrawalRequest, Withdrawal>? OnRequest { get; set; }

    /// <summary>Responses for a page in the place of the gateway.</summary>
    public Func<int, WithdrawalPage>? OnPage { get; set; }

    public Withdrawal Make(WithdrawalRequest request)
    {
        var made = new Withdrawal
        {
            Id = 11111 + Ledger.Count,
            Amount = request.Amount,
            Iban = request.Iban,
            HolderName = "محمد علیزاده",
            BankName = "ملی",
            Status = WithdrawalStatus.Pending,
            CreatedAt = IranTime.FromUtc((Clock?.Now ?? DateTimeOffset.UtcNow).UtcDateTime),
        };
        Ledger.Add(made);
        return made;
    }

    /// <summary>From now on withdrawals are made and their responses lost.</summary>
    /// <param name="pages">What the list shows after one was made, unless it is what there is.</param>
    public void LoseResponses(Func<Withdrawal, Func<int, WithdrawalPage>>? pages = null) => OnRequest = asked =>
    {
        var lost = Make(asked);
        OnPage = pages?.Invoke(lost) ?? OnPage;
        throw NoResponse();
    };

    /// <summary>What the client throws when a page did not come.</summary>
    public static GatewayUnreachableException NoPage() => new(UnreachableReason.TimedOut, new LocalizedText("cut", "قطع"), null);

    /// <summary>What the client throws when no response came.</summary>
    public static OutcomeUnknownException NoResponse() => new(new LocalizedText("no response", "بی‌پاسخ"), new LocalizedText("wait", "صبر"), null);

    public Task<Withdrawal> RequestAsync(WithdrawalRequest request, Func<bool>? mayLeave, CancellationToken cancellationToken)
    {
        Requests++;
        return Task.FromResult((OnRequest ?? Make)(request));
    }

    public Task<Withdrawal> GetAsync(long id, CancellationToken cancellationToken) => Task.FromResult(
        Ledger.Find(row => row.Id == id) ?? throw new WithdrawalNotFoundException(id));

    public Task<WithdrawalPage> GetPageAsync(int page, CancellationToken cancellationToken)
    {
        Pages++;
        return Task.FromResult(OnPage?.Invoke(page) ?? new WithdrawalPage(page, [.. Enumerable.Reverse(Ledger)], Ledger.Count, 1));
    }
}
