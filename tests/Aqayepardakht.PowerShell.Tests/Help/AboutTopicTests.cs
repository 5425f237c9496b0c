using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Aqayepardakht.Commands.Tests.Help;

public sealed class AboutTopicTests
{
    private const int MaxLineLength = 76;

    public static string[] Topics { get; } = ["about_Aqayepardakht", "about_AqayepardakhtSandbox"];

    public static TheoryData<string, string> Pages => new()
    {
        { "en-US", Topics[0] },
        { "en-US", Topics[1] },
        { "fa-IR", Topics[0] },
        { "fa-IR", Topics[1] },
    };

    [Theory]
    [InlineData("en-US")]
    [InlineData("fa-IR")]
    public void Every_error_id_has_a_paragraph(string language)
    {
        var text = Read(language, Topics[0]);

        // Each is a line of its own, with what to do below it.
        var described = Regex.Matches(text, @"^    (Aqp\w+)\n {8}\S", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(ErrorIds.All, described.Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void The_source_gives_the_ids_of_every_kind()
    {
        // What keeps the test above from passing because it looks for nothing.
        string[] known =
        [
            "AqpInsufficientBalance", "AqpInvalidIban", "AqpInvalidIdempotencyKey", "AqpOutcomeUnknown", "AqpGatewayUnreachable", "AqpGatewayTimeout",
            "AqpProtocolError", "AqpGatewayError", "AqpJournalBusy", "AqpJournalResultNotWritten", "AqpIdempotencyKeyConflict", "AqpNotConnected",
            "AqpDisconnected", "AqpSecretManagementMissing", "AqpWaitTimeout", "AqpSandboxNotStarted", "AqpUnknownErrorCode",
        ];
        Assert.Subset(ErrorIds.All.ToHashSet(), known.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_topic_begins_as_Get_Help_reads_it(string language, string topic)
    {
        var lines = Read(language, topic).Split('\n');

        Assert.Equal("    " + topic, lines[1]);
        Assert.Empty(lines[2]);
        Assert.Matches(@"^\S", lines[3]);

        // Get-Help takes the fifth line for the synopsis.
        Assert.Matches(@"^    \S.*\.$", lines[4]);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_lines_of_a_topic_fit_on_the_screen(string language, string topic)
    {
        var lines = Read(language, topic).Split('\n');

        Assert.All(lines, line => Assert.True(line.Length <= MaxLineLength, line));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.DoesNotContain(lines, line => line.Contains('\t', System.StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_topic_is_in_its_language(string language, string topic)
    {
        var headings = Regex.Matches(Read(language, topic), @"^\S.*$", RegexOptions.Multiline).Select(match => match.Value).ToArray();

        Assert.True(headings.Length > 8);
        Assert.All(headings, heading => Assert.Matches(language == "fa-IR" ? @"\p{IsArabic}{2}" : "^[A-Z ]+$", heading));
    }

    [Fact]
    public void Both_languages_of_a_topic_have_the_same_code() => Assert.All(Topics, topic =>
    {
        var english = IndentedBlocks(Read("en-US", topic));
        var persian = IndentedBlocks(Read("fa-IR", topic));
        Assert.Equal(english.Length, persian.Length);
        Assert.Equal(english.Where((_, index) => IsCode(persian[index])), persian.Where(IsCode));
    });

    [Theory]
    [InlineData("en-US")]
    [InlineData("fa-IR")]
    public void The_sandbox_topic_has_each_fault_and_dialect(string language)
    {
        using var session = ModuleSession.Open();
        var names = session.Run(
            "'Fault', 'Dialect' | ForEach-Object { [enum]::GetNames((Get-Command Start-AqpSandbox).Parameters[$_].ParameterType.GetElementType()) }").Succeeded().Output;
        var properties = session.Run("$sandbox.PSObject.Properties.Name").Succeeded().Output;

        var described = Regex.Matches(Read(language, Topics[1]), @"^    (\w+)\n {8}\S", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        Assert.Equal(Sorted(names.Select(name => name.ToString())), Sorted(described.Except(properties.Select(property => property.ToString()))));
    }

    private static string Read(string language, string topic) =>
        File.ReadAllText(Path.Combine(CommandHelp.ModuleFolder, language, topic + ".help.txt"), new UTF8Encoding(false, throwOnInvalidBytes: true)).ReplaceLineEndings("\n");

    /// <summary>Code and tables: what stands between two empty lines and is all indented twice.</summary>
    private static string[] IndentedBlocks(string text) =>
        [.. text.Split("\n\n").Where(block => block.Split('\n', System.StringSplitOptions.RemoveEmptyEntries).All(line => line.StartsWith("        ", System.StringComparison.Ordinal)))];

    private static string[] Sorted(System.Collections.Generic.IEnumerable<string> names) => [.. names.Order(System.StringComparer.Ordinal)];

    private static bool IsCode(string block) => Ascii.IsValid(block);
}
