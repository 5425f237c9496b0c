using System;
using System.Text.Json.Serialization;

namespace Aqayepardakht;

/// <summary>One line of a journal file. The format is described in docs/journal.md; a line holds no secret.</summary>
internal sealed class JournalLine
{
    public const int CurrentVersion = 1;

    public const string Header = "journal";
    public const string Intent = "intent";
    public const string Unknown = "unknown";
    public const string Made = "made";
    public const string Refused = "refused";
    public const string NotMade = "not-made";

    /// <summary>The last line of a file whose journal went on in a database.</summary>
    public const string Moved = "moved";

    /// <summary>The reason of a <see cref="NotMade"/> line for a request that provably never left.</summary>
    public const string NotSentReason = "it was not sent";

    /// <summary>The reason of an <see cref="Intent"/> line without a request: an outcome that was found out follows it.</summary>
    public const string FoundOutReason = "its outcome was found out";

    [JsonPropertyName("v")]
    public int Version { get; set; }

    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("at")]
    public DateTimeOffset At { get; set; }

    [JsonPropertyName("account")]
    public string? Account { get; set; }

    [JsonPropertyName("endpoint")]
    public string? Endpoint { get; set; }

    [JsonPropertyName("key")]
    public string? Key { get; set; }

    [JsonPropertyName("amount")]
    public long? Amount { get; set; }

    [JsonPropertyName("iban")]
    public string? Iban { get; set; }

    [JsonPropertyName("after")]
    public long? BaselineId { get; set; }

    [JsonPropertyName("seen")]
    public DateTimeOffset? BaselineReadAt { get; set; }

    [JsonPropertyName("timeout")]
    public double? TimeoutSeconds { get; set; }

    [JsonPropertyName("id")]
    public long? Id { get; set; }

    [JsonPropertyName("adopted")]
    public bool? Adopted { get; set; }

    [JsonPropertyName("status")]
    public int? Status { get; set; }

    [JsonPropertyName("holder")]
    public string? HolderName { get; set; }

    [JsonPropertyName("bank")]
    public string? BankName { get; set; }

    [JsonPropertyName("created")]
    public DateTime? CreatedAt { get; set; }

    [JsonPropertyName("code")]
    public int? Code { get; set; }

    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    /// <summary>Who found out what became of the payment, and from which computer; null when the list showed it.</summary>
    [JsonPropertyName("by")]
    public string? ResolvedBy { get; set; }

    /// <summary>Of a <see cref="Made"/> line: whether the gateway registered another amount or IBAN than was requested.</summary>
    /// <param name="requestedIban">The IBAN in its 26 characters.</param>
    public bool DiffersFromRequest(string requestedIban) =>
        Amount is not null || (Iban is not null && Aqayepardakht.Iban.Normalize(Iban) != requestedIban);

    /// <summary>The name of the database of a <see cref="Moved"/> journal.</summary>
    [JsonPropertyName("to")]
    public string? MovedTo { get; set; }
}
