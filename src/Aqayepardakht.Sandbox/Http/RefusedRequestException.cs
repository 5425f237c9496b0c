using System;

namespace Aqayepardakht.Sandbox;

/// <summary>What arrived on a connection is not HTTP, or too large. The connection ends with the status that says so.</summary>
internal sealed class RefusedRequestException(int status) : Exception("The request is refused before it is read.")
{
    public int Status { get; } = status;
}
