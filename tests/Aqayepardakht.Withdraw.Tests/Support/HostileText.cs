using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Aqayepardakht.Tests;

/// <summary>Texts that would make a terminal, a page or a person see what is not so.</summary>
internal static class HostileText
{
    private const string DirectionMarks = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private static readonly Regex StackFrame = new(@"\r?\n *(?=at |---)");

    public static readonly string[] All =
    [
        "\u001b[2J\u001b[1;1Hgone",
        "\u001b]0;another title\u0007",
        "\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\",
        "\u001b]52;c;ZWNobyBow6lsbG8=\u0007",
        "\u009b2J\u009d0;title\u009c",
        "one\r\n99999 Paid FAKE",
        "one\u202899999 Paid\u2029FAKE",
        "over\rwritten\b\b\bnow\u007f\u0000\u000b\u000c\u0085next",
        "\u202Eesrever\u202C and \u202Aembedded\u202B\u202D",
        "\u2066isolated\u2067\u2068\u2069",
        "1234\u200F5678\u200E9012\u061C3456",
    ];

    /// <summary>Fails when an object shows any character that commands or reorders, wherever it is shown.</summary>
    public static void AssertNoneIn(object shown)
    {
        foreach (var text in VisibleText.Of(shown))
        {
            // The frames of a stack trace have lines of their own, as has the object's name in .NET's ObjectDisposedException, and our Persian
            // sentences hold numbers together with U+200E.
            var shownText = StackFrame.Replace(text, " ").Replace("\nObject name: ", " ").Replace("\u200E", string.Empty);
            Assert.True(!shownText.Any(IsUnsafe), DisplayText.Clean(shownText));
        }
    }

    public static bool IsUnsafe(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' || DirectionMarks.Contains(character);
}
