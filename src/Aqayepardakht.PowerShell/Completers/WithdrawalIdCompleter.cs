using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Aqayepardakht.Commands;

/// <summary>Offers the ids of the latest withdrawals of this session, with amount, IBAN, status and date as the tooltip.</summary>
public sealed class WithdrawalIdCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Suggest(IDictionary boundParameters) =>
        CompletionHistory.Current.Withdrawals.Select(row => (
            row.Id.ToString(CultureInfo.InvariantCulture),
            FormattableString.Invariant($"{row.Amount:N0} to {row.Iban}, {row.Status}, {row.CreatedAtJalali}")));
}
