using System;
using System.Globalization;
using System.Linq;
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
    [InlineData("amount", "\"55,214\"", 55214)]
    [InlineData("amount", "\"1,500,000\"", 1500000)]
    [InlineData("amount", "\"۱٬۵۰۰٬۰۰۰\"", 1500000)]
    [InlineData("amount", "\"55,214.00\"", 55214)]
    [InlineData("amount", "5.5214e4", 55214)]
    [InlineData("amount", "5.5214E+4", 55214)]
    [InlineData("amount", "\"5.5214E+4\"", 55214)]
    [InlineData("amount", "5e4", 50000)]
    [InlineData("amount", "552140e-1", 55214)]
    [InlineData("amount", "9.223372036854775807e18", long.MaxValue)]
    [InlineData("amount", "\" 55214 \"", 55214)]
    [InlineData("amount", "-0", 0)]
    [InlineData("amount", "\"0\"", 0)]
    [InlineData("id", "\"11,111\"", 11111)]
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
        var response = ResponseParser.TryParse(Encoding.UTF8.GetBytes($$"""{"status":"success","{{field}}":{{json}},"data":[]}"""), out _);

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
    [InlineData("amount", "\"5,5214\"")]
    [InlineData("amount", "\"55,21\"")]
    [InlineData("amount", "\",214\"")]
    [InlineData("amount", "\"5 5214\"")]
    [InlineData("amount", "5.52145e4")]
    [InlineData("amount", "55214e-1")]
    [InlineData("amount", "5e400")]
    [InlineData("amount", "5e-400")]
    [InlineData("amount", "\"5e\"")]
    [InlineData("amount", "\"-\"")]
    [InlineData("amount", "9.223372036854775808e18")]
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
    public void A_row_without_a_readable_id_amount_or_status_is_unreadable_and_says_which(string field, string? json)
    {
        var row = Unreadable(field, json);

        Assert.Contains($"'{field}'", row.Reason.English, StringComparison.Ordinal);
        Assert.Equal(field == "id" ? null : 11111, row.Id);
        Assert.Equal(field == "amount" ? null : 55214, row.Amount);
        Assert.Equal("IR4444444444444444444440", row.Iban);
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("\"x\"", "\"x\"")]
    [InlineData("{}", "{}")]
    [InlineData("7", "7")]
    [InlineData("[]", "[]")]
    [InlineData("true", "true")]
    [InlineData("{\"a\": [1]}", "{\"a\": [1]}")]
    public void A_row_that_is_no_withdrawal_takes_none_of_the_others_away(string json, string text)
    {
        var body = $$"""{"status":"success","data":[{{Samples.Row(1)}},{{json}},{{Samples.Row(2)}}]}""";

        var rows = ResponseParser.TryParse(Encoding.UTF8.GetBytes(body), out _)!.Rows!;

        Assert.Equal([1, 2], rows.Withdrawals.Select(row => row.Id));
        var unreadable = Assert.Single(rows.Unreadable);
        Assert.Equal(2, unreadable.Position);
        Assert.Equal(text, Encoding.UTF8.GetString(unreadable.Json));
    }

    [Fact]
    public void A_list_of_nothing_but_unreadable_rows_ends_in_a_problem_before_it_fills_the_memory()
    {
        var body = $$"""{"status":"success","data":[{{string.Join(',', Enumerable.Repeat("7", 100_000))}}]}""";

        Assert.Null(ResponseParser.TryParse(Encoding.UTF8.GetBytes(body), out var problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void A_number_as_long_as_a_book_is_unreadable()
    {
        Assert.Contains("'amount'", Unreadable("amount", new string('9', 1_000_000)).Reason.English, StringComparison.Ordinal);
        Assert.Contains("'amount'", Unreadable("amount", '"' + new string('۹', 100_000) + '"').Reason.English, StringComparison.Ordinal);
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
    public void An_optional_field_that_is_absent_null_empty_or_no_text_is_null(string field)
    {
        foreach (var json in new[] { null, "null", "\"\"", "true", "{}", "[[1]]" })
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
    public void An_iban_of_a_response_is_taken_as_it_is(string iban) => Assert.Equal(iban, Read("iban", $"\"{iban}\"").Iban);

    [Fact]
    public void Text_that_commands_nothing_comes_through_unchanged()
    {
        const string Comment = "  نیم‌فاصله \"نقل\" \\ / 😀 \u00A0 ";

        Assert.Equal(Comment, Read("comment", System.Text.Json.JsonSerializer.Serialize(Comment)).Comment);
        Assert.Equal("a/b", Read("comment", "\"a\\/b\"").Comment);
    }

    [Theory]
    [InlineData("\"2022-10-01 12:12:12\"", "2022-10-01T12:12:12")]
    [InlineData("\"2024-02-29 00:00:00\"", "2024-02-29T00:00:00")]
    [InlineData("\"1999-12-31 23:59:59\"", "1999-12-31T23:59:59")]
    [InlineData("\"۲۰۲۲-۱۰-۰۱ ۱۲:۱۲:۱۲\"", "2022-10-01T12:12:12")]
    [InlineData("\"2022-10-01\\u002012:12:12\"", "2022-10-01T12:12:12")]
    [InlineData("\"2022/10/01 12:12:12\"", "2022-10-01T12:12:12")]
    [InlineData("\"2022-10-01T12:12:12\"", "2022-10-01T12:12:12")]
    [InlineData("\"2022-10-01 12:12:12.5\"", "2022-10-01T12:12:12")]
    [InlineData("\"2022-10-01 12:12\"", "2022-10-01T12:12:00")]
    [InlineData("\" 2022-10-01 12:12:12\"", "2022-10-01T12:12:12")]
    [InlineData("\"2022-10-01T12:12:12.000000Z\"", "2022-10-01T15:42:12")]
    [InlineData("\"2022-09-21T12:12:12Z\"", "2022-09-21T16:42:12")]
    [InlineData("\"2022-03-21T12:12:12Z\"", "2022-03-21T15:42:12")]
    [InlineData("\"2023-07-01T12:12:12Z\"", "2023-07-01T15:42:12")]
    [InlineData("\"2022-10-01T12:12:12+03:30\"", "2022-10-01T12:12:12")]
    [InlineData("\"2022-10-01T12:12:12+0330\"", "2022-10-01T12:12:12")]
    [InlineData("\"2022-10-01T00:00:00-05:00\"", "2022-10-01T08:30:00")]
    [InlineData("\"1401-07-09 12:12:12\"", "2022-10-01T12:12:12")]
    [InlineData("\"1401/07/09 12:12:12\"", "2022-10-01T12:12:12")]
    [InlineData("\"۱۴۰۱/۰۷/۰۹ ۱۲:۱۲:۱۲\"", "2022-10-01T12:12:12")]
    [InlineData("\"1401/7/9 12:12:12\"", "2022-10-01T12:12:12")]
    [InlineData("{\"date\":\"2022-10-01 12:12:12.000000\",\"timezone_type\":3,\"timezone\":\"Asia\\/Tehran\"}", "2022-10-01T12:12:12")]
    [InlineData("{\"date\":\"2022-10-01 12:12:12.000000\",\"timezone_type\":3,\"timezone\":\"UTC\"}", "2022-10-01T15:42:12")]
    [InlineData("{\"date\":\"2022-10-01 12:12:12.000000\",\"timezone_type\":1,\"timezone\":\"+00:00\"}", "2022-10-01T15:42:12")]
    public void A_time_is_that_of_the_clock_in_Iran_and_has_no_zone(string json, string expected)
    {
        foreach (var time in new[] { Read("created_at", json).CreatedAt!.Value, Read("updated_at", json).UpdatedAt!.Value })
        {
            Assert.Equal(expected, time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
            Assert.Equal(0, time.Ticks % TimeSpan.TicksPerSecond);
            Assert.Equal(DateTimeKind.Unspecified, time.Kind);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"0000-00-00 00:00:00\"")]
    [InlineData("\"0000-00-00T00:00:00Z\"")]
    public void No_time_is_no_time_and_counts_only_for_created_at(string? json)
    {
        Assert.Equal((1, 0), UnreadableTimes("created_at", json));
        Assert.Equal((0, 0), UnreadableTimes("updated_at", json));
    }

    [Theory]
    [InlineData("\"2022-10-01\"")]
    [InlineData("\"2022-13-01 12:12:12\"")]
    [InlineData("\"2023-02-29 12:12:12\"")]
    [InlineData("\"1402-12-30 12:12:12\"")]
    [InlineData("\"2022-10-01 24:00:00\"")]
    [InlineData("\"2022-10-01 12:60:00\"")]
    [InlineData("\"2022-10-01 12:12:60\"")]
    [InlineData("\"01-10-2022 12:12:12\"")]
    [InlineData("\"0000-10-01 12:12:12\"")]
    [InlineData("\"1500-10-01 12:12:12\"")]
    [InlineData("\"now\"")]
    [InlineData("1664613732")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"date\":\"2022-10-01 12:12:12\",\"timezone\":\"EST\"}")]
    public void What_is_no_time_is_null_and_counted_and_takes_no_row_away(string json)
    {
        Assert.Equal((1, 0), UnreadableTimes("created_at", json));
        Assert.Equal((0, 1), UnreadableTimes("updated_at", json));
    }

    private static (int CreatedAt, int UpdatedAt) UnreadableTimes(string field, string? json)
    {
        var rows = ResponseParser.TryParse(Encoding.UTF8.GetBytes(Samples.WithField(field, json)), out _)!.Rows!;
        var withdrawal = Assert.Single(rows.Withdrawals);
        Assert.Null(field == "created_at" ? withdrawal.CreatedAt : withdrawal.UpdatedAt);
        Assert.Null(field == "created_at" ? withdrawal.CreatedAtJalali : withdrawal.UpdatedAtJalali);
        return (rows.WithoutCreatedAt, rows.WithUnreadableUpdatedAt);
    }

    private static Withdrawal Read(string field, string? json)
    {
        var response = ResponseParser.TryParse(Encoding.UTF8.GetBytes(Samples.WithField(field, json)), out var problem);
        Assert.Null(problem);
        Assert.Empty(response!.Rows!.Unreadable);
        return Assert.Single(response.Rows.Withdrawals);
    }

    private static UnreadableRow Unreadable(string field, string? json)
    {
        var response = ResponseParser.TryParse(Encoding.UTF8.GetBytes(Samples.WithField(field, json)), out _);
        Assert.Empty(response!.Rows!.Withdrawals);
        return Assert.Single(response.Rows.Unreadable);
    }
}
