using System;
using System.Collections;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Refuses 1,500,000 without quotes, which PowerShell passes as a list. The command itself parses everything else.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AmountArgumentAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ArgumentValue.Unwrap(inputData) is IList
            ? throw new ArgumentTransformationMetadataException(ArgumentMessages.AmountIsList.ToString())
            : inputData;
}
