using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Aqayepardakht;

/// <summary>
/// How far a journal had come when it last got to the disk itself. It is kept beside the journal, in its lock file, so that a journal that
/// was deleted, cut or restored is noticed: its payments would be made again.
/// </summary>
internal sealed class JournalMark
{
    /// <summary>No mark is longer.</summary>
    public const int MaxBytes = 256;

    private const string Format = "journal-mark-1";
    private const int HashedBytes = 1024;

    private readonly string _hash;

    private JournalMark(long length, long lines, DateTimeOffset lastLineAt, string hash)
    {
        Length = length;
        Lines = lines;
        LastLineAt = lastLineAt;
        _hash = hash;
    }

    /// <summary>How many bytes the journal had; the place after the end of a line.</summary>
    public long Length { get; }

    /// <summary>How many lines those were.</summary>
    public long Lines { get; }

    /// <summary>The time of the last of them, to the second.</summary>
    public DateTimeOffset LastLineAt { get; }

    /// <summary>The mark of a journal that has got to the disk up to this length.</summary>
    public static JournalMark Of(Stream content, long length, long lines, DateTimeOffset lastLineAt) =>
        new(length, lines, lastLineAt, HashBefore(content, length));

    /// <summary>Reads a mark. None, one of an older version's empty lock file, or one that a crash tore says nothing: null.</summary>
    public static JournalMark? Parse(byte[] bytes)
    {
        var text = Encoding.ASCII.GetString(bytes);
        var fields = text.Substring(0, Math.Max(0, text.IndexOf('\n'))).Split(' ');
        return fields.Length == 6
            && fields[0] == Format
            && fields[5] == Hash(Encoding.ASCII.GetBytes(string.Join(" ", fields.Take(5))))
            && long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var lines)
            && DateTimeOffset.TryParse(fields[3], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var lastLineAt)
                ? new JournalMark(length, lines, lastLineAt, fields[4])
                : null;
    }

    /// <summary>
    /// One line: the format, the length, the lines, the time, the hash of the last bytes, and the hash of all this, which a torn mark
    /// lacks.
    /// </summary>
    public byte[] ToBytes()
    {
        var text = FormattableString.Invariant($"{Format} {Length} {Lines} {LastLineAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {_hash}");
        return Encoding.ASCII.GetBytes(text + " " + Hash(Encoding.ASCII.GetBytes(text)) + "\n");
    }

    /// <summary>Whether the journal still has what it had: it is no shorter, and reads the same up to there.</summary>
    public bool Fits(Stream content) => content.Length >= Length && HashBefore(content, Length) == _hash;

    private static string HashBefore(Stream content, long length)
    {
        var bytes = new byte[(int)Math.Min(length, HashedBytes)];
        content.Position = length - bytes.Length;
        var filled = 0;
        while (filled < bytes.Length && content.Read(bytes, filled, bytes.Length - filled) is > 0 and var read)
        {
            filled += read;
        }

        return Hash(bytes);
    }

    private static string Hash(byte[] bytes)
    {
#if NET
        return Convert.ToHexString(SHA256.HashData(bytes), 0, 16);
#else
        using var algorithm = SHA256.Create();
        return string.Concat(algorithm.ComputeHash(bytes).Take(16).Select(value => value.ToString("X2", CultureInfo.InvariantCulture)));
#endif
    }
}
