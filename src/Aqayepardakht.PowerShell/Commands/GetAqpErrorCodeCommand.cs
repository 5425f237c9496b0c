using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Get-AqpErrorCode: the gateway's error codes, in both languages.</summary>
[Cmdlet(VerbsCommon.Get, "AqpErrorCode")]
[OutputType(typeof(GatewayError))]
public sealed class GetAqpErrorCodeCommand : AqpCommand
{
    /// <summary>Only these codes; with or without the minus sign.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PersianDigitsArgument]
    [ArgumentCompleter(typeof(ErrorCodeCompleter))]
    public int[]? Code { get; set; }

    /// <summary>Only codes that this call can get.</summary>
    [Parameter]
    public WithdrawalOperation? Operation { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Code is null)
        {
            WriteRows(null);
            return;
        }

        foreach (var code in Code)
        {
            WriteRows(code);
        }
    }

    private void WriteRows(int? code)
    {
        var negative = code > 0 ? -code : code;
        var rows = GatewayError.All
            .Where(row => negative is null || row.Code == negative)
            .Where(row => Operation is null || (row.Calls & Operation) != WithdrawalOperation.None)
            .ToArray();
        if (rows.Length == 0 && code is { } unknown && !GatewayError.All.Any(row => row.Code == negative))
        {
            WriteError(ErrorRecords.From(ArgumentMessages.UnknownErrorCode(unknown), unknown));
        }

        WriteObject(rows, enumerateCollection: true);
    }
}
