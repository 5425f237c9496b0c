namespace Aqayepardakht;

/// <summary>A value that was given is not acceptable. Nothing was sent.</summary>
public sealed class InvalidInputException : WithdrawException
{
    internal InvalidInputException(InputErrorKind kind, LocalizedText text)
        : base(NameOf(kind), text, Messages.CorrectInput) => Kind = kind;

    /// <summary>Which value it is.</summary>
    public InputErrorKind Kind { get; }

    /// <summary>Names are stable: scripts know an encryption key that is not acceptable as <c>InvalidKey</c>.</summary>
    private static string NameOf(InputErrorKind kind) => "Invalid" + (kind == InputErrorKind.EncryptionKey ? "Key" : kind.ToString());
}
