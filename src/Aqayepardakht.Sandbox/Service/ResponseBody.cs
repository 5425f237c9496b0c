using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aqayepardakht.Sandbox;

/// <summary>The JSON of the gateway's responses: field by field as in its documentation, Persian text unescaped.</summary>
internal static class ResponseBody
{
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An error; the code is a string, as documented.</summary>
    public static byte[] Error(int code)
    {
        using var content = new MemoryStream(64);
        using (var writer = new Utf8JsonWriter(content, Unescaped))
        {
            writer.WriteStartObject();
            writer.WriteString("status", "error");
            writer.WriteString("code", code.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        return content.ToArray();
    }

    /// <summary>One withdrawal, in an array of one.</summary>
    public static byte[] One(SandboxWithdrawal withdrawal) => Success(null, [withdrawal]);

    /// <summary>One page of withdrawals with the totals.</summary>
    public static byte[] Page(LedgerPage page) => Success(page, page.Withdrawals);

    private static byte[] Success(LedgerPage? totals, IReadOnlyList<SandboxWithdrawal> withdrawals)
    {
        using var content = new MemoryStream(128 + (withdrawals.Count * 320));
        using (var writer = new Utf8JsonWriter(content, Unescaped))
        {
            writer.WriteStartObject();
            writer.WriteString("status", "success");
            if (totals is not null)
            {
                writer.WriteNumber("total_moneyrequest", totals.Total);
                writer.WriteNumber("total_page", totals.PageCount);
            }

            writer.WriteStartArray("data");
            foreach (var withdrawal in withdrawals)
            {
                Write(writer, withdrawal);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return content.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, SandboxWithdrawal withdrawal)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", withdrawal.Id);
        writer.WriteString("amount", withdrawal.Amount.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("holder_name", withdrawal.HolderName);
        writer.WriteString("bank_name", withdrawal.BankName);
        writer.WriteString("iban", withdrawal.Iban);
        writer.WriteString("status", ((int)withdrawal.Status).ToString(CultureInfo.InvariantCulture));
        writer.WriteString("created_at", TehranTime.Print(withdrawal.CreatedAt));
        if (withdrawal.UpdatedAt is { } updatedAt)
        {
            writer.WriteString("updated_at", TehranTime.Print(updatedAt));
        }

        if (withdrawal.TrackingNumber is { } trackingNumber)
        {
            writer.WriteString("tracking_number", trackingNumber);
        }

        if (withdrawal.Comment is { } comment)
        {
            writer.WriteString("comment", comment);
        }

        writer.WriteEndObject();
    }
}
