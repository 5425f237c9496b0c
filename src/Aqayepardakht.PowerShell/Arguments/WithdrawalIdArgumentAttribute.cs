using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>
/// Reads ids, also with Persian digits. PowerShell's own conversion would read 11111.5 as 11112, another withdrawal, and an empty cell as 0.
/// What is no number or text is left to PowerShell, which looks for its Id.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WithdrawalIdArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ArgumentValue.Unwrap(inputData) switch
    {
        object[] items => items.Select(item => Transform(engineIntrinsics, item)).ToArray(),
        string text => Parse(text),
        IConvertible value => Parse(value is bool or char or Enum or DateTime ? $"{value}?" : Convert.ToString(value, CultureInfo.InvariantCulture)!),
        _ => inputData,
    };

    private static long Parse(string text) =>
        long.TryParse(PersianDigits.ToAscii(InvisibleMarks.Remove(text)).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new ArgumentTransformationMetadataException(CommandMessages.NotAWithdrawalId(text.Trim()).ToString());
}
