using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;

namespace Aqayepardakht.Shell;

/// <summary>A question with a few answers, such as whether to go on, asked as pwsh asks it.</summary>
internal sealed class ChoiceQuestion(Questions questions, IEnumerable<ChoiceDescription> choices, int defaultChoice)
{
    private readonly Choice[] _choices = [.. choices.Select(Choice.From)];

    internal int Ask(string? caption, string? message)
    {
        questions.ShowHeading(caption, message);
        var list = Describe();
        while (true)
        {
            var answer = questions.ReadLine(list).Trim();
            if (answer == "?")
            {
                ShowHelp();
            }
            else if (Pick(answer) is { } picked)
            {
                return picked;
            }
        }
    }

    private int? Pick(string answer)
    {
        if (answer.Length == 0)
        {
            return defaultChoice >= 0 ? defaultChoice : null;
        }

        var picked = Array.FindIndex(_choices, choice => choice.IsNamed(answer));
        return picked >= 0 ? picked : null;
    }

    private string Describe()
    {
        var list = new StringBuilder();
        for (var index = 0; index < _choices.Length; index++)
        {
            var text = $"[{_choices[index].HotKey}] {_choices[index].Label}";
            list.Append(index == defaultChoice ? PSStyle.Instance.Foreground.BrightYellow + text + PSStyle.Instance.Reset : text).Append("  ");
        }

        list.Append("[?] Help ");
        if (defaultChoice >= 0)
        {
            list.Append(CultureInfo.InvariantCulture, $"(default is \"{_choices[defaultChoice].Name}\"): ");
        }

        return list.ToString();
    }

    private void ShowHelp()
    {
        foreach (var choice in _choices)
        {
            questions.ShowLine($"{choice.Name} - {choice.Help}");
        }
    }

    private sealed record Choice(string HotKey, string Label, string Help)
    {
        internal string Name => HotKey.Length > 0 ? HotKey : Label;

        internal static Choice From(ChoiceDescription description)
        {
            // The letter after "&" is the one to press.
            var mark = description.Label.IndexOf('&', StringComparison.Ordinal);
            var hotKey = mark >= 0 && mark + 1 < description.Label.Length
                ? description.Label.Substring(mark + 1, 1).ToUpperInvariant()
                : "";
            return new Choice(hotKey, mark >= 0 ? description.Label.Remove(mark, 1) : description.Label, description.HelpMessage);
        }

        internal bool IsNamed(string answer) =>
            string.Equals(answer, Label, StringComparison.OrdinalIgnoreCase)
            || string.Equals(answer, HotKey, StringComparison.OrdinalIgnoreCase);
    }
}
