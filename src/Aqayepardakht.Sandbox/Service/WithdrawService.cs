using System;
using System.Globalization;

namespace Aqayepardakht.Sandbox;

/// <summary>The three calls as the gateway's documentation describes them, without faults.</summary>
internal sealed class WithdrawService(AccountRules rules, Ledger ledger, ResponseBody responses)
{
    /// <summary>Handles a call.</summary>
    /// <param name="operation">Which call it is.</param>
    /// <param name="body">Its fields.</param>
    /// <param name="commits">False for a dry run: a <c>request</c> is checked in full but not made.</param>
    public ServiceResponse Handle(WithdrawalOperation operation, CallBody body, bool commits)
    {
        if (rules.CheckCaller(body) is { } refusal)
        {
            return Error(refusal);
        }

        return operation switch
        {
            WithdrawalOperation.Request => Request(body, commits),
            WithdrawalOperation.List => List(body),
            _ => Details(body),
        };
    }

    /// <summary>The response with an error code.</summary>
    public ServiceResponse Error(int code) => ServiceResponse.Error(code, responses.Error(code));

    private ServiceResponse Request(CallBody body, bool commits)
    {
        if (rules.CheckRequest(body, out var amount, out var iban) is { } fieldError)
        {
            return Error(fieldError);
        }

        var (refusal, made) = commits ? ledger.Withdraw(amount, iban) : (ledger.CheckAmount(amount), null);
        return refusal is { } code
            ? Error(code)
            : ServiceResponse.Success(made is null ? [] : responses.One(made));
    }

    private ServiceResponse List(CallBody body)
    {
        if (!TryParseDay(body["start_date"], out var firstDay) || !TryParseDay(body["end_date"], out var lastDay))
        {
            // PHP's date parser throws, and the documentation has no error code for it.
            return new ServiceResponse(HttpResponse.Page(500), null);
        }

        var isPage = long.TryParse(body["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0;
        return ServiceResponse.Success(responses.Page(ledger.ReadPage(isPage ? page : 1, firstDay, lastDay)));
    }

    private ServiceResponse Details(CallBody body)
    {
        if (body["id"] is not { } text)
        {
            return Error(-7);
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= 0)
        {
            return Error(-10);
        }

        return ledger.Find(id) is { } withdrawal
            ? ServiceResponse.Success(responses.One(withdrawal))
            : Error(-19);
    }

    private static bool TryParseDay(string? text, out DateTime? day)
    {
        day = null;
        if (text is null)
        {
            return true;
        }

        var isDay = DateTime.TryParseExact(text, "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
        day = parsed;
        return isDay;
    }
}
