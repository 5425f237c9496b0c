using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>A database that keeps the journals of accounts, for many machines.</summary>
public interface IJournalDatabase : IDisposable
{
    /// <summary>The database as messages name it: without role and password.</summary>
    string Name { get; }

    /// <summary>Takes the journal of an account; nothing is read yet.</summary>
    /// <param name="account">The account number.</param>
    /// <param name="endpoint">The gateway.</param>
    WithdrawalJournal Open(string account, Uri endpoint);

    /// <summary>Reads the journal of an account, in the order in which its keys were first used.</summary>
    /// <param name="account">The account number.</param>
    /// <param name="endpoint">The gateway.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="JournalException">The database cannot be reached, is not prepared, or does not allow it.</exception>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(string account, Uri endpoint, CancellationToken cancellationToken = default);

    /// <summary>The SQL of <see cref="PrepareAsync"/>.</summary>
    /// <param name="payerRole">The role of those who pay; null for none.</param>
    string PreparationScript(string? payerRole);

    /// <summary>Makes the database a journal. Where it is one already, nothing changes.</summary>
    /// <param name="payerRole">The role of those who pay: it may append and read, never change or delete; null for none.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="JournalException">The database cannot be reached, has a later version, or does not allow it.</exception>
    Task PrepareAsync(string? payerRole, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves a journal file here: every step of it, whatever was moved before, and the file is not used for payments from then on.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="account">The account number.</param>
    /// <param name="endpoint">The gateway.</param>
    /// <param name="cancellationToken">Stops the call; nothing has been moved then.</param>
    /// <returns>How many idempotency keys are new here.</returns>
    /// <exception cref="JournalException">
    /// The file or the database cannot be used, or both have an idempotency key or a withdrawal of which they say different things.
    /// Nothing was moved.
    /// </exception>
    Task<int> ImportAsync(string path, string account, Uri endpoint, CancellationToken cancellationToken = default);
}
