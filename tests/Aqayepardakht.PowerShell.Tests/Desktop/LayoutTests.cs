using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Desktop;

/// <summary>What is shipped for which PowerShell, and where it lies.</summary>
public sealed class LayoutTests
{
    private static readonly string[] OwnAssemblies = ["Aqayepardakht.PowerShell.dll", "Aqayepardakht.Sandbox.dll", "Aqayepardakht.Withdraw.dll"];

    [Fact]
    public void PowerShell_7_gets_our_assemblies_and_no_other()
    {
        Assert.Equal(OwnAssemblies, Assemblies(BuiltModule.CoreFolder));
    }

    [Fact]
    public void The_journal_in_a_database_lies_apart_with_what_it_needs()
    {
        Assert.Equal(
            [
                "Aqayepardakht.PostgreSql.dll",
                "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
                "Microsoft.Extensions.Logging.Abstractions.dll",
                "Npgsql.dll",
                "System.Diagnostics.DiagnosticSource.dll",
            ],
            Assemblies(BuiltModule.DatabaseFolder));
    }

    [Fact]
    public void Windows_PowerShell_gets_the_dependencies_apart_from_ours()
    {
        Assert.Equal(OwnAssemblies, Assemblies(BuiltModule.DesktopFolder));
        Assert.Equal(
            [
                "Microsoft.Bcl.AsyncInterfaces.dll",
                "System.Buffers.dll",
                "System.Memory.dll",
                "System.Numerics.Vectors.dll",
                "System.Runtime.CompilerServices.Unsafe.dll",
                "System.Text.Encodings.Web.dll",
                "System.Text.Json.dll",
                "System.Threading.Tasks.Extensions.dll",
            ],
            Assemblies(BuiltModule.DependenciesFolder));
    }

    [Fact]
    public void PowerShell_7_gets_nothing_that_looks_for_assemblies()
    {
        using var module = new MetadataAssembly(Path.Combine(BuiltModule.CoreFolder, OwnAssemblies[0]));

        var members = module.Reader.MemberReferences.Select(handle => module.Reader.GetString(module.Reader.GetMemberReference(handle).Name));

        Assert.DoesNotContain("add_AssemblyResolve", members);
        Assert.Null(module.FindType("Aqayepardakht.Commands.ModuleDependencies"));
        Assert.Null(module.FindType("Aqayepardakht.Commands.ModuleStartup"));
    }

    /// <summary>It is loaded, and its types are read, before it can be asked for the dependencies; and it cannot look for what it needs itself.</summary>
    [Fact]
    public void The_assembly_that_finds_the_dependencies_needs_none_of_them()
    {
        using var module = new MetadataAssembly(Path.Combine(BuiltModule.DesktopFolder, OwnAssemblies[0]));

        Assert.Equal(
            ["Aqayepardakht.Sandbox", "Aqayepardakht.Withdraw", "System.Management.Automation", "netstandard"],
            module.References.Select(reference => reference.Name).Order(StringComparer.Ordinal));
    }

    private static string[] Assemblies(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.dll").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
