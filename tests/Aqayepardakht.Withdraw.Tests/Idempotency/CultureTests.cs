using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>The country that a computer is set up for changes nothing of what is sent, written or compared.</summary>
public sealed class CultureTests
{
    private static readonly Regex Time = new(@"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(\+00:00)?");

    public static TheoryData<string> Cultures => new(Culture.Troublesome);

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task Every_body_is_byte_for_byte_the_same(string name)
    {
        Assert.Equal(await BodiesAsync(string.Empty), await BodiesAsync(name));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task The_journal_is_byte_for_byte_the_same_but_for_its_times(string name)
    {
        Assert.Equal(await JournalAsync(string.Empty), await JournalAsync(name));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public async Task A_journal_of_one_country_is_read_in_another(string name)
    {
        using var payer = new Payer();
        await payer.PayAsync("invoice-i");
        var written = (await File.ReadAllBytesAsync(payer.Path)).Length;

        using var culture = new Culture(name);
        var again = await payer.Another().RequestAsync("invoice-i", new WithdrawalRequest(1000, Payer.Iban));
        var alike = await Assert.ThrowsAsync<JournalException>(() => payer.PayAsync("INVOICE-I"));

        Assert.Equal(WithdrawalOrigin.Recorded, again.Origin);
        Assert.Equal(JournalErrorKind.KeyLooksLike, alike.Kind);
        Assert.Equal(written, (await File.ReadAllBytesAsync(payer.Path)).Length);
        Assert.Equal(1, payer.Requests);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Every_kind_of_input_means_the_same(string name)
    {
        using var culture = new Culture(name);

        Assert.Equal(1500000, WithdrawalAmount.Parse("1,500,000.00"));
        Assert.Throws<InvalidInputException>(() => WithdrawalAmount.Parse("1.500.000"));
        Assert.Equal(Payer.Iban, Iban.Parse("ir27 0170 0000 0010 0324 2000 01"));
        Assert.Equal(new DateTime(2026, 12, 25), ReportDate.Parse("25-12-2026"));
        Assert.Equal(new DateTime(2026, 12, 25), ReportDate.Parse("1405/10/04"));
        Assert.Equal("INVOICE-I", IdempotencyKey.ComparisonForm("invoice-i"));
        Assert.Equal("1405/10/04 00:00:00", JalaliTime.Format(new DateTime(2026, 12, 25)));
    }

    private static async Task<string[]> BodiesAsync(string name)
    {
        using var culture = new Culture(name);
        using var gateway = RawListener.RespondingWith(
            RawResponse.Json(Samples.Request), RawResponse.Json(Samples.Details), RawResponse.Json(Samples.List), RawResponse.Error("\"-12\""));
        using var client = new TestClient(gateway.Endpoint, pin: "P1N");
        var made = await client.Client.RequestAsync(new WithdrawalRequest(1500000, "ir270170000000100324200001"));
        await client.Client.GetAsync(made.Id);
        await client.Client.GetPageAsync(1, new WithdrawalPeriod(ReportDate.Parse("1405/10/04"), new DateTime(2027, 1, 31)));
        var refused = await Assert.ThrowsAsync<GatewayErrorException>(() => client.Client.RequestAsync(new WithdrawalRequest(long.MaxValue, Payer.Iban)));

        Assert.Equal(new DateTime(2022, 10, 1, 12, 12, 12), made.CreatedAt);
        Assert.Equal(-12, refused.Code);
        Assert.Equal(
            ["request", "details", "list", "request"],
            gateway.Requests.Select(request => request.RequestLine.Replace(" HTTP/1.1", string.Empty).Split('/').Last()));
        Assert.Contains(gateway.Requests, request => request.Field("start_date") == "25-12-2026" && request.Field("end_date") == "31-01-2027");
        return [.. gateway.Requests.Select(request => request.BodyText), made.ToString(), made.CreatedAtJalali!, refused.Text.English, refused.Text.Persian];
    }

    private static async Task<string> JournalAsync(string name)
    {
        using var culture = new Culture(name);
        using var payer = new Payer();
        await payer.PayAsync("invoice-i", 1500000);
        payer.Sandbox.AnswerNext(-12, WithdrawalOperation.Request);
        await Assert.ThrowsAsync<GatewayErrorException>(() => payer.PayAsync("refused", 2000));
        payer.Sandbox.FailNext(SandboxFault.ServerErrorAfterCommit, WithdrawalOperation.Request);
        Assert.Equal(WithdrawalOrigin.Adopted, (await payer.PayAsync("lost", 3000)).Origin);

        var text = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(payer.Path));
        return Time.Replace(text, "TIME").Replace(payer.Sandbox.Account, "ACCOUNT").Replace($":{payer.Sandbox.Port}", ":PORT");
    }
}
