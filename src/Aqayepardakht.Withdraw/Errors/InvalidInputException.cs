namespace Aqayepardakht;

/// <summary>A value that was given is not acceptable. Nothing was sent.</summary>
public sealed class InvalidInputException : WithdrawException
{
    internal InvalidInputException(InputErrorKind kind, LocalizedText text)
        : base("Invalid" + kind, text, Messages.CorrectInput) => Kind = kind;

    /// <summary>Which value it is.</summary>
    public InputErrorKind Kind { get; }
}
