using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aqayepardakht.Benchmarks;

/// <summary>
/// A gateway that checks nothing and responds from memory, as fast as a server can, so that a measurement is of the caller. The
/// address says what it holds: <c>/PAGES/ROWS/LATENCY_MS/list</c>.
/// </summary>
internal static class MemoryGateway
{
    private const int FirstId = 10_000_000;
    private static readonly byte[] RowEnd = Encoding.UTF8.GetBytes(
        ",\"amount\":\"55214\",\"holder_name\":\"محمد علیزاده\",\"bank_name\":\"ملی\",\"iban\":\"IR270170000000100324200001\",\"status\":\"1\"," +
        "\"created_at\":\"2022-10-01 12:12:12\",\"updated_at\":\"2022-10-01 15:12:12\",\"tracking_number\":\"140107050192878208\"}");

    private static int _lastId = 2_000_000_000;
    private static int _calls;

    public static WebApplication Create(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, port));
        var application = builder.Build();
        application.MapPost("/{pages:int}/{rows:int}/{latency:int}/list", ListAsync);
        application.MapPost("/{pages:int}/{rows:int}/{latency:int}/details", DetailsAsync);
        application.MapPost("/{pages:int}/{rows:int}/{latency:int}/request", RequestAsync);
        application.MapGet("/calls", () => Interlocked.Exchange(ref _calls, 0).ToString(CultureInfo.InvariantCulture));
        return application;
    }

    public static async Task ServeAsync(int port)
    {
        await using var application = Create(port);
        await application.StartAsync();
        foreach (var address in application.Urls)
        {
            Console.WriteLine(address);
        }

        await application.WaitForShutdownAsync();
    }

    private static async Task ListAsync(HttpContext context, int pages, int rows, int latency)
    {
        var page = await ReadFieldAsync(context, "page", latency) ?? 1;
        var response = new ArrayBufferWriter<byte>((rows * (RowEnd.Length + 16)) + 256);
        var total = (long)pages * rows;
        Write(response, string.Create(CultureInfo.InvariantCulture, $"{{\"status\":\"success\",\"total_moneyrequest\":{total},\"total_page\":{pages},\"data\":["));
        var first = FirstId + total - ((page - 1L) * rows);
        for (var row = 0; row < rows && page <= pages; row++)
        {
            if (row > 0)
            {
                Write(response, ",");
            }

            WriteRow(response, first - row);
        }

        Write(response, "]}");
        await ResponseAsync(context, response.WrittenMemory);
    }

    private static async Task DetailsAsync(HttpContext context, int pages, int rows, int latency)
    {
        var id = await ReadFieldAsync(context, "id", latency) ?? 0;
        await ResponseOneAsync(context, id);
    }

    private static async Task RequestAsync(HttpContext context, int pages, int rows, int latency)
    {
        _ = await ReadFieldAsync(context, "amount", latency);
        await ResponseOneAsync(context, Interlocked.Increment(ref _lastId));
    }

    private static async Task ResponseOneAsync(HttpContext context, long id)
    {
        var response = new ArrayBufferWriter<byte>(512);
        Write(response, "{\"status\":\"success\",\"data\":[");
        WriteRow(response, id);
        Write(response, "]}");
        await ResponseAsync(context, response.WrittenMemory);
    }

    private static async Task<long?> ReadFieldAsync(HttpContext context, string field, int latency)
    {
        Interlocked.Increment(ref _calls);
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        if (latency > 0)
        {
            await Task.Delay(latency);
        }

        if (!body.RootElement.TryGetProperty(field, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number ? value.GetInt64() : long.Parse(value.GetString()!, CultureInfo.InvariantCulture);
    }

    private static async Task ResponseAsync(HttpContext context, ReadOnlyMemory<byte> response)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = response.Length;
        await context.Response.BodyWriter.WriteAsync(response);
    }

    private static void WriteRow(ArrayBufferWriter<byte> response, long id)
    {
        Write(response, "{\"id\":");
        _ = id.TryFormat(response.GetSpan(20), out var digits, default, CultureInfo.InvariantCulture);
        response.Advance(digits);
        response.Write(RowEnd);
    }

    private static void Write(ArrayBufferWriter<byte> response, string text) => Encoding.UTF8.GetBytes(text, response);
}
