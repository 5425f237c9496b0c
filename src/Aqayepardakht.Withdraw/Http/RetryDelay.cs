using System;

namespace Aqayepardakht;

/// <summary>How long to wait before an attempt is repeated.</summary>
internal static class RetryDelay
{
    private static readonly Random Jitter = new();

    /// <summary>Exponential backoff with jitter, so that many machines do not come back in step; <c>Retry-After</c> is the least.</summary>
    public static TimeSpan Before(int nextAttempt, TimeSpan first, TimeSpan longest, TimeSpan? retryAfter)
    {
        double fraction;
        lock (Jitter)
        {
            fraction = Jitter.NextDouble();
        }

        var full = Math.Min(first.TotalMilliseconds * Math.Pow(2, nextAttempt - 2), longest.TotalMilliseconds);
        var wait = TimeSpan.FromMilliseconds((full / 2) + (full / 2 * fraction));
        return retryAfter > wait ? retryAfter.Value : wait;
    }
}
