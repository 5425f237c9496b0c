using System;

namespace Aqayepardakht.Shell;

/// <summary>Reads keys without showing them; Ctrl+C is a key like any other meanwhile.</summary>
internal sealed class KeyReader : IDisposable
{
    internal KeyReader() => Console.TreatControlCAsInput = true;

    /// <summary>Whether more keys have come already, as when text is pasted.</summary>
    internal static bool AreWaiting => Console.KeyAvailable;

    public void Dispose() => Console.TreatControlCAsInput = false;

    internal static ConsoleKeyInfo Read() => Console.ReadKey(intercept: true);
}
