namespace Aqayepardakht;

/// <summary>A row of the list without a readable id, amount or status. It may be any withdrawal.</summary>
public sealed class UnreadableRow
{
    internal UnreadableRow(int position, LocalizedText reason, byte[] json)
    {
        Position = position;
        Reason = reason;
        Json = json;
    }

    /// <summary>The page of the list, from 1.</summary>
    public int Page { get; internal set; }

    /// <summary>The row's place on its page, from 1.</summary>
    public int Position { get; }

    /// <summary>Why it cannot be read.</summary>
    public LocalizedText Reason { get; }

    /// <summary>The start of the row as the gateway sent it, with secrets masked.</summary>
    public string Text { get; internal set; } = string.Empty;

    /// <summary>The id, if that at least could be read.</summary>
    public long? Id { get; internal init; }

    /// <summary>The amount in the gateway's unit, if that at least could be read.</summary>
    public long? Amount { get; internal init; }

    /// <summary>The IBAN, if that at least could be read.</summary>
    public string? Iban { get; internal init; }

    /// <summary>The row as it was sent; it may hold secrets.</summary>
    internal byte[] Json { get; }

    /// <summary>Page, place and reason in one line.</summary>
    public override string ToString() => $"page {Page}, row {Position}: {Reason.English}";
}
