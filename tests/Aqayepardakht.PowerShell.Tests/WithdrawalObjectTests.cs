using System;
using System.Linq;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class WithdrawalObjectTests
{
    private static readonly string[] Columns =
    [
        "Id",
        "Amount",
        "Status",
        "HolderName",
        "BankName",
        "Iban",
        "CreatedAt",
        "CreatedAtJalali",
        "UpdatedAt",
        "TrackingNumber",
        "Comment",
    ];

    [Theory]
    [MemberData(nameof(AccountCommands.All), MemberType = typeof(AccountCommands))]
    public void Every_command_gives_the_same_eleven_properties_in_the_same_order(string command)
    {
        using var session = ModuleSession.Connected();
        session.Gateway.AddWithdrawals(1);

        var withdrawal = session.Run(command).Succeeded().Only();

        Assert.Equal("Aqayepardakht.Withdrawal", withdrawal.TypeNames[0]);
        Assert.Equal(Columns, withdrawal.Properties.Select(property => property.Name));
    }

    [Fact]
    public void The_values_of_the_documentation_come_typed()
    {
        using var session = ModuleSession.Open();
        using var gateway = new RecordingGateway();

        var withdrawal = session.Run(
            "Get-AqpWithdrawal 11111 -Credential $sandbox.Credential -Endpoint $at",
            ("at", gateway.Endpoint)).Succeeded().Only();

        Assert.Equal(11111L, withdrawal.Properties["Id"].Value);
        Assert.Equal(55214L, withdrawal.Properties["Amount"].Value);
        Assert.Equal("Paid", withdrawal.Properties["Status"].Value.ToString());
        Assert.Equal(1, Convert.ToInt32(withdrawal.Properties["Status"].Value, null));
        Assert.Equal("محمد علیزاده", withdrawal.Properties["HolderName"].Value);
        Assert.Equal("ملی", withdrawal.Properties["BankName"].Value);
        Assert.Equal("IR270170000000100324200001", withdrawal.Properties["Iban"].Value);
        Assert.Equal(new DateTime(2022, 10, 1, 12, 12, 12), withdrawal.Properties["CreatedAt"].Value);
        Assert.Equal(DateTimeKind.Unspecified, withdrawal.Value<DateTime>("CreatedAt").Kind);
        Assert.Equal("1401/07/09 12:12:12", withdrawal.Properties["CreatedAtJalali"].Value);
        Assert.Equal(new DateTime(2022, 10, 1, 15, 12, 12), withdrawal.Properties["UpdatedAt"].Value);
        Assert.Equal("140107050192878208", withdrawal.Properties["TrackingNumber"].Value);
        Assert.Null(withdrawal.Properties["Comment"].Value);
    }

    [Fact]
    public void A_pending_withdrawal_has_neither_an_update_nor_a_tracking_number_nor_a_comment()
    {
        using var session = ModuleSession.Connected();

        var withdrawal = session.Run(AccountCommands.Request).Succeeded().Only();

        Assert.Null(withdrawal.Properties["UpdatedAt"].Value);
        Assert.Null(withdrawal.Properties["TrackingNumber"].Value);
        Assert.Null(withdrawal.Properties["Comment"].Value);
    }
}
