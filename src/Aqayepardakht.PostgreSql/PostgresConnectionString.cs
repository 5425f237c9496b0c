using System;
using System.Net;
using Npgsql;

namespace Aqayepardakht.PostgreSql;

/// <summary>What a user wrote of a database, with what a journal needs where the user said nothing.</summary>
internal static class PostgresConnectionString
{
    /// <summary>How long to wait for a connection. A host that drops packets must not hold a payment up for long.</summary>
    private const int ConnectSeconds = 10;

    /// <summary>How long to wait for the response to one command; a step is a few rows found by index.</summary>
    private const int CommandSeconds = 15;

    /// <summary>Reads a connection string.</summary>
    /// <param name="text">As Npgsql takes it.</param>
    /// <param name="userName">The role, where it is given apart; null otherwise.</param>
    /// <exception cref="InvalidInputException">It is none, or names no host or no database.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text, string? userName)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            // The exception's text may quote the string, and so a password.
            throw new InvalidInputException(InputErrorKind.JournalDatabase, DatabaseErrors.NoConnectionString);
        }

        if (string.IsNullOrWhiteSpace(settings.Host) || string.IsNullOrWhiteSpace(settings.Database))
        {
            throw new InvalidInputException(InputErrorKind.JournalDatabase, DatabaseErrors.NoHostOrDatabase);
        }

        settings.Username = userName ?? settings.Username;
        if (!IsGiven(settings, "SSL Mode"))
        {
            settings.SslMode = IsLoopback(settings.Host) ? SslMode.Prefer : SslMode.VerifyFull;
        }

        if (!IsGiven(settings, "Timeout"))
        {
            settings.Timeout = ConnectSeconds;
        }

        if (!IsGiven(settings, "Command Timeout"))
        {
            settings.CommandTimeout = CommandSeconds;
        }

        if (settings.Host.Contains(',', StringComparison.Ordinal) && !IsGiven(settings, "Target Session Attributes"))
        {
            settings.TargetSessionAttributes = "primary";
        }

        // Nothing outlives a transaction, so that a pooler in transaction mode may stand before the server.
        settings.NoResetOnClose = true;
        settings.MaxAutoPrepare = 0;
        settings.Enlist = false;
        settings.IncludeErrorDetail = false;
        settings.ApplicationName ??= "Aqayepardakht";
        return settings;
    }

    /// <summary>The database as messages name it: without role and password.</summary>
    public static string NameOf(NpgsqlConnectionStringBuilder settings)
    {
        var port = settings.Port == NpgsqlConnection.DefaultPort ? string.Empty : FormattableString.Invariant($":{settings.Port}");
        return $"{settings.Database} on {settings.Host}{port}";
    }

    private static bool IsGiven(NpgsqlConnectionStringBuilder settings, string keyword) =>
        settings.ContainsKey(keyword) && settings.ShouldSerialize(keyword);

    private static bool IsLoopback(string hosts)
    {
        foreach (var one in hosts.Split(','))
        {
            var host = one.Trim();
            var colon = host.LastIndexOf(':');
            var name = colon > 0 && host.IndexOf(':', StringComparison.Ordinal) == colon ? host[..colon] : host;
            var isLoopback = name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith('/')
                || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
            if (!isLoopback)
            {
                return false;
            }
        }

        return true;
    }
}
