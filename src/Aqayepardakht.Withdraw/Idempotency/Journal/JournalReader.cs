using System;
using System.IO;
using System.Text.Json;

namespace Aqayepardakht;

/// <summary>Reads journal lines from a stream into an index, as far as they are complete.</summary>
internal sealed class JournalReader
{
    private const byte NewLine = (byte)'\n';

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly string _name;
    private readonly JournalIndex _index;
    private readonly Action<JournalLine>? _onLine;
    private byte[] _buffer = new byte[64 * 1024];

    /// <param name="name">The journal's name, for errors.</param>
    /// <param name="index">What the lines are applied to.</param>
    /// <param name="onLine">Called with each line; null for none.</param>
    public JournalReader(string name, JournalIndex index, Action<JournalLine>? onLine = null)
    {
        _name = name;
        _index = index;
        _onLine = onLine;
    }

    /// <summary>How many bytes of whole lines were read.</summary>
    public long Offset { get; private set; }

    /// <summary>How many lines were read.</summary>
    public long Lines { get; private set; }

    /// <summary>The time of the last of them.</summary>
    public DateTimeOffset LastLineAt { get; private set; }

    /// <summary>Reads whatever was appended since <see cref="Offset"/>.</summary>
    /// <returns>The bytes after the last line end: a line that a crash tore, or none.</returns>
    /// <exception cref="JournalException">A line is damaged or newer than this library.</exception>
    public ReadOnlySpan<byte> ReadAppended(Stream content)
    {
        content.Position = Offset;
        var filled = 0;
        while (true)
        {
            if (filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            // A device such as /dev/zero never ends, and has no length.
            var left = Math.Max(0, content.Length - content.Position);
            var read = content.Read(_buffer, filled, (int)Math.Min(_buffer.Length - filled, left));
            if (read == 0)
            {
                return _buffer.AsSpan(0, filled);
            }

            filled += read;
            var taken = ApplyLines(_buffer.AsSpan(0, filled));
            filled -= taken;
            Array.Copy(_buffer, taken, _buffer, 0, filled);
        }
    }

    /// <summary>Applies one line that is whole but for its line end.</summary>
    /// <returns>False when it is not whole.</returns>
    public bool TryApplyUnterminated(ReadOnlySpan<byte> line)
    {
        if (TryParse(WithoutByteOrderMark(line)) is not { } parsed)
        {
            return false;
        }

        Apply(parsed, line.Length + 1);
        return true;
    }

    /// <summary>Applies a line to the index, one that was read or that this process just appended.</summary>
    public void Apply(JournalLine line, int bytes)
    {
        if (line.Version != JournalLine.CurrentVersion)
        {
            throw JournalErrors.Newer(_name, Lines + 1, line.Version);
        }

        Check(line);
        _index.Apply(line);
        LastLineAt = line.At;
        _onLine?.Invoke(line);
        Pass(bytes);
    }

    /// <summary>Makes sure that a line can be applied as the next one.</summary>
    /// <exception cref="JournalException">It cannot.</exception>
    public void Check(JournalLine line)
    {
        if (_index.FindProblem(line) is { } problem)
        {
            throw JournalErrors.Damaged(_name, Lines + 1, problem);
        }
    }

    private void Pass(int bytes)
    {
        Lines++;
        Offset += bytes;
    }

    private int ApplyLines(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (bytes.Slice(taken).IndexOf(NewLine) is >= 0 and var length)
        {
            var line = WithoutByteOrderMark(bytes.Slice(taken, length));
            if (IsBlank(line))
            {
                Pass(length + 1);
            }
            else
            {
                Apply(TryParse(line) ?? throw JournalErrors.Damaged(_name, Lines + 1, JournalErrors.NotALine), length + 1);
            }

            taken += length + 1;
        }

        return taken;
    }

    /// <summary>An editor may have put one before the first line.</summary>
    private ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> line) =>
        Offset == 0 && line.StartsWith(ByteOrderMark) ? line.Slice(ByteOrderMark.Length) : line;

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        foreach (var value in line)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return false;
            }
        }

        return true;
    }

    private static JournalLine? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Line) is { Type: not null } parsed ? parsed : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
