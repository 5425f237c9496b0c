using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>What is in a journal's file, and its lock, whatever the payment.</summary>
internal static class JournalFileAccess
{
    public static Task<IJournalSession> AcquireAsync(this WithdrawalJournal journal, CancellationToken cancellationToken) =>
        ((JournalFileStore)journal.Store).AcquireAsync(cancellationToken);

    public static JournalIndex PeekIndex(this WithdrawalJournal journal) => ((JournalFileStore)journal.Store).Peek();
}
