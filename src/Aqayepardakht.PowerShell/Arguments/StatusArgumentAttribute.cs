using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>
/// Takes states by name and by number, also those that the documentation does not list, since objects can show such a number;
/// PowerShell's own conversion refuses them.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StatusArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ArgumentValue.Unwrap(inputData) switch
    {
        null => null,
        WithdrawalStatus status => new[] { status },
        string text => new[] { Parse(text) },
        IEnumerable items => items.Cast<object?>().Select(item => Parse(ArgumentValue.Unwrap(item))).ToArray(),
        var value => new[] { Parse(value) },
    };

    /// <summary>Reads one state: a name, a number, or a state itself.</summary>
    public static bool TryParse(object? value, out WithdrawalStatus status)
    {
        var text = TextOf(value);
        status = default;
        return text.IndexOf(',') < 0 && Enum.TryParse(text, ignoreCase: true, out status);
    }

    private static WithdrawalStatus Parse(object? value) => TryParse(value, out var status)
        ? status
        : throw new ArgumentTransformationMetadataException(ArgumentMessages.NotAStatus(TextOf(value)).ToString());

    private static string TextOf(object? value) => InputText.Normalize(Convert.ToString(value, CultureInfo.InvariantCulture));
}
