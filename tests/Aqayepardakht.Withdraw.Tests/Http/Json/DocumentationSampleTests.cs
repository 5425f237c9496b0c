using System;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class DocumentationSampleTests
{
    private static readonly DateTime Created = new(2022, 10, 1, 12, 12, 12, DateTimeKind.Unspecified);
    private static readonly DateTime Updated = new(2022, 10, 1, 15, 12, 12, DateTimeKind.Unspecified);

    [Fact]
    public async Task The_sample_of_request_is_read()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Request));
        using var client = new TestClient(gateway.Endpoint);

        var withdrawal = await client.Client.RequestAsync(TestClient.Payment);

        AssertSample(withdrawal, WithdrawalStatus.Pending, null, null, null);
    }

    [Fact]
    public async Task The_sample_of_details_is_read()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Details));
        using var client = new TestClient(gateway.Endpoint);

        var withdrawal = await client.Client.GetAsync(11111);

        AssertSample(withdrawal, WithdrawalStatus.Pending, null, null, null);
    }

    [Fact]
    public async Task The_sample_of_list_is_read_with_its_three_states()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.List));
        using var client = new TestClient(gateway.Endpoint);

        var page = await client.Client.GetPageAsync(1);

        Assert.Equal(1, page.Number);
        Assert.Equal(3, page.TotalCount);
        Assert.Equal(1, page.TotalPages);
        Assert.Collection(
            page.Withdrawals,
            pending => AssertSample(pending, WithdrawalStatus.Pending, null, null, null),
            paid => AssertSample(paid, WithdrawalStatus.Paid, Updated, "140107050192878208", null),
            cancelled => AssertSample(cancelled, WithdrawalStatus.Cancelled, Updated, null, "علت رد درخواست تسویه حساب"));
    }

    [Theory]
    [InlineData(Samples.Request, "\"0\",", "\"0\"")]
    [InlineData(Samples.List, "12:12:12\",", "12:12:12\"")]
    public async Task The_samples_as_they_are_printed_lack_commas_and_are_no_responses(string sample, string separated, string printed)
    {
        var body = sample.Replace(separated, printed, StringComparison.Ordinal);
        Assert.NotEqual(sample, body);
        using var gateway = RawListener.RespondingWith(RawResponse.Json(body));
        using var client = new TestClient(gateway.Endpoint);

        var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => client.Client.GetPageAsync(1));

        Assert.Equal(200, exception.HttpStatus);
        Assert.Equal("application/json", exception.ContentType);
        Assert.Contains("HTTP 200, application/json", exception.Text.English, StringComparison.Ordinal);
        Assert.Contains("\"status\" : \"success\"", exception.Text.English, StringComparison.Ordinal);
    }

    private static void AssertSample(Withdrawal withdrawal, WithdrawalStatus status, DateTime? updated, string? trackingNumber, string? comment)
    {
        Assert.Equal(11111, withdrawal.Id);
        Assert.Equal(55214, withdrawal.Amount);
        Assert.Equal("محمد علیزاده", withdrawal.HolderName);
        Assert.Equal("ملی", withdrawal.BankName);
        Assert.Equal("IR4444444444444444444440", withdrawal.Iban);
        Assert.Equal(status, withdrawal.Status);
        Assert.Equal(Created, withdrawal.CreatedAt);
        Assert.Equal(DateTimeKind.Unspecified, withdrawal.CreatedAt!.Value.Kind);
        Assert.Equal("1401/07/09 12:12:12", withdrawal.CreatedAtJalali);
        Assert.Equal(updated, withdrawal.UpdatedAt);
        Assert.Equal(trackingNumber, withdrawal.TrackingNumber);
        Assert.Equal(comment, withdrawal.Comment);
    }
}
