using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Where an account's journal is kept, and what the rules of payments need of it: a file, or a database that many share.</summary>
internal interface IJournalStore
{
    /// <summary>The name for messages: a path, or a host and database.</summary>
    string Name { get; }

    /// <summary>The clock by which the journal's times are written and compared.</summary>
    IJournalClock Clock { get; }

    /// <summary>Whether a session keeps every other payer out for as long as it lasts.</summary>
    bool IsExclusive { get; }

    /// <summary>Whether this object began the journal.</summary>
    bool WasBegun { get; }

    /// <summary>Finds out what the journal knows that matters to a payment, and prepares to append to it.</summary>
    /// <param name="idempotencyKey">The payment's key.</param>
    /// <param name="request">What is to be paid; null for what the key stands for.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="JournalException">The journal cannot be used.</exception>
    Task<IJournalSession> AcquireAsync(string idempotencyKey, WithdrawalRequest? request, CancellationToken cancellationToken);

    /// <summary>Finds out the same without preparing to append.</summary>
    /// <param name="idempotencyKey">The payment's key; null for none.</param>
    /// <param name="request">What would be paid.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="JournalException">The journal cannot be used.</exception>
    Task<IJournalView> PeekAsync(string? idempotencyKey, WithdrawalRequest request, CancellationToken cancellationToken);
}
