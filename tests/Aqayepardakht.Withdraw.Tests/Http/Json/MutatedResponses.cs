using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;

namespace Aqayepardakht.Tests;

/// <summary>Responses as a broken or hostile server, a proxy or a bad line would leave them.</summary>
internal static class MutatedResponses
{
    private static readonly byte[][] Originals =
    [
        .. new[]
        {
            Samples.Request,
            Samples.List,
            Samples.Success(),
            Samples.Success(Samples.Row(11111), Samples.Row(2)),
            """{"status":"error","code":"-12"}""",
            """{"status":"error","code":-18,"data":""}""",
            "\uFEFF" + Samples.Details,
        }.Select(Encoding.UTF8.GetBytes),
        .. DialectResponses.Read(),
    ];

    private static readonly byte[][] Fragments =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "-", "0", "1e999", "-1e-999", "NaN", "Infinity", "//", "/* */", "\0", "\uFEFF",
            "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\uD83D\"", "\"\\x\"", "\\u00", "\"status\":\"\\ud83d\"", "\"id\":{}", "\"id\":[[]]",
            "\"data\":null,", "\"data\":5,", "\"data\":{},", "\"data\":[{}],", "\"status\":1,", "\"code\":\"\\ud800\",", "\"\\ud800\":1,", "\"amount\":1e400,",
            "\"id\":" + new string('9', 500) + ",", "\"amount\":\"" + new string('0', 5000) + "\",", "\"created_at\":\"9999-99-99 99:99:99\",",
            "\"created_at\":\"0001-01-01 00:00:00\",", "\"total_page\":-1,", "\"total_moneyrequest\":1.5,", "\"status\":\"success\",", "\"status\":\"error\",",
            new string('[', 100), new string('[', 5000), Repeat("{\"data\":", 80), Repeat("{\"data\":[", 4000), Repeat("\"a\":1,", 200),
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [(byte)'"', 0xFF, 0xFE, (byte)'"'],
    ];

    /// <summary>Any JSON.</summary>
    public static Gen<string> JsonText { get; } = Gen.Recursive<string>((depth, json) => depth > 4
            ? Gen.Const("0")
            : Gen.OneOf(
                Gen.OneOf("null", "true", "\"\"", "\"-1\"", "\"success\"", "\"error\"", "{}", "[]"),
                Gen.Long.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                Gen.Double.Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
                Gen.String.Select(text => System.Text.Json.JsonSerializer.Serialize(text)),
                json.Array[0, 4].Select(items => "[" + string.Join(',', items) + "]"),
                Gen.Select(Gen.OneOf("status", "code", "data", "id", "amount", "created_at", "total_page", "x"), json)
                    .Array[0, 5].Select(members => "{" + string.Join(',', members.Select(member => $"\"{member.Item1}\":{member.Item2}")) + "}")));

    private static readonly Gen<byte[]> Json = JsonText.Select(Encoding.UTF8.GetBytes);

    private static readonly Gen<Func<byte[], byte[]>> Mutation = Gen.OneOf(
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Select((at, value) => Change(bytes => bytes[at % bytes.Count] = value)),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 7]).Select((at, bit) => Change(bytes => bytes[at % bytes.Count] ^= (byte)(1 << bit))),
        Gen.Int[0, int.MaxValue].Select(at => Change(bytes => bytes.RemoveRange(at % bytes.Count, bytes.Count - (at % bytes.Count)))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 40]).Select((at, count) => Change(bytes => bytes.RemoveRange(at % bytes.Count, Math.Min(count, bytes.Count - (at % bytes.Count))))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[1, 200]).Select((at, count) => Change(bytes =>
        {
            var from = at % bytes.Count;
            bytes.InsertRange(from, bytes.GetRange(from, Math.Min(count, bytes.Count - from)));
        })),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.OneOf(Fragments)).Select((at, fragment) => Change(bytes => bytes.InsertRange(at % bytes.Count, fragment))),
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.OneOf(Fragments)).Select((at, fragment) => AfterComma(at, fragment)),
        Gen.Select(Gen.Int[0, int.MaxValue], Json).Select((at, json) => InPlaceOfAValue(at, json)));

    /// <summary>A response of the documentation or in another dialect, changed a few times.</summary>
    public static Gen<byte[]> Any { get; } = Gen.Select(Gen.OneOf(Gen.OneOf(Originals), Json), Mutation.Array[1, 5])
        .Select((original, mutations) => mutations.Aggregate(original, (bytes, mutate) => mutate(bytes)));

    private static Func<byte[], byte[]> Change(Action<List<byte>> change) => bytes =>
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        List<byte> changed = [.. bytes];
        change(changed);
        return [.. changed];
    };

    /// <summary>Puts a member where one may stand, so that the rest stays readable.</summary>
    private static Func<byte[], byte[]> AfterComma(int at, byte[] member) => Change(bytes =>
    {
        var comma = bytes.IndexOf((byte)',', at % bytes.Count);
        bytes.InsertRange(comma < 0 ? 0 : comma + 1, member);
    });

    /// <summary>Replaces what follows a colon up to the next comma.</summary>
    private static Func<byte[], byte[]> InPlaceOfAValue(int at, byte[] json) => Change(bytes =>
    {
        var colon = bytes.IndexOf((byte)':', at % bytes.Count);
        if (colon < 0)
        {
            return;
        }

        var end = bytes.IndexOf((byte)',', colon);
        bytes.RemoveRange(colon + 1, (end < 0 ? bytes.Count : end) - colon - 1);
        bytes.InsertRange(colon + 1, json);
    });

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
