using System.Management.Automation;
using System.Security;

namespace Aqayepardakht.Commands;

/// <summary>New-AqpWithdrawal: asks the gateway to settle an amount to an IBAN. It moves money.</summary>
[Cmdlet(VerbsCommon.New, "AqpWithdrawal", DefaultParameterSetName = CurrentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Withdrawal))]
public sealed class NewAqpWithdrawalCommand : AccountCommand
{
    /// <summary>
    /// The amount in the gateway's unit, a whole number above zero. It is text on purpose: PowerShell's own conversion to a number
    /// reads 1,5 as 15, 1.5 as 2 and an empty cell as 0.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Amount { get; set; }

    /// <summary>The IBAN ("شبا"), with or without spaces, dashes and IR.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Iban { get; set; }

    /// <summary>The gateway pin; that of the account by default.</summary>
    [Parameter]
    public SecureString? Pin { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var target = new RequestedPayment(Amount, Iban);
        try
        {
            var request = new WithdrawalRequest(WithdrawalAmount.Parse(Amount), Iban);
            if (ShouldProcess(CommandMessages.RequestTarget(request.Amount, request.Iban).ToString(), CommandMessages.RequestAction.ToString()))
            {
                WriteObject(Await(Client.RequestAsync(request, StopToken)));
            }
        }
        catch (OutcomeUnknownException exception) when (StopToken.IsCancellationRequested)
        {
            // A pipeline that is being stopped takes no more errors, and this one must not be lost.
            Host.UI.WriteWarningLine(exception.Message);
            throw new PipelineStoppedException();
        }
        catch (WithdrawException exception)
        {
            WriteItemError(exception, target);
        }
    }

    private protected override WithdrawAccount Adjust(WithdrawAccount account) => Pin is null ? account : Own(account.WithPin(Pin));
}
