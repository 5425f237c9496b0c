using System;
using System.Collections;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Explains what became of 1,500,000 without quotes; all else is read by the command itself.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AmountArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ArgumentValue.Unwrap(inputData) is IList ? throw new ArgumentTransformationMetadataException(CommandMessages.AmountIsList.ToString()) : inputData;
}
