using System;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>Another payer appended to the journal what a decision depends on, so the decision no longer holds.</summary>
internal sealed class JournalChangedException : Exception
{
    /// <summary>Decides, and decides again whenever another payer was faster; each time means that one of them has got on.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> decide)
    {
        while (true)
        {
            try
            {
                return await decide().ConfigureAwait(false);
            }
            catch (JournalChangedException)
            {
                // What the journal knows by now is acquired anew.
            }
        }
    }
}
