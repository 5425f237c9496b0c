using System.Linq;
using System.Text;
using Aqayepardakht.Http;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class UnreadableRowsAmongReadableTests
{
    private static readonly Gen<string> Times = Gen.OneOf(
        "null", "\"\"", "\"0000-00-00 00:00:00\"", "\"2022-10-01 12:12:12\"", "\"2022-10-01T08:42:12.000000Z\"", "\"2022/10/01 12:12\"",
        "\"1401-07-09 12:12:12\"", """{"date":"2022-10-01 12:12:12.000000","timezone_type":3,"timezone":"Asia\/Tehran"}""", "\"yesterday\"", "7", "[[]]");

    private static readonly Gen<string> Amounts = Gen.OneOf("55214", "\"55214\"", "\"55,214\"", "\"55214.00\"", "5.5214e4", "\"۵۵۲۱۴\"", "\"۵۵٬۲۱۴\"", "\" 55214 \"");

    private static readonly Gen<string> NoNumbers = Gen.OneOf(
        "null", "true", "\"\"", "\"x\"", "\"1.5\"", "1.5", "{}", "[]", "[1]", "1e400", "99999999999999999999", "\"1,2\"", "\"\\ud800\"", """{"id":1,"amount":"2","status":"0"}""");

    private static readonly Gen<string> NoRows = Gen.OneOf(
        Gen.OneOf("null", "true", "7", "\"x\"", "[]", "{}", """[{"id":1,"amount":"2","status":"0"}]""", """{"data":[{"id":1,"amount":"2","status":"0"}]}"""),
        Gen.Select(NoNumbers, Amounts, Times).Select((id, amount, time) => Row(id, amount, "\"0\"", time)),
        Gen.Select(NoNumbers, Times).Select((amount, time) => Row("1", amount, "\"0\"", time)),
        Gen.Select(NoNumbers, Amounts, Times).Select((status, amount, time) => Row("1", amount, status, time)));

    private static readonly Gen<(string Json, bool Readable)> Rows = Gen.Frequency(
        (2, Gen.Select(Gen.OneOf("%", "\"%\""), Amounts, Gen.OneOf("0", "\"1\"", "\"۲\"", "\"9\""), Times, MutatedResponses.JsonText)
            .Select((id, amount, status, time, other) => (Row(id, amount, status, time, other), true))),
        (1, NoRows.Select(row => (row, false))));

    /// <summary>A list, as an array or as PHP prints one with gaps: the readable rows all come, with their own values, and the others are counted.</summary>
    [Fact]
    public void No_row_is_lost_because_of_another()
    {
        Gen.Select(Rows.Array[0, 12], Gen.Bool).Sample(
            (rows, gaps) =>
            {
                var values = rows.Select((row, index) => row.Json.Replace("%", $"{1000 + index}"));
                var data = gaps
                    ? "{" + string.Join(',', values.Select((value, index) => $"\"{2 * index}\":{value}")) + "}"
                    : "[" + string.Join(',', values) + "]";

                var response = ResponseParser.TryParse(Encoding.UTF8.GetBytes($$"""{"status":"success","data":{{data}}}"""), out var problem);

                Assert.Null(problem);
                var places = rows.Select((row, index) => (row.Readable, Index: index)).ToLookup(row => row.Readable, row => row.Index);
                Assert.Equal(places[true].Select(index => 1000L + index), response!.Rows!.Withdrawals.Select(row => row.Id));
                Assert.All(response.Rows.Withdrawals, row => Assert.Equal(55214, row.Amount));
                Assert.Equal(places[false].Select(index => index + 1), response.Rows.Unreadable.Select(row => row.Position));
            },
            iter: 10_000);
    }

    private static string Row(string id, string amount, string status, string time, string other = "0") =>
        $$"""{"created_at":{{time}},"id":{{id}},"other":{{other}},"amount":{{amount}},"holder_name":"محمد","status":{{status}},"updated_at":{{time}}}""";
}
