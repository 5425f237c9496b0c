using System;
using System.Globalization;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Reads a number as seconds; PowerShell's own conversion to TimeSpan would read 30 as 30 ticks.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationArgumentAttribute : ArgumentTransformationAttribute
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(366);

    /// <summary>Whether zero is accepted.</summary>
    public bool AllowZero { get; init; }

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = ArgumentValue.Unwrap(inputData);
        var duration = value switch
        {
            TimeSpan time => time,
            string text => Parse(text),
            IConvertible and not (bool or DateTime or char or Enum) => FromSeconds(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            _ => null,
        };
        var minDuration = AllowZero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(1);
        return duration >= minDuration && duration <= MaxDuration
            ? duration.Value
            : throw new ArgumentTransformationMetadataException(
                ArgumentMessages.NotADuration(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty).ToString());
    }

    private static TimeSpan? Parse(string text)
    {
        var cleaned = InputText.Normalize(text);
        const NumberStyles Decimal = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (double.TryParse(cleaned, Decimal, CultureInfo.InvariantCulture, out var seconds))
        {
            return FromSeconds(seconds);
        }

        return TimeSpan.TryParse(cleaned, CultureInfo.InvariantCulture, out var time) ? time : null;
    }

    private static TimeSpan? FromSeconds(double seconds) =>
        seconds >= 0 && seconds <= MaxDuration.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
