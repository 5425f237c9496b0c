using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>
/// Offers the idempotency keys that are open in the journal that the command would use, the latest first, with the payment as the tooltip.
/// </summary>
public sealed class OpenKeyCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Suggest(IDictionary boundParameters)
    {
        try
        {
            return JournalPath(boundParameters) is { } path
                ? WithdrawalJournal.Read(path)
                    .Where(entry => entry.State == JournalState.Open)
                    .Reverse()
                    .Select(entry => (
                        entry.IdempotencyKey,
                        FormattableString.Invariant($"{entry.Amount:N0} to {entry.Iban}, requested at {entry.RequestedAt:u}")))
                    .ToArray()
                : [];
        }
        catch (Exception exception) when (exception is WithdrawException or RuntimeException or UriFormatException)
        {
            // Pressing Tab must not fail. The journal cannot be read, or there is none; the command itself will say so.
            return [];
        }
    }

    /// <summary>The path that is typed, or the journal of the account; null where a vault or a database would have to be asked.</summary>
    private static string? JournalPath(IDictionary boundParameters)
    {
        if (boundParameters[nameof(ResolveAqpWithdrawalCommand.JournalPath)] is string path)
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            return shell.AddCommand(@"Microsoft.PowerShell.Management\Convert-Path")
                .AddParameter("LiteralPath", path)
                .Invoke<string>()
                .FirstOrDefault();
        }

        if (boundParameters.Contains(nameof(CredentialCommand.SecretName))
            || boundParameters.Contains(nameof(JournalCommand.JournalDatabase)))
        {
            return null;
        }

        var credential = ArgumentValue.Unwrap(boundParameters[nameof(CredentialCommand.Credential)]) as PSCredential;
        var connection = credential is null ? Connection(boundParameters) : null;
        var endpoint = boundParameters[nameof(CredentialCommand.Endpoint)]?.ToString() is { } typed ? new Uri(typed) : connection?.Endpoint;
        var journal = connection?.JournalSource ?? JournalSource.DefaultFile;
        return (credential?.UserName ?? connection?.Account) is { } account && journal.Database is null
            ? journal.PathFor(InputText.Normalize(account), endpoint ?? WithdrawEndpoint.Default)
            : null;
    }

    private static AccountConnection? Connection(IDictionary boundParameters) =>
        ArgumentValue.Unwrap(boundParameters[nameof(AccountCommand.Connection)]) switch
        {
            null => SessionConnections.Current.Default,
            AccountConnection connection => connection,
            var account => SessionConnections.Current.Find(InputText.Normalize(account.ToString())),
        };
}
