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
    /// <summary>Whether it is that of a journal's database, and not the account.</summary>
    public bool IsOfDatabase { get; set; }

    private LocalizedText NullMessage => IsOfDatabase ? JournalMessages.NullCredential : ConnectionMessages.NullCredential;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = ArgumentValue.Unwrap(inputData);
        return value switch
        {
            null => throw new ArgumentTransformationMetadataException(NullMessage.ToString()),
            string userName => engineIntrinsics.Host.UI.PromptForCredential(string.Empty, string.Empty, userName, string.Empty)
                ?? throw new ArgumentTransformationMetadataException(NullMessage.ToString()),
            _ => inputData,
        };
    }

    /// <summary>Makes PowerShell pass $null to <see cref="Transform"/>, whose error explains what is missing.</summary>
    public override bool TransformNullOptionalParameters => true;
}
