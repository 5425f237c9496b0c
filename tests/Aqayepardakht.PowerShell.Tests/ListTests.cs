using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class ListTests
{
    [Fact]
    public void All_pages_come_as_one_stream_newest_first()
    {
        using var session = WithTwentyFive();

        var list = session.Run("Get-AqpWithdrawalList").Succeeded();

        Assert.Equal(Ids(11135, 11111), list.Column<long>("Id"));
        Assert.All(list.Output, item => Assert.Equal("Aqayepardakht.Withdrawal", item.TypeNames[0]));
        Assert.Equal(["1", "2", "3"], session.Gateway.Calls.Select(call => call.Page).Order());
    }

    [Fact]
    public void An_empty_list_is_nothing_at_all()
    {
        using var session = ModuleSession.Connected();

        Assert.Empty(session.Run("Get-AqpWithdrawalList").Succeeded().Output);
        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Theory]
    [InlineData("-First 3", 11135, 11133, 1)]
    [InlineData("-First 10", 11135, 11126, 1)]
    [InlineData("-First 11", 11135, 11125, 2)]
    [InlineData("-First 100", 11135, 11111, 3)]
    [InlineData("-Skip 20", 11115, 11111, 2)]
    [InlineData("-Skip 5 -First 2", 11130, 11129, 1)]
    [InlineData("-Skip 9 -First 2", 11126, 11125, 2)]
    [InlineData("-Skip 12 -First 2", 11123, 11122, 2)]
    [InlineData("-Skip 24", 11111, 11111, 2)]
    public void First_and_skip_cut_the_list_and_spare_the_calls_for_the_rest(string window, long from, long to, int calls)
    {
        using var session = WithTwentyFive();

        Assert.Equal(Ids(from, to), session.Run("Get-AqpWithdrawalList " + window).Succeeded().Column<long>("Id"));
        Assert.Equal(calls, session.Gateway.CallCount);
    }

    [Theory]
    [InlineData("-Skip 25")]
    [InlineData("-Skip 1000")]
    [InlineData("-Skip 18446744073709551615")]
    [InlineData("-Page 4")]
    [InlineData("-StartDate 2019-01-01 -EndDate 2020-01-01")]
    public void Past_the_end_there_is_nothing(string window)
    {
        using var session = WithTwentyFive();

        Assert.Empty(session.Run("Get-AqpWithdrawalList " + window).Succeeded().Output);
    }

    [Fact]
    public void The_first_of_a_thousand_pages_is_one_call()
    {
        using var session = ModuleSession.Connected("-Manual -PageSize 1");
        session.Gateway.AddWithdrawals(1000);

        Assert.Equal(12110, session.Run("Get-AqpWithdrawalList -First 1").Succeeded().Only().Value<long>("Id"));
        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Theory]
    [InlineData("-First 0")]
    [InlineData("-First 0 -Skip 5")]
    [InlineData("-First 0 -Status Paid")]
    public void The_first_none_are_no_call_at_all(string window)
    {
        using var session = WithTwentyFive();

        Assert.Empty(session.Run("Get-AqpWithdrawalList " + window).Succeeded().Output);
        Assert.Equal(0, session.Gateway.CallCount);
    }

    [Fact]
    public void The_total_comes_first_and_is_exact()
    {
        using var session = WithTwentyFive();

        var list = session.Run("Get-AqpWithdrawalList -First 2 -IncludeTotalCount").Succeeded();

        Assert.Equal(25UL, list.Output[0].BaseObject);
        Assert.Equal(1.0, list.Output[0].Value<double>("Accuracy"));
        Assert.Equal([11135L, 11134L], list.Output.Skip(1).Select(item => item.Value<long>("Id")));
        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Fact]
    public void The_total_alone_is_one_call()
    {
        using var session = WithTwentyFive();

        Assert.Equal(25UL, session.Run("Get-AqpWithdrawalList -First 0 -IncludeTotalCount").Succeeded().Only().BaseObject);
        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Fact]
    public void The_total_of_nothing_is_zero()
    {
        using var session = ModuleSession.Connected();

        Assert.Equal(0UL, session.Run("Get-AqpWithdrawalList -IncludeTotalCount").Succeeded().Only().BaseObject);
    }

    [Fact]
    public void The_total_of_a_filtered_list_does_not_claim_to_be_exact()
    {
        using var session = WithMixed();

        var total = session.Run("Get-AqpWithdrawalList -Status Pending -First 1 -IncludeTotalCount").Succeeded().Output[0];

        Assert.Equal(0.0, total.Value<double>("Accuracy"));
    }

    [Theory]
    [InlineData("Pending", "Pending Pending Pending")]
    [InlineData("Paid", "Paid Paid Paid Paid")]
    [InlineData("Cancelled", "Cancelled Cancelled Cancelled Cancelled Cancelled")]
    [InlineData("Pending, Cancelled", "Cancelled Cancelled Cancelled Cancelled Cancelled Pending Pending Pending")]
    [InlineData("'0', '1'", "Paid Paid Paid Paid Pending Pending Pending")]
    [InlineData("Paid, Pending, Cancelled", "Cancelled Cancelled Cancelled Cancelled Cancelled Paid Paid Paid Paid Pending Pending Pending")]
    public void A_list_is_filtered_by_one_status_or_several(string status, string expected)
    {
        using var session = WithMixed();

        Assert.Equal(expected, string.Join(' ', session.Run("Get-AqpWithdrawalList -Status " + status).Succeeded().Column<string>("Status")));
    }

    [Theory]
    [InlineData("-Status Paid -First 2", "11117 11116")]
    [InlineData("-Status Paid -Skip 3", "11114")]
    [InlineData("-Status Paid, Pending -Skip 3 -First 2", "11114 11113")]
    [InlineData("-Status Paid -Skip 4", "")]
    public void First_and_skip_count_the_rows_that_pass_the_filter(string window, string expected)
    {
        using var session = WithMixed();

        Assert.Equal(expected, string.Join(' ', session.Run("Get-AqpWithdrawalList " + window).Succeeded().Column<long>("Id")));
    }

    [Theory]
    [InlineData("-Page 1", 11135, 11126)]
    [InlineData("-Page 2", 11125, 11116)]
    [InlineData("-Page 3", 11115, 11111)]
    [InlineData("-Page 2 -First 3", 11125, 11123)]
    [InlineData("-Page 2 -Skip 8", 11117, 11116)]
    [InlineData("-Page 2 -Skip 1 -First 1 -Status Paid", 11124, 11124)]
    public void One_page_is_one_call(string window, long from, long to)
    {
        using var session = WithTwentyFive();

        Assert.Equal(Ids(from, to), session.Run("Get-AqpWithdrawalList " + window).Succeeded().Column<long>("Id"));
        Assert.Equal(1, session.Gateway.CallCount);
    }

    [Theory]
    [InlineData("(Get-AqpWithdrawalList).Count")]
    [InlineData("$today = (Get-AqpWithdrawalList -First 1).CreatedAt.Date; @(Get-AqpWithdrawalList -StartDate $today.AddDays(-1) -EndDate $today).Count")]
    [InlineData("$today = (Get-AqpWithdrawalList -First 1).CreatedAt.Date; @(Get-AqpWithdrawalList -StartDate $today.AddDays(-1).ToString('dd-MM-yyyy')).Count")]
    [InlineData("$today = (Get-AqpWithdrawalList -First 1).CreatedAtJalali.Split(' ')[0]; @(Get-AqpWithdrawalList -EndDate $today).Count")]
    public void A_period_that_holds_all_shows_all(string script)
    {
        using var session = WithTwentyFive();

        Assert.Equal(25, session.Run(script).Succeeded().Only().BaseObject);
    }

    [Fact]
    public void An_error_in_the_middle_ends_the_list_so_that_half_a_list_does_not_pass_for_a_whole()
    {
        using var session = ModuleSession.Connected("-Manual -PageSize 1");
        session.Gateway.AddWithdrawals(25);

        var result = session.Run(
            """
            $rows = 0
            try { Get-AqpWithdrawalList | ForEach-Object { if (++$rows -eq 1) { $sandbox.AnswerNext(-12, 'List', 25) } } } catch { $_ }
            $rows
            """).Succeeded();

        var error = Assert.IsType<ErrorRecord>(result.Output[0].BaseObject);
        Assert.StartsWith("AqpInsufficientBalance,", error.FullyQualifiedErrorId);
        Assert.InRange((int)result.Output[1].BaseObject, 1, 24);
    }

    [Fact]
    public void Rows_that_are_made_while_the_list_is_read_neither_repeat_nor_hide_others()
    {
        using var session = WithTwentyFive();

        var ids = session.Run("Get-AqpWithdrawalList | ForEach-Object { if (++$n -eq 1) { $sandbox.AddWithdrawals(3, 'Paid') }; $_ }").Succeeded().Column<long>("Id");

        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(Ids(11135, 11111), ids.Where(id => id <= 11135));
    }

    [Fact]
    public void Faults_on_the_way_are_retried_without_a_gap()
    {
        using var session = WithTwentyFive();
        session.Gateway.FailNext("ServerError", "List");
        session.Gateway.FailNext("CutAnswer", "List");

        Assert.Equal(Ids(11135, 11111), session.Run("Get-AqpWithdrawalList").Succeeded().Column<long>("Id"));
    }

    private static ModuleSession WithTwentyFive()
    {
        var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(25);
        return session;
    }

    private static ModuleSession WithMixed()
    {
        var session = ModuleSession.Connected("-Manual -PageSize 2");
        session.Gateway.AddWithdrawals(3, "Pending");
        session.Gateway.AddWithdrawals(4, "Paid");
        session.Gateway.AddWithdrawals(5, "Cancelled");
        return session;
    }

    private static IEnumerable<long> Ids(long from, long to)
    {
        for (var id = from; id >= to; id--)
        {
            yield return id;
        }
    }
}
