namespace Aqayepardakht.Commands;

/// <summary>What Import-AqpWithdrawalJournal did.</summary>
public sealed class JournalImport
{
    internal JournalImport(string journal, int newKeys, string path)
    {
        Journal = journal;
        NewKeys = newKeys;
        Path = path;
    }

    /// <summary>The database that has its payments now.</summary>
    public string Journal { get; }

    /// <summary>How many idempotency keys were not in the database before.</summary>
    public int NewKeys { get; }

    /// <summary>The file, from which nothing is paid any more.</summary>
    public string Path { get; }

    /// <summary>All of it in one line.</summary>
    public override string ToString() => $"{Path} -> {Journal}: {NewKeys}";
}
