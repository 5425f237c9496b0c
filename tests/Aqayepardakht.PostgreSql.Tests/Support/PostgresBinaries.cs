using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace Aqayepardakht.PostgreSql.Tests;

/// <summary>Where the programs of PostgreSQL and PgBouncer lie, and how they are run.</summary>
internal static class PostgresBinaries
{
    /// <summary>The folder of initdb and pg_ctl of the newest version that is installed; null where there is none.</summary>
    public static string? Folder { get; } = FindFolder();

    /// <summary>The program; null where it is not installed. Debian keeps it where a user's path need not lead.</summary>
    public static string? PgBouncer { get; } =
        FoldersOnPath.Append("/usr/sbin").Select(folder => Path.Combine(folder, "pgbouncer")).FirstOrDefault(File.Exists);

    /// <summary>The server refuses to run as root, who therefore becomes the user postgres.</summary>
    public static bool RunsAsPostgres { get; } = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has its output.</exception>
    /// <returns>Its output without the last line end.</returns>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(Prepare(program, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}{error.Result}");
        }

        return output.TrimEnd('\n');
    }

    public static ProcessStartInfo Prepare(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        string[] command = RunsAsPostgres ? ["runuser", "-u", "postgres", "--", program, .. arguments] : [program, .. arguments];
        start.FileName = command[0];
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static string[] FoldersOnPath => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);

    private static string? FindFolder()
    {
        // Debian keeps each version in a folder of its own, none of them on the path.
        const string Debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : FoldersOnPath;
        return OperatingSystem.IsWindows() ? null : folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}

/// <summary>A test that needs a PostgreSQL server of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresSkip.Reason;
}

/// <inheritdoc cref="PostgresFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresSkip.Reason;
}

/// <summary>A test that needs a PgBouncer before a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PgBouncerFactAttribute : FactAttribute
{
    public PgBouncerFactAttribute() =>
        Skip = PostgresSkip.Reason ?? (PostgresBinaries.PgBouncer is null ? "PgBouncer is not installed (Debian: apt-get install pgbouncer)." : null);
}

internal static class PostgresSkip
{
    public static string? Reason { get; } =
        PostgresBinaries.Folder is null ? "PostgreSQL is not installed (Debian: apt-get install postgresql)." : null;
}
