using System;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Converts Persian digits of a number that is given as text; PowerShell's own conversion does the rest.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PersianDigitsArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ArgumentValue.Unwrap(inputData) switch
    {
        string text => InputText.Normalize(text),
        object[] items => items.Select(item => Transform(engineIntrinsics, item)).ToArray(),
        _ => inputData,
    };
}
