using System;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Reads ids typed or copied with Persian digits; everything else is left to PowerShell's own conversion.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WithdrawalIdArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = ArgumentValue.Unwrap(inputData);
        return value switch
        {
            string text => PersianDigits.ToAscii(text),
            object[] items => items.Select(item => Transform(engineIntrinsics, item)).ToArray(),
            _ => inputData,
        };
    }
}
