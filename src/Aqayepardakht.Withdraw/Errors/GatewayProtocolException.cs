using System;

namespace Aqayepardakht;

/// <summary>
/// A response that the documentation does not allow: it is not JSON, is a redirect, is too large, lacks a required field, or contradicts
/// the request or the gateway's earlier responses.
/// </summary>
public sealed class GatewayProtocolException : WithdrawException
{
    internal GatewayProtocolException(
        LocalizedText text,
        int? httpStatus = null,
        string? contentType = null,
        TimeSpan? retryAfter = null,
        Exception? inner = null,
        LocalizedText? advice = null)
        : base("ProtocolError", text, advice ?? (httpStatus is null ? Messages.ContradictionAdvice : Messages.ProtocolAdvice), inner)
    {
        HttpStatus = httpStatus;
        ContentType = contentType;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status of the response; null when each response was readable, and what they say together was not.</summary>
    public int? HttpStatus { get; }

    /// <summary>The content type of the response, or null when it had none.</summary>
    public string? ContentType { get; }

    /// <summary>How long the response asked to wait (RFC 9110, section 10.2.3), or null.</summary>
    public TimeSpan? RetryAfter { get; }
}
