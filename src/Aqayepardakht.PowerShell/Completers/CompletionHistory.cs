using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Aqayepardakht.Commands;

/// <summary>The latest ids and IBANs that one runspace has seen, to complete arguments with. It is never written anywhere.</summary>
internal sealed class CompletionHistory
{
    private const int Capacity = 100;

    private static readonly ConditionalWeakTable<Runspace, CompletionHistory> Sessions = new();
    private readonly LinkedList<Withdrawal> _withdrawals = new();
    private readonly LinkedList<string> _ibans = new();

    /// <summary>That of the runspace that this thread works for.</summary>
    public static CompletionHistory Current => Sessions.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The latest withdrawals, latest first.</summary>
    public IEnumerable<Withdrawal> Withdrawals => _withdrawals;

    /// <summary>The latest IBANs, latest first.</summary>
    public IEnumerable<string> Ibans => _ibans;

    /// <summary>Remembers as many withdrawals as there is room for; a list of a million rows costs no more than one of a hundred.</summary>
    public void Remember(IEnumerable<Withdrawal> withdrawals)
    {
        foreach (var withdrawal in withdrawals.Take(Capacity).Reverse())
        {
            Forget(_withdrawals, _withdrawals.FirstOrDefault(other => other.Id == withdrawal.Id));
            Put(_withdrawals, withdrawal);
            if (withdrawal.Iban is not null)
            {
                Remember(withdrawal.Iban);
            }
        }
    }

    public void Remember(string iban)
    {
        Forget(_ibans, iban);
        Put(_ibans, iban);
    }

    private static void Forget<T>(LinkedList<T> list, T? item)
        where T : class
    {
        if (item is not null)
        {
            list.Remove(item);
        }
    }

    private static void Put<T>(LinkedList<T> list, T item)
    {
        list.AddFirst(item);
        if (list.Count > Capacity)
        {
            list.RemoveLast();
        }
    }
}
