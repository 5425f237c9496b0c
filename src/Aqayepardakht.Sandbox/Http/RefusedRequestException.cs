using System;

namespace Aqayepardakht.Sandbox;

/// <summary>A request that is not HTTP, is too large or is a web page's. It gets this status, and its connection is closed.</summary>
internal sealed class RefusedRequestException(int status) : Exception
{
    public int Status { get; } = status;
}
