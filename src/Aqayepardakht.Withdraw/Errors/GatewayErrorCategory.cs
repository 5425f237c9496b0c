namespace Aqayepardakht;

/// <summary>What kind of error a gateway code is. The names are those of PowerShell's error categories.</summary>
public enum GatewayErrorCategory
{
    /// <summary>A code that this version does not know.</summary>
    NotSpecified,

    /// <summary>Who is asking is missing or wrong.</summary>
    AuthenticationError,

    /// <summary>Who is asking is known, but may not.</summary>
    PermissionDenied,

    /// <summary>A value that was sent is missing or wrong.</summary>
    InvalidArgument,

    /// <summary>What was asked for does not exist.</summary>
    ObjectNotFound,

    /// <summary>The account cannot do this in its present state.</summary>
    InvalidOperation,

    /// <summary>There is not enough money.</summary>
    LimitsExceeded,

    /// <summary>The gateway could not do its part just now.</summary>
    ResourceUnavailable,
}
