using System;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Takes a connection, or the account number of one of this session.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConnectionArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is AccountConnection)
        {
            return value;
        }

        var account = LanguagePrimitives.ConvertTo<string>(value) ?? string.Empty;
        return SessionConnections.Current.Find(account)
            ?? throw new ArgumentTransformationMetadataException(CommandMessages.NotAConnection(account).ToString());
    }
}
