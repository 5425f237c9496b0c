namespace Aqayepardakht.Tests;

/// <summary>What a gateway may say of a list instead of the truth.</summary>
public enum WrongTotals
{
    None,
    OnlyCount,
    OnlyPages,
    TooManyRows,
    TooFewRows,
    TooManyPages,
    TooFewPages,
    Zero,
    Huge,
    Negative,
    MoreEachTime,
    FewerEachTime,
    AnyNumber,
    AnyNumberThatAddsUp,
}
