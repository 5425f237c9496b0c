using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Aqayepardakht.Commands;

/// <summary>Offers the gateway's error codes with their meaning.</summary>
public sealed class ErrorCodeCompleter : Completer
{
    private protected override IEnumerable<(string Text, string ToolTip)> Suggest(IDictionary boundParameters) =>
        GatewayError.All
            .GroupBy(error => error.Code)
            .Select(rows => (rows.Key.ToString(CultureInfo.InvariantCulture), string.Join(" / ", rows.Select(row => row.Text.ToString()))));

    private protected override string Normalize(string typed) => WithPrefix("-", typed);
}
