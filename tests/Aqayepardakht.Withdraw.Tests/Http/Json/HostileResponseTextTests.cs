using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>What a gateway, or a proxy in its place, writes into its responses must not command a terminal.</summary>
public sealed class HostileResponseTextTests
{
    private static readonly string[] TextFields = ["holder_name", "bank_name", "iban", "tracking_number", "comment"];

    public static TheoryData<string> Calls => new("request", "list", "details");

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Every_text_of_a_withdrawal_is_clean(string call)
    {
        foreach (var hostile in HostileText.All)
        {
            foreach (var json in new[] { JsonSerializer.Serialize(hostile), Unescaped(hostile) })
            {
                using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Success(Row(json))));
                using var client = new TestClient(gateway.Endpoint);

                var withdrawal = await CallAsync(client, call);

                HostileText.AssertNoneIn(withdrawal);
                Assert.Equal(DisplayText.Clean(hostile), withdrawal.Comment);
                Assert.All([withdrawal.HolderName, withdrawal.BankName, withdrawal.Iban, withdrawal.TrackingNumber], text => Assert.Equal(withdrawal.Comment, text));
            }
        }
    }

    [Fact]
    public async Task A_row_that_repeats_the_text_of_the_row_before_is_clean_too()
    {
        var row = Row(JsonSerializer.Serialize(HostileText.All[0]));
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Success(row, row.Replace("11111", "11112"), Samples.Row(3))));
        using var client = new TestClient(gateway.Endpoint);

        HostileText.AssertNoneIn((await client.Client.GetPageAsync(1)).Withdrawals);
    }

    [Fact]
    public async Task Joiners_and_pairs_stay()
    {
        const string Text = "می‌شود \ud83d\udc68\u200d\ud83d\udc69";
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.WithField("comment", JsonSerializer.Serialize(Text))));
        using var client = new TestClient(gateway.Endpoint);

        Assert.Equal(Text, (await client.Client.GetAsync(11111)).Comment);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_quoted_without_commands()
    {
        foreach (var hostile in HostileText.All)
        {
            var row = "{\"id\":" + Unescaped(hostile) + ",\"iban\":" + Unescaped(hostile) + ",\"comment\":" + JsonSerializer.Serialize(hostile) + "}";
            using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Success(Samples.Row(1), row)));
            using var client = new TestClient(gateway.Endpoint);

            var page = await client.Client.GetPageAsync(1);

            Assert.Single(page.UnreadableRows);
            HostileText.AssertNoneIn(page.UnreadableRows);
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_error_for_a_page_in_the_gateways_place_shows_no_commands(string call)
    {
        foreach (var hostile in HostileText.All)
        {
            // The reason phrase and a header of the page are as hostile as its body.
            var inHeader = hostile.Replace("\r\n", "\t").Replace('\r', '\t').Replace('\0', '\t');
            var response = Encoding.UTF8.GetBytes(
                $"HTTP/1.1 502 {inHeader}\r\nServer: {inHeader}\r\nContent-Type: text/{inHeader}; charset={inHeader}\r\n"
                + $"Content-Length: {Encoding.UTF8.GetByteCount(hostile)}\r\n\r\n{hostile}");
            using var gateway = new RawListener(async exchange =>
            {
                await exchange.SendAsync(response);
                exchange.Close();
            });
            using var client = new TestClient(gateway.Endpoint, attempts: 1);

            var exception = await Assert.ThrowsAnyAsync<WithdrawException>(() => CallAsync(client, call));

            HostileText.AssertNoneIn(exception);
            Assert.All(client.Reports, report => HostileText.AssertNoneIn(report.ToString()));
        }
    }

    [Fact]
    public async Task The_error_for_a_code_that_cannot_be_read_shows_no_commands()
    {
        foreach (var hostile in HostileText.All)
        {
            using var gateway = RawListener.RespondingWith(
                RawResponse.Json("{\"status\":\"error\",\"code\":" + Unescaped(hostile) + ",\"message\":" + Unescaped(hostile) + "}", 422),
                RawResponse.Json("{\"status\":" + Unescaped(hostile) + "}", 422));
            using var client = new TestClient(gateway.Endpoint);

            for (var call = 0; call < 2; call++)
            {
                HostileText.AssertNoneIn(await Assert.ThrowsAsync<GatewayProtocolException>(() => client.Client.GetAsync(1)));
            }
        }
    }

    private static async Task<Withdrawal> CallAsync(TestClient client, string call) => call switch
    {
        "request" => await client.Client.RequestAsync(TestClient.Payment),
        "list" => (await client.Client.GetPageAsync(1)).Withdrawals.Single(),
        _ => await client.Client.GetAsync(11111),
    };

    private static string Row(string json) =>
        "{\"id\":11111,\"amount\":\"55214\",\"status\":\"2\"" + string.Concat(TextFields.Select(field => $",\"{field}\":{json}")) + "}";

    /// <summary>JSON with as much as possible as it is: JSON itself wants only quotes, backslashes and C0 controls escaped.</summary>
    private static string Unescaped(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var character in text)
        {
            json.Append(character is < ' ' or '"' or '\\' ? JavaScriptEncoder.Default.Encode(character.ToString()) : character.ToString());
        }

        return json.Append('"').ToString();
    }
}
