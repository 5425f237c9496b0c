using System;
using System.Security;
using Aqayepardakht.Http;

namespace Aqayepardakht;

/// <summary>An account: its number, its encryption key and, if it uses one, its gateway pin.</summary>
/// <remarks>The encryption key and the pin become text only while a request body is written, and appear in no message.</remarks>
public sealed class WithdrawAccount : IDisposable
{
    /// <summary>Creates an account.</summary>
    /// <param name="number">The account number (<c>account</c>, "شماره حساب کاربری"); Persian digits are normalized.</param>
    /// <param name="encryptionKey">The encryption key (<c>code</c>, "کلید رمزنگاری"). A copy is kept.</param>
    /// <param name="pin">
    /// The gateway pin (<c>pin</c>, "پین درگاه پرداخت"), or null for an account that must not send one (code -13). A copy is kept.
    /// </param>
    /// <exception cref="InvalidInputException">The number or the encryption key is empty, or the number has control characters.</exception>
    public WithdrawAccount(string? number, SecureString? encryptionKey, SecureString? pin = null)
    {
        // Another spelling would be another account to the journal, and every idempotency key would be paid again.
        var normalized = InputText.Normalize(number);
        if (normalized.Length == 0)
        {
            throw new InvalidInputException(InputErrorKind.Account, Messages.AccountEmpty);
        }

        foreach (var character in normalized)
        {
            if (char.IsControl(character))
            {
                throw new InvalidInputException(InputErrorKind.Account, Messages.AccountCharacters(normalized));
            }
        }

        if (encryptionKey is null || encryptionKey.Length == 0)
        {
            throw new InvalidInputException(InputErrorKind.EncryptionKey, Messages.EncryptionKeyEmpty);
        }

        Number = normalized;
        EncryptionKey = new Secret(encryptionKey);
        Pin = pin is null || pin.Length == 0 ? null : new Secret(pin);
    }

    /// <summary>The account number.</summary>
    public string Number { get; }

    /// <summary>Whether a gateway pin is sent with requests.</summary>
    public bool HasPin => Pin is not null;

    /// <summary>The same account with another gateway pin.</summary>
    /// <param name="pin">The pin, or null to send none. A copy is kept.</param>
    public WithdrawAccount WithPin(SecureString? pin)
    {
        using var encryptionKey = EncryptionKey.Copy();
        return new WithdrawAccount(Number, encryptionKey, pin);
    }

    internal Secret EncryptionKey { get; }

    internal Secret? Pin { get; }

    /// <summary>Forgets the encryption key and the pin.</summary>
    public void Dispose()
    {
        EncryptionKey.Dispose();
        Pin?.Dispose();
    }

    /// <summary>The account number.</summary>
    public override string ToString() => Number;
}
