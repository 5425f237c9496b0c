using System;
using System.Collections.Generic;
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
[OutputType(typeof(Withdrawal), typeof(KeyedWithdrawal))]
public sealed class NewAqpWithdrawalCommand : JournalCommand
{
    /// <summary>The command ends after this many rows in a row without a working gateway.</summary>
    private const int MaxTroubledRows = 3;

    private readonly ProgressBar _reconcilingBar = new(3, PaymentMessages.ReconcilingActivity);
    private readonly ProgressBar _payingBar = new(4, PaymentMessages.PayingActivity);
    private readonly ProgressThrottle _progressThrottle = new();
    private readonly HashSet<string> _idempotencyKeys = new(StringComparer.Ordinal);
    private IdempotentWithdrawalClient? _idempotentClient;
    private int _made;
    private int _failed;
    private int _troubledInARow;

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

    /// <summary>
    /// How long the gateway may take to list a withdrawal whose response was lost: seconds or a TimeSpan. Two minutes by default.
    /// </summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan SettlingTime { get; set; } = new IdempotencyOptions().SettlingTime;

    /// <summary>
    /// How far back the list is looked through for the same payment made without this journal's knowledge: seconds or a TimeSpan. 20 hours
    /// by default; zero looks for none.
    /// </summary>
    [Parameter]
    [DurationArgument(AllowZero = true)]
    public TimeSpan DuplicateWindow { get; set; } = new IdempotencyOptions().DuplicateWindow;

    /// <summary>Ids of listed withdrawals that are known to be other payments.</summary>
    [Parameter]
    [WithdrawalIdArgument]
    [ArgumentCompleter(typeof(WithdrawalIdCompleter))]
    public long[] NotDuplicateOf { get; set; } = [];

    /// <summary>
    /// Takes rows from the pipeline that have no idempotency key; only -DuplicateWindow keeps them from being paid twice.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnkeyed { get; set; }

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
            var hasKey = MyInvocation.BoundParameters.ContainsKey(nameof(IdempotencyKey));
            if (!hasKey && MyInvocation.ExpectingInput && !AllowUnkeyed)
            {
                throw PaymentMessages.IdempotencyKeysMissing();
            }

            var request = new WithdrawalRequest(WithdrawalAmount.Parse(Amount), Iban);
            Request(hasKey ? ParseIdempotencyKey(IdempotencyKey) : null, request, target);
            _troubledInARow = 0;
        }
        catch (OutcomeUnknownException exception)
        {
            WriteOrWarn(() => WriteItemError(exception, target), exception.Message);
            StopAfterTrouble(target);
        }
        catch (WithdrawException exception) when (
            exception is CommandException { ConcernsOneItem: false } or JournalException { ConcernsWholeJournal: true })
        {
            ThrowTerminating(exception, target);
        }
        catch (WithdrawException exception)
        {
            WriteItemError(exception, target);
            if (exception is GatewayUnreachableException or GatewayProtocolException { HttpStatus: not null })
            {
                StopAfterTrouble(target);
            }
            else
            {
                CountFailure(exception);
            }
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

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        _payingBar.Hide(this);
    }

    /// <summary>Checks an idempotency key, and that no earlier row of this pipeline has it.</summary>
    private string ParseIdempotencyKey(string? text)
    {
        var key = Aqayepardakht.IdempotencyKey.Parse(text);
        return _idempotencyKeys.Add(Aqayepardakht.IdempotencyKey.ComparisonForm(key))
            ? key
            : throw PaymentMessages.IdempotencyKeyRepeated(key);
    }

    private void Request(string? key, WithdrawalRequest request, RequestedPayment target)
    {
        ShowProgress();
        _idempotentClient ??= OpenClient();
        var preview = Await(_idempotentClient.PreviewAsync(key, request, StopToken));

        // A key that is paid already sends nothing, so there is nothing to confirm; -WhatIf still shows what would be returned.
        var needsConfirmation = preview.Action != PreviewedAction.Return || IsWhatIf();
        if (needsConfirmation && !ShouldProcess(DescribePayment(request, key), PaymentMessages.PlannedAction(preview).ToString()))
        {
            return;
        }

        if (key is null)
        {
            var withdrawal = Await(_idempotentClient.RequestWithoutKeyAsync(request, StopToken));
            WriteOrWarn(() => WriteWithdrawal(withdrawal), PaymentMessages.StoppedAfterRequest(withdrawal).ToString());
        }
        else
        {
            WriteResult(key, Await(_idempotentClient.RequestAsync(key, request, StopToken)), target);
        }

        _made++;
    }

    private void WriteResult(string key, PaymentResult result, RequestedPayment target)
    {
        var summary = PaymentMessages.Outcome(key, result).ToString();
        WriteOrWarn(
            () =>
            {
                WriteVerbose(summary);
                WriteWithdrawal(new KeyedWithdrawal(key, result));
            },
            summary);
        if (result.NotRecorded is { } notRecorded)
        {
            WriteOrWarn(() => WriteError(ErrorRecords.From(notRecorded, target)), notRecorded.Message);
        }
    }

    private void CountFailure(WithdrawException exception)
    {
        _failed++;
        if (exception is GatewayErrorException)
        {
            // A gateway that refuses works; a row that was not sent says nothing of it.
            _troubledInARow = 0;
        }
    }

    /// <summary>Ends the command when the gateway does not work: each further row would wait for its outcome for minutes.</summary>
    private void StopAfterTrouble(RequestedPayment target)
    {
        _failed++;
        if (++_troubledInARow == MaxTroubledRows)
        {
            ThrowTerminating(PaymentMessages.GatewayTroubled(MaxTroubledRows), target);
        }
    }

    private IdempotentWithdrawalClient OpenClient()
    {
        var journal = OpenJournal();
        if (MyInvocation.BoundParameters.ContainsKey(nameof(IdempotencyKey)))
        {
            WriteVerbose(JournalMessages.JournalAt(journal.Name).ToString());
        }

        return new IdempotentWithdrawalClient(Client, journal, new IdempotencyOptions
        {
            SettlingTime = SettlingTime,
            DuplicateWindow = DuplicateWindow,
            NotDuplicateOf = NotDuplicateOf,
            OnReconciling = OnReconciling,
            OnWarning = warning => Queue(() => WriteWarning(warning.ToString())),
        });
    }

    private string DescribePayment(WithdrawalRequest request, string? key) =>
        PaymentMessages.Target(request, Client.AccountNumber, Client.Endpoint, key).ToString();

    private bool IsWhatIf() =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private void ShowProgress()
    {
        if (MyInvocation.ExpectingInput && _progressThrottle.IsUpdateDue())
        {
            _payingBar.Show(this, PaymentMessages.PayingStatus(_made, _failed));
        }
    }

    private void OnReconciling(ReconciliationProgress report) =>
        Queue(() => _reconcilingBar.Show(this, PaymentMessages.ReconcilingStatus(report), remaining: report.Left));

    private void HideProgress()
    {
        // A pipeline that is being stopped accepts no progress either.
        if (!StopToken.IsCancellationRequested)
        {
            _reconcilingBar.Hide(this);
        }
    }
}
