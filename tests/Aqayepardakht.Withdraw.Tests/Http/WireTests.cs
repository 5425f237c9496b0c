using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>What leaves the machine, to the byte.</summary>
public sealed class WireTests
{
    [Fact]
    public async Task A_request_sends_account_code_amount_iban_and_pin_as_strings()
    {
        var sent = await SendAsync("4321", client => client.RequestAsync(new WithdrawalRequest(1_500_000, "۲۷ ۰۱۷۰ ۰۰۰۰ ۰۰۱۰ ۰۳۲۴ ۲۰۰۰ ۰۱")));

        Assert.Equal("POST /api/v2/withdraw/request HTTP/1.1", sent.RequestLine);
        AssertFields(sent, ("account", "100200300"), ("code", TestClient.Key), ("amount", "1500000"), ("iban", "IR270170000000100324200001"), ("pin", "4321"));
        Assert.Equal(
            """{"account":"100200300","code":"c0ffee5ec2e7","amount":"1500000","iban":"IR270170000000100324200001","pin":"4321"}""",
            sent.BodyText);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_pin_that_is_not_given_is_not_sent(string? pin)
    {
        var sent = await SendAsync(pin, client => client.RequestAsync(new WithdrawalRequest(long.MaxValue, TestClient.Iban)));

        AssertFields(sent, ("account", "100200300"), ("code", TestClient.Key), ("amount", "9223372036854775807"), ("iban", TestClient.Iban));
    }

    [Fact]
    public async Task Details_sends_the_id_and_never_the_pin()
    {
        var sent = await SendAsync("4321", client => client.GetAsync(1));

        Assert.Equal("POST /api/v2/withdraw/details HTTP/1.1", sent.RequestLine);
        AssertFields(sent, ("account", "100200300"), ("code", TestClient.Key), ("id", "1"));
    }

    [Fact]
    public async Task List_sends_the_page_and_never_the_pin()
    {
        var sent = await SendAsync("4321", client => client.GetPageAsync(3));

        Assert.Equal("POST /api/v2/withdraw/list HTTP/1.1", sent.RequestLine);
        AssertFields(sent, ("account", "100200300"), ("code", TestClient.Key), ("page", "3"));
    }

    [Fact]
    public async Task List_sends_its_dates_day_first()
    {
        var whole = await SendAsync(null, client => client.GetPageAsync(1, new WithdrawalPeriod(new DateTime(2020, 2, 1, 23, 59, 0), new DateTime(2022, 3, 1))));
        var start = await SendAsync(null, client => client.GetPageAsync(1, new WithdrawalPeriod(new DateTime(2020, 2, 1), null)));
        var end = await SendAsync(null, client => client.GetPageAsync(1, new WithdrawalPeriod(null, ReportDate.Parse("1401/07/09"))));

        AssertFields(whole, ("account", "100200300"), ("code", TestClient.Key), ("page", "1"), ("start_date", "01-02-2020"), ("end_date", "01-03-2022"));
        AssertFields(start, ("account", "100200300"), ("code", TestClient.Key), ("page", "1"), ("start_date", "01-02-2020"));
        AssertFields(end, ("account", "100200300"), ("code", TestClient.Key), ("page", "1"), ("end_date", "01-10-2022"));
    }

    [Fact]
    public async Task The_head_says_json_of_a_known_length_and_waits_for_no_permission()
    {
        var sent = await SendAsync("4321", client => client.RequestAsync(TestClient.Payment));

        Assert.Equal(["application/json"], sent.Header("Content-Type"));
        Assert.Equal([sent.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)], sent.Header("Content-Length"));
        Assert.Equal(["application/json"], sent.Header("Accept"));
        Assert.Matches(@"^Aqayepardakht\.Withdraw/\d+\.\d+\.\d+$", Assert.Single(sent.Header("User-Agent")));
        Assert.Empty(sent.Header("Expect"));
        Assert.Empty(sent.Header("Transfer-Encoding"));
        Assert.Empty(sent.Header("Authorization"));
        Assert.Empty(sent.Header("Cookie"));
        Assert.DoesNotContain(TestClient.Key, sent.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("4321", sent.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with \"quotes\" and \\ and / and +")]
    [InlineData("کلید‌فارسی۱۲۳")]
    [InlineData("😀 and \u0001 and \t")]
    [InlineData(" spaces ")]
    [InlineData("</script>&amp;'")]
    public async Task A_key_and_a_pin_of_any_text_arrive_as_they_are(string text)
    {
        var sent = await SendAsync("pin " + text, client => client.RequestAsync(TestClient.Payment), text);

        Assert.Equal(text, sent.Field("code"));
        Assert.Equal("pin " + text, sent.Field("pin"));
    }

    [Theory]
    [InlineData("  100200300\t", "100200300")]
    [InlineData("۱۰۰۲۰۰٣٠٠", "100200300")]
    [InlineData("\u200F100200300\uFEFF", "100200300")]
    [InlineData("حساب \"ب\"", "حساب \"ب\"")]
    public async Task The_account_number_is_mended_and_otherwise_sent_as_it_is(string account, string expected)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Success(Samples.Row(1))));
        using var client = new TestClient(gateway.Endpoint, account);

        await client.Client.GetAsync(1);

        Assert.Equal(expected, gateway.Requests[0].Field("account"));
        Assert.Equal(expected, client.Client.AccountNumber);
    }

    [Fact]
    public async Task Another_pin_for_the_same_account_replaces_it_or_leaves_it_out()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Success(Samples.Row(1))));
        using var connection = new GatewayConnection(gateway.Endpoint);
        using var key = SecretText.Of("key");
        using var pin = SecretText.Of("1111");
        using var otherPin = SecretText.Of("2222");
        using var account = new WithdrawAccount("1", key, pin);
        using var replaced = account.WithPin(otherPin);
        using var without = account.WithPin(null);

        foreach (var one in new[] { account, replaced, without })
        {
            await new WithdrawClient(connection, one).RequestAsync(TestClient.Payment);
        }

        Assert.Equal(["1111", "2222", null], gateway.Requests.Select(request => request.Field("pin")));
        Assert.Equal(["key", "key", "key"], gateway.Requests.Select(request => request.Field("code")));
        Assert.Equal([true, true, false], new[] { account, replaced, without }.Select(one => one.HasPin));
    }

    private static async Task<RawRequest> SendAsync<T>(string? pin, Func<WithdrawClient, Task<T>> call, string key = TestClient.Key)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Success(Samples.Row(1))));
        using var client = new TestClient(gateway.Endpoint, key: key, pin: pin);
        await call(client.Client);
        return Assert.Single(gateway.Requests);
    }

    private static void AssertFields(RawRequest sent, params (string Name, string Value)[] expected)
    {
        IEnumerable<(string, JsonValueKind, string)> strings = expected.Select(field => (field.Name, JsonValueKind.String, field.Value));
        Assert.Equal(strings, sent.Fields());
    }
}
