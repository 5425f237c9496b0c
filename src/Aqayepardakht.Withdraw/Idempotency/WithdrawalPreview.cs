namespace Aqayepardakht;

/// <summary>What a request for one payment would do now.</summary>
public sealed class WithdrawalPreview
{
    internal WithdrawalPreview(PreviewedAction action, long? id)
    {
        Action = action;
        Id = id;
    }

    /// <summary>What would be done.</summary>
    public PreviewedAction Action { get; }

    /// <summary>The id of the withdrawal that would come back; null for the other actions.</summary>
    public long? Id { get; }
}
