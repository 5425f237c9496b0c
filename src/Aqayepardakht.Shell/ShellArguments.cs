using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht.Shell;

/// <summary>The shell's command line, read.</summary>
/// <param name="Request">What to do.</param>
/// <param name="IsInteractive">Whether anybody may be asked anything.</param>
/// <param name="UICulture">The name of the culture that messages are in, or null for the environment's.</param>
internal sealed record ShellArguments(ShellRequest Request, bool IsInteractive, string? UICulture)
{
    /// <summary>Reads a command line. Everything after a script's path is the script's, everything after <c>-Command</c> is its text.</summary>
    internal static ShellArguments Parse(IReadOnlyList<string> arguments)
    {
        var isInteractive = true;
        string? uiCulture = null;
        ShellRequest request = new ShellRequest.QuickStart();

        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            var rest = arguments.Skip(index + 1).ToArray();
            switch (SwitchName(argument))
            {
                case null:
                    return Done(new ShellRequest.Script(argument, rest));

                case "file" or "f":
                    return Done(rest.Length == 0
                        ? new ShellRequest.Misuse("-File needs the path of a script.")
                        : new ShellRequest.Script(rest[0], rest[1..]));

                case "command" or "c":
                    return Done(ReadCommand(rest));

                case "":
                    return Done(rest.Length == 0
                        ? new ShellRequest.CommandFromInput()
                        : new ShellRequest.Misuse("Nothing may follow '-', which reads the command from standard input."));

                case "help" or "h" or "?":
                    return Done(new ShellRequest.Help());

                case "version" or "v":
                    return Done(new ShellRequest.Version());

                case "interactive" or "i":
                    request = new ShellRequest.Prompt();
                    break;

                case "noninteractive":
                    isInteractive = false;
                    break;

                case "uiculture":
                    if (rest.Length == 0)
                    {
                        return Done(new ShellRequest.Misuse("-UICulture needs the name of a culture, such as fa-IR."));
                    }

                    uiCulture = rest[0];
                    index++;
                    break;

                default:
                    return Done(new ShellRequest.Misuse($"Unknown switch '{argument}'."));
            }
        }

        return Done(request);

        ShellArguments Done(ShellRequest read) => new(read, isInteractive, uiCulture);
    }

    private static ShellRequest ReadCommand(string[] words) => words switch
    {
        [] => new ShellRequest.Misuse("-Command needs the text of a command, or '-' to read it from standard input."),
        ["-"] => new ShellRequest.CommandFromInput(),
        ["-", ..] => new ShellRequest.Misuse("Nothing may follow '-Command -', which reads the command from standard input."),
        _ => new ShellRequest.Command(string.Join(' ', words)),
    };

    /// <returns>The name in lower case, empty for a lone dash; null for what is not a switch.</returns>
    private static string? SwitchName(string argument)
    {
        if (!argument.StartsWith('-'))
        {
            return null;
        }

        var dashes = argument.Length > 2 && argument[1] == '-' ? 2 : 1;
        return argument[dashes..].ToLowerInvariant();
    }
}
