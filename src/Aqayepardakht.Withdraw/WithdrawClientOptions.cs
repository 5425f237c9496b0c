using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>How a <see cref="WithdrawClient"/> works. The defaults are right for the real gateway.</summary>
public sealed class WithdrawClientOptions
{
    internal static readonly TimeSpan MaxDuration = TimeSpan.FromDays(20);

    /// <summary>
    /// How long one attempt of a read may take, or all attempts of a request together, the response included. 30 seconds by default.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The maximum number of attempts of a read (<c>list</c>, <c>details</c>), or of a request that provably never left. 3 by default.
    /// </summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The maximum number of pages of a list that are fetched at the same time. 4 by default.</summary>
    public int PagesInFlight { get; init; } = 4;

    /// <summary>Told of every attempt of every call, from any thread; null for none.</summary>
    public Action<AttemptReport>? OnAttempt { get; init; }

    /// <summary>
    /// Called, from any thread, for each response with times that cannot be read: how many rows have no readable
    /// <c>created_at</c>, and how many have an unreadable <c>updated_at</c>. Null for nobody.
    /// </summary>
    public Action<int, int>? OnUnreadableTimes { get; init; }

    /// <summary>The wait before the second attempt, doubled for each further one.</summary>
    internal TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A response that asks for a longer wait than this is an error at once rather than a silent sleep.</summary>
    internal TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Lets a test's clock run faster than the world's.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = Task.Delay;

    internal void Validate()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > MaxDuration)
        {
            throw new InvalidInputException(InputErrorKind.Duration, Messages.DurationNotAboveZero(nameof(Timeout)));
        }

        if (MaxAttempts < 1 || PagesInFlight < 1)
        {
            var name = MaxAttempts < 1 ? nameof(MaxAttempts) : nameof(PagesInFlight);
            throw new InvalidInputException(InputErrorKind.Count, Messages.CountNotAboveZero(name));
        }
    }
}
