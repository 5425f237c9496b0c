namespace Aqayepardakht.Tests;

/// <summary>The sample responses of the gateway's documentation, with the commas that are missing there put back.</summary>
internal static class Samples
{
    public const string Request = """
        {
             "status" : "success",
             "data" : [
              {
               "id" : 11111,
               "amount" : "55214",
               "holder_name" : "محمد علیزاده",
               "bank_name" : "ملی",
               "iban" : "IR4444444444444444444440",
               "status" : "0",
               "created_at" : "2022-10-01 12:12:12"

              }
             ]
        }
        """;

    public const string List = """
        {
             "status" : "success",
             "total_moneyrequest" : 3,
             "total_page" : 1,
             "data" : [
               {
               "id" : 11111,
               "amount" : "55214",
               "holder_name" : "محمد علیزاده",
               "bank_name" : "ملی",
               "iban" : "IR4444444444444444444440",
               "status" : "0",
               "created_at" : "2022-10-01 12:12:12"
              },
              {
               "id" : 11111,
               "amount" : "55214",
               "holder_name" : "محمد علیزاده",
               "bank_name" : "ملی",
               "iban" : "IR4444444444444444444440",
               "status" : "1",
               "created_at" : "2022-10-01 12:12:12",
               "updated_at" : "2022-10-01 15:12:12",
               "tracking_number" : "140107050192878208"
              },
              {
               "id" : 11111,
               "amount" : "55214",
               "holder_name" : "محمد علیزاده",
               "bank_name" : "ملی",
               "iban" : "IR4444444444444444444440",
               "status" : "2",
               "created_at" : "2022-10-01 12:12:12",
               "updated_at" : "2022-10-01 15:12:12",
               "comment" : "علت رد درخواست تسویه حساب"
              }
             ]
        }
        """;

    public const string Details = Request;

    /// <summary>A response with one withdrawal, whose field is what a test wants it to be, or left out.</summary>
    public static string WithField(string name, string? json)
    {
        var fields = new (string Name, string Json)[]
        {
            ("id", "11111"),
            ("amount", "\"55214\""),
            ("holder_name", "\"محمد علیزاده\""),
            ("bank_name", "\"ملی\""),
            ("iban", "\"IR4444444444444444444440\""),
            ("status", "\"0\""),
            ("created_at", "\"2022-10-01 12:12:12\""),
        };
        var row = string.Empty;
        foreach (var field in fields)
        {
            if (field.Name != name)
            {
                row += $"\"{field.Name}\":{field.Json},";
            }
        }

        row = json is null ? row.TrimEnd(',') : row + $"\"{name}\":{json}";
        return $$"""{"status":"success","data":[{{{row}}}]}""";
    }

    /// <summary>A plain row.</summary>
    public static string Row(long id, long amount = 55214) =>
        $$"""{"id":{{id}},"amount":"{{amount}}","holder_name":"محمد علیزاده","bank_name":"ملی","iban":"IR270170000000100324200001","status":"0","created_at":"2022-10-01 12:12:12"}""";

    /// <summary>A success with rows.</summary>
    public static string Success(params string[] rows) => $$"""{"status":"success","data":[{{string.Join(',', rows)}}]}""";
}
