using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>
/// A journal's file: what processes see of it, and what of that is on the disk itself. Writes stop halfway, the disk is full, and
/// the power takes away what was not flushed.
/// </summary>
internal sealed class SimulatedDisk(World world) : IJournalStorage
{
    private readonly List<byte> _content = [];
    private byte[] _durable = [];
    private byte[] _mark = [];

    /// <summary>The mark is never flushed: a power failure leaves this one, a later one, a torn one, zeros or none.</summary>
    private byte[] _durableMark = [];
    private object? _holder;

    /// <summary>The file that another one was put in the place of, while that is not noticed; null for none.</summary>
    private byte[]? _newest;

    public string Name => "simulated";

    /// <summary>Whether another file stands in its place, or none, which is not noticed yet.</summary>
    public bool IsReplaced => _newest is not null;

    public ReadOnlySpan<byte> Content => CollectionsMarshal.AsSpan(_content);

    public Task<IJournalAccess> AcquireAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        world.Step("before the lock");
        if (_holder is not null)
        {
            throw JournalErrors.Busy(Name, TimeSpan.Zero);
        }

        var access = new Access(this);
        _holder = access;
        return Task.FromResult<IJournalAccess>(access);
    }

    public byte[] PeekMark() => _holder is null ? _mark : [];

    public Stream? OpenRead() => _content.Count == 0 ? null : new MemoryStream([.. _content], writable: false);

    /// <summary>What was not flushed is gone, or part of it is, or its length alone is left.</summary>
    public void LosePower()
    {
        _holder = null;
        LoseMark();
        if (!Content.StartsWith(_durable))
        {
            // The end of the file was cut off and written anew; either is what the disk may hold.
            if (world.Random.NextBool(0.5))
            {
                SetContent(_durable);
            }

            return;
        }

        var unflushed = _content.Count - _durable.Length;
        var kept = world.Random.NextBelow(unflushed + 1);
        _content.RemoveRange(_durable.Length + kept, unflushed - kept);
        if (world.Random.NextBool(0.2))
        {
            _content.AddRange(new byte[unflushed - kept]);
        }

        _durable = [.. _content];
    }

    private void LoseMark() => _durableMark = _mark = world.Random.NextBelow(6) switch
    {
        0 => _durableMark,
        1 => Torn(_durableMark, _mark, world.Random.NextBelow(_mark.Length + 1)),
        2 => new byte[_mark.Length],
        3 => [],
        _ => _mark,
    };

    private static byte[] Torn(byte[] before, byte[] after, int written) => [.. after[..written], .. before.Skip(written)];

    private void WriteMark(byte[] mark)
    {
        world.Step("before the mark");
        var crash = world.Fails(Fault.Death, 0.3);
        var full = !crash && world.Fails(Fault.Disk, 0.3);
        if (crash || full)
        {
            _mark = Torn(_mark, mark, world.Random.NextBelow(mark.Length + 1));
            if (crash)
            {
                world.Die("within the mark");
            }

            world.Log($"the mark cannot be written");
            throw new IOException("No space left on device.");
        }

        _mark = mark;
        world.Step("after the mark");
    }

    /// <summary>Puts another file in its place: none, or an older copy.</summary>
    public void Replace(byte[] bytes)
    {
        _newest ??= [.. _content];
        SetContent(bytes);
        _durable = bytes;
    }

    /// <summary>Puts the newest file back as it was.</summary>
    public void PutBack()
    {
        if (_newest is { } newest)
        {
            SetContent(newest);
            _durable = newest;
            _newest = null;
        }
    }

    /// <summary>Deletes the lock file, in which the mark is.</summary>
    public void DeleteMark()
    {
        _mark = _durableMark = [];
        _newest = null;
    }

    private void SetContent(byte[] bytes)
    {
        _content.Clear();
        _content.AddRange(bytes);
    }

    private void Write(long position, ReadOnlySpan<byte> bytes)
    {
        world.Step("before a write");
        var written = bytes.Length;
        var crash = world.Fails(Fault.Death, 0.3);
        var full = !crash && world.Fails(Fault.Disk, 0.3);
        if (crash || full)
        {
            written = world.Random.NextBelow(bytes.Length + (crash ? 1 : 0));
        }

        for (var index = 0; index < written; index++, position++)
        {
            if (position < _content.Count)
            {
                _content[(int)position] = bytes[index];
            }
            else
            {
                _content.Add(bytes[index]);
            }
        }

        if (crash)
        {
            world.Die($"{written} bytes into a write of {bytes.Length}");
        }

        if (full)
        {
            world.Log($"the disk is full {written} bytes into a write of {bytes.Length}");
            throw new IOException("No space left on device.");
        }

        world.Step("after a write");
    }

    private void SetLength(long length)
    {
        world.Step("before a cut");
        if (world.Fails(Fault.Disk, 0.3))
        {
            world.Log($"the file cannot be cut");
            throw new IOException("Input/output error.");
        }

        if (length < _content.Count)
        {
            _content.RemoveRange((int)length, _content.Count - (int)length);
        }
    }

    private void Flush()
    {
        world.Step("before a flush");
        world.MaySleep();
        if (world.Fails(Fault.SlowDisk, 0.3))
        {
            var time = world.AnyTimeWithin(World.RequestTimeout + World.RequestTimeout);
            world.Log($"the flush takes {time}");
            world.Time.Pass(time);
        }

        if (world.Fails(Fault.Disk, 0.3))
        {
            if (world.Random.NextBool(0.5))
            {
                _durable = [.. _content];
            }

            world.Log($"the flush fails");
            throw new IOException("Input/output error.");
        }

        _durable = [.. _content];
        world.Step("after a flush");
    }

    private sealed class Access(SimulatedDisk disk) : IJournalAccess
    {
        private readonly DiskStream _content = new(disk);

        public Stream Content => _content;

        public void FlushToDisk() => disk.Flush();

        public byte[] ReadMark() => disk._mark;

        public void WriteMark(byte[] mark) => disk.WriteMark(mark);

        public void EnsureHeld(bool tryLock)
        {
            if (disk._holder != this)
            {
                throw JournalErrors.LockRemoved(disk.Name);
            }
        }

        public void Dispose()
        {
            if (disk._holder == this)
            {
                disk._holder = null;
            }
        }
    }

    private sealed class DiskStream(SimulatedDisk disk) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => disk._content.Count;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Max(0, Math.Min(count, Length - Position));
            disk.Content.Slice((int)Math.Min(Position, Length), read).CopyTo(buffer.AsSpan(offset));
            Position += read;
            return read;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            disk.Write(Position, buffer.AsSpan(offset, count));
            Position += count;
        }

        public override void SetLength(long value) => disk.SetLength(value);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    }
}
