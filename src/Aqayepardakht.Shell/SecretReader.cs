using System;
using System.IO;
using System.Security;

namespace Aqayepardakht.Shell;

/// <summary>Reads a secret without showing it.</summary>
internal static class SecretReader
{
    /// <summary>Reads a secret that a person types.</summary>
    /// <returns>The secret, or null where Ctrl+D ends the input.</returns>
    /// <exception cref="OperationCanceledException">Ctrl+C was pressed.</exception>
    internal static SecureString? FromKeys()
    {
        using var keys = new KeyReader();
        var secret = new SecureString();
        while (true)
        {
            switch (KeyReader.Read())
            {
                case { Key: ConsoleKey.Enter }:
                    secret.MakeReadOnly();
                    return secret;

                case { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control }:
                    secret.Dispose();
                    throw new OperationCanceledException();

                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when secret.Length == 0:
                    secret.Dispose();
                    return null;

                case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                    secret.Clear();
                    break;

                case { Key: ConsoleKey.Backspace }:
                    if (secret.Length > 0)
                    {
                        secret.RemoveAt(secret.Length - 1);
                    }

                    break;

                case { KeyChar: var character } when !char.IsControl(character):
                    secret.AppendChar(character);
                    break;

                default:
                    break;
            }
        }
    }

    /// <summary>Reads a secret that is the next line of a file or a pipe.</summary>
    /// <returns>The secret, or null where the input has ended.</returns>
    internal static SecureString? FromLine(TextReader reader)
    {
        if (reader.ReadLine() is not { } line)
        {
            return null;
        }

        var secret = new SecureString();
        foreach (var character in line)
        {
            secret.AppendChar(character);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
