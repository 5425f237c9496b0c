using System;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using Aqayepardakht.Http;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class GatewayCodeTests
{
    [Theory]
    [InlineData("\"-1\"", -1)]
    [InlineData("\"1-\"", -1)]
    [InlineData("-1", -1)]
    [InlineData("-1.0", null)]
    [InlineData("\"۱-\"", -1)]
    [InlineData("\"-۱\"", -1)]
    [InlineData("\"١-\"", -1)]
    [InlineData("\"-12\"", -12)]
    [InlineData("\"۱۲-\"", -12)]
    [InlineData("\"\u200F1-\u200F\"", -1)]
    [InlineData("\"\u200E-1\u200E\"", -1)]
    [InlineData("\"\\u200f۱۲-\\u200f\"", -12)]
    [InlineData("\"\u202B-20\u202C\"", -20)]
    [InlineData("\"\u200F-\u200E18\"", -18)]
    [InlineData("\"18\u200F-\"", -18)]
    [InlineData("\"\u2067-18\u2069\"", -18)]
    [InlineData("\"\u061C18-\"", -18)]
    [InlineData("\"\\u221218\"", -18)]
    [InlineData("\" -18 \"", -18)]
    [InlineData("\"'-18'\"", -18)]
    [InlineData("\"\\\"-18\\\"\"", -18)]
    [InlineData("\"-99\"", -99)]
    [InlineData("99", 99)]
    [InlineData("\"--1\"", null)]
    [InlineData("\"-1-\"", null)]
    [InlineData("\"1-2\"", null)]
    [InlineData("\"-\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"-1 -2\"", null)]
    [InlineData("\"1.5\"", null)]
    [InlineData("\"-99999999999\"", null)]
    [InlineData("\"error code\"", null)]
    public async Task A_code_is_read_however_it_is_written(string json, int? expected)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Error(json));
        using var client = new TestClient(gateway.Endpoint);

        var exception = await Assert.ThrowsAnyAsync<WithdrawException>(() => client.Client.GetAsync(1));

        Assert.Equal(expected, (exception as GatewayErrorException)?.Code);
        Assert.Equal(expected is null, exception is GatewayProtocolException);
    }

    [Fact]
    public void Every_spelling_of_every_code_is_the_same_code()
    {
        var marks = Gen.OneOf(string.Empty, "\u200F", "\u200E", " ", "\u202B");
        Gen.Select(Gen.Int[1, 999_999], Gen.Bool, Gen.Int[0, 2], marks, marks).Sample((number, minusFirst, digits, before, after) =>
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{number}");
            text = digits switch
            {
                1 => Shift(text, '۰'),
                2 => Shift(text, '٠'),
                _ => text,
            };
            text = before + (minusFirst ? "-" + text : text + "-") + after;

            Assert.True(GatewayCode.TryParse(text, out var code));
            Assert.Equal(-number, code);
        });
    }

    [Fact]
    public void No_text_is_a_code_with_other_digits_than_its_own()
    {
        Gen.String[Gen.OneOf(Gen.Char["-0123456789۱۲۳١٢٣ .,\u200F\u2212"], Gen.Char), 0, 8].Sample(text =>
        {
            if (!GatewayCode.TryParse(text, out var code))
            {
                return;
            }

            var digits = string.Concat(Array.FindAll(PersianDigits.ToAscii(text).ToCharArray(), char.IsAsciiDigit));
            Assert.Equal(long.Parse(digits, CultureInfo.InvariantCulture), Math.Abs((long)code));
        });
    }

    [Fact]
    public void A_code_that_is_a_json_string_of_any_text_never_breaks_the_reader()
    {
        Gen.String.Sample(text =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(new { status = "error", code = text });
            var response = ResponseParser.TryParse(body, out var problem);
            Assert.Equal(response is null, problem is not null);
        });
    }

    private static string Shift(string digits, char zero) => string.Concat(Array.ConvertAll(digits.ToCharArray(), digit => (char)(zero + digit - '0')));
}
