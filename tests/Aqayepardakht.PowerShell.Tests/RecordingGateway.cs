using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Aqayepardakht.PostgreSql.Tests;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A gateway that keeps every body it got and always gives the documentation's samples: what really is on the wire.</summary>
public sealed class RecordingGateway : IDisposable
{
    private const string Withdrawal =
        """{"id":11111,"amount":"55214","holder_name":"محمد علیزاده","bank_name":"ملی","iban":"IR270170000000100324200001","status":"1","created_at":"2022-10-01 12:12:12","updated_at":"2022-10-01 15:12:12","tracking_number":"140107050192878208"}""";

    private readonly HttpListener _listener;
    private readonly ConcurrentQueue<(string Path, Dictionary<string, string> Fields)> _calls = new();

    public RecordingGateway(string path = "/api/v2/withdraw/")
    {
        _listener = Listen(path, out var endpoint);
        Endpoint = endpoint;
        _ = ResponseAllAsync();
    }

    /// <summary>The address, with its trailing slash.</summary>
    public string Endpoint { get; }

    public IReadOnlyList<(string Path, Dictionary<string, string> Fields)> Calls => [.. _calls];

    public void Dispose() => _listener.Close();

    private static HttpListener Listen(string path, out string endpoint)
    {
        // Windows lets everybody listen on this name, and only administrators on the number.
        var host = OperatingSystem.IsWindows() ? "localhost" : "127.0.0.1";
        for (var attempt = 1; ; attempt++)
        {
            var listener = new HttpListener();
            endpoint = $"http://{host}:{FreePort.Find()}{path}";
            listener.Prefixes.Add(endpoint);
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // Somebody took the port in between.
                listener.Close();
            }
        }
    }

    private async Task ResponseAllAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
            var fields = new Dictionary<string, string>();
            foreach (var field in body.RootElement.EnumerateObject())
            {
                fields.Add(field.Name, field.Value.ToString());
            }

            _calls.Enqueue((context.Request.Url!.AbsolutePath, fields));
            var response = Encoding.UTF8.GetBytes($$"""{"status":"success","total_moneyrequest":1,"total_page":1,"data":[{{Withdrawal}}]}""");
            context.Response.ContentType = "application/json";
            context.Response.ContentLength64 = response.Length;
            await context.Response.OutputStream.WriteAsync(response);
            context.Response.Close();
        }
    }
}
