using System;

namespace Aqayepardakht;

/// <summary>The journal cannot be used, or does not allow what was asked. Nothing was sent.</summary>
public sealed class JournalException : WithdrawException
{
    internal JournalException(string name, LocalizedText text, LocalizedText advice, Exception? inner = null)
        : base(name, text, advice, inner)
    {
    }

    /// <summary>Whether every other payment would meet the same trouble: the file is damaged, busy, unwritable or another account's.</summary>
    public bool ConcernsWholeJournal => Name != JournalErrors.KeyConflictName;
}
