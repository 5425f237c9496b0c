using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>What the users were told, and which withdrawal is which payment: what the panel, the journals and their notes show together.</summary>
internal sealed class Records(SimulatedGateway gateway)
{
    private readonly Dictionary<long, string> _noted = [];
    private readonly List<string> _heard = [];

    public void Note(long id, string key) => _noted.TryAdd(id, key);

    public void Hear(string message) => _heard.Add(message);

    /// <summary>The key of a withdrawal; null for somebody else's.</summary>
    public string? KeyOf(long id) => _noted.GetValueOrDefault(id) ?? gateway.KeyOf.GetValueOrDefault(id);

    /// <summary>Whether a warning said that a payment was sent again, so that it may have been made twice.</summary>
    public bool IsSentAgain(string key) => _heard.Contains(IdempotencyMessages.SentAgain(key).English);

    public bool IsNoted(long id) => _noted.ContainsKey(id);

    public bool IsNamed(long id)
    {
        var text = id.ToString(CultureInfo.InvariantCulture);
        return _heard.Any(message => message.Contains(text, System.StringComparison.Ordinal));
    }

    /// <summary>
    /// The withdrawal of a key that its journal does not have yet. Where another key took it, equal payments having been exchanged, that
    /// key's own is it.
    /// </summary>
    public long? FindUnclaimed(Payment payment, JournalIndex journal)
    {
        var keys = new Queue<string>([payment.Key]);
        var seen = new HashSet<string>(keys);
        while (keys.TryDequeue(out var key))
        {
            foreach (var id in gateway.Ledger.Select(row => row.Id).Where(id => gateway.KeyOf.GetValueOrDefault(id) == key))
            {
                if (!_noted.TryGetValue(id, out var noted))
                {
                    return id;
                }

                if (noted == payment.Key && !journal.IsClaimed(id))
                {
                    return id;
                }

                if (noted != key && seen.Add(noted))
                {
                    keys.Enqueue(noted);
                }
            }
        }

        return null;
    }
}
