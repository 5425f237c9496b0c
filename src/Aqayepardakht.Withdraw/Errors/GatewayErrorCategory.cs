namespace Aqayepardakht;

/// <summary>What kind of error a gateway code is. The names are those of PowerShell's error categories.</summary>
public enum GatewayErrorCategory
{
    /// <summary>A code that this version does not know.</summary>
    NotSpecified,

    /// <summary>The account or its encryption key is missing or wrong.</summary>
    AuthenticationError,

    /// <summary>The account is known, but not allowed to do this.</summary>
    PermissionDenied,

    /// <summary>A value that was sent is missing or wrong.</summary>
    InvalidArgument,

    /// <summary>What was requested does not exist.</summary>
    ObjectNotFound,

    /// <summary>The account cannot do this in its present state.</summary>
    InvalidOperation,

    /// <summary>There is not enough money.</summary>
    LimitsExceeded,

    /// <summary>The gateway cannot do it at the moment.</summary>
    ResourceUnavailable,
}
