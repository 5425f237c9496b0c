using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Aqayepardakht.Commands;

/// <summary>
/// The rows of a report in a file beside it, since they stand below what is known only when all of them are there. What is kept in memory
/// of a row is where it lies, so that rows that did not come newest first are brought into that order when they are read.
/// </summary>
internal sealed class RowFile(FileStream file) : IDisposable
{
    private readonly List<Entry> _entries = [];
    private long _length;
    private bool _isInOrder = true;

    /// <summary>Appends one row.</summary>
    public void Append(DateTime? time, long id, StringBuilder html)
    {
        var bytes = Encoding.UTF8.GetBytes(html.ToString());
        var entry = new Entry(time?.Ticks ?? -1, id, _length, bytes.Length);
        _isInOrder &= _entries.Count == 0 || _entries[^1].CompareTo(entry) <= 0;
        _entries.Add(entry);
        file.Write(bytes, 0, bytes.Length);
        _length += bytes.Length;
    }

    /// <summary>Writes all rows, newest first; those without a time come last.</summary>
    public void CopyTo(Stream target)
    {
        if (_isInOrder)
        {
            file.Position = 0;
            file.CopyTo(target);
            return;
        }

        _entries.Sort();
        var buffer = Array.Empty<byte>();
        foreach (var entry in _entries)
        {
            if (buffer.Length < entry.Length)
            {
                buffer = new byte[entry.Length];
            }

            file.Position = entry.Offset;
            for (var read = 0; read < entry.Length;)
            {
                read += file.Read(buffer, read, entry.Length - read) is var count and > 0 ? count : throw new EndOfStreamException();
            }

            target.Write(buffer, 0, entry.Length);
        }
    }

    public void Dispose() => file.Dispose();

    private readonly record struct Entry(long Ticks, long Id, long Offset, int Length) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            var order = other.Ticks.CompareTo(Ticks);
            order = order != 0 ? order : other.Id.CompareTo(Id);
            return order != 0 ? order : Offset.CompareTo(other.Offset);
        }
    }
}
