using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Get-AqpWithdrawal: withdrawals by their ids.</summary>
[Cmdlet(VerbsCommon.Get, "AqpWithdrawal", DefaultParameterSetName = ParameterSets.Current)]
[OutputType(typeof(Withdrawal))]
public sealed class GetAqpWithdrawalCommand : AccountCommand
{
    /// <summary>The ids of the withdrawals.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("شناسه")]
    [WithdrawalIdArgument]
    [ArgumentCompleter(typeof(WithdrawalIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            try
            {
                WriteWithdrawal(Await(Client.GetAsync(id, StopToken)));
            }
            catch (WithdrawException exception)
            {
                WriteItemError(exception, id);
            }
        }
    }
}
