using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aqayepardakht.Sandbox;

/// <summary>
/// The JSON of the gateway's responses: field by field as in its documentation, Persian text unescaped, except for what the dialects
/// spell otherwise.
/// </summary>
internal sealed class ResponseBody(IReadOnlyCollection<SandboxDialect> dialects)
{
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly SandboxDialect[] DialectsOfTimes =
    [
        SandboxDialect.IsoTimes, SandboxDialect.OffsetTimes, SandboxDialect.SlashTimes,
        SandboxDialect.JalaliTimes, SandboxDialect.ObjectTimes, SandboxDialect.ZeroTimes,
    ];

    private static readonly SandboxDialect[] DialectsOfAmounts =
    [
        SandboxDialect.UnquotedNumbers, SandboxDialect.PersianDigits, SandboxDialect.ThousandsCommas,
        SandboxDialect.DecimalAmounts, SandboxDialect.ExponentAmounts,
    ];

    private readonly SandboxDialect[] _times = [.. DialectsOfTimes.Where(dialects.Contains)];
    private readonly SandboxDialect[] _amounts = [.. DialectsOfAmounts.Where(dialects.Contains)];

    /// <summary>An error; the code is a string, as documented.</summary>
    public byte[] Error(int code) => Build(64, writer =>
    {
        writer.WriteString("status", "error");
        if (Has(SandboxDialect.NestedErrors))
        {
            writer.WriteStartObject("error");
            WriteCode(writer, code);
            writer.WriteEndObject();
        }
        else
        {
            WriteCode(writer, code);
        }
    });

    /// <summary>One withdrawal, in an array of one.</summary>
    public byte[] One(SandboxWithdrawal withdrawal) => Build(512, writer =>
    {
        writer.WriteString("status", "success");
        writer.WritePropertyName("data");
        if (Has(SandboxDialect.BareWithdrawal))
        {
            Write(writer, withdrawal);
        }
        else
        {
            WriteRows(writer, [withdrawal], Write);
        }
    });

    /// <summary>One page of withdrawals with the totals.</summary>
    public byte[] Page(LedgerPage page) => Build(128 + (page.Withdrawals.Count * 320), writer =>
    {
        writer.WriteString("status", "success");
        WriteNumber(writer, "total_moneyrequest", page.Total, Has(SandboxDialect.QuotedNumbers));
        WriteNumber(writer, "total_page", page.PageCount, Has(SandboxDialect.QuotedNumbers));
        writer.WritePropertyName("data");
        if (page.Withdrawals.Count == 0 && Has(SandboxDialect.NullForEmpty))
        {
            writer.WriteNullValue();
        }
        else
        {
            WriteRows(writer, page.Withdrawals, WriteListed);
        }
    });

