using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Aqayepardakht.Sandbox;

/// <summary>The gateway's checks of the account and of a call's fields, in its order. The ledger checks the balance.</summary>
internal sealed class AccountRules(SandboxSettings settings, string account)
{
    private readonly string _code = settings.Code;
    private readonly IReadOnlyList<string> _ibans = settings.Ibans;
    private volatile string? _pin = settings.Pin;
    private volatile bool _isActive = settings.IsActive;
    private volatile bool _hasShaparakInformation = settings.HasShaparakInformation;
    private volatile bool _hasGateway = settings.HasGateway;

    public string Account { get; } = account;

    public IReadOnlyList<string> Ibans => _ibans;

    public string? Pin
    {
        get => _pin;
        set => _pin = value;
    }

    public bool IsActive
    {
        get => _isActive;
        set => _isActive = value;
    }

    public bool HasShaparakInformation
    {
        get => _hasShaparakInformation;
        set => _hasShaparakInformation = value;
    }

    public bool HasGateway
    {
        get => _hasGateway;
        set => _hasGateway = value;
    }

    /// <summary>Whether a text is an Iranian IBAN in the normalized form that is sent.</summary>
    public static bool IsIban(string? text) =>
        Iban.IsValid(text) && string.Equals(Iban.Parse(text), text, StringComparison.Ordinal);

    /// <summary>The error code for a wrong account number or encryption key, or null.</summary>
    public int? CheckCaller(CallBody body) => (body["account"], body["code"]) switch
    {
        (null, _) => -1,
        (_, null) => -2,
        var (sent, _) when !string.Equals(sent, Account, StringComparison.Ordinal) => -3,
        var (_, sent) when !string.Equals(sent, _code, StringComparison.Ordinal) => -4,
        _ => IsActive ? null : -20,
    };

    /// <summary>The error code for a wrong field of a <c>request</c>, or null with its amount and IBAN.</summary>
    public int? CheckRequest(CallBody body, out long amount, out string iban)
    {
        amount = 0;
        iban = body["iban"] ?? string.Empty;
        if (body["amount"] is not { } amountText)
        {
            return -6;
        }

        if (!TryParseAmount(amountText, out amount))
        {
            return -9;
        }

        if (iban.Length == 0)
        {
            return -5;
        }

        if (!IsIban(iban))
        {
            return -8;
        }

        if (_ibans.Count == 0)
        {
            return -16;
        }

        if (!_ibans.Contains(iban, StringComparer.Ordinal))
        {
            return -17;
        }

        return HasShaparakInformation ? CheckPin(body["pin"]) : -14;
    }

    private static bool TryParseAmount(string text, out long amount)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out amount))
        {
            return amount > 0;
        }

        // A whole number above long.MaxValue is a valid amount that exceeds every balance.
        amount = long.MaxValue;
        return text.All(character => character is >= '0' and <= '9');
    }

    private int? CheckPin(string? sent)
    {
        var expected = Pin;
        if (expected is null && sent is not null)
        {
            return -13;
        }

        return HasGateway && string.Equals(expected, sent, StringComparison.Ordinal) ? null : -15;
    }
}
