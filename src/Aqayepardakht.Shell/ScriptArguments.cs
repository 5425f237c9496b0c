using System.Collections.Generic;
using System.Management.Automation.Runspaces;

namespace Aqayepardakht.Shell;

/// <summary>The words after a script's path, bound as <c>pwsh -File</c> binds them.</summary>
internal static class ScriptArguments
{
    /// <summary>Tells parameters from values: <c>-Name</c> is a parameter, <c>-Name:value</c> both, anything else a value.</summary>
    internal static IEnumerable<CommandParameter> Bind(IReadOnlyList<string> words)
    {
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            var colon = word.IndexOf(':', System.StringComparison.Ordinal);
            if (word.Length < 2 || word[0] != '-')
            {
                yield return new CommandParameter(null, word);
            }
            else if (colon < 0)
            {
                // The engine knows whether the parameter is a switch or takes the next word.
                yield return new CommandParameter(word);
            }
            else if (colon < word.Length - 1)
            {
                yield return new CommandParameter(word[..colon], ToBooleanIfOne(word[(colon + 1)..]));
            }
            else if (index + 1 < words.Count)
            {
                yield return new CommandParameter(word[..colon], words[++index]);
            }
        }
    }

    /// <summary>A calling shell cannot pass a boolean, so <c>-Switch:$false</c> arrives as text.</summary>
    private static object ToBooleanIfOne(string text) =>
        bool.TryParse(text.StartsWith('$') ? text[1..] : text, out var value) ? value : text;
}
