using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Aqayepardakht.Commands;

/// <summary>Offers the ids of withdrawals that this session has seen, with what they were.</summary>
public sealed class WithdrawalIdCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Suggest(IDictionary boundParameters) =>
        CompletionHistory.Current.Withdrawals.Select(withdrawal => (
            withdrawal.Id.ToString(CultureInfo.InvariantCulture),
            string.Format(CultureInfo.InvariantCulture, "{0:N0} to {1}, {2}, {3}", withdrawal.Amount, withdrawal.Iban, withdrawal.Status, withdrawal.CreatedAtJalali)));
}
