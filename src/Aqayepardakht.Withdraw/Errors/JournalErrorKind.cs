namespace Aqayepardakht;

/// <summary>What is wrong with a journal.</summary>
public enum JournalErrorKind
{
    /// <summary>There is no journal at the path.</summary>
    NotFound,

    /// <summary>A line cannot be read, or contradicts the lines before it.</summary>
    Damaged,

    /// <summary>Lines that it had are missing: it was deleted, cut, or replaced by another such as a backup.</summary>
    LostLines,

    /// <summary>A later version of this library wrote it.</summary>
    Newer,

    /// <summary>Another process holds its lock.</summary>
    Busy,

    /// <summary>Its lock does not keep other processes out, or was removed.</summary>
    NotLocked,

    /// <summary>It cannot be read or written.</summary>
    NotUsable,

    /// <summary>The user has no home folder, so there is no default place for it.</summary>
    NoHomeFolder,

    /// <summary>Writing a line to the disk takes too long.</summary>
    TooSlow,

    /// <summary>It belongs to another account or gateway.</summary>
    OfAnotherAccount,

    /// <summary>It was moved to a database, and goes on there.</summary>
    Moved,

    /// <summary>What is to be moved contradicts what is there already.</summary>
    ImportConflict,

    /// <summary>The database that keeps it cannot be reached.</summary>
    DatabaseUnreachable,

    /// <summary>The database is not prepared to keep journals.</summary>
    DatabaseNotInitialized,

    /// <summary>A later version of this library prepared the database.</summary>
    DatabaseNewer,

    /// <summary>The database does not allow what was asked.</summary>
    DatabaseDenied,

    /// <summary>A withdrawal was made, and writing that down failed.</summary>
    ResultNotWritten,

    /// <summary>The idempotency key is already used for another payment.</summary>
    KeyConflict,

    /// <summary>The idempotency key differs from one in the journal only in a way that people do not see or mean.</summary>
    KeyLooksLike,

    /// <summary>What a person says of a key contradicts the journal or the gateway.</summary>
    NotResolvable,
}
