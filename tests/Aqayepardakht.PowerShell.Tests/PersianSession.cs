using System;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A connected session of a user whose language is Persian.</summary>
public sealed class PersianSession : IDisposable
{
    public ModuleSession Session { get; } = ModuleSession.Connected(uiCulture: "fa-IR");

    public void Dispose() => Session.Dispose();
}
