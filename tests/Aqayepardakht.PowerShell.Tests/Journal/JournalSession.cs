using System;
using System.IO;

namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>A connected session with a journal of its own, which scripts find in <c>$journal</c>.</summary>
internal sealed class JournalSession : IDisposable
{
    public const string Iban = "IR270170000000100324200001";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-");

    public JournalSession(string uiCulture = "en-US")
    {
        Session = ModuleSession.Connected(uiCulture: uiCulture);
        Session.Run("$journal = $path", ("path", JournalPath)).Succeeded();
    }

    public ModuleSession Session { get; }

    public LocalGateway Gateway => Session.Gateway;

    public string JournalPath => Path.Combine(_folder.FullName, "journal.jsonl");

    public static string Pay(string key, string options = "-Confirm:$false", int amount = 1000) =>
        $"New-AqpWithdrawal {amount} {Iban} -IdempotencyKey '{key}' -JournalPath $journal {options}";

    /// <summary>
    /// Pays a first key and leaves a second one open: its response is lost, and then the list cannot be read. What the account had before
    /// a request is known from the first one.
    /// </summary>
    public ScriptResult LeaveOpen(string key, string fault = "DropAfterCommit") => Session.Run(
        $$"""
        & {
            [pscustomobject]@{ IdempotencyKey = 'first'; Amount = 5; Iban = '{{Iban}}' }
            $sandbox.FailNext('{{fault}}', 'Request', 1)
            $sandbox.AnswerNext(-20, 'List', 1)
            [pscustomobject]@{ IdempotencyKey = '{{key}}'; Amount = 1000; Iban = '{{Iban}}' }
        } | New-AqpWithdrawal -JournalPath $journal -Confirm:$false
        """);

    public void Dispose()
    {
        Session.Dispose();
        _folder.Delete(recursive: true);
    }
}
