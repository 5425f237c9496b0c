using System;
using System.Globalization;

namespace Aqayepardakht.Sandbox;

/// <summary>The three calls as the gateway's documentation has them, without faults.</summary>
internal sealed class WithdrawService(AccountRules rules, Ledger ledger)
{
    /// <summary>What a call gets.</summary>
    /// <param name="operation">The call.</param>
    /// <param name="body">Its fields.</param>
    /// <param name="commits">False to only try: a <c>request</c> is checked in full and not made.</param>
    public ServiceResponse Response(WithdrawalOperation operation, CallBody body, bool commits)
    {
        if (rules.RefuseCaller(body) is { } refusal)
        {
            return ServiceResponse.Error(refusal);
        }

        return operation switch
        {
            WithdrawalOperation.Request => Request(body, commits),
            WithdrawalOperation.List => List(body),
            _ => Details(body),
        };
    }

    private ServiceResponse Request(CallBody body, bool commits)
    {
        if (rules.RefuseRequest(body, out var amount, out var iban) is { } wrongField)
        {
            return ServiceResponse.Error(wrongField);
        }

        SandboxWithdrawal? made = null;
        var refusal = commits ? ledger.Withdraw(amount, iban, out made) : ledger.Refuse(amount);
        return refusal is { } code
            ? ServiceResponse.Error(code)
            : ServiceResponse.Success(made is null ? [] : ResponseBody.One(made));
    }

    private ServiceResponse List(CallBody body)
    {
        if (!TryReadDay(body["start_date"], out var firstDay) || !TryReadDay(body["end_date"], out var lastDay))
        {
            // PHP's date parser throws, and nothing in the documentation says that anybody catches it.
            return new ServiceResponse(HttpResponse.Page(500), null);
        }

        var isPage = long.TryParse(body["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0;
        return ServiceResponse.Success(ResponseBody.Page(ledger.ReadPage(isPage ? page : 1, firstDay, lastDay)));
    }

    private ServiceResponse Details(CallBody body)
    {
        if (body["id"] is not { } text)
        {
            return ServiceResponse.Error(-7);
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= 0)
        {
            return ServiceResponse.Error(-10);
        }

        return ledger.Find(id) is { } withdrawal
            ? ServiceResponse.Success(ResponseBody.One(withdrawal))
            : ServiceResponse.Error(-19);
    }

    private static bool TryReadDay(string? text, out DateTime? day)
    {
        day = null;
        if (text is null)
        {
            return true;
        }

        var isDay = DateTime.TryParseExact(text, "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        day = read;
        return isDay;
    }
}
