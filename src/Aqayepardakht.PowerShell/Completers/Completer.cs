using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Aqayepardakht.Commands;

/// <summary>The base of all completers: offers the suggestions that begin with the text typed so far, quoted where necessary.</summary>
public abstract class Completer : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var typed = Normalize((wordToComplete ?? string.Empty).Trim('\'', '"'));
        return Suggest(fakeBoundParameters)
            .Where(suggestion => suggestion.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(suggestion =>
                new CompletionResult(Quote(suggestion.Text), suggestion.Text, CompletionResultType.ParameterValue, suggestion.ToolTip));
    }

    /// <summary>All suggestions, the most likely first.</summary>
    private protected abstract IEnumerable<(string Text, string ToolTip)> Suggest(IDictionary boundParameters);

    /// <summary>The typed text in the form that the suggestions have.</summary>
    private protected virtual string Normalize(string typed) => typed;

    /// <summary>Normalizes the digits of a typed number and adds its prefix, such as IR, if that is missing.</summary>
    private protected static string WithPrefix(string prefix, string typed)
    {
        var normalized = InputText.Normalize(typed);
        return normalized is [>= '0' and <= '9', ..] ? prefix + normalized : normalized;
    }

    private static string Quote(string text) =>
        text.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.')
            ? text
            : "'" + text.Replace("'", "''") + "'";
}
