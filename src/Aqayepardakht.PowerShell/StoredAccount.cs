using System;
using System.Collections;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace Aqayepardakht.Commands;

/// <summary>Reads an account out of a vault with SecretManagement's own <c>Get-Secret</c>.</summary>
internal static class StoredAccount
{
    private const string GetSecret = @"Microsoft.PowerShell.SecretManagement\Get-Secret";

    /// <exception cref="CommandException">SecretManagement is not installed, the secret cannot be read, or is of another type.</exception>
    /// <exception cref="InvalidInputException">The secret has no account number or no key.</exception>
    public static WithdrawAccount Read(PSCmdlet command, string name, string? vault)
    {
        if (command.InvokeCommand.GetCommand(GetSecret, CommandTypes.Cmdlet | CommandTypes.Function) is null)
        {
            throw CommandMessages.SecretManagementMissing();
        }

        var secret = Invoke(name, vault);
        return secret switch
        {
            PSCredential credential => new WithdrawAccount(credential.UserName, credential.Password),
            IDictionary table => FromTable(name, table),
            _ => throw CommandMessages.SecretOfOtherType(name, secret?.GetType().Name ?? "$null"),
        };
    }

    private static object? Invoke(string name, string? vault)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(GetSecret).AddParameter("Name", name).AddParameter("ErrorAction", ActionPreference.Stop);
        if (vault is not null)
        {
            shell.AddParameter("Vault", vault);
        }

        Collection<PSObject> found;
        try
        {
            found = shell.Invoke();
        }
        catch (RuntimeException exception)
        {
            // An error that was made to stop says so before what it has to say; the error itself does not.
            var error = (exception as ActionPreferenceStopException)?.ErrorRecord.Exception ?? exception;
            throw CommandMessages.SecretNotRead(name, error.Message);
        }

        return found.FirstOrDefault()?.BaseObject;
    }

    private static WithdrawAccount FromTable(string name, IDictionary table)
    {
        var number = Find(table, "Account");
        var account = number is SecureString secure ? new NetworkCredential(string.Empty, secure).Password : number?.ToString();
        using var key = ToSecureString(name, Find(table, "Code"));
        using var pin = ToSecureString(name, Find(table, "Pin"));
        return new WithdrawAccount(account, key, pin);
    }

    private static object? Find(IDictionary table, string key)
    {
        foreach (DictionaryEntry entry in table)
        {
            if (string.Equals(entry.Key as string, key, StringComparison.OrdinalIgnoreCase))
            {
                return entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value;
            }
        }

        return null;
    }

    private static SecureString? ToSecureString(string name, object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case SecureString secure:
                return secure.Copy();
            case string text:
                var copy = new SecureString();
                foreach (var character in text)
                {
                    copy.AppendChar(character);
                }

                return copy;
            default:
                throw CommandMessages.SecretOfOtherType(name, "hashtable with a " + value.GetType().Name);
        }
    }
}
