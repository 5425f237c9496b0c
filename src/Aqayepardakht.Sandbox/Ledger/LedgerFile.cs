using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aqayepardakht.Sandbox;

/// <summary>
/// The ledger on disk: append-only JSON Lines. The first line names the account. Each later line is the complete new state of a
/// withdrawal, or only a new balance, and always has the balance after it.
/// </summary>
internal sealed class LedgerFile : IDisposable
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream _stream;

    /// <summary>Opens or creates the file, for one sandbox at a time.</summary>
    /// <exception cref="IOException">The folder does not exist, or another sandbox has the file open.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public LedgerFile(string path) =>
        // Not shared at all, because outside Windows a file shared for reading is shared for writing too. Not buffered, so that what
        // was written survives if the process is killed.
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    /// <summary>Reads the lines of earlier sandboxes, and cuts off an incomplete last line.</summary>
    /// <exception cref="InvalidDataException">A complete line is not one of a ledger.</exception>
    public IEnumerable<LedgerLine> ReadLines()
    {
        var content = new byte[_stream.Length];
        var length = 0;
        while (length < content.Length && _stream.Read(content, length, content.Length - length) is > 0 and var read)
        {
            length += read;
        }

        var start = 0;
        for (var number = 1; Array.IndexOf(content, (byte)'\n', start) is >= 0 and var end; number++)
        {
            yield return ReadLine(content.AsMemory(start, end - start), number);
            start = end + 1;
        }

        _stream.SetLength(start);
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>Writes lines with one call; after it they survive if the process is killed.</summary>
    public void Append(IEnumerable<LedgerLine> lines)
    {
        using var content = new MemoryStream();
        foreach (var line in lines)
        {
            WriteLine(content, line);
        }

        _stream.Write(content.GetBuffer(), 0, (int)content.Length);
        _stream.Flush();
    }

    public void Dispose() => _stream.Dispose();

    private static void WriteLine(MemoryStream content, LedgerLine line)
    {
        using (var writer = new Utf8JsonWriter(content, Readable))
        {
            writer.WriteStartObject();
            if (line.Account is not null)
            {
                writer.WriteString("account", line.Account);
            }

            if (line.Withdrawal is { } withdrawal)
            {
                writer.WriteNumber("id", withdrawal.Id);
                writer.WriteNumber("amount", withdrawal.Amount);
                writer.WriteString("holder_name", withdrawal.HolderName);
                writer.WriteString("bank_name", withdrawal.BankName);
                writer.WriteString("iban", withdrawal.Iban);
                writer.WriteNumber("status", (int)withdrawal.Status);
                writer.WriteString("requested_at", withdrawal.RequestedAt);
                WriteOptional(writer, "updated_at", withdrawal.UpdatedAt is { } updated ? TehranTime.Print(updated) : null);
                WriteOptional(writer, "tracking_number", withdrawal.TrackingNumber);
                WriteOptional(writer, "comment", withdrawal.Comment);
            }

            writer.WriteNumber("balance", line.Balance);
            writer.WriteEndObject();
        }

        content.WriteByte((byte)'\n');
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private LedgerLine ReadLine(ReadOnlyMemory<byte> line, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var fields = document.RootElement;
            return new LedgerLine(
                ReadOptional(fields, "account"),
                fields.TryGetProperty("id", out _) ? ReadWithdrawal(fields) : null,
                fields.GetProperty("balance").GetInt64());
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(
                SandboxMessages.NotALedgerLine(_stream.Name, number).ToString(),
                exception);
        }
    }

    private static SandboxWithdrawal ReadWithdrawal(JsonElement fields) => new(
        fields.GetProperty("id").GetInt64(),
        fields.GetProperty("amount").GetInt64(),
        fields.GetProperty("iban").GetString()!,
        fields.GetProperty("holder_name").GetString()!,
        fields.GetProperty("bank_name").GetString()!,
        fields.GetProperty("requested_at").GetDateTime())
    {
        Status = (WithdrawalStatus)fields.GetProperty("status").GetInt32(),
        UpdatedAt = ReadOptional(fields, "updated_at") is { } updated ? TehranTime.Read(updated) : null,
        TrackingNumber = ReadOptional(fields, "tracking_number"),
        Comment = ReadOptional(fields, "comment"),
    };

    private static string? ReadOptional(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var field) ? field.GetString() : null;
}
