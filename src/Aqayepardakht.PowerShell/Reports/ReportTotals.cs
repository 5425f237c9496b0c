using System;
using System.Collections.Generic;
using System.Globalization;

namespace Aqayepardakht.Commands;

/// <summary>What a report tells of all its withdrawals together. It grows with the number of days and IBANs, not with the rows.</summary>
internal sealed class ReportTotals
{
    private static readonly PersianCalendar Calendar = new();

    private readonly Dictionary<string, NamedTotals> _byIban = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamedTotals> _byBank = new(StringComparer.Ordinal);

    public StatusTotals All { get; } = new();

    /// <summary>By IBAN; an empty name stands for withdrawals without one.</summary>
    public IReadOnlyCollection<NamedTotals> ByIban => _byIban.Values;

    /// <summary>By bank; an empty name stands for withdrawals without one.</summary>
    public IReadOnlyCollection<NamedTotals> ByBank => _byBank.Values;

    /// <summary>By day of the request.</summary>
    public SortedDictionary<DateTime, StatusTotals> ByDay { get; } = [];

    public long WithoutTime { get; private set; }

    public DateTime? First { get; private set; }

    public DateTime? Last { get; private set; }

    public void Add(Withdrawal withdrawal)
    {
        All.Add(withdrawal);
        Named(_byIban, withdrawal.Iban, withdrawal.HolderName).Totals.Add(withdrawal);
        Named(_byBank, withdrawal.BankName, null).Totals.Add(withdrawal);

        if (withdrawal.CreatedAt is not { } time || time < Calendar.MinSupportedDateTime)
        {
            WithoutTime++;
            return;
        }

        First = time < First ? time : First ?? time;
        Last = time > Last ? time : Last ?? time;
        if (!ByDay.TryGetValue(time.Date, out var day))
        {
            ByDay[time.Date] = day = new StatusTotals();
        }

        day.Add(withdrawal);
    }

    private static NamedTotals Named(Dictionary<string, NamedTotals> all, string? name, string? detail)
    {
        name = name?.Trim() ?? string.Empty;
        if (!all.TryGetValue(name, out var totals))
        {
            all[name] = totals = new NamedTotals(name, detail);
        }

        return totals;
    }
}
