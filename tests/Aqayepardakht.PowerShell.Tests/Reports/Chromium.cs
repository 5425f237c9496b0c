using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Commands.Tests.Reports;

/// <summary>A real browser without a window, with one page, driven over its DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _calls = new();
    private readonly ConcurrentQueue<JsonNode> _events = new();
    private TaskCompletionSource _loaded = new();
    private string? _session;
    private int _lastCall;

    private Chromium(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>The browser of this machine, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome", "chrome.exe" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>What the page complained of: in its console, as an exception, or because its policy forbids it.</summary>
    public string[] Complaints => Messages("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown");

    /// <summary>What the page asked for, itself included.</summary>
    public string[] Requests => [.. _events.Where(one => Is(one, "Network.requestWillBeSent")).Select(one => (string)one["params"]!["request"]!["url"]!)];

    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("report-").FullName;
        var start = new ProcessStartInfo(Program!, ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
        {
            RedirectStandardError = true,

            // What it leaves when it is ended goes with its profile.
            Environment = { ["TMPDIR"] = profile },
        };
        var browser = new Chromium(Process.Start(start)!, profile);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Opens a file as a screen of this width and scheme shows it, and waits until it is loaded.</summary>
    public async Task OpenAsync(string path, int width, bool isDark = false)
    {
        _events.Clear();
        _loaded = new TaskCompletionSource();
        await SendAsync("Emulation.setDeviceMetricsOverride", new { width, height = 800, deviceScaleFactor = 1, mobile = width < 600 });
        await SendAsync("Emulation.setEmulatedMedia", new
        {
            media = "screen",
            features = new[] { new { name = "prefers-color-scheme", value = isDark ? "dark" : "light" } },
        });
        await SendAsync("Page.navigate", new { url = new Uri(path).AbsoluteUri });
        await _loaded.Task;
    }

    /// <summary>Shows the page as a printer does.</summary>
    public Task PrintAsync() => SendAsync("Emulation.setEmulatedMedia", new { media = "print" });

    /// <summary>The page as a PDF, on the paper that it names.</summary>
    public async Task<byte[]> PdfAsync() => Convert.FromBase64String((string)(await SendAsync("Page.printToPDF", new { preferCSSPageSize = true }))["data"]!);

    /// <summary>What an expression is worth in the page.</summary>
    public async Task<JsonNode> EvaluateAsync(string expression)
    {
        var result = await SendAsync("Runtime.evaluate", new { expression, returnByValue = true });
        return result["exceptionDetails"] is { } failure ? throw new InvalidOperationException(failure.ToJsonString()) : result["result"]!["value"]!;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _end.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private static bool Is(JsonNode message, string method) => (string?)message["method"] == method;

    private string[] Messages(params string[] methods) => [.. _events.Where(one => methods.Any(method => Is(one, method))).Select(one => one.ToJsonString())];

    private async Task ConnectAsync()
    {
        const string Announcement = "DevTools listening on ";
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("Chromium ended before it listened.");
        }
        while (!line.StartsWith(Announcement, StringComparison.Ordinal));

        _ = _process.StandardError.ReadToEndAsync();
        await _socket.ConnectAsync(new Uri(line[Announcement.Length..]), _end.Token);
        _ = ReceiveAsync();
        var target = await SendAsync("Target.createTarget", new { url = "about:blank" });
        _session = (string?)(await SendAsync("Target.attachToTarget", new { targetId = (string)target["targetId"]!, flatten = true }))["sessionId"];
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await SendAsync(domain + ".enable");
        }
    }

    private async Task<JsonNode> SendAsync(string method, object? parameters = null)
    {
        var id = Interlocked.Increment(ref _lastCall);
        var call = _calls[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new Dictionary<string, object?> { ["id"] = id, ["method"] = method, ["params"] = parameters ?? new { } };
        if (_session is not null)
        {
            message["sessionId"] = _session;
        }

        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        return await call.Task;
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var buffer = new byte[1 << 16];
            using var message = new MemoryStream();
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, _end.Token);
                message.Write(buffer, 0, part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new InvalidOperationException("Chromium closed the connection.");
                }

                if (part.EndOfMessage)
                {
                    Dispatch(JsonNode.Parse(message.ToArray())!);
                    message.SetLength(0);
                }
            }
        }
        catch (Exception exception)
        {
            // Whoever waits is told; after the end of the test nobody does.
            _loaded.TrySetException(exception);
            foreach (var call in _calls.Values)
            {
                call.TrySetException(exception);
            }
        }
    }

    private void Dispatch(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (_calls.TryRemove((int)id, out var call))
            {
                _ = message["error"] is { } error
                    ? call.TrySetException(new InvalidOperationException(error.ToJsonString()))
                    : call.TrySetResult(message["result"]!);
            }

            return;
        }

        _events.Enqueue(message);
        if (Is(message, "Page.loadEventFired"))
        {
            _loaded.TrySetResult();
        }
    }
}
