using System;
using System.Net.Sockets;
using System.Security.Authentication;
#if NET
using System.Net.Http;
#endif

namespace Aqayepardakht.Http;

/// <summary>Says in our own exception why no response came.</summary>
internal static class NetworkFailure
{
    /// <param name="exception">What the runtime threw.</param>
    /// <param name="connection">The connections over which the call went.</param>
    /// <param name="mayHaveLeft">Whether a byte of the body may have left.</param>
    public static GatewayUnreachableException From(Exception exception, GatewayConnection connection, bool mayHaveLeft)
    {
        var host = connection.Endpoint.Host;
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case CertificateRejectedException certificate:
                    return Unreachable(certificate.Text, exception, mayHaveLeft, isTransient: false);
                case AuthenticationException:
                    return Unreachable(NetworkMessages.TlsFailed(host), exception, mayHaveLeft);
                case TimeoutException when !mayHaveLeft:
                    return Unreachable(NetworkMessages.ConnectTimedOut(host, connection.ConnectTimeout), exception, mayHaveLeft);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return Unreachable(NetworkMessages.ConnectionRefused(host), exception, mayHaveLeft);
                case SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery
                }:
                    return Unreachable(NetworkMessages.NameNotResolved(host), exception, mayHaveLeft);
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return Unreachable(NetworkMessages.ProxyRefused(ProxyOf(connection.Endpoint), host), null, mayHaveLeft);
#else
                case System.Net.WebException { Status: System.Net.WebExceptionStatus.NameResolutionFailure }:
                    return Unreachable(NetworkMessages.NameNotResolved(host), exception, mayHaveLeft: false);
                case System.Net.WebException { Status: System.Net.WebExceptionStatus.ConnectFailure }:
                    return Unreachable(NetworkMessages.ConnectionRefused(host), exception, mayHaveLeft: false);
                case System.Net.WebException { Status: System.Net.WebExceptionStatus.TrustFailure }:
                    var rejected = NetworkMessages.CertificateRejected(host, NetworkMessages.CertificateNotTrusted(null));
                    return Unreachable(rejected, exception, mayHaveLeft: false, isTransient: false);
#endif
            }
        }

        return Unreachable(NetworkMessages.ConnectionFailed(host), WithoutQuotes(exception), mayHaveLeft);
    }

    /// <summary>The time for the whole call is over.</summary>
    public static GatewayUnreachableException TimedOut(
        Exception exception,
        GatewayConnection connection,
        TimeSpan timeout,
        bool mayHaveLeft) =>
        mayHaveLeft
            ? new GatewayUnreachableException(UnreachableReason.TimedOut, NetworkMessages.TimedOut(timeout), WithoutQuotes(exception))
            : Unreachable(NetworkMessages.ConnectTimedOut(connection.Endpoint.Host, timeout), exception, mayHaveLeft);

    /// <summary>The request was ready to leave only after it no longer might.</summary>
    public static GatewayUnreachableException HeldUp(Exception exception) =>
        Unreachable(NetworkMessages.HeldUp, exception, mayHaveLeft: false, isTransient: false);

    private static GatewayUnreachableException Unreachable(
        LocalizedText text,
        Exception? cause,
        bool mayHaveLeft,
        bool isTransient = true) =>
        new(mayHaveLeft ? UnreachableReason.ConnectionLost : UnreachableReason.NotSent, text, cause) { IsTransient = isTransient };

#if NET
    private static string ProxyOf(Uri endpoint) =>
        HttpClient.DefaultProxy.GetProxy(endpoint)?.GetComponents(UriComponents.SchemeAndServer, UriFormat.Unescaped) ?? "?";
#endif

    /// <summary>
    /// Drops an exception whose message quotes the response: the runtime quotes a malformed status line, and a server that echoes the
    /// request has the encryption key in it.
    /// </summary>
    private static Exception? WithoutQuotes(Exception exception)
    {
#if NET
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }
                or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
            {
                return null;
            }
        }
#endif
        return exception;
    }
}
