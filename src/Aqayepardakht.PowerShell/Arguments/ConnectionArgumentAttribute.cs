using System;
using System.Globalization;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Accepts a connection, or the account number of a connection of this session.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = ArgumentValue.Unwrap(inputData);
        if (value is AccountConnection)
        {
            return value;
        }

        if (inputData is PSObject copy && copy.TypeNames.Contains("Deserialized." + typeof(AccountConnection).FullName))
        {
            var number = Convert.ToString(copy.Properties[nameof(AccountConnection.Account)]?.Value, CultureInfo.InvariantCulture);
            throw new ArgumentTransformationMetadataException(ConnectionMessages.ConnectionOfAnotherProcess(number).ToString());
        }

        var account = LanguagePrimitives.ConvertTo<string>(value) ?? string.Empty;
        return SessionConnections.Current.Find(InputText.Normalize(account))
            ?? throw new ArgumentTransformationMetadataException(ConnectionMessages.NotAConnection(account).ToString());
    }
}
