using System;

namespace Aqayepardakht.Sandbox;

/// <summary>A request that is not HTTP or is too large. It gets this status, and its connection is closed.</summary>
internal sealed class RefusedRequestException(int status) : Exception
{
    public int Status { get; } = status;
}
