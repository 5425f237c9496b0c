using System;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>What the journal knows of one payment, and the way to append to it.</summary>
internal interface IJournalSession : IJournalView, IDisposable
{
    /// <summary>Appends a step that was decided on <see cref="IJournalView.Index"/>, and applies it there.</summary>
    /// <param name="line">The step.</param>
    /// <param name="flushToDisk">Whether to return only when the step is durable.</param>
    /// <exception cref="JournalChangedException">
    /// Somebody else has appended a step of the key, or of its amount and IBAN, since. Nothing was written.
    /// </exception>
    /// <exception cref="JournalException">
    /// It could not be written, and the journal is as it was before, or is another process's by now; or it was written, and may not be
    /// durable.
    /// </exception>
    Task AppendAsync(JournalLine line, bool flushToDisk);
}
