using System.IO;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Export-AqpWithdrawalReport: withdrawals as one HTML page for people.</summary>
[Cmdlet(VerbsData.Export, "AqpWithdrawalReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAqpWithdrawalReportCommand : AqpCommand
{
    private readonly ReportRowReader _reader = new();
    private ReportFile _file = null!;

    /// <summary>Null when nothing is to be written, as with -WhatIf.</summary>
    private WithdrawalReport? _report;

    /// <summary>The withdrawals, or rows of a CSV file of them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The HTML file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The language of the report: fa or en. That of the session by default.</summary>
    [Parameter]
    [ValidateSet("fa", "en")]
    public string? Language { get; set; }

    /// <summary>The title of the report.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>The connection whose account number stands on top.</summary>
    [Parameter]
    [ConnectionArgument]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountConnection? Connection { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _file = new ReportFile(FilePath(Path), Force);
            _file.EnsureWritable();
            if (ShouldProcess(_file.FullPath, ReportMessages.Action.ToString()))
            {
                var language = Language is null ? ReportLanguage.OfSession() : ReportLanguage.Named(Language);
                _report = DisposeWithCommand(new WithdrawalReport(_file, language));
            }
        }
        catch (WithdrawException exception)
        {
            ThrowTerminating(exception, Path);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in InputObject)
        {
            ReportRow row;
            try
            {
                row = _reader.Read(input);
            }
            catch (CommandException exception)
            {
                WriteError(ErrorRecords.From(exception, input));
                Write(report => report.LeftOut++);
                continue;
            }

            Write(report => report.Add(row));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_reader.UnreadableTimes > 0)
        {
            WriteWarning(ReportMessages.UnreadableTimes(_reader.UnreadableTimes).ToString());
        }

        Write(report =>
        {
            if (report.Repeated > 0)
            {
                WriteWarning(ReportMessages.Repeated(report.Repeated).ToString());
            }

            report.Save(Title, Account());
            if (PassThru)
            {
                WriteObject(new FileInfo(_file.FullPath));
            }
        });
    }

    private void Write(System.Action<WithdrawalReport> write)
    {
        try
        {
            if (_report is not null)
            {
                write(_report);
            }
        }
        catch (WithdrawException exception)
        {
            ThrowTerminating(exception, Path);
        }
    }

    /// <summary>
    /// Withdrawals do not say whose they are. Unless a connection is given, the account is named only where it can be no other one: rows
    /// of a file may be anybody's, and a session with several connections may have listed any of them.
    /// </summary>
    private string? Account() =>
        Connection?.Account
        ?? (_reader.OnlyLiveObjects && SessionConnections.Current.All is [var only] ? only.Account : null);
}
