using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using Aqayepardakht.Sandbox;

namespace Aqayepardakht.Tests;

/// <summary>What a gateway that spells in each of the dialects really sends: a list, an empty one, the details of a withdrawal and an error.</summary>
internal static class DialectResponses
{
    public static IEnumerable<byte[]> Read() => Enum.GetValues<SandboxDialect>()
        .Select(dialect => new[] { dialect })
        .Append(Enum.GetValues<SandboxDialect>())
        .SelectMany(Read);

    private static byte[][] Read(SandboxDialect[] dialects)
    {
        var settings = new SandboxSettings { Dialects = dialects, SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        sandbox.AddWithdrawals(2);
        sandbox.AddWithdrawals(2, WithdrawalStatus.Cancelled);
        sandbox.AddWithdrawals(1, WithdrawalStatus.Pending);
        using var http = new HttpClient { BaseAddress = sandbox.Endpoint };
        return [Call("list", ""), Call("list", ""","page":"2" """), Call("details", ""","id":"11111" """), Call("details", ""","id":"1" """)];

        byte[] Call(string operation, string fields)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, operation)
            {
                Content = new StringContent($$"""{"account":"{{sandbox.Account}}","code":"{{settings.Code}}"{{fields}}}""", Encoding.UTF8, "application/json"),
            };
            using var response = http.Send(request);
            using var body = new System.IO.MemoryStream();
            response.Content.ReadAsStream().CopyTo(body);
            return body.ToArray();
        }
    }
}
