namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>Something that can go wrong. Each history has only some of the faults, so that these coincide more often.</summary>
internal enum Fault
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
    Overtaken,
    LikeStranger,
}
