using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>A journal in memory that counts what is read of it and fails where a test says so.</summary>
internal sealed class MemoryStorage : IJournalStorage
{
    private byte[] _content = new byte[256];
    private int _length;

    public string Name => "memory";

    /// <summary>How many bytes were read, also without the lock.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Given the bytes of each write before it happens; what it throws fails the write.</summary>
    public Action<byte[]>? BeforeWrite { get; set; }

    /// <summary>What it throws fails the flush.</summary>
    public Action? BeforeFlush { get; set; }

    /// <summary>What happens while the lock is waited for.</summary>
    public Action? BeforeAcquire { get; set; }

    public byte[] Bytes
    {
        get => _content[.._length];
        set => (_content, _length) = ([.. value], value.Length);
    }

    /// <summary>What the journal left beside itself.</summary>
    public byte[] Mark { get; set; } = [];

    public byte[] PeekMark() => Mark;

    public Task<IJournalAccess> AcquireAsync(CancellationToken cancellationToken)
    {
        BeforeAcquire?.Invoke();
        return Task.FromResult<IJournalAccess>(new Access(this));
    }

    public Stream? OpenRead() => _length == 0 ? null : new Content(this);

    private sealed class Access(MemoryStorage storage) : IJournalAccess
    {
        public Stream Content { get; } = new Content(storage);

        public void FlushToDisk() => storage.BeforeFlush?.Invoke();

        public byte[] ReadMark() => storage.Mark;

        public void WriteMark(byte[] mark) => storage.Mark = mark;

        public void EnsureHeld(bool tryLock)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class Content(MemoryStorage storage) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => storage._length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Max(0, Math.Min(count, Length - Position));
            Array.Copy(storage._content, (int)Position, buffer, offset, read);
            Position += read;
            storage.BytesRead += read;
            return read;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            storage.BeforeWrite?.Invoke(buffer[offset..(offset + count)]);
            SetLength(Math.Max(Length, Position + count));
            Array.Copy(buffer, offset, storage._content, (int)Position, count);
            Position += count;
        }

        public override void SetLength(long value)
        {
            if (value > storage._content.Length)
            {
                Array.Resize(ref storage._content, (int)value * 2);
            }

            storage._length = (int)value;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    }
}
