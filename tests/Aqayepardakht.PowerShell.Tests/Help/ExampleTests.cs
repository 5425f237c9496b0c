using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Help;

/// <summary>The place where journals lie belongs to the process, so that nothing else may run beside these.</summary>
[CollectionDefinition("State folder", DisableParallelization = true)]
public sealed class TestsOfTheStateFolder;

/// <summary>
/// Runs each example of the English help as it is printed, with <c>$sandbox</c> connected and a payouts.csv in the current folder.
/// The bare engine has only its own commands; examples that need more of PowerShell are run by tests/Pester/Help.Tests.ps1.
/// </summary>
[Collection("State folder")]
public sealed class ExampleTests : IDisposable
{
    private const string StateHome = "XDG_STATE_HOME";

    /// <summary>What a person types and what another module keeps is stood in for; all else is real.</summary>
    private const string StandIns = """
        New-Module -Name Microsoft.PowerShell.SecretManagement -ScriptBlock {
            $vault = @{}
            function Set-Secret { param($Name, $Secret) $vault[$Name] = $Secret }
            function Get-Secret { [CmdletBinding()] param($Name, $Vault) $script:vault[$Name] }
        } | Import-Module
        function Get-Credential { $sandbox.Credential }
        function Read-Host { param($Prompt, [switch] $AsSecureString) $sandbox.Pin }
        """;

    /// <summary>PowerShell's own commands that examples use and the bare engine does not have.</summary>
    private static readonly string[] CommandsOfPowerShell = ["Export-Csv", "Format-List", "Format-Table", "Get-Date", "Import-Csv", "Measure-Object", "Select-Object"];

    private readonly string? _stateHome = Environment.GetEnvironmentVariable(StateHome);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aqp-examples-");

    public ExampleTests()
    {
        Environment.SetEnvironmentVariable(StateHome, _folder.FullName);
        File.WriteAllText(Path.Combine(_folder.FullName, "payouts.csv"), "Amount,Iban,IdempotencyKey\n1500000,IR270170000000100324200001,INV-1405-0201\n");
    }

    public static TheoryData<string, string> ForTheEngine => Examples(needsPowerShell: false);

    public static TheoryData<string, string> ForPowerShell => Examples(needsPowerShell: true);

    [Theory]
    [MemberData(nameof(ForTheEngine))]
    public void An_example_runs(string title, string code)
    {
        Assert.NotEmpty(title);
        using var session = ModuleSession.Connected(sandbox: string.Empty);
        session.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($folder); " + StandIns, ("folder", _folder.FullName)).Succeeded();

        session.Run(code).Succeeded();
    }

    [Theory]
    [MemberData(nameof(ForPowerShell))]
    public void An_example_for_PowerShell_is_whole_and_is_run_there(string title, string code)
    {
        Assert.NotEmpty(title);
        Parser.ParseInput(code, out _, out var errors);
        Assert.Empty(errors);

        // That test reads the same file and leaves no example out.
        var pester = File.ReadAllText(Path.Combine(CommandHelp.ModuleFolder, "tests", "Pester", "Help.Tests.ps1"));
        Assert.Contains("Help/en-US/Aqayepardakht.PowerShell.dll-Help.xml", pester, StringComparison.Ordinal);
        Assert.DoesNotContain("-Skip", pester, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_example_is_run_somewhere()
    {
        var all = CommandHelp.Read("en-US").Sum(help => help.Examples.Count);

        Assert.Equal(all, ForTheEngine.Count + ForPowerShell.Count);
        Assert.True(ForTheEngine.Count > all / 2);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(StateHome, _stateHome);
        _folder.Delete(recursive: true);
    }

    private static TheoryData<string, string> Examples(bool needsPowerShell)
    {
        var examples = new TheoryData<string, string>();
        foreach (var help in CommandHelp.Read("en-US"))
        {
            foreach (var (title, code, _) in help.Examples.Where(example => NeedsPowerShell(example.Code) == needsPowerShell))
            {
                examples.Add(help.Name + ", " + title.Trim('-', ' '), code);
            }
        }

        return examples;
    }

    /// <summary>A command that neither the engine nor this list has does not excuse an example: it is run here and fails.</summary>
    private static bool NeedsPowerShell(string code) => CommandsIn(code).Intersect(CommandsOfPowerShell).Any();

    private static IEnumerable<string> CommandsIn(string code) => Parser.ParseInput(code, out _, out _)
        .FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
        .Select(node => ((CommandAst)node).GetCommandName());
}
