using System;

namespace Aqayepardakht.Http;

/// <summary>What every response of the gateway consists of.</summary>
internal sealed class GatewayResponse
{
    /// <summary><c>status</c>: "success" or "error".</summary>
    public string? Status { get; set; }

    /// <summary><c>code</c> of an error, as the gateway wrote it.</summary>
    public string? Code { get; set; }

    /// <summary><c>total_moneyrequest</c>; null when it is absent or unreadable.</summary>
    public long? TotalCount { get; set; }

    /// <summary><c>total_page</c>; null when it is absent or unreadable.</summary>
    public long? TotalPages { get; set; }

    /// <summary>The gateway's clock when it responded; null when the response's <c>Date</c> header is absent or unreadable.</summary>
    public DateTimeOffset? RespondedAt { get; set; }

    /// <summary><c>data</c> of a success.</summary>
    public ResponseRows? Rows { get; set; }
}
