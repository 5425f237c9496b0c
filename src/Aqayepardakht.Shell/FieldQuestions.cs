using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Aqayepardakht.Shell;

/// <summary>Asks for values one by one, such as mandatory parameters that were left out.</summary>
internal sealed class FieldQuestions(Questions questions)
{
    private const string HelpCommand = "!?";

    internal Dictionary<string, PSObject> Ask(string? caption, string? message, IReadOnlyCollection<FieldDescription> fields)
    {
        questions.ShowHeading(caption, message);
        if (fields.Any(field => !string.IsNullOrEmpty(field.HelpMessage)))
        {
            questions.ShowLine($"(Type {HelpCommand} for Help.)");
        }

        var answers = new Dictionary<string, PSObject>();
        foreach (var field in fields)
        {
            answers.Add(field.Name, PSObject.AsPSObject(Ask(field, TypeOf(field))));
        }

        return answers;
    }

    /// <summary>Asks for the user name, unless it is known, and the password.</summary>
    internal PSCredential AskCredential(string? caption, string? message, string? userName)
    {
        questions.ShowHeading(caption, message);
        while (string.IsNullOrEmpty(userName))
        {
            userName = questions.ReadLine("User: ");
        }

        return new PSCredential(userName, questions.ReadSecret($"Password for user {userName}: "));
    }

    private object Ask(FieldDescription field, Type type)
    {
        if (type.IsAssignableTo(typeof(IList)))
        {
            return AskList(field, type.GetElementType() ?? typeof(object));
        }

        return AskOne(field, type, $"{field.Name}: ");
    }

    private ArrayList AskList(FieldDescription field, Type elementType)
    {
        // An empty line ends the list, as in pwsh.
        var items = new ArrayList();
        while (true)
        {
            var item = AskOne(field, elementType, $"{field.Name}[{items.Count}]: ", endsWithEmpty: true);
            if (item is null or "" or SecureString { Length: 0 })
            {
                return items;
            }

            items.Add(item);
        }
    }

    private object AskOne(FieldDescription field, Type type, string question, bool endsWithEmpty = false)
    {
        if (type == typeof(SecureString))
        {
            return questions.ReadSecret(question);
        }

        if (type == typeof(PSCredential))
        {
            questions.ShowLine(field.Name);
            return AskCredential(null, null, null);
        }

        while (true)
        {
            var answer = questions.ReadLine(question);
            if (answer == HelpCommand)
            {
                questions.ShowLine(string.IsNullOrEmpty(field.HelpMessage) ? $"No help is available for {field.Name}." : field.HelpMessage);
            }
            else if (endsWithEmpty && answer.Length == 0)
            {
                return answer;
            }
            else if (LanguagePrimitives.TryConvertTo(answer, type, CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }
            else
            {
                questions.ShowLine($"Cannot recognize \"{answer}\" as a {type} due to a format error.");
            }
        }
    }

    // A type that is not known here is asked for as text, which the engine converts.
    private static Type TypeOf(FieldDescription field)
    {
        if (!LanguagePrimitives.TryConvertTo<Type?>(field.ParameterAssemblyFullName, out var type))
        {
            LanguagePrimitives.TryConvertTo(field.ParameterTypeFullName, out type);
        }

        return type ?? typeof(string);
    }
}
