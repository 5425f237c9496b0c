namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>A kind of trouble. A history has some of them and not the others, so that those it has meet more often.</summary>
internal enum Kind
{
    Death,
    DeathInRequest,
    PowerFailure,
    Stop,
    Disk,
    SlowDisk,
    Sleep,
    UnreadableList,
    SlowList,
    NotSent,
    SlowRequest,
    LostResponse,
    LateWithdrawal,
    NoWithdrawal,
    Pause,
}
