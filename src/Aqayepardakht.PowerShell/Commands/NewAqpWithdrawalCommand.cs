using System;
using System.Management.Automation;
using System.Security;

namespace Aqayepardakht.Commands;

/// <summary>New-AqpWithdrawal: requests the settlement of an amount to an IBAN. It moves money.</summary>
[Cmdlet(
    VerbsCommon.New,
    "AqpWithdrawal",
    DefaultParameterSetName = ParameterSets.Current,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Withdrawal))]
public sealed class NewAqpWithdrawalCommand : AccountCommand
{
    private readonly ProgressBar _progressBar = new(3, CommandMessages.ReconcilingActivity);
    private IdempotentWithdrawalClient? _idempotentClient;
    private bool _warnedOfMissingKeys;

    /// <summary>
    /// The amount in the gateway's unit, a whole number above zero. Its type is string because PowerShell's own conversion to a number
    /// reads 1,5 as 15, 1.5 as 2 and an empty cell as 0.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("مبلغ")]
    [AmountArgument]
    public string? Amount { get; set; }

    /// <summary>The IBAN ("شبا"), with or without spaces, dashes and IR.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("شبا", "شماره شبا")]
    [ArgumentCompleter(typeof(IbanCompleter))]
    public string? Iban { get; set; }

    /// <summary>The name of the payment, such as its invoice number: the same key never pays twice.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("کلید یکتایی", "كليد يكتايي", "کليد يکتايي", "شماره فاکتور", "شماره فاكتور")]
    public string? IdempotencyKey { get; set; }

    /// <summary>The journal of keyed withdrawals; by default one file for each account and user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>
    /// How long the gateway may take to list a withdrawal whose response was lost: seconds or a TimeSpan. Two minutes by default.
    /// </summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan SettlingTime { get; set; } = new IdempotencyOptions().SettlingTime;

    /// <summary>The gateway pin; that of the account by default.</summary>
    [Parameter]
    public SecureString? Pin { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ThrowWriteError();
        var target = new RequestedPayment(Amount, Iban, IdempotencyKey);
        try
        {
            var request = new WithdrawalRequest(WithdrawalAmount.Parse(Amount), Iban);
            if (IdempotencyKey is null)
            {
                RequestWithoutKey(request);
            }
            else
            {
                RequestWithKey(IdempotencyKey, request, target);
            }
        }
        catch (OutcomeUnknownException exception)
        {
            WriteOrWarn(() => WriteItemError(exception, target), exception.Message);
        }
        catch (WithdrawException exception) when (exception is CommandException or JournalException { ConcernsWholeJournal: true })
        {
            ThrowTerminating(exception, target);
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
    /// Writes the outcome of a payment, or shows it as a warning when the pipeline is being stopped and accepts no more objects:
    /// the outcome must not be lost. The exception alone does not mean that: it also follows an error or object that was accepted, with
    /// -ErrorAction Stop or Select-Object -First.
    /// </summary>
    private void WriteOrWarn(Action write, string summary)
    {
        try
        {
            write();
        }
        catch (PipelineStoppedException) when (Stopping)
        {
            Host.UI.WriteWarningLine(summary);
            throw;
        }
    }

    private protected override WithdrawAccount ApplyPin(WithdrawAccount account) =>
        Pin is null ? account : DisposeWithCommand(account.WithPin(Pin));

    private void RequestWithoutKey(WithdrawalRequest request)
    {
        WarnOfMissingKeys();
        if (ShouldProcess(DescribePayment(request, null), CommandMessages.RequestAction.ToString()))
        {
            var withdrawal = Await(Client.RequestAsync(request, StopToken));
            WriteOrWarn(() => WriteWithdrawal(withdrawal), CommandMessages.StoppedAfterRequest(withdrawal).ToString());
        }
    }

    private void RequestWithKey(string key, WithdrawalRequest request, RequestedPayment target)
    {
        _idempotentClient ??= new IdempotentWithdrawalClient(
            Client,
            OpenJournal(),
            new IdempotencyOptions { SettlingTime = SettlingTime, OnReconciling = OnReconciling });
        var preview = _idempotentClient.Preview(key, request);

        // A key that is paid already sends nothing, so there is nothing to confirm; -WhatIf still shows what would be returned.
        var needsConfirmation = preview.Action != PreviewedAction.Return || IsWhatIf();
        if (needsConfirmation && !ShouldProcess(DescribePayment(request, key), CommandMessages.PreviewedActionText(preview).ToString()))
        {
            return;
        }

        var result = Await(_idempotentClient.RequestAsync(key, request, StopToken));
        var summary = CommandMessages.PaymentOutcome(key, result).ToString();
        WriteOrWarn(
            () =>
            {
                WriteVerbose(summary);
                WriteWithdrawal(result.Withdrawal);
            },
            summary);
        if (result.NotRecorded is { } notRecorded)
        {
            WriteOrWarn(() => WriteError(ErrorRecords.From(notRecorded, target)), notRecorded.Message);
        }
    }

    private string DescribePayment(WithdrawalRequest request, string? key) =>
        CommandMessages.RequestTarget(request, Client.AccountNumber, Client.Endpoint, key).ToString();

    /// <summary>PowerShell ignores a misspelt column name, and without its keys a file that is run again is paid again.</summary>
    private void WarnOfMissingKeys()
    {
        if (MyInvocation.ExpectingInput && !_warnedOfMissingKeys)
        {
            _warnedOfMissingKeys = true;
            WriteWarning(CommandMessages.WithoutKeys.ToString());
        }
    }

    private WithdrawalJournal OpenJournal()
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

    private void OnReconciling(ReconciliationProgress report) =>
        Queue(() => _progressBar.Show(this, CommandMessages.ReconcilingStatus(report), remaining: report.Left));

    private void HideProgress()
    {
        // A pipeline that is being stopped accepts no progress either.
        if (!StopToken.IsCancellationRequested)
        {
            _progressBar.Hide(this);
        }
    }
}
