using System;
#if NET
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
#endif

namespace Aqayepardakht.Commands;

/// <summary>
/// The assembly that keeps journals in PostgreSQL. It and what it needs are loaded on first use, apart from everything else in the process,
/// so that another module's Npgsql neither disturbs it nor is disturbed.
/// </summary>
internal static class PostgresLibrary
{
#if NET
    private static readonly Lazy<ConstructorInfo> Database = new(() =>
        new LibraryContext().LoadLibrary().GetType("Aqayepardakht.PostgreSql.PostgresJournalDatabase", throwOnError: true)!
            .GetConstructor([typeof(string), typeof(string), typeof(Func<string>)])!);

    /// <summary>Takes a database; nothing is connected yet.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <param name="userName">The role; null for the string's own.</param>
    /// <param name="password">Gives the role's password; null for the string's own.</param>
    /// <exception cref="InvalidInputException">It is no connection string, or names no host or no database.</exception>
    public static IJournalDatabase Open(string connectionString, string? userName, Func<string>? password) =>
        (IJournalDatabase)Database.Value.Invoke(
            BindingFlags.DoNotWrapExceptions, null, [connectionString, userName, password], CultureInfo.InvariantCulture);

    private sealed class LibraryContext() : AssemblyLoadContext("Aqayepardakht.PostgreSql")
    {
        private static readonly string Folder =
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(PostgresLibrary).Assembly.Location)!, "..", "PostgreSql"));

        public Assembly LoadLibrary() => LoadFromAssemblyPath(Path.Combine(Folder, "Aqayepardakht.PostgreSql.dll"));

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // The types of the journal must be the same on both sides.
            var shared = typeof(IJournalDatabase).Assembly;
            if (assemblyName.Name == shared.GetName().Name)
            {
                return shared;
            }

            var path = Path.Combine(Folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
#else
    /// <summary>Says that this needs PowerShell 7, whose .NET the driver is made for.</summary>
    public static IJournalDatabase Open(string connectionString, string? userName, Func<string>? password) =>
        throw JournalMessages.NeedsPowerShell7();
#endif
}
