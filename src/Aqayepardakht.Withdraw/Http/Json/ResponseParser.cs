using System;
using System.Text.Json;

namespace Aqayepardakht.Http;

/// <summary>Reads the body of a response, and says in words what is wrong with one that cannot be read.</summary>
internal static class ResponseParser
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <returns>The response, or null with the problem.</returns>
    public static GatewayResponse? TryRead(ReadOnlySpan<byte> body, out LocalizedText? problem)
    {
        problem = null;

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
            var response = JsonSerializer.Deserialize(body, ResponseJsonContext.Default.GatewayResponse);
            problem = response is null ? Messages.ResponseNull : Check(response);
            return problem is null ? response : null;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            if (TryReadError(body) is { } error)
            {
                return error;
            }

            // The reader's own messages may quote the body, so only ours, which never do, are passed on.
            problem = exception is UnreadableFieldException field ? field.Text : Messages.ResponseNotJson;
            return null;
        }
    }

    /// <summary>An error is an error by its status and code, whatever else it carries: PHP likes <c>"data": ""</c> and messages there.</summary>
    private static GatewayResponse? TryReadError(ReadOnlySpan<byte> body)
    {
        try
        {
            var error = JsonSerializer.Deserialize(body, ResponseJsonContext.Default.ErrorResponse);
            var response = new GatewayResponse { Status = error?.Status, Code = error?.Code };
            return response.Status == "error" && Check(response) is null ? response : null;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is JsonException or InvalidOperationException or FormatException or ArgumentException;

    private static LocalizedText? Check(GatewayResponse response) =>
        response.Status switch
        {
            "success" => response.Data is null ? Messages.ResponseWithout("data") : null,
            "error" => GatewayCode.TryParse(response.Code, out _) ? null : Messages.ErrorWithoutCode,
            null => Messages.ResponseWithout("status"),
            _ => Messages.ResponseStatusUnknown,
        };
}
