using System;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>
/// Takes a PSCredential, or a user name to ask the password for. Unlike PowerShell's own attribute it does not ask when it gets
/// $null: a runbook whose variable is empty must fail, not wait for somebody to type.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CredentialArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = ArgumentValue.Unwrap(inputData);
        return value switch
        {
            null => throw new ArgumentTransformationMetadataException(CommandMessages.NullCredential.ToString()),
            string userName => engineIntrinsics.Host.UI.PromptForCredential(string.Empty, string.Empty, userName, string.Empty)
                ?? throw new ArgumentTransformationMetadataException(CommandMessages.NullCredential.ToString()),
            _ => inputData,
        };
    }

    /// <summary>Lets $null reach <see cref="Transform"/>, which explains what is missing.</summary>
    public override bool TransformNullOptionalParameters => true;
}
