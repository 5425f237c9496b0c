using System.Text;
using BenchmarkDotNet.Attributes;

namespace Aqayepardakht.Benchmarks;

/// <summary>Reading the JSON of one page of 100 rows.</summary>
[MemoryDiagnoser]
public class PageBenchmarks
{
    private byte[] _body = [];

    [GlobalSetup]
    public void Write()
    {
        var body = new StringBuilder("{\"status\":\"success\",\"total_moneyrequest\":100,\"total_page\":1,\"data\":[");
        for (var row = 0; row < 100; row++)
        {
            body.Append(row == 0 ? "" : ",").Append("{\"id\":").Append(11111 + row).Append(
                ",\"amount\":\"55214\",\"holder_name\":\"محمد علیزاده\",\"bank_name\":\"ملی\",\"iban\":\"IR270170000000100324200001\",\"status\":\"1\"," +
                "\"created_at\":\"2022-10-01 12:12:12\",\"updated_at\":\"2022-10-01 15:12:12\",\"tracking_number\":\"140107050192878208\"}");
        }

        _body = Encoding.UTF8.GetBytes(body.Append("]}").ToString());
    }

    [Benchmark]
    public int Read() => Http.ResponseParser.TryParse(_body, out _)!.Rows!.Count;
}
