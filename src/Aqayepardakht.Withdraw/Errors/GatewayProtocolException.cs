using System;

namespace Aqayepardakht;

/// <summary>A response came that is not one of the withdraw service: not JSON, a redirect, too large, or without what it must have.</summary>
public sealed class GatewayProtocolException : WithdrawException
{
    internal GatewayProtocolException(LocalizedText text, int httpStatus, string? contentType, TimeSpan? retryAfter = null, Exception? inner = null)
        : base("ProtocolError", text, Messages.ProtocolAdvice, inner)
    {
        HttpStatus = httpStatus;
        ContentType = contentType;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status of the response.</summary>
    public int HttpStatus { get; }

    /// <summary>The content type of the response, or null when it had none.</summary>
    public string? ContentType { get; }

    /// <summary>How long the response asked to wait (RFC 9110, section 10.2.3), or null.</summary>
    public TimeSpan? RetryAfter { get; }
}
