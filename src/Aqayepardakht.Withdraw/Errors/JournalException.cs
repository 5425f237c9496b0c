using System;

namespace Aqayepardakht;

/// <summary>The journal cannot be used, or does not allow what was asked.</summary>
public sealed class JournalException : WithdrawException
{
    internal JournalException(JournalErrorKind kind, LocalizedText text, LocalizedText advice, Exception? inner = null)
        : base(NameOf(kind), text, advice, inner) => Kind = kind;

    /// <summary>What is wrong.</summary>
    public JournalErrorKind Kind { get; }

    /// <summary>Whether every other payment would fail for the same reason, as all do except those about one key.</summary>
    public bool ConcernsWholeJournal =>
        Kind is not (JournalErrorKind.KeyConflict or JournalErrorKind.KeyLooksLike or JournalErrorKind.NotResolvable);

    private static string NameOf(JournalErrorKind kind) => kind switch
    {
        JournalErrorKind.NotFound => "JournalNotFound",
        JournalErrorKind.Damaged => "JournalDamaged",
        JournalErrorKind.LostLines => "JournalLostLines",
        JournalErrorKind.Newer => "JournalNewer",
        JournalErrorKind.Busy => "JournalBusy",
        JournalErrorKind.NotLocked => "JournalNotLocked",
        JournalErrorKind.OfAnotherAccount => "JournalOfAnotherAccount",
        JournalErrorKind.Moved => "JournalMoved",
        JournalErrorKind.ImportConflict => "JournalImportConflict",
        JournalErrorKind.DatabaseUnreachable => "JournalDatabaseUnreachable",
        JournalErrorKind.DatabaseNotInitialized => "JournalDatabaseNotInitialized",
        JournalErrorKind.DatabaseNewer => "JournalDatabaseNewer",
        JournalErrorKind.DatabaseDenied => "JournalDatabaseDenied",
        JournalErrorKind.ResultNotWritten => "JournalResultNotWritten",
        JournalErrorKind.KeyConflict => "IdempotencyKeyConflict",
        JournalErrorKind.KeyLooksLike => "IdempotencyKeyLooksLike",
        JournalErrorKind.NotResolvable => "NotResolvable",
        _ => "JournalNotUsable",
    };
}
