namespace Aqayepardakht.Sandbox;

/// <summary>A fault that the sandbox can give a call on purpose.</summary>
/// <remarks>
/// "Commit" is the moment a <c>request</c> makes its withdrawal. A <c>list</c> or <c>details</c> commits nothing, so for these the
/// faults before and after the commit are the same.
/// </remarks>
public enum SandboxFault
{
    /// <summary>HTTP 429 with <c>Retry-After</c>; nothing is made.</summary>
    TooManyRequests,

    /// <summary>HTTP 500 with a page that is not JSON; nothing is made.</summary>
    ServerError,

    /// <summary>HTTP 500 with a page that is not JSON; the withdrawal is made.</summary>
    ServerErrorAfterCommit,

    /// <summary>HTTP 502 with the page of a proxy that did not reach the gateway; nothing is made.</summary>
    BadGatewayHtml,

    /// <summary>HTTP 503 with <c>Retry-After</c>; nothing is made.</summary>
    ServiceUnavailable,

    /// <summary>HTTP 200 whose JSON stops halfway, with a matching <c>Content-Length</c>; the withdrawal is made.</summary>
    BrokenJson,

    /// <summary>HTTP 200 whose JSON stops halfway, with a matching <c>Content-Length</c>; nothing is made.</summary>
    BrokenJsonBeforeCommit,

    /// <summary>The connection is reset without a response; nothing is made.</summary>
    DropBeforeCommit,

    /// <summary>The connection is reset without a response; the withdrawal is made.</summary>
    DropAfterCommit,

    /// <summary>The headers and half of the body arrive, then the connection is reset; the withdrawal is made.</summary>
    CutAnswer,

    /// <summary>No response until the caller or <see cref="SandboxGateway.Stop"/> closes the connection; nothing is made.</summary>
    Hang,

    /// <summary>
    /// No response until the caller or <see cref="SandboxGateway.Stop"/> closes the connection; the withdrawal is made.
    /// </summary>
    HangAfterCommit,

    /// <summary>Error -18 for a call that would have succeeded; nothing is made.</summary>
    DisruptedBeforeCommit,

    /// <summary>Error -18 for a call that succeeded; the withdrawal is made.</summary>
    DisruptedAfterCommit,

    /// <summary>HTTP 302 to <see cref="SandboxSettings.RedirectTarget"/>; nothing is made.</summary>
    Redirect,

    /// <summary>HTTP 200 with the sign-in page of a captive portal; nothing is made.</summary>
    HtmlOk,
}
