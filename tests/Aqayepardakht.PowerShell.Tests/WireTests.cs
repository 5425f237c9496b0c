using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class WireTests
{
    [Fact]
    public void A_request_sends_the_account_the_key_the_amount_and_the_mended_iban()
    {
        var fields = Sent("New-AqpWithdrawal ' 1,500,000 ' 'ir27-0170 0000 0010 0324 2000 01' -DuplicateWindow 0 -Confirm:$false");

        Assert.Equal("1500000", fields["amount"]);
        Assert.Equal("IR270170000000100324200001", fields["iban"]);
        Assert.Equal(["account", "amount", "code", "iban"], fields.Keys.Order());
    }

    [Theory]
    [InlineData("1500000")]
    [InlineData("'1500000'")]
    [InlineData("([long] 1500000)")]
    [InlineData("([decimal] 1500000)")]
    [InlineData("'1500000.00'")]
    [InlineData("'۱۵۰۰۰۰۰'")]
    [InlineData("'۱٬۵۰۰٬۰۰۰'")]
    public void An_amount_is_read_as_people_write_it(string amount) =>
        Assert.Equal("1500000", Sent($"New-AqpWithdrawal {amount} IR270170000000100324200001 -DuplicateWindow 0 -Confirm:$false")["amount"]);

    [Theory]
    [InlineData("'IR270170000000100324200001'")]
    [InlineData("'270170000000100324200001'")]
    [InlineData("'ir 27 0170 0000 0010 0324 2000 01'")]
    [InlineData("'IR۲۷۰۱۷۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱'")]
    public void An_iban_is_mended_before_it_is_sent(string iban) =>
        Assert.Equal("IR270170000000100324200001", Sent($"New-AqpWithdrawal 1 {iban} -DuplicateWindow 0 -Confirm:$false")["iban"]);

    [Fact]
    public void Details_send_the_id()
    {
        var fields = Sent("Get-AqpWithdrawal 11111");

        Assert.Equal("11111", fields["id"]);
        Assert.Equal(["account", "code", "id"], fields.Keys.Order());
    }

    [Fact]
    public void A_list_sends_its_page_and_no_dates_that_were_not_given()
    {
        var fields = Sent("Get-AqpWithdrawalList -Page 3");

        Assert.Equal("3", fields["page"]);
        Assert.Equal(["account", "code", "page"], fields.Keys.Order());
    }

    [Theory]
    [InlineData("'01-10-2022'")]
    [InlineData("'1-10-2022'")]
    [InlineData("'2022-10-01'")]
    [InlineData("'2022/10/01'")]
    [InlineData("'2022/10/1'")]
    [InlineData("'1401/07/09'")]
    [InlineData("'1401-07-09'")]
    [InlineData("'09-07-1401'")]
    [InlineData("'۱۴۰۱/۰۷/۰۹'")]
    [InlineData("'۰۱-۱۰-۲۰۲۲'")]
    [InlineData("([datetime]::new(2022, 10, 1))")]
    [InlineData("([datetime]::new(2022, 10, 1, 23, 59, 59, [DateTimeKind]::Utc))")]
    [InlineData("([datetimeoffset]::new(2022, 10, 1, 23, 0, 0, [timespan]::Zero))")]
    public void A_date_is_sent_day_first_whatever_form_it_was_given_in(string date)
    {
        Assert.Equal("01-10-2022", Sent($"Get-AqpWithdrawalList -StartDate {date}")["start_date"]);
        Assert.Equal("01-10-2022", Sent($"Get-AqpWithdrawalList -EndDate {date}")["end_date"]);
    }

    [Fact]
    public void A_period_is_sent_with_both_ends()
    {
        var fields = Sent("Get-AqpWithdrawalList 1401/07/01 1401/07/30");

        Assert.Equal("23-09-2022", fields["start_date"]);
        Assert.Equal("22-10-2022", fields["end_date"]);
    }

    [Fact]
    public void The_calls_are_appended_to_the_address()
    {
        using var session = ModuleSession.Open();
        using var gateway = new RecordingGateway("/some/where/");
        session.Run("$null = Connect-AqpAccount $sandbox.Credential -Endpoint $at", ("at", gateway.Endpoint.TrimEnd('/'))).Succeeded();

        session.Run(string.Join("; ", AccountCommands.Request, AccountCommands.Get, AccountCommands.List)).Succeeded();

        Assert.Equal(["/some/where/request", "/some/where/details", "/some/where/list"], gateway.Calls.Select(call => call.Path));
    }

    private static Dictionary<string, string> Sent(string command)
    {
        using var session = ModuleSession.Open();
        using var gateway = new RecordingGateway();

        session.Run($"{command} -Credential $sandbox.Credential -Endpoint $at", ("at", gateway.Endpoint)).Succeeded();

        var (_, fields) = Assert.Single(gateway.Calls);
        Assert.Equal(session.Gateway.Account, fields["account"]);
        Assert.Equal(session.Gateway.Key, fields["code"]);
        return fields;
    }
}
