using System;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Resolve-AqpWithdrawal: records what a person found out about a payment whose outcome is not known.</summary>
[Cmdlet(
    VerbsDiagnostic.Resolve,
    "AqpWithdrawal",
    DefaultParameterSetName = ParameterSets.Current,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(KeyedWithdrawal))]
public sealed class ResolveAqpWithdrawalCommand : JournalCommand
{
    /// <summary>The idempotency key of the payment.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("کلید یکتایی", "كليد يكتايي", "کليد يکتايي", "شماره فاکتور", "شماره فاكتور")]
    [ArgumentCompleter(typeof(OpenKeyCompleter))]
    public string? IdempotencyKey { get; set; }

    /// <summary>It was made, as the withdrawal with this id.</summary>
    [Parameter(Position = 1)]
    [WithdrawalIdArgument]
    [ArgumentCompleter(typeof(WithdrawalIdCompleter))]
    public long? Id { get; set; }

    /// <summary>It was not made.</summary>
    [Parameter]
    public SwitchParameter NotMade { get; set; }

    /// <summary>How long the gateway may take to list a withdrawal: seconds or a TimeSpan. Two minutes by default.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan SettlingTime { get; set; } = new IdempotencyOptions().SettlingTime;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (Id.HasValue == NotMade.IsPresent)
            {
                throw ResolveMessages.IdOrNotMade();
            }

            var key = Aqayepardakht.IdempotencyKey.Parse(IdempotencyKey);
            var target = ResolveMessages.Target(key, Client.AccountNumber).ToString();
            if (ShouldProcess(target, ResolveMessages.Action(Id).ToString()))
            {
                Resolve(key);
            }
        }
        catch (WithdrawException exception) when (exception is CommandException or JournalException { ConcernsWholeJournal: true })
        {
            ThrowTerminating(exception, IdempotencyKey);
        }
        catch (WithdrawException exception)
        {
            WriteItemError(exception, IdempotencyKey);
        }
    }

    private void Resolve(string key)
    {
        var resolver = new WithdrawalResolver(Client, OpenJournal(), new IdempotencyOptions
        {
            SettlingTime = SettlingTime,
            OnWarning = warning => Queue(() => WriteWarning(warning.ToString())),
        });
        var resolvedBy = $"{Environment.UserName}@{Environment.MachineName}";
        if (Id is { } id)
        {
            var result = Await(resolver.RecordAsMadeAsync(key, id, resolvedBy, StopToken));
            if (result.NotRecorded is { } notRecorded)
            {
                throw notRecorded;
            }

            WriteWithdrawal(new KeyedWithdrawal(key, result));
        }
        else
        {
            Await(resolver.RecordAsNotMadeAsync(key, resolvedBy, StopToken));
        }
    }
}
