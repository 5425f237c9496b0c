using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace Aqayepardakht.Tests;

/// <summary>Everything that a log, a debugger or a serializer could show of an object, in both languages.</summary>
internal static class VisibleText
{
    public static IReadOnlyList<string> Of(object root)
    {
        var texts = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var before = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var language in new[] { "en-US", "fa-IR" })
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                seen.Clear();
                Walk(root, texts, seen);
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        return texts;
    }

    private static void Walk(object? value, List<string> texts, HashSet<object> seen)
    {
        if (value is null or Type or MemberInfo or Delegate || !seen.Add(value))
        {
            return;
        }

        texts.Add(value.ToString() ?? string.Empty);
        if (value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Walk(item, texts, seen);
            }
        }

        if (value is DictionaryEntry entry)
        {
            Walk(entry.Key, texts, seen);
            Walk(entry.Value, texts, seen);
        }

        if (value is not Exception && value.GetType().Namespace?.StartsWith("Aqayepardakht", StringComparison.Ordinal) != true)
        {
            return;
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            Walk(property.GetValue(value), texts, seen);
        }
    }
}
