using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Aqayepardakht.Commands;

/// <summary>The latest withdrawals and IBANs of one runspace, for argument completion. It is only kept in memory.</summary>
internal sealed class CompletionHistory
{
    private const int Capacity = 100;

    private static readonly ConditionalWeakTable<Runspace, CompletionHistory> Sessions = new();
    private readonly LinkedList<Withdrawal> _withdrawals = new();
    private readonly LinkedList<string> _ibans = new();

    /// <summary>The history of the current runspace.</summary>
    public static CompletionHistory Current => Sessions.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The latest withdrawals, latest first.</summary>
    public IEnumerable<Withdrawal> Withdrawals => _withdrawals;

    /// <summary>The latest IBANs, latest first.</summary>
    public IEnumerable<string> Ibans => _ibans;

    /// <summary>Remembers the first withdrawals, up to the capacity; the rest of a long list is not read.</summary>
    public void Remember(IEnumerable<Withdrawal> withdrawals)
    {
        foreach (var withdrawal in withdrawals.Take(Capacity).Reverse())
        {
            Remove(_withdrawals, _withdrawals.FirstOrDefault(other => other.Id == withdrawal.Id));
            AddLatest(_withdrawals, withdrawal);
            if (withdrawal.Iban is not null)
            {
                Remember(withdrawal.Iban);
            }
        }
    }

    public void Remember(string iban)
    {
        Remove(_ibans, iban);
        AddLatest(_ibans, iban);
    }

    private static void Remove<T>(LinkedList<T> list, T? item)
        where T : class
    {
        if (item is not null)
        {
            list.Remove(item);
        }
    }

    private static void AddLatest<T>(LinkedList<T> list, T item)
    {
        list.AddFirst(item);
        if (list.Count > Capacity)
        {
            list.RemoveLast();
        }
    }
}