    private static byte[] Build(int size, Action<Utf8JsonWriter> write)
    {
        using var content = new MemoryStream(size);
        using (var writer = new Utf8JsonWriter(content, Unescaped))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return content.ToArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long number, bool quoted)
    {
        if (quoted)
        {
            writer.WriteString(name, Text(number));
        }
        else
        {
            writer.WriteNumber(name, number);
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number as PHP prints a float: 55214 as <c>5.5214e4</c>.</summary>
    private static string Exponent(long number)
    {
        var digits = Text(number);
        var fraction = digits.Substring(1).TrimEnd('0');
        return $"{digits[0]}.{(fraction.Length == 0 ? "0" : fraction)}e{Text(digits.Length - 1)}";
    }

    private bool Has(SandboxDialect dialect) => dialects.Contains(dialect);

    private void WriteCode(Utf8JsonWriter writer, int code)
    {
        if (Has(SandboxDialect.ReversedCodes) && code < 0)
        {
            writer.WriteString("code", Text(-(long)code) + "-");
        }
        else
        {
            WriteNumber(writer, "code", code, !Has(SandboxDialect.UnquotedNumbers));
        }
    }

    private void WriteRows(
        Utf8JsonWriter writer, IReadOnlyList<SandboxWithdrawal> withdrawals, Action<Utf8JsonWriter, SandboxWithdrawal> write)
    {
        if (!Has(SandboxDialect.GapsInArray))
        {
            writer.WriteStartArray();
            foreach (var withdrawal in withdrawals)
            {
                write(writer, withdrawal);
            }

            writer.WriteEndArray();
            return;
        }

        writer.WriteStartObject();
        for (var index = 0; index < withdrawals.Count; index++)
        {
            writer.WritePropertyName(Text((2 * index) + 1));
            write(writer, withdrawals[index]);
        }

        writer.WriteEndObject();
    }

    private void WriteListed(Utf8JsonWriter writer, SandboxWithdrawal withdrawal)
    {
        if (Has(SandboxDialect.UnreadableRows) && withdrawal.Id % 3 == 0)
        {
            WriteUnreadable(writer, withdrawal);
        }
        else
        {
            Write(writer, withdrawal);
        }
    }

    private void WriteUnreadable(Utf8JsonWriter writer, SandboxWithdrawal withdrawal)
    {
        var kind = withdrawal.Id / 3 % 4;
        if (kind == 3)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("id");
        writer.WriteRawValue(kind == 2 ? "null" : Text(withdrawal.Id));
        writer.WriteString("amount", kind == 0 ? "x" : Text(withdrawal.Amount));
        WriteNames(writer, withdrawal);
        writer.WritePropertyName("status");
        writer.WriteRawValue(kind == 1 ? "{}" : Text((int)withdrawal.Status));
        WriteTime(writer, "created_at", withdrawal.CreatedAt, withdrawal.Id);
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, SandboxWithdrawal withdrawal)
    {
        writer.WriteStartObject();
        WriteNumber(writer, "id", withdrawal.Id, Has(SandboxDialect.QuotedNumbers));
        WriteAmount(writer, withdrawal);
        WriteNames(writer, withdrawal);
        WriteNumber(writer, "status", (int)withdrawal.Status, !Has(SandboxDialect.UnquotedNumbers));
        WriteTime(writer, "created_at", withdrawal.CreatedAt, withdrawal.Id);
        WriteTime(writer, "updated_at", withdrawal.UpdatedAt, withdrawal.Id);
        WriteOptional(writer, "tracking_number", withdrawal.TrackingNumber);
        WriteOptional(writer, "comment", withdrawal.Comment);
        writer.WriteEndObject();
    }

    private void WriteAmount(Utf8JsonWriter writer, SandboxWithdrawal withdrawal)
    {
        var amount = withdrawal.Amount;
        switch (OneOf(_amounts, withdrawal.Id))
        {
            case SandboxDialect.UnquotedNumbers:
                writer.WriteNumber("amount", amount);
                break;
            case SandboxDialect.ExponentAmounts:
                writer.WritePropertyName("amount");
                writer.WriteRawValue(Exponent(amount));
                break;
            case SandboxDialect.PersianDigits:
                writer.WriteString("amount", string.Concat(Text(amount).Select(digit => (char)(digit - '0' + '۰'))));
                break;
            case SandboxDialect.ThousandsCommas:
                writer.WriteString("amount", amount.ToString("N0", CultureInfo.InvariantCulture));
                break;
            case SandboxDialect.DecimalAmounts:
                writer.WriteString("amount", Text(amount) + ".00");
                break;
            default:
                writer.WriteString("amount", Text(amount));
                break;
        }
    }

    private void WriteTime(Utf8JsonWriter writer, string name, DateTime? time, long id)
    {
        var dialect = OneOf(_times, id);
        if (dialect == SandboxDialect.ZeroTimes)
        {
            writer.WriteString(name, "0000-00-00 00:00:00");
        }
        else if (time is not { } tehran)
        {
            WriteOptional(writer, name, null);
        }
        else if (dialect == SandboxDialect.ObjectTimes)
        {
            writer.WriteStartObject(name);
            writer.WriteString("date", TehranTime.Print(tehran) + ".000000");
            writer.WriteNumber("timezone_type", 3);
            writer.WriteString("timezone", "Asia/Tehran");
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString(name, dialect switch
            {
                SandboxDialect.IsoTimes => TehranTime.Print(TehranTime.ToUtc(tehran)).Replace(' ', 'T') + ".000000Z",
                SandboxDialect.OffsetTimes => TehranTime.Print(tehran).Replace(' ', 'T') + "+03:30",
                SandboxDialect.SlashTimes => TehranTime.Print(tehran).Replace('-', '/'),
                SandboxDialect.JalaliTimes => JalaliTime.Format(tehran).Replace('/', '-'),
                _ => TehranTime.Print(tehran),
            });
        }
    }

    private void WriteOptional(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null || Has(SandboxDialect.NullForEmpty))
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteNames(Utf8JsonWriter writer, SandboxWithdrawal withdrawal)
    {
        writer.WriteString("holder_name", withdrawal.HolderName);
        writer.WriteString("bank_name", withdrawal.BankName);
        writer.WriteString("iban", withdrawal.Iban);
    }

    private static SandboxDialect? OneOf(SandboxDialect[] given, long id) => given.Length == 0 ? null : given[id % given.Length];
}
