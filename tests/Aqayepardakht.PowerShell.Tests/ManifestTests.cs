using System;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

public sealed class ManifestTests
{
    [Fact]
    public void The_module_exports_exactly_its_cmdlets()
    {
        using var session = ModuleSession.WithoutSandbox();

        var module = (PSModuleInfo)session.Run("Get-Module Aqayepardakht").Succeeded().Only().BaseObject;

        Assert.Equal(
            [
                "Connect-AqpAccount",
                "Disconnect-AqpAccount",
                "Get-AqpConnection",
                "Get-AqpErrorCode",
                "Get-AqpWithdrawal",
                "Get-AqpWithdrawalJournal",
                "Get-AqpWithdrawalList",
                "New-AqpWithdrawal",
                "Start-AqpSandbox",
                "Stop-AqpSandbox",
                "Wait-AqpWithdrawal",
            ],
            module.ExportedCommands.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(module.ExportedCommands.Count, module.ExportedCmdlets.Count);
        Assert.Empty(module.ExportedVariables);
        Assert.Empty(module.ExportedAliases);
    }

    [Fact]
    public void Every_cmdlet_of_the_assembly_is_in_the_manifest()
    {
        using var session = ModuleSession.WithoutSandbox();
        var module = (PSModuleInfo)session.Run("Get-Module Aqayepardakht").Succeeded().Only().BaseObject;

        var cmdlets = Assert.Single(module.NestedModules).ImplementingAssembly.GetExportedTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>())
            .Select(attribute => $"{attribute.VerbName}-{attribute.NounName}")
            .ToArray();

        Assert.NotEmpty(cmdlets);
        Assert.Equal(cmdlets.Order(StringComparer.Ordinal), module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_command_says_which_objects_it_gives()
    {
        using var session = ModuleSession.WithoutSandbox();

        var silent = session.Run("Get-Command -Module Aqayepardakht").Succeeded().Output
            .Select(item => (CmdletInfo)item.BaseObject)
            .Where(command => command.Verb is not ("Disconnect" or "Stop") && command.OutputType.Count == 0)
            .Select(command => command.Name);

        Assert.Empty(silent);
    }

    [Theory]
    [InlineData("Get-AqpWithdrawal")]
    [InlineData("Get-AqpWithdrawalList")]
    [InlineData("New-AqpWithdrawal")]
    [InlineData("Wait-AqpWithdrawal")]
    public void Commands_for_an_account_take_it_in_four_ways(string name)
    {
        using var session = ModuleSession.WithoutSandbox();

        var command = (CmdletInfo)session.Run($"Get-Command {name}").Succeeded().Only().BaseObject;

        Assert.Equal("Current", command.DefaultParameterSet);
        Assert.Equal(["Connection", "Credential", "Current", "Secret"], command.ParameterSets.Select(set => set.Name).Order(StringComparer.Ordinal));
        Assert.Contains("Endpoint", command.Parameters.Keys);
        Assert.Contains("TimeoutSec", command.Parameters.Keys);
    }

    [Fact]
    public void Only_the_command_that_moves_money_asks_by_itself()
    {
        using var session = ModuleSession.WithoutSandbox();

        var asking = session.Run("Get-Command -Module Aqayepardakht").Succeeded().Output
            .Select(item => (CmdletInfo)item.BaseObject)
            .Where(command => ((CmdletAttribute)Attribute.GetCustomAttribute(command.ImplementingType, typeof(CmdletAttribute))!) is
            {
                SupportsShouldProcess: true,
                ConfirmImpact: ConfirmImpact.High,
            })
            .Select(command => command.Name);

        Assert.Equal(["New-AqpWithdrawal"], asking);
    }
}
