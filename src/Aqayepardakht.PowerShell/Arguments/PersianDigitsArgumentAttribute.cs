using System;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Reads numbers typed or copied with Persian digits; everything else is left to PowerShell's own conversion.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PersianDigitsArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ArgumentValue.Unwrap(inputData) switch
    {
        string text => PersianDigits.ToAscii(InvisibleMarks.Remove(text)),
        object[] items => items.Select(item => Transform(engineIntrinsics, item)).ToArray(),
        _ => inputData,
    };
}
