using System;
using System.Collections;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace Aqayepardakht.Commands;

/// <summary>Reads an account out of a vault with SecretManagement's own <c>Get-Secret</c>.</summary>
internal static class VaultAccountReader
{
    private const string GetSecret = @"Microsoft.PowerShell.SecretManagement\Get-Secret";

    /// <exception cref="CommandException">
    /// SecretManagement is not installed, or the secret cannot be read, has another type or lacks a required value.
    /// </exception>
    /// <exception cref="InvalidInputException">The account number or the encryption key in the secret is empty.</exception>
    public static StoredAccount Read(PSCmdlet command, string name, string? vault)
    {
        if (command.InvokeCommand.GetCommand(GetSecret, CommandTypes.Cmdlet | CommandTypes.Function) is null)
        {
            throw ConnectionMessages.SecretManagementMissing();
        }

        var secret = GetSecretValue(name, vault);
        return secret switch
        {
            PSCredential credential => new StoredAccount(new WithdrawAccount(credential.UserName, credential.Password)),
            IDictionary table => FromTable(name, table),
            _ => throw ConnectionMessages.SecretOfOtherType(name, secret?.GetType().Name ?? "$null"),
        };
    }

    private static object? GetSecretValue(string name, string? vault)
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
            // The inner message is the vault's; the outer one only says that -ErrorAction Stop ended the command.
            throw ConnectionMessages.SecretNotRead(name, exception.ErrorRecord?.Exception?.Message ?? exception.Message);
        }

        return found.FirstOrDefault()?.BaseObject;
    }

    private static StoredAccount FromTable(string name, IDictionary table)
    {
        var account = ToText(Require(name, table, "Account"));
        using var encryptionKey = ToSecureString(name, Require(name, table, "Code"));
        using var pin = ToSecureString(name, ArgumentValue.Unwrap(Find(table, "Pin")?.Value));
        var journalDatabase = ToText(ArgumentValue.Unwrap(Find(table, "JournalDatabase")?.Value));
        return new StoredAccount(new WithdrawAccount(account, encryptionKey, pin), journalDatabase);
    }

    private static string? ToText(object? value) =>
        value is SecureString secure ? new NetworkCredential(string.Empty, secure).Password : value?.ToString();

    private static object? Require(string name, IDictionary table, string valueName)
    {
        if (Find(table, valueName) is { } entry)
        {
            return ArgumentValue.Unwrap(entry.Value);
        }

        var given = table.Keys.Cast<object>().Select(key => key.ToString()).OrderBy(key => key, StringComparer.Ordinal);
        throw ConnectionMessages.SecretLacks(name, valueName, string.Join(", ", given));
    }

    private static DictionaryEntry? Find(IDictionary table, string valueName)
    {
        foreach (DictionaryEntry entry in table)
        {
            if (string.Equals(entry.Key.ToString(), valueName, StringComparison.OrdinalIgnoreCase))
            {
                return entry;
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
                throw ConnectionMessages.SecretOfOtherType(name, "hashtable with a " + value.GetType().Name);
        }
    }
}
