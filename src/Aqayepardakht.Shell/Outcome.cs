namespace Aqayepardakht.Shell;

/// <summary>How a command ended.</summary>
internal enum Outcome
{
    Succeeded,

    /// <summary>An error ended it, or its last statement failed.</summary>
    Failed,

    /// <summary>Ctrl+C stopped it.</summary>
    Interrupted,
}
