using System;
using System.Globalization;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Parses a date day first, as the gateway does; PowerShell's own conversion would parse 01-02-2020 month first.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReportDateArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = ArgumentValue.Unwrap(inputData);
        try
        {
            return value switch
            {
                DateTime time => time,
                DateTimeOffset time => time.DateTime,
#if NET
                DateOnly date => date.ToDateTime(TimeOnly.MinValue),
#endif
                _ => ReportDate.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)),
            };
        }
        catch (InvalidInputException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }
}
