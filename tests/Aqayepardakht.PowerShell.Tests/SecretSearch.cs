using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Reflection;
using System.Text;

namespace Aqayepardakht.Commands.Tests;

/// <summary>Turns an object into all the text that anybody can get out of it through public properties, however deep.</summary>
internal sealed class SecretSearch
{
    private const int Deepest = 12;

    private readonly StringBuilder _text = new();
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    private SecretSearch()
    {
    }

    public static string TextOf(object? item)
    {
        var search = new SecretSearch();
        search.Add(item, 0);
        return search._text.ToString();
    }

    private void Add(object? item, int depth)
    {
        if (item is null || depth > Deepest)
        {
            return;
        }

        if (item is string || item.GetType().IsPrimitive || item.GetType().IsEnum)
        {
            _text.Append(item).Append('\n');
            return;
        }

        if (!_seen.Add(item))
        {
            return;
        }

        _text.Append(item).Append('\n');
        if (item is PSObject wrapped)
        {
            Add(wrapped.BaseObject, depth + 1);
            foreach (var property in wrapped.Properties)
            {
                Add(Read(() => property.Value), depth + 1);
            }

            return;
        }

        // The engine's own objects about commands and scripts lead to the whole session, and the types of .NET to all of it.
        if (item is Type or Assembly or MemberInfo or CommandInfo or PSModuleInfo or ScriptBlock or Delegate)
        {
            return;
        }

        if (item is IDictionary table)
        {
            foreach (DictionaryEntry entry in table)
            {
                Add(entry.Key, depth + 1);
                Add(entry.Value, depth + 1);
            }

            return;
        }

        if (item is IEnumerable items)
        {
            foreach (var child in items)
            {
                Add(child, depth + 1);
            }
        }

        foreach (var property in item.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0)
            {
                Add(Read(() => property.GetValue(item)), depth + 1);
            }
        }
    }

    private static object? Read(Func<object?> property)
    {
        try
        {
            return property();
        }
        catch (Exception exception) when (exception is TargetInvocationException or GetValueException or NotSupportedException or InvalidOperationException)
        {
            return exception.InnerException?.Message ?? exception.Message;
        }
    }
}
