using System;

namespace Aqayepardakht.Http;

/// <summary>What may be sent again, what is transient, and how long to wait in between. The one place that decides it.</summary>
internal sealed class RetryPolicy(int maxAttempts, TimeSpan firstDelay, TimeSpan maxDelay)
{
    private static readonly Random Jitter = new();

    /// <summary>
    /// Whether an error code proves that nothing was made, so that the same payment may be requested again. Not proof are:
    /// <list type="bullet">
    /// <item>-18 ("a disruption occurred while registering"), with or without its sign;</item>
    /// <item>a code that is not in the documentation's table and came with a server error (5xx);</item>
    /// <item>a code that is not in that table and not below zero: PHP's own exceptions have the code 0.</item>
    /// </list>
    /// </summary>
    public static bool ProvesNothingWasMade(GatewayErrorException error) =>
        Math.Abs(error.Code) != -GatewayError.RegistrationDisruptedCode
        && (error.Error is not null || (error.Code < 0 && error.HttpStatus < 500));

    /// <summary>Whether the same read may well succeed in a moment: no response, 429, or a server error.</summary>
    public static bool IsTransient(WithdrawException failure) =>
        failure is GatewayUnreachableException { IsTransient: true } or GatewayProtocolException { HttpStatus: 429 or >= 500 };

    /// <summary>
    /// Whether the same read may succeed later, minutes or hours from now: also when a proxy responds in the gateway's place for a while.
    /// A client error (4xx) stays one.
    /// </summary>
    public static bool MaySucceedLater(WithdrawException failure) =>
        IsTransient(failure)
        || failure is GatewayUnreachableException
            or GatewayProtocolException { HttpStatus: null or < 400 }
            or GatewayErrorException { Code: GatewayError.RegistrationDisruptedCode };

    /// <summary>How long to wait before a read is attempted again.</summary>
    /// <returns>Null when it is not: the failure is not transient, no attempts are left, or the gateway asks for too long a wait.</returns>
    public TimeSpan? DelayBeforeRead(int nextAttempt, WithdrawException failure)
    {
        var retryAfter = (failure as GatewayProtocolException)?.RetryAfter;
        return nextAttempt <= maxAttempts && IsTransient(failure) && !(retryAfter > maxDelay) ? Backoff(nextAttempt, retryAfter) : null;
    }

    /// <summary>How long to wait before a request for a withdrawal is sent again, which only one that never left may be.</summary>
    /// <param name="nextAttempt">The attempt that would follow, from 2.</param>
    /// <param name="failure">Why the last one failed.</param>
    /// <param name="timeLeft">All attempts together end within one timeout, so that a journal knows how late a request can arrive.</param>
    /// <returns>Null when it is not sent again.</returns>
    public TimeSpan? DelayBeforeRequest(int nextAttempt, GatewayUnreachableException failure, TimeSpan timeLeft) =>
        failure is { ProvablyNotSent: true, IsTransient: true }
        && nextAttempt <= maxAttempts
        && Backoff(nextAttempt, null) is var delay
        && delay < timeLeft
            ? delay
            : null;

    /// <summary>Exponential backoff; with jitter, so that many machines do not come back in step; at least <c>Retry-After</c>.</summary>
    private TimeSpan Backoff(int nextAttempt, TimeSpan? retryAfter)
    {
        double fraction;
        lock (Jitter)
        {
            fraction = Jitter.NextDouble();
        }

        var full = Math.Min(firstDelay.TotalMilliseconds * Math.Pow(2, nextAttempt - 2), maxDelay.TotalMilliseconds);
        var delay = TimeSpan.FromMilliseconds((full / 2) + (full / 2 * fraction));
        return retryAfter > delay ? retryAfter.Value : delay;
    }
}
