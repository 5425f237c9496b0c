using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht;

/// <summary>
/// The journal of keyed withdrawals: it says what was asked for before it is sent, and what became of it. Steps are only ever appended.
/// </summary>
public sealed class WithdrawalJournal
{
    private static readonly TimeSpan DefaultStallTimeout = TimeSpan.FromMinutes(3);

    internal WithdrawalJournal(IJournalStore store) => Store = store;

    internal WithdrawalJournal(IJournalStorage storage, string account, Uri endpoint)
        : this(new JournalFileStore(storage, account, endpoint))
    {
    }

    /// <summary>The journal's file, or the host and database of a shared one.</summary>
    public string Name => Store.Name;

    /// <summary>
    /// Whether this object wrote the journal's first line. Where a journal was expected, the path or the user is another one than before,
    /// and what the earlier journal knows is not known here.
    /// </summary>
    public bool WasBegun => Store.WasBegun;

    internal IJournalStore Store { get; }

    /// <summary>A file or a folder of the journal that other users can write; null when there was none.</summary>
    internal string? WritableByOthers { get; private init; }

    /// <summary>Prepares the journal file of an account; nothing is read or made yet.</summary>
    /// <param name="account">The account number.</param>
    /// <param name="endpoint">The gateway.</param>
    /// <param name="path">The file; null for the default place of this account and user.</param>
    /// <param name="stallTimeout">
    /// How long to wait for another process that holds the journal without finishing anything; three minutes when null.
    /// </param>
    /// <exception cref="JournalException">The path is none, or none is given and the user has no folder of their own.</exception>
    public static WithdrawalJournal For(string account, Uri endpoint, string? path = null, TimeSpan? stallTimeout = null)
    {
        var address = WithdrawEndpoint.Normalize(endpoint);
        var file = FileAt(path ?? DefaultPath(account, address), isDefaultPlace: path is null, stallTimeout ?? DefaultStallTimeout);
        return new WithdrawalJournal(file, account, address)
        {
            WritableByOthers = StorageErrors.Translate(file.Name, () => JournalExposure.Find(file.Name, isDefaultPlace: path is null)),
        };
    }

    /// <summary>Where the journal file of an account lies when nobody says otherwise.</summary>
    /// <exception cref="JournalException">The user has no folder of their own.</exception>
    public static string DefaultPath(string account, Uri endpoint) => JournalLocation.For(account, WithdrawEndpoint.Normalize(endpoint));

    /// <summary>Reads a journal file, in the order in which its keys were first used. Nothing is repaired, and no lock is taken.</summary>
    /// <exception cref="JournalException">The file is not there, cannot be read or is damaged.</exception>
    public static IReadOnlyList<JournalEntry> Read(string path)
    {
        var storage = FileAt(path, isDefaultPlace: false, TimeSpan.Zero);
        return StorageErrors.Translate(storage.Name, () =>
        {
            var index = new JournalIndex();
            using var content = storage.OpenRead() ?? throw JournalErrors.NotFound(storage.Name);
            new JournalReader(storage.Name, index).ReadAppended(content);
            return index.Records.Select(record => new JournalEntry(record)).ToArray();
        });
    }

    private static JournalFile FileAt(string path, bool isDefaultPlace, TimeSpan stallTimeout) =>
        StorageErrors.Translate(path, () => new JournalFile(path, isDefaultPlace, stallTimeout));
}
