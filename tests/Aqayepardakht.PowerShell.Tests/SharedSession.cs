using System;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A connected session for the rows of a table that leave nothing behind for each other.</summary>
public sealed class SharedSession : IDisposable
{
    public ModuleSession Session { get; } = ModuleSession.Connected();

    public void Dispose() => Session.Dispose();
}
