using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Help;

public sealed class CommandHelpTests(CommandHelpTests.ImportedModule module) : IClassFixture<CommandHelpTests.ImportedModule>
{
    /// <summary>As wide as an indented line may be on a screen of 80 columns.</summary>
    private const int MaxLineLength = 76;

    public static TheoryData<string> Languages => ["en-US", "fa-IR"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Exactly_the_exported_commands_have_help(string language)
    {
        var described = CommandHelp.Read(language);

        Assert.Equal(module.Commands.Select(command => command.Name).Order(), described.Select(command => command.Name));
        Assert.All(described, command => Assert.Equal(command.Name, command.VerbAndNoun));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Exactly_the_parameters_of_a_command_have_help(string language) =>
        Assert.All(CommandHelp.Read(language), help => Assert.Equal(
            module.ParameterNames(help.Name).Order(),
            help.Parameters.Select(parameter => parameter.Name).Order()));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nothing_is_left_empty(string language) => Assert.All(CommandHelp.Read(language), help =>
    {
        Assert.All(help.Prose, text => Assert.NotEmpty(text));
        Assert.NotEmpty(help.Inputs);
        Assert.NotEmpty(help.Outputs);
        Assert.All(help.Inputs.Concat(help.Outputs), type => Assert.NotEmpty(type.Type));
        Assert.All(help.Parameters, parameter => Assert.NotEmpty(parameter.Default));
        Assert.True(help.Examples.Count >= 3, help.Name + " has fewer than three examples.");
        Assert.All(help.Examples, example => Assert.NotEmpty(example.Code));
    });

    [Fact]
    public void The_Persian_help_is_Persian_and_the_English_help_is_not()
    {
        Assert.All(CommandHelp.Read("fa-IR").SelectMany(help => help.Prose), text => Assert.Matches(@"\p{IsArabic}{2}", text));
        Assert.All(CommandHelp.Read("en-US").SelectMany(help => help.Prose), text => Assert.DoesNotMatch(@"\p{IsArabic}", text));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_parameter_is_what_the_help_says(string language) => Assert.All(CommandHelp.Read(language), help =>
    {
        foreach (var parameter in help.Parameters)
        {
            var uses = module.ParameterSets(help.Name).SelectMany(set => set.Parameters).Where(use => use.Name == parameter.Name).Select(ParameterHelp.Of).ToArray();
            var expected = uses[0] with { Required = uses.Any(use => use.Required), Value = uses[0].Type };
            Assert.Equal(expected, parameter with { Description = string.Empty, Default = string.Empty });
        }
    });

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_syntax_has_each_way_to_call_the_command(string language) => Assert.All(CommandHelp.Read(language), help =>
    {
        var expected = module.ParameterSets(help.Name)
            .OrderByDescending(set => set.IsDefault)
            .Select(set => set.Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name)).Select(parameter => ParameterHelp.Of(parameter).Bare()))
            .ToArray();
        Assert.Equal(expected.Length, help.Syntax.Count);
        for (var index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index].OrderBy(parameter => parameter.Name), help.Syntax[index].OrderBy(parameter => parameter.Name));

            // As people read it: what has a position comes first, then what has to be given.
            var ranks = help.Syntax[index].Select(parameter => parameter.Position != "named" ? parameter.Position : parameter.Required ? "m" : "n");
            Assert.Equal(ranks.Order(StringComparer.Ordinal), ranks);
        }
    });

    [Fact]
    public void The_outputs_are_those_that_the_commands_declare() => Assert.All(CommandHelp.Read("en-US"), help =>
    {
        var declared = module.Command(help.Name).OutputType.Select(type => type.Name).ToArray();
        Assert.Equal(declared.Length == 0 ? ["None"] : declared, help.Outputs.Select(output => output.Type));
    });

    [Fact]
    public void Both_languages_have_the_same_examples_links_and_error_ids()
    {
        foreach (var (english, persian) in CommandHelp.Read("en-US").Zip(CommandHelp.Read("fa-IR")))
        {
            Assert.Equal(english.Examples.Select(example => example.Code), persian.Examples.Select(example => example.Code));
            Assert.Equal(english.Links, persian.Links);
            Assert.Equal(ErrorIds.In(english.Notes), ErrorIds.In(persian.Notes));
            Assert.Equal(english.Parameters.Select(parameter => parameter.Name), persian.Parameters.Select(parameter => parameter.Name));
        }
    }

    [Fact]
    public void The_notes_name_only_errors_that_exist() =>
        Assert.All(CommandHelp.Read("en-US"), help => Assert.Subset(ErrorIds.All.ToHashSet(), ErrorIds.In(help.Notes).ToHashSet()));

    [Fact]
    public void Each_link_leads_somewhere()
    {
        var places = module.Commands.Select(command => command.Name).Concat(AboutTopicTests.Topics).ToHashSet();
        Assert.All(CommandHelp.Read("en-US"), help =>
        {
            Assert.Subset(places, help.Links.ToHashSet());
            Assert.DoesNotContain(help.Name, help.Links);
            Assert.Subset(help.Links.ToHashSet(), AboutTopicTests.Topics.ToHashSet());
        });
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_line_fits_on_the_screen(string language) => Assert.All(CommandHelp.Read(language), help =>
    {
        var lines = help.Prose.Concat(help.Examples.Select(example => example.Code)).SelectMany(text => text.Split('\n'));
        Assert.All(lines, line => Assert.True(line.Length <= MaxLineLength, line));
    });

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_file_ends_its_lines_as_the_others_do(string language)
    {
        var text = File.ReadAllText(CommandHelp.FileOf(language));

        Assert.DoesNotContain('\t', text);
        Assert.DoesNotMatch(new Regex(" +$", RegexOptions.Multiline), text.ReplaceLineEndings("\n"));
    }

    /// <summary>The commands of the imported module.</summary>
    public sealed class ImportedModule : IDisposable
    {
        private readonly ModuleSession _session = ModuleSession.WithoutSandbox();

        public ImportedModule() =>
            Commands = [.. _session.Run("Get-Command -Module Aqayepardakht").Succeeded().Output.Select(command => (CmdletInfo)command.BaseObject)];

        public IReadOnlyList<CmdletInfo> Commands { get; }

        public CmdletInfo Command(string name) => Commands.Single(command => command.Name == name);

        public IEnumerable<string> ParameterNames(string command) => Command(command).Parameters.Keys.Except(Cmdlet.CommonParameters);

        public IEnumerable<CommandParameterSetInfo> ParameterSets(string command) => Command(command).ParameterSets;

        public void Dispose() => _session.Dispose();
    }
}
