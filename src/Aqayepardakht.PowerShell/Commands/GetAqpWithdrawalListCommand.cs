using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Aqayepardakht.Commands;

/// <summary>Get-AqpWithdrawalList: the account's withdrawals as one stream, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "AqpWithdrawalList", DefaultParameterSetName = ParameterSets.Current, SupportsPaging = true)]
[OutputType(typeof(Withdrawal))]
public sealed class GetAqpWithdrawalListCommand : AccountCommand
{
    private readonly ProgressBar _progressBar = new(1, ListMessages.Activity);
    private readonly ProgressThrottle _progressThrottle = new();
    private bool _isHistoryUpdated;

    /// <summary>The first day: dd-MM-yyyy, yyyy-MM-dd, yyyy/MM/dd, a Jalali date or a DateTime.</summary>
    [Parameter(Position = 0)]
    [ReportDateArgument]
    public DateTime? StartDate { get; set; }

    /// <summary>The last day: dd-MM-yyyy, yyyy-MM-dd, yyyy/MM/dd, a Jalali date or a DateTime.</summary>
    [Parameter(Position = 1)]
    [ReportDateArgument]
    public DateTime? EndDate { get; set; }

    /// <summary>Only withdrawals in one of these states, names or numbers.</summary>
    [Parameter]
    [StatusArgument]
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
            // A terminating error, so that a script cannot take the rows read so far for the whole list.
            ThrowTerminating(exception);
        }
    }

    private void WriteOnePage(int number, WithdrawalPeriod period)
    {
        var page = Await(Client.GetPageAsync(number, period, StopToken));
        if (PagingParameters.IncludeTotalCount)
        {
            WriteTotalCount(page.Withdrawals.Count(IsWanted), 1);
        }

        Write(page.Withdrawals, page.UnreadableRows, new Window(PagingParameters));
    }

    private void WriteAllPages(WithdrawalPeriod period)
    {
        // Without a filter the reader skips and stops by itself. With one, -Skip and -First count the rows that pass the filter.
        var filtered = Status is { Length: > 0 };
        var window = new Window(PagingParameters);
        if (window.IsFull && !PagingParameters.IncludeTotalCount)
        {
            return;
        }

        using var reader = filtered ? Client.ReadList(period) : Client.ReadList(period, window.TakeSkip(), window.TakeLimit());
        var counted = false;
        while (Await(reader.ReadAsync(StopToken)) is { } withdrawals)
        {
            if (PagingParameters.IncludeTotalCount && !counted)
            {
                counted = true;
                WriteTotalCount(reader.TotalCount, filtered ? 0 : 1);
            }

            ShowProgress(reader);
            Write(withdrawals, reader.UnreadableRows, window);
            if (window.IsFull)
            {
                break;
            }
        }

        if (PagingParameters.IncludeTotalCount && !counted)
        {
            WriteTotalCount(reader.TotalCount, filtered ? 0 : 1);
        }

        _progressBar.Hide(this);
    }

    private void Write(IReadOnlyList<Withdrawal> withdrawals, IReadOnlyList<UnreadableRow> unreadable, Window window)
    {
        foreach (var row in unreadable)
        {
            WriteError(ErrorRecords.From(ListMessages.RowUnreadable(row), row));
        }

        if (Status is { Length: > 0 } || window.IsLimited)
        {
            var rows = new List<Withdrawal>();
            for (var index = 0; index < withdrawals.Count && !window.IsFull; index++)
            {
                if (IsWanted(withdrawals[index]) && window.Admits())
                {
                    rows.Add(withdrawals[index]);
                }
            }

            withdrawals = rows;
        }

        if (!_isHistoryUpdated)
        {
            _isHistoryUpdated = true;
            CompletionHistory.Current.Remember(withdrawals);
        }

        // One call for the whole page: the engine's checks around each call would cost more than the rows.
        WriteObject(withdrawals, enumerateCollection: true);
    }

    private bool IsWanted(Withdrawal withdrawal) => Status is not { Length: > 0 } || Array.IndexOf(Status, withdrawal.Status) >= 0;

    private void WriteTotalCount(long? total, double accuracy) =>
        WriteObject(PagingParameters.NewTotalCount((ulong)(total ?? 0), total is null ? 0 : accuracy));

    private void ShowProgress(WithdrawalListReader reader)
    {
        if (_progressThrottle.IsUpdateDue())
        {
            var percent = reader.TotalPages is { } pages and > 0 ? (int)Math.Min(100, 100L * reader.PageNumber / pages) : -1;
            _progressBar.Show(this, ListMessages.Progress(reader.PageNumber, reader.TotalPages), percent);
        }
    }

    /// <summary>Counts rows against -Skip and -First.</summary>
    private sealed class Window(PagingParameters paging)
    {
        private ulong _skip = paging.Skip;
        private ulong _left = paging.First;

        public bool IsFull => _left == 0;

        /// <summary>Whether -Skip or -First was given.</summary>
        public bool IsLimited => _skip > 0 || _left != ulong.MaxValue;

        /// <summary>Gives the rows to skip to the reader, which need not fetch them; they are not counted here any more.</summary>
        public long TakeSkip()
        {
            var skip = (long)Math.Min(_skip, long.MaxValue / 2);
            _skip = 0;
            return skip;
        }

        /// <summary>Gives the number of rows wanted to the reader, null for all; they are not counted here any more.</summary>
        public long? TakeLimit()
        {
            long? limit = _left > long.MaxValue / 2 ? null : (long)_left;
            _left = ulong.MaxValue;
            return limit;
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
