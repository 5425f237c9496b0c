using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>What the users were told, and which withdrawal is which payment: what the panel, the journals and their notes show together.</summary>
internal sealed class Records(SimulatedGateway gateway)
{
    private readonly Dictionary<string, List<long>> _noted = [];
    private readonly List<string> _heard = [];

    /// <summary>Remembers that some journal has, or had, a withdrawal as the payment of a key.</summary>
    public void Note(long id, string key)
    {
        _noted.TryAdd(key, []);
        if (!_noted[key].Contains(id))
        {
            _noted[key].Add(id);
        }
    }

    public void Hear(string message) => _heard.Add(message);

    /// <summary>How often a warning said that a payment was sent again, so that it may have been made twice.</summary>
    public int CountSentAgain(string key) => _heard.Count(message => message == IdempotencyMessages.SentAgain(key).English);

    /// <summary>How often a warning said that a payment was recorded as a withdrawal that its last request cannot have made.</summary>
    public int CountMadeBefore(string key) =>
        gateway.Ledger.Sum(row => _heard.Count(message => message == IdempotencyMessages.MadeBeforeRequest(key, row.Id).English));

    public bool IsNoted(long id) => _noted.Values.Any(ids => ids.Contains(id));

    public bool IsNamed(long id)
    {
        var text = id.ToString(CultureInfo.InvariantCulture);
        return _heard.Any(message => message.Contains(text, System.StringComparison.Ordinal));
    }

    /// <summary>
    /// The withdrawals of a key of which a journal knows nothing. Where this journal gave one to another key and another journal did not,
    /// equal payments having been exchanged, what the other journal has for that key is this one's.
    /// </summary>
    public IReadOnlyList<long> FindUnclaimed(Payment payment, JournalIndex journal)
    {
        var claimedBy = journal.Records.Where(record => record.State == JournalState.Made).ToDictionary(record => record.Withdrawal!.Id, record => record.Key);
        var unclaimed = new List<long>();
        var keys = new Queue<string>([payment.Key]);
        var seen = new HashSet<string>(keys);
        while (keys.TryDequeue(out var key))
        {
            foreach (var id in WithdrawalsOf(key))
            {
                if (!claimedBy.TryGetValue(id, out var claiming))
                {
                    unclaimed.Add(id);
                }
                else if (seen.Add(claiming))
                {
                    keys.Enqueue(claiming);
                }
            }
        }

        return unclaimed;
    }

    private IEnumerable<long> WithdrawalsOf(string key) =>
        _noted.GetValueOrDefault(key, []).Concat(gateway.Ledger.Select(row => row.Id).Where(id => gateway.KeyOf.GetValueOrDefault(id) == key));
}
