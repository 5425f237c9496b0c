using System;
using System.Text.Json;

namespace Aqayepardakht.Wire;

/// <summary>Reads the body of an answer, and says in words what is wrong with one that cannot be read.</summary>
internal static class AnswerReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <returns>The answer, or null with the problem.</returns>
    public static WireAnswer? TryRead(ReadOnlySpan<byte> body, out LocalizedText? problem)
    {
        problem = null;

        // PHP files saved with a byte order mark put it in front of every answer.
        if (body.StartsWith(ByteOrderMark))
        {
            body = body.Slice(ByteOrderMark.Length);
        }

        if (body.IsEmpty)
        {
            problem = Messages.AnswerEmpty;
            return null;
        }

        try
        {
            var answer = JsonSerializer.Deserialize(body, WireContext.Default.WireAnswer);
            problem = answer is null ? Messages.AnswerNull : Check(answer);
            return problem is null ? answer : null;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            if (TryReadError(body) is { } error)
            {
                return error;
            }

            // The reader's own messages may quote the body, so only ours, which never do, are passed on.
            problem = exception is UnreadableFieldException field ? field.Text : Messages.AnswerNotJson;
            return null;
        }
    }

    /// <summary>An error is an error by its status and code, whatever else it carries: PHP likes <c>"data": ""</c> and messages there.</summary>
    private static WireAnswer? TryReadError(ReadOnlySpan<byte> body)
    {
        try
        {
            var error = JsonSerializer.Deserialize(body, WireContext.Default.WireError);
            var answer = new WireAnswer { Status = error?.Status, Code = error?.Code };
            return answer.Status == "error" && Check(answer) is null ? answer : null;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is JsonException or InvalidOperationException or FormatException or ArgumentException;

    private static LocalizedText? Check(WireAnswer answer) =>
        answer.Status switch
        {
            "success" => answer.Data is null ? Messages.AnswerWithout("data") : null,
            "error" => GatewayCode.TryParse(answer.Code, out _) ? null : Messages.ErrorWithoutCode,
            null => Messages.AnswerWithout("status"),
            _ => Messages.AnswerStatusUnknown,
        };
}
