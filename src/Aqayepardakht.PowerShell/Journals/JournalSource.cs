using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Commands;

/// <summary>Which journal a connection or a command uses: a file, or a database that many machines share.</summary>
internal sealed class JournalSource : IDisposable
{
    private readonly string? _path;
    private readonly SecureString? _password;

    private JournalSource(string? path, IJournalDatabase? database = null, SecureString? password = null)
    {
        _path = path;
        Database = database;
        _password = password;
    }

    /// <summary>The file of the account and the user that lies in its default place.</summary>
    public static JournalSource DefaultFile { get; } = new(null);

    /// <summary>The database; null for a file.</summary>
    public IJournalDatabase? Database { get; }

    /// <summary>A file of the user's own.</summary>
    public static JournalSource File(string path) => new(path);

    /// <summary>A database. Nothing is connected yet.</summary>
    /// <exception cref="InvalidInputException">The connection string is none.</exception>
    public static JournalSource InDatabase(string connectionString, PSCredential? credential)
    {
        if (credential is null)
        {
            return new JournalSource(null, PostgresLibrary.Open(connectionString, null, null));
        }

        // The credential may be disposed while the connection goes on.
        var password = credential.Password.Copy();
        var database = PostgresLibrary.Open(
            connectionString,
            credential.UserName,
            () => new NetworkCredential(string.Empty, password).Password);
        return new JournalSource(null, database, password);
    }

    /// <summary>The path of an account's file, or the name of the database.</summary>
    /// <exception cref="JournalException">It is the default file, and the user has no folder of their own.</exception>
    public string NameFor(string account, Uri endpoint) => Database?.Name ?? PathFor(account, endpoint);

    /// <summary>The path of an account's file; the default place where this is a database.</summary>
    /// <exception cref="JournalException">It is the default file, and the user has no folder of their own.</exception>
    public string PathFor(string account, Uri endpoint) => _path ?? WithdrawalJournal.DefaultPath(account, endpoint);

    /// <summary>Takes the journal of an account; nothing is read yet.</summary>
    public WithdrawalJournal Open(string account, Uri endpoint) =>
        Database?.Open(account, endpoint) ?? WithdrawalJournal.For(account, endpoint, _path);

    /// <summary>Reads the journal of an account. The first keyed payment begins it, so before that there are no entries.</summary>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string account, Uri endpoint, CancellationToken cancellationToken)
    {
        if (Database is not null)
        {
            return Database.ReadAsync(account, endpoint, cancellationToken);
        }

        var path = PathFor(account, endpoint);
        return Task.FromResult(System.IO.File.Exists(path) ? WithdrawalJournal.Read(path) : []);
    }

    /// <summary>Closes the connections to the database and forgets its password.</summary>
    public void Dispose()
    {
        Database?.Dispose();
        _password?.Dispose();
    }
}
