using System;
using System.Text.Json;

namespace Aqayepardakht.Http;

/// <summary>Parses the body of a response, and says in words what is wrong with one that cannot be read.</summary>
/// <remarks>By hand rather than by a serializer: it is the first thing that every command does, and a serializer's start is slow.</remarks>
internal static class ResponseParser
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <returns>The response, or null with the problem.</returns>
    public static GatewayResponse? TryParse(ReadOnlySpan<byte> body, out LocalizedText? problem)
    {
        // PHP files saved with a byte order mark put it in front of every response.
        if (body.StartsWith(ByteOrderMark))
        {
            body = body.Slice(ByteOrderMark.Length);
        }

        if (body.IsEmpty)
        {
            problem = Messages.ResponseEmpty;
            return null;
        }

        try
        {
            var response = Parse(new Utf8JsonReader(body), out problem);
            problem ??= Check(response);
            return problem is null ? response : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader's own messages may quote the body, so they are not passed on.
            problem = Messages.ResponseNotJson;
            return null;
        }
    }

    private static GatewayResponse Parse(Utf8JsonReader reader, out LocalizedText? problem)
    {
        var response = new GatewayResponse();
        problem = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            problem = reader.TokenType == JsonTokenType.Null ? Messages.ResponseNull : Messages.ResponseNotJson;
            reader.Skip();
        }

        Utf8JsonReader data = default;
        string? nestedCode = null;
        string? repeated = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                repeated = response.Status is null ? repeated : "status";
                response.Status = TextOrNumber.Read(ref reader);
            }
            else if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                repeated = response.Code is null ? repeated : "code";
                response.Code = TextOrNumber.Read(ref reader);
            }
            else if (reader.ValueTextEquals("total_moneyrequest"u8))
            {
                reader.Read();
                response.TotalCount = WholeNumber.TryRead(ref reader, zeroFraction: false, out var total) ? total : null;
            }
            else if (reader.ValueTextEquals("total_page"u8))
            {
                reader.Read();
                response.TotalPages = WholeNumber.TryRead(ref reader, zeroFraction: false, out var pages) ? pages : null;
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                repeated = data.TokenType == JsonTokenType.None ? repeated : "data";
                data = reader;
                if (response.Status == "success")
                {
                    response.Rows = RowParser.Parse(ref reader, out problem);
                }
                else
                {
                    nestedCode ??= FindCode(reader);
                    reader.Skip();
                }
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                nestedCode = FindCode(reader) ?? nestedCode;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        // Nothing may follow.
        while (reader.Read())
        {
        }

        if (response.Status == "success" && response.Rows is null && data.TokenType != JsonTokenType.None)
        {
            // The status came after the data.
            response.Rows = RowParser.Parse(ref data, out problem);
        }

        if (response.TotalCount == 0)
        {
            // PHP may send null, or nothing, for a list that is empty.
            response.Rows ??= new ResponseRows();
        }

        // A response that says two things about one payment says nothing about it.
        problem ??= repeated is null ? null : Messages.FieldRepeated(repeated);
        response.Code ??= nestedCode;
        return response;
    }

    /// <summary>The code of an error that stands a level deeper, such as <c>{"status":"error","error":{"code":-3}}</c>.</summary>
    private static string? FindCode(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isCode = reader.ValueTextEquals("code"u8);
            reader.Read();
            if (isCode)
            {
                return TextOrNumber.Read(ref reader);
            }

            reader.Skip();
        }

        return null;
    }

    private static LocalizedText? Check(GatewayResponse response) =>
        response.Status switch
        {
            "success" => response.Rows is null ? Messages.ResponseWithout("data") : null,
            "error" => GatewayCode.TryParse(response.Code, out _) ? null : Messages.ErrorWithoutCode,
            null => Messages.ResponseWithout("status"),
            _ => Messages.ResponseStatusUnknown,
        };
}
