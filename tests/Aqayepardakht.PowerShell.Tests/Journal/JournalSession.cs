using System;
using System.IO;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>A connected session with a journal of its own, which scripts find in <c>$journal</c>.</summary>
internal sealed class JournalSession : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-");

    public JournalSession()
    {
        Session = ModuleSession.Connected();
        Session.Run("$journal = $path", ("path", JournalPath)).Succeeded();
    }

    public ModuleSession Session { get; }

    public LocalGateway Gateway => Session.Gateway;

    public string JournalPath => Path.Combine(_folder.FullName, "journal.jsonl");

    public static string Pay(string key, string options = "-Confirm:$false") =>
        $"New-AqpWithdrawal 1000 IR270170000000100324200001 -IdempotencyKey '{key}' -JournalPath $journal {options}";

    public void Dispose()
    {
        Session.Dispose();
        _folder.Delete(recursive: true);
    }
}
