using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>A web page in a browser on this computer must not be able to use the sandbox, also when its own name leads here.</summary>
public sealed class SandboxAndWebPageTests
{
    [Theory]
    [InlineData("Host: 127.0.0.1:{0}")]
    [InlineData("Host: localhost:{0}")]
    [InlineData("Host: LOCALHOST:{0}")]
    [InlineData("Host: [::1]:{0}")]
    public async Task A_program_on_this_computer_is_answered(string headers)
    {
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync(headers), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-None: 1")]
    [InlineData("Host:")]
    [InlineData("Host: rebound.example.com:{0}")]
    [InlineData("Host: rebound.example.com")]
    [InlineData("Host: 127.0.0.1.example.com:{0}")]
    [InlineData("Host: localhost.example.com:{0}")]
    [InlineData("Host: example.com/localhost:{0}")]
    [InlineData("Host: me@127.0.0.1:{0}")]
    [InlineData("Host: 0.0.0.0:{0}")]
    [InlineData("Host: 192.168.1.5:{0}")]
    [InlineData("Host: 127.0.0.1")]
    [InlineData("Host: 127.0.0.1:1")]
    [InlineData("Host: 127.0.0.1:{0}\r\nOrigin: https://example.com")]
    [InlineData("Host: 127.0.0.1:{0}\r\nOrigin: null")]
    [InlineData("Host: 127.0.0.1:{0}\r\norigin: http://127.0.0.1:{0}")]
    public async Task A_web_page_is_refused(string headers)
    {
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", await AskAsync(headers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hosts_are_no_request()
    {
        Assert.StartsWith("HTTP/1.1 400 ", await AskAsync("Host: 127.0.0.1:{0}\r\nHost: 127.0.0.1:{0}"), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(string headers)
    {
        var settings = new SandboxSettings();
        using var sandbox = SandboxGateway.Start(settings);
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", sandbox.Port);
        var body = $$"""{"account":"{{sandbox.Account}}","code":"{{settings.Code}}","page":"1"}""";
        var request = $"POST /api/v2/withdraw/list HTTP/1.1\r\n{headers.Replace("{0}", $"{sandbox.Port}")}\r\nConnection: close\r\n"
            + $"Content-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        var bytes = Encoding.ASCII.GetBytes(request);
        await connection.GetStream().WriteAsync(bytes, 0, bytes.Length);
        using var reader = new StreamReader(connection.GetStream());
        var response = await HangGuard.Within(reader.ReadToEndAsync());

        Assert.Equal(response.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) ? 1 : 0, sandbox.Requests.Count);
        return response;
    }
}
