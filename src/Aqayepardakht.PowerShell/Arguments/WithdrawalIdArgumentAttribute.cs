using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>
/// Parses ids, also with Persian digits. PowerShell's own conversion would read 11111.5 as 11112, which is another withdrawal, and an
/// empty cell as 0. Other objects are passed on unchanged, so that PowerShell binds their property Id.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WithdrawalIdArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ArgumentValue.Unwrap(inputData) switch
    {
        object[] items => items.Select(item => Transform(engineIntrinsics, item)).ToArray(),
        string text => Parse(text),
        bool or char or Enum or DateTime => throw NotAnId($"{inputData}"),
        IConvertible value => Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        _ => inputData,
    };

    private static long Parse(string text) =>
        long.TryParse(InputText.Normalize(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw NotAnId(text.Trim());

    private static ArgumentTransformationMetadataException NotAnId(string text) => new(ArgumentMessages.NotAWithdrawalId(text).ToString());
}
