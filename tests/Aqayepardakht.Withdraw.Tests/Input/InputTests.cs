using System;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>What is refused before anything is sent.</summary>
public sealed class InputTests
{
    [Fact]
    public async Task An_id_or_a_page_that_is_not_above_zero_is_refused_and_nothing_is_sent()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.List));
        using var client = new TestClient(gateway.Endpoint);

        foreach (var id in new[] { 0, -1, long.MinValue })
        {
            Assert.Equal(InputErrorKind.WithdrawalId, (await Assert.ThrowsAsync<InvalidInputException>(() => client.Client.GetAsync(id))).Kind);
        }

        foreach (var page in new[] { 0, -1, int.MinValue })
        {
            Assert.Equal(InputErrorKind.Page, (await Assert.ThrowsAsync<InvalidInputException>(() => client.Client.GetPageAsync(page))).Kind);
        }

        Assert.Equal(0, gateway.Connections);
        Assert.Empty(client.Reports);
    }

    [Fact]
    public void A_period_that_ends_before_it_starts_is_refused()
    {
        var exception = Assert.Throws<InvalidInputException>(() => new WithdrawalPeriod(new DateTime(2022, 3, 2), new DateTime(2022, 3, 1)));

        Assert.Equal(InputErrorKind.Period, exception.Kind);
        Assert.Contains("2022-03-01", exception.Text.English, StringComparison.Ordinal);
        Assert.Contains("2022-03-02", exception.Text.Persian, StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_counts_days_and_may_be_open_at_both_ends()
    {
        var day = new DateTime(2022, 3, 1);
        var oneDay = new WithdrawalPeriod(day.AddHours(23), day.AddHours(1));
        var open = new WithdrawalPeriod(null, null);

        Assert.Equal(day, oneDay.Start);
        Assert.Equal(day, oneDay.End);
        Assert.Null(open.Start);
        Assert.Null(open.End);
        Assert.Null(new WithdrawalPeriod(day, null).End);
        Assert.Null(new WithdrawalPeriod(null, day).Start);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void An_account_without_a_number_is_refused(string? number)
    {
        using var key = SecretText.Of("key");

        Assert.Equal(InputErrorKind.Account, Assert.Throws<InvalidInputException>(() => new WithdrawAccount(number, key)).Kind);
    }

    [Fact]
    public void An_account_without_a_key_is_refused()
    {
        using var empty = SecretText.Of(string.Empty);

        Assert.Equal(InputErrorKind.EncryptionKey, Assert.Throws<InvalidInputException>(() => new WithdrawAccount("1", null)).Kind);
        Assert.Equal(InputErrorKind.EncryptionKey, Assert.Throws<InvalidInputException>(() => new WithdrawAccount("1", empty)).Kind);
    }

    [Fact]
    public void Options_out_of_their_range_are_refused()
    {
        using var key = SecretText.Of("key");
        using var account = new WithdrawAccount("1", key);
        using var connection = new GatewayConnection();
        foreach (var options in new[]
        {
            new WithdrawClientOptions { Timeout = TimeSpan.Zero },
            new WithdrawClientOptions { Timeout = TimeSpan.FromSeconds(-1) },
            new WithdrawClientOptions { Timeout = System.Threading.Timeout.InfiniteTimeSpan },
            new WithdrawClientOptions { Timeout = TimeSpan.FromDays(21) },
            new WithdrawClientOptions { Timeout = TimeSpan.MaxValue },
            new WithdrawClientOptions { MaxAttempts = 0 },
            new WithdrawClientOptions { PagesInFlight = 0 },
        })
        {
            var kind = options.Timeout == new WithdrawClientOptions().Timeout ? InputErrorKind.Count : InputErrorKind.Duration;
            Assert.Equal(kind, Assert.Throws<InvalidInputException>(() => new WithdrawClient(connection, account, options)).Kind);
        }
    }

    [Fact]
    public async Task Arguments_that_are_null_are_refused_as_null()
    {
        using var client = new TestClient(WithdrawEndpoint.Default);
        using var connection = new GatewayConnection();
        using var key = SecretText.Of("key");
        using var account = new WithdrawAccount("1", key);

        await Assert.ThrowsAsync<ArgumentNullException>(() => client.Client.RequestAsync(null!));
        Assert.Throws<ArgumentNullException>(() => new WithdrawClient(null!, account));
        Assert.Throws<ArgumentNullException>(() => new WithdrawClient(connection, null!));
    }

    [Fact]
    public void Every_refusal_says_that_nothing_was_sent_in_both_languages()
    {
        var exception = Assert.Throws<InvalidInputException>(() => new WithdrawalRequest(0, TestClient.Iban));

        Assert.Contains("nothing was sent", exception.Advice.English, StringComparison.Ordinal);
        Assert.Contains("چیزی فرستاده نشد", exception.Advice.Persian, StringComparison.Ordinal);
    }
}
