using System;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>
/// Accepts a PSCredential, or a user name and then prompts for the password. Unlike PowerShell's own attribute it does not prompt for
/// $null: an unattended runbook whose variable is empty must fail instead of waiting at a prompt.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CredentialArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = ArgumentValue.Unwrap(inputData);
        return value switch
        {
            null => throw new ArgumentTransformationMetadataException(ConnectionMessages.NullCredential.ToString()),
            string userName => engineIntrinsics.Host.UI.PromptForCredential(string.Empty, string.Empty, userName, string.Empty)
                ?? throw new ArgumentTransformationMetadataException(ConnectionMessages.NullCredential.ToString()),
            _ => inputData,
        };
    }

    /// <summary>Makes PowerShell pass $null to <see cref="Transform"/>, whose error explains what is missing.</summary>
    public override bool TransformNullOptionalParameters => true;
}
