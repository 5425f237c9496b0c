using System;
using System.Runtime.InteropServices;
using System.Security;

namespace Aqayepardakht.Http;

/// <summary>
/// An encryption key or a pin. Its text exists only inside <see cref="Use{TState}"/>, in memory that is cleared right after.
/// </summary>
internal sealed class Secret : IDisposable
{
    private readonly SecureString _text;

    public Secret(SecureString text)
    {
        _text = text.Copy();
        _text.MakeReadOnly();
    }

    public delegate void Reader<in TState>(ReadOnlySpan<char> text, TState state);

    /// <summary>Lends the text for the time of one call.</summary>
    public unsafe void Use<TState>(TState state, Reader<TState> reader)
    {
        var plain = Marshal.SecureStringToGlobalAllocUnicode(_text);
        try
        {
            reader(new ReadOnlySpan<char>((void*)plain, _text.Length), state);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(plain);
        }
    }

    public SecureString Copy() => _text.Copy();

    public void Dispose() => _text.Dispose();
}
