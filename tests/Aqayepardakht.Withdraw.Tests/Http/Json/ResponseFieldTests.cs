using System;
using System.Globalization;
using System.Text;
using Aqayepardakht.Http;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class ResponseFieldTests
{
    [Theory]
    [InlineData("id", "7", 7)]
    [InlineData("id", "\"7\"", 7)]
    [InlineData("id", "\"۱۲۳\"", 123)]
    [InlineData("id", "\"\\u06f1\\u06f2\"", 12)]
    [InlineData("id", "9223372036854775807", long.MaxValue)]
    [InlineData("id", "\"9223372036854775807\"", long.MaxValue)]
    [InlineData("amount", "55214", 55214)]
    [InlineData("amount", "\"55214\"", 55214)]
    [InlineData("amount", "\"55214.00\"", 55214)]
    [InlineData("amount", "\"55214.0\"", 55214)]
    [InlineData("amount", "\"55214.0000\"", 55214)]
    [InlineData("amount", "55214.00", 55214)]
    [InlineData("amount", "\"۵۵۲۱۴\"", 55214)]
    [InlineData("amount", "\"٥٥٢١٤\"", 55214)]
    [InlineData("amount", "\"۵۵۲۱۴.۰۰\"", 55214)]
    [InlineData("amount", "\"0\"", 0)]
    [InlineData("amount", "\"9223372036854775807\"", long.MaxValue)]
    [InlineData("status", "1", 1)]
    [InlineData("status", "\"1\"", 1)]
    [InlineData("status", "\"۲\"", 2)]
    [InlineData("status", "\"7\"", 7)]
    [InlineData("status", "2147483647", int.MaxValue)]
    [InlineData("status", "\"-1\"", -1)]
    public void A_number_is_read_from_a_string_or_a_number(string field, string json, long expected)
    {
        var withdrawal = Read(field, json);

        Assert.Equal(expected, field switch
        {
            "id" => withdrawal.Id,
            "amount" => withdrawal.Amount,
            _ => (long)withdrawal.Status,
        });
    }

    [Theory]
    [InlineData("total_moneyrequest", "\"12\"", 12, null)]
    [InlineData("total_moneyrequest", "12", 12, null)]
    [InlineData("total_page", "\"۳\"", null, 3)]
    [InlineData("total_page", "3", null, 3)]
    [InlineData("total_page", "\"\"", null, null)]
    [InlineData("total_page", "null", null, null)]
    public void Totals_are_read_from_a_string_or_a_number(string field, string json, int? count, int? pages)
    {
        var response = ResponseParser.TryRead(Encoding.UTF8.GetBytes($$"""{"status":"success","{{field}}":{{json}},"data":[]}"""), out _);

        Assert.Equal(count, response!.TotalCount);
        Assert.Equal(pages, response.TotalPages);
    }

    [Theory]
    [InlineData("amount", "\"55214.50\"")]
    [InlineData("amount", "\"55214.01\"")]
    [InlineData("amount", "55214.5")]
    [InlineData("amount", "\"55214.\"")]
    [InlineData("amount", "\".00\"")]
    [InlineData("amount", "\"55214.00.00\"")]
    [InlineData("amount", "\"55,214\"")]
    [InlineData("amount", "\"5 5214\"")]
    [InlineData("amount", "5e4")]
    [InlineData("amount", "\"5e4\"")]
    [InlineData("amount", "\"55214 IRR\"")]
    [InlineData("amount", "\"0x10\"")]
    [InlineData("amount", "9223372036854775808")]
    [InlineData("amount", "\"9223372036854775808\"")]
    [InlineData("amount", "-9223372036854775809")]
    [InlineData("amount", "\"NaN\"")]
    [InlineData("amount", "true")]
    [InlineData("amount", "{}")]
    [InlineData("amount", "[]")]
    [InlineData("amount", "[55214]")]
    [InlineData("amount", "null")]
    [InlineData("amount", "\"\"")]
    [InlineData("amount", null)]
    [InlineData("id", "7.0")]
    [InlineData("id", "\"7.0\"")]
    [InlineData("id", "\"x\"")]
    [InlineData("id", "null")]
    [InlineData("id", null)]
    [InlineData("status", "\"0.0\"")]
    [InlineData("status", "\"paid\"")]
    [InlineData("status", "2147483648")]
    [InlineData("status", "false")]
    [InlineData("status", null)]
    [InlineData("created_at", null)]
    [InlineData("created_at", "null")]
    [InlineData("created_at", "\"0000-00-00 00:00:00\"")]
    public void What_a_withdrawal_cannot_be_without_is_a_protocol_error_that_names_the_field(string field, string? json)
    {
        Assert.Contains($"'{field}'", Problem(field, json), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_as_long_as_a_book_is_a_protocol_error()
    {
        Assert.Contains("'amount'", Problem("amount", new string('9', 1_000_000)), StringComparison.Ordinal);
        Assert.Contains("'amount'", Problem("amount", '"' + new string('۹', 100_000) + '"'), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_status_is_kept_and_shows_as_its_number()
    {
        var withdrawal = Read("status", "\"42\"");

        Assert.Equal((WithdrawalStatus)42, withdrawal.Status);
        Assert.Equal("42", withdrawal.Status.ToString());
    }

    [Theory]
    [InlineData("holder_name")]
    [InlineData("bank_name")]
    [InlineData("iban")]
    [InlineData("tracking_number")]
    [InlineData("comment")]
    [InlineData("updated_at")]
    public void An_optional_field_that_is_absent_null_or_empty_is_null(string field)
    {
        foreach (var json in new[] { null, "null", "\"\"" })
        {
            var withdrawal = Read(field, json);

            object? value = field switch
            {
                "holder_name" => withdrawal.HolderName,
                "bank_name" => withdrawal.BankName,
                "iban" => withdrawal.Iban,
                "tracking_number" => withdrawal.TrackingNumber,
                "comment" => withdrawal.Comment,
                _ => withdrawal.UpdatedAt,
            };
            Assert.Null(value);
            Assert.Equal(11111, withdrawal.Id);
        }
    }

    [Theory]
    [InlineData("\"140107050192878208\"", "140107050192878208")]
    [InlineData("140107050192878208", "140107050192878208")]
    [InlineData("\"000000000000000001\"", "000000000000000001")]
    [InlineData("999999999999999999999999999999", "999999999999999999999999999999")]
    [InlineData("\"۱۴۰۱۰۷۰۵۰۱۹۲۸۷۸۲۰۸\"", "۱۴۰۱۰۷۰۵۰۱۹۲۸۷۸۲۰۸")]
    [InlineData("\"ABC-1\"", "ABC-1")]
    public void A_tracking_number_stays_text_with_all_its_digits(string json, string expected) =>
        Assert.Equal(expected, Read("tracking_number", json).TrackingNumber);

    [Theory]
    [InlineData("IR4444444444444444444440")]
    [InlineData("ir 1")]
    [InlineData("DE89370400440532013000")]
    public void An_iban_of_an_answer_is_taken_as_it_is(string iban) => Assert.Equal(iban, Read("iban", $"\"{iban}\"").Iban);

    [Fact]
    public void Text_comes_through_unchanged()
    {
        const string Comment = "  نیم‌فاصله \"نقل\" \\ / \u200F 😀 \r\n ";

        Assert.Equal(Comment, Read("comment", System.Text.Json.JsonSerializer.Serialize(Comment)).Comment);
        Assert.Equal("a/b", Read("comment", "\"a\\/b\"").Comment);
    }

    [Theory]
    [InlineData("\"2022-10-01 12:12:12\"", "2022-10-01T12:12:12")]
    [InlineData("\"2024-02-29 00:00:00\"", "2024-02-29T00:00:00")]
    [InlineData("\"1999-12-31 23:59:59\"", "1999-12-31T23:59:59")]
    [InlineData("\"۲۰۲۲-۱۰-۰۱ ۱۲:۱۲:۱۲\"", "2022-10-01T12:12:12")]
    [InlineData("\"2022-10-01\\u002012:12:12\"", "2022-10-01T12:12:12")]
    public void Times_are_exact_and_have_no_zone(string json, string expected)
    {
        foreach (var time in new[] { Read("created_at", json).CreatedAt, Read("updated_at", json).UpdatedAt!.Value })
        {
            Assert.Equal(expected, time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
            Assert.Equal(0, time.Ticks % TimeSpan.TicksPerSecond);
            Assert.Equal(DateTimeKind.Unspecified, time.Kind);
        }
    }

    [Fact]
    public void The_zero_date_of_the_database_is_no_date() => Assert.Null(Read("updated_at", "\"0000-00-00 00:00:00\"").UpdatedAt);

    [Theory]
    [InlineData("\"2022-10-01\"")]
    [InlineData("\"2022-10-01T12:12:12\"")]
    [InlineData("\"2022-10-01 12:12:12Z\"")]
    [InlineData("\"2022-10-01 12:12:12.5\"")]
    [InlineData("\" 2022-10-01 12:12:12\"")]
    [InlineData("\"2022-13-01 12:12:12\"")]
    [InlineData("\"2023-02-29 12:12:12\"")]
    [InlineData("\"2022-10-01 24:00:00\"")]
    [InlineData("\"2022-10-01 12:60:00\"")]
    [InlineData("\"2022-10-01 12:12:60\"")]
    [InlineData("\"01-10-2022 12:12:12\"")]
    [InlineData("\"0000-10-01 12:12:12\"")]
    [InlineData("\"now\"")]
    [InlineData("1664613732")]
    [InlineData("{}")]
    public void Any_other_time_is_a_protocol_error(string json)
    {
        Assert.Contains("time", Problem("created_at", json), StringComparison.Ordinal);
        Assert.Contains("time", Problem("updated_at", json), StringComparison.Ordinal);
    }

    private static Withdrawal Read(string field, string? json)
    {
        var response = ResponseParser.TryRead(Encoding.UTF8.GetBytes(Samples.WithField(field, json)), out var problem);
        Assert.Null(problem);
        return Assert.Single(response!.Data!);
    }

    private static string Problem(string field, string? json)
    {
        var response = ResponseParser.TryRead(Encoding.UTF8.GetBytes(Samples.WithField(field, json)), out var problem);
        Assert.Null(response);
        return problem!.English;
    }
}
