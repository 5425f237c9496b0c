using System;

namespace Aqayepardakht;

/// <summary>How long to wait between two looks at what others do: longer each time.</summary>
internal sealed class PollDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Min = TimeSpan.FromMilliseconds(10);

    private TimeSpan _interval = First;

    /// <summary>Whether the next look comes at once.</summary>
    public bool IsOver => _interval == TimeSpan.Zero;

    /// <summary>Lets the next look come at once.</summary>
    public void End() => _interval = TimeSpan.Zero;

    /// <summary>How long to wait now; zero for not at all.</summary>
    /// <param name="left">How long it is worth waiting.</param>
    public TimeSpan Next(TimeSpan left)
    {
        if (IsOver)
        {
            _interval = First;
            return TimeSpan.Zero;
        }

        var delay = _interval < left ? _interval : left;
        _interval = _interval + _interval < Max ? _interval + _interval : Max;
        return delay > Min ? delay : Min;
    }
}
