using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Aqayepardakht.Commands.Tests.Help;

/// <summary>The error ids that the module can give, gathered from its source, so that a new one cannot be forgotten in the help.</summary>
internal static partial class ErrorIds
{
    /// <summary>Every id, such as <c>AqpInsufficientBalance</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names().Distinct().Select(name => "Aqp" + name).Order(StringComparer.Ordinal)];

    /// <summary>The ids that a text names.</summary>
    public static IReadOnlyList<string> In(string text) => [.. IdInText().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Names()
    {
        var source = Path.Combine(CommandHelp.ModuleFolder, "src");
        var files = Directory.EnumerateFiles(Path.Combine(source, "Aqayepardakht.Withdraw"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(source, "Aqayepardakht.PowerShell"), "*.cs", SearchOption.AllDirectories));
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            foreach (var pattern in new[] { NameOfException(), NameOfTableRow(), NameOfUnlistedCode(), NameOfKind() })
            {
                foreach (Match name in pattern.Matches(text))
                {
                    yield return name.Groups[1].Value;
                }
            }
        }

        foreach (Match kind in EnumMember().Matches(File.ReadAllText(Path.Combine(source, "Aqayepardakht.Withdraw", "Errors", "InputErrorKind.cs"))))
        {
            // No parameter is a count that the client checks.
            if (kind.Groups[1].Value != "Count")
            {
                // The id of an encryption key is shorter than its kind: scripts know it.
                yield return "Invalid" + (kind.Groups[1].Value == "EncryptionKey" ? "Key" : kind.Groups[1].Value);
            }
        }
    }

    /// <summary>The name is the first argument of an exception's constructor: <c>new("JournalBusy", …</c> or <c>base("OutcomeUnknown", …</c>.</summary>
    [GeneratedRegex("""(?:\bnew(?: \w+Exception)?|\bbase)\(\s*"([A-Z][a-z]\w+)",(?>\s*)(?!")""")]
    private static partial Regex NameOfException();

    [GeneratedRegex("""Row\([^,]+, "([A-Z]\w+)["]""")]
    private static partial Regex NameOfTableRow();

    [GeneratedRegex("""error\?\.Name \?\? "(\w+)["]""")]
    private static partial Regex NameOfUnlistedCode();

    /// <summary>A kind of error and its name: <c>JournalErrorKind.Busy => "JournalBusy"</c>.</summary>
    [GeneratedRegex("""=> "((?:Gateway|Journal|Idempotency|NotRes)\w+)["]""")]
    private static partial Regex NameOfKind();

    [GeneratedRegex(@"^    ([A-Z]\w+),", RegexOptions.Multiline)]
    private static partial Regex EnumMember();

    [GeneratedRegex(@"\bAqp[A-Z]\w+")]
    private static partial Regex IdInText();
}
