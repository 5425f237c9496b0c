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

    private static WithdrawalStatus Parse(object? value)
    {
        if (value is WithdrawalStatus status)
        {
            return status;
        }

        var text = InputText.Normalize(Convert.ToString(value, CultureInfo.InvariantCulture));
        return text.IndexOf(',') < 0 && Enum.TryParse<WithdrawalStatus>(text, ignoreCase: true, out var parsed)
            ? parsed
            : throw new ArgumentTransformationMetadataException(ArgumentMessages.NotAStatus(text).ToString());
    }
}
