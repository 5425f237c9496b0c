using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Aqayepardakht.Commands;

/// <summary>Offers the latest IBANs of this session.</summary>
public sealed class IbanCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Suggest(IDictionary boundParameters) =>
        CompletionHistory.Current.Ibans.Select(iban => (iban, iban));

    private protected override string Normalize(string typed) => WithPrefix("IR", typed);
}
