using System;
using System.Management.Automation;
using System.Security;

namespace Aqayepardakht.Commands;

/// <summary>New-AqpWithdrawal: asks the gateway to settle an amount to an IBAN. It moves money.</summary>
[Cmdlet(VerbsCommon.New, "AqpWithdrawal", DefaultParameterSetName = CurrentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Withdrawal))]
public sealed class NewAqpWithdrawalCommand : AccountCommand
{
    private const int ProgressActivity = 3;

    private IdempotentWithdrawalClient? _keyed;
    private bool _progressShown;
    private bool _warnedOfMissingKeys;

    /// <summary>
    /// The amount in the gateway's unit, a whole number above zero. It is text on purpose: PowerShell's own conversion to a number
    /// reads 1,5 as 15, 1.5 as 2 and an empty cell as 0.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [AmountArgument]
    public string? Amount { get; set; }

    /// <summary>The IBAN ("شبا"), with or without spaces, dashes and IR.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(IbanCompleter))]
    public string? Iban { get; set; }

    /// <summary>Names the payment, such as its invoice number: the same key never pays twice.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? IdempotencyKey { get; set; }

    /// <summary>The journal of keyed withdrawals; one file an account and user by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>
    /// How long the gateway may take to list a withdrawal whose response was lost: seconds or a TimeSpan. Two minutes by default.
    /// </summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan? SettlingTime { get; set; }

    /// <summary>The gateway pin; that of the account by default.</summary>
    [Parameter]
    public SecureString? Pin { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        StopAfterWriteError();
        var target = new RequestedPayment(Amount, Iban, IdempotencyKey);
        try
        {
            var request = new WithdrawalRequest(WithdrawalAmount.Parse(Amount), Iban);
            if (IdempotencyKey is null)
            {
                RequestOnce(request);
            }
            else
            {
                RequestKeyed(IdempotencyKey, request, target);
            }
        }
        catch (OutcomeUnknownException exception)
        {
            Tell(() => WriteItemError(exception, target), exception.Message + " " + exception.Advice);
        }
        catch (WithdrawException exception) when (exception is CommandException or JournalException { ConcernsWholeJournal: true })
        {
            Throw(exception, target);
        }
        catch (WithdrawException exception)
        {
            WriteItemError(exception, target);
        }
        finally
        {
            HideProgress();
        }
    }

    /// <summary>
    /// Writes what became of money. A pipeline that is being stopped takes nothing any more, and this must not be lost. The same
    /// exception says that -ErrorAction Stop has taken an error or that Select-Object -First has enough; then it was told.
    /// </summary>
    private void Tell(Action write, string inShort)
    {
        try
        {
            write();
        }
        catch (PipelineStoppedException) when (Stopping)
        {
            Host.UI.WriteWarningLine(inShort);
            throw;
        }
    }

    private protected override WithdrawAccount Adjust(WithdrawAccount account) => Pin is null ? account : Own(account.WithPin(Pin));

    private void RequestOnce(WithdrawalRequest request)
    {
        WarnOfMissingKeys();
        if (ShouldProcess(TargetOf(request, null), CommandMessages.RequestAction.ToString()))
        {
            var withdrawal = Await(Client.RequestAsync(request, StopToken));
            Tell(() => WriteWithdrawal(withdrawal), CommandMessages.StoppedAfterRequest(withdrawal).ToString());
        }
    }

    private void RequestKeyed(string key, WithdrawalRequest request, RequestedPayment target)
    {
        _keyed ??= new IdempotentWithdrawalClient(
            Client,
            Journal(),
            new IdempotencyOptions { SettlingTime = SettlingTime ?? new IdempotencyOptions().SettlingTime, OnReconciling = OnReconciling });
        var forecast = _keyed.Preview(key, request);

        // What is paid already needs nobody's consent; -WhatIf still says that it is.
        var asks = forecast.Action != PreviewedAction.Return || IsWhatIf();
        if (asks && !ShouldProcess(TargetOf(request, key), CommandMessages.PreviewedActionText(forecast).ToString()))
        {
            return;
        }

        var keyed = Await(_keyed.RequestAsync(key, request, StopToken));
        var story = CommandMessages.PaymentOutcome(key, keyed).ToString();
        Tell(
            () =>
            {
                WriteVerbose(story);
                WriteWithdrawal(keyed.Withdrawal);
            },
            story);
        if (keyed.NotRecorded is { } notRecorded)
        {
            Tell(() => WriteError(ErrorRecords.From(notRecorded, target)), notRecorded.Message);
        }
    }

    private string TargetOf(WithdrawalRequest request, string? key) =>
        CommandMessages.RequestTarget(request, Client.AccountNumber, Client.Endpoint, key).ToString();

    /// <summary>A column whose name is misspelt is no error to PowerShell, and takes away all that keeps a file from being paid twice.</summary>
    private void WarnOfMissingKeys()
    {
        if (MyInvocation.ExpectingInput && !_warnedOfMissingKeys)
        {
            _warnedOfMissingKeys = true;
            WriteWarning(CommandMessages.WithoutKeys.ToString());
        }
    }

    private WithdrawalJournal Journal()
    {
        var path = JournalPath is null ? null : FilePath(JournalPath);
        var journal = WithdrawalJournal.For(Client.AccountNumber, Client.Endpoint, path);
        WriteVerbose(CommandMessages.JournalAt(journal.Path).ToString());
        return journal;
    }

    private bool IsWhatIf() =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private void OnReconciling(ReconciliationProgress report) => Queue(() =>
    {
        _progressShown = true;
        WriteProgress(new ProgressRecord(ProgressActivity, CommandMessages.ReconcilingActivity.ToString(), CommandMessages.ReconcilingStatus(report).ToString())
        {
            SecondsRemaining = (int)report.Left.TotalSeconds,
        });
    });

    private void HideProgress()
    {
        if (_progressShown && !StopToken.IsCancellationRequested)
        {
            _progressShown = false;
            WriteCompleted(ProgressActivity, CommandMessages.ReconcilingActivity);
        }
    }
}
