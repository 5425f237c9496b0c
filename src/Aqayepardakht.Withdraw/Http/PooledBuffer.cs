using System;
using System.Buffers;

namespace Aqayepardakht.Http;

/// <summary>A growing buffer from the shared pool that is cleared before it goes back, since it holds secrets or bank data.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes;

    public PooledBuffer(int size) => _bytes = ArrayPool<byte>.Shared.Rent(size);

    public int Length { get; private set; }

    public byte[] Bytes => _bytes;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(Length);
    }

    /// <summary>Makes room for at least so many more bytes.</summary>
    public void Reserve(int count)
    {
        if (_bytes.Length - Length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
        Written.CopyTo(larger);
        Release();
        _bytes = larger;
    }

    public void Dispose()
    {
        Release();
        _bytes = [];
        Length = 0;
    }

    private void Release()
    {
        if (_bytes.Length == 0)
        {
            return;
        }

        Array.Clear(_bytes, 0, Length);
        ArrayPool<byte>.Shared.Return(_bytes);
    }
}
