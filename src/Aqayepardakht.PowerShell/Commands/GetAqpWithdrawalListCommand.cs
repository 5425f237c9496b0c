using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Get-AqpWithdrawalList: the account's withdrawals as one stream, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "AqpWithdrawalList", DefaultParameterSetName = CurrentSet, SupportsPaging = true)]
[OutputType(typeof(Withdrawal))]
public sealed class GetAqpWithdrawalListCommand : AccountCommand
{
    private const int ProgressActivity = 1;

    private readonly ProgressThrottle _progress = new();
    private bool _remembered;

    /// <summary>The first day: dd-MM-yyyy, yyyy-MM-dd, yyyy/MM/dd, a Jalali date or a DateTime.</summary>
    [Parameter(Position = 0)]
    [ReportDateArgument]
    public DateTime? StartDate { get; set; }

    /// <summary>The last day: dd-MM-yyyy, yyyy-MM-dd, yyyy/MM/dd, a Jalali date or a DateTime.</summary>
    [Parameter(Position = 1)]
    [ReportDateArgument]
    public DateTime? EndDate { get; set; }

    /// <summary>Only withdrawals in one of these states.</summary>
    [Parameter]
    public WithdrawalStatus[]? Status { get; set; }

    /// <summary>Only this page of the gateway's, from 1.</summary>
    [Parameter]
    [PersianDigitsArgument]
    public int? Page { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var period = new WithdrawalPeriod(StartDate, EndDate);
            if (Page is { } page)
            {
                WriteOnePage(page, period);
            }
            else
            {
                WriteAllPages(period);
            }
        }
        catch (WithdrawException exception)
        {
            // Half a list that looks like a whole one would be worse than none, so the command ends here.
            Throw(exception);
        }
    }

    private void WriteOnePage(int number, WithdrawalPeriod period)
    {
        var page = Await(Client.GetPageAsync(number, period, StopToken));
        if (PagingParameters.IncludeTotalCount)
        {
            WriteTotalCount(page.Withdrawals.Count(IsWanted), 1);
        }

        Write(page.Withdrawals, new Window(PagingParameters));
    }

    private void WriteAllPages(WithdrawalPeriod period)
    {
        // Without a filter the reader can leave out whole pages by itself; with one, rows are counted as they pass it.
        var filtered = Status is { Length: > 0 };
        var window = new Window(PagingParameters);
        if (window.IsFull && !PagingParameters.IncludeTotalCount)
        {
            return;
        }

        using var reader = filtered ? Client.ReadList(period) : Client.ReadList(period, window.TakeSkip(), window.Limit);
        var counted = false;
        while (Await(reader.ReadAsync(StopToken)) is { } withdrawals)
        {
            if (PagingParameters.IncludeTotalCount && !counted)
            {
                counted = true;
                WriteTotalCount(reader.TotalCount, filtered ? 0 : 1);
            }

            ShowProgress(reader);
            Write(withdrawals, window);
            if (window.IsFull)
            {
                break;
            }
        }

        if (PagingParameters.IncludeTotalCount && !counted)
        {
            WriteTotalCount(reader.TotalCount, filtered ? 0 : 1);
        }

        HideProgress();
    }

    private void Write(IReadOnlyList<Withdrawal> withdrawals, Window window)
    {
        if (Status is { Length: > 0 } || window.IsNarrow)
        {
            var admitted = new List<Withdrawal>();
            for (var index = 0; index < withdrawals.Count && !window.IsFull; index++)
            {
                if (IsWanted(withdrawals[index]) && window.Admits())
                {
                    admitted.Add(withdrawals[index]);
                }
            }

            withdrawals = admitted;
        }

        if (!_remembered)
        {
            _remembered = true;
            CompletionHistory.Current.Remember(withdrawals);
        }

        // A whole page in one call: the engine's checks around each call would cost more than the rows.
        WriteObject(withdrawals, enumerateCollection: true);
    }

    private bool IsWanted(Withdrawal withdrawal) => Status is not { Length: > 0 } || Array.IndexOf(Status, withdrawal.Status) >= 0;

    private void WriteTotalCount(long? total, double accuracy) =>
        WriteObject(PagingParameters.NewTotalCount((ulong)(total ?? 0), total is null ? 0 : accuracy));

    private void ShowProgress(WithdrawalListReader reader)
    {
        if (!_progress.IsDue())
        {
            return;
        }

        var record = new ProgressRecord(
            ProgressActivity,
            CommandMessages.ListActivity.ToString(),
            CommandMessages.ListStatus(reader.PageNumber, reader.TotalPages).ToString());
        if (reader.TotalPages is { } pages and > 0)
        {
            record.PercentComplete = Math.Min(100, (int)(100L * reader.PageNumber / pages));
        }

        WriteProgress(record);
    }

    private void HideProgress()
    {
        if (_progress.WasShown)
        {
            WriteCompleted(ProgressActivity, CommandMessages.ListActivity);
        }
    }

    /// <summary>Counts rows against -Skip and -First.</summary>
    private sealed class Window(PagingParameters paging)
    {
        private ulong _skip = paging.Skip;
        private ulong _left = paging.First;

        public bool IsFull => _left == 0;

        /// <summary>Whether there is anything to count.</summary>
        public bool IsNarrow => _skip > 0 || _left != ulong.MaxValue;

        public long? Limit => _left > long.MaxValue / 2 ? null : (long)_left;

        /// <summary>Hands the rows to skip over to somebody who can skip them faster.</summary>
        public long TakeSkip()
        {
            var skip = (long)Math.Min(_skip, long.MaxValue / 2);
            _skip = 0;
            return skip;
        }

        public bool Admits()
        {
            if (_skip > 0)
            {
                _skip--;
                return false;
            }

            _left--;
            return true;
        }
    }
}
