using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Aqayepardakht.Sandbox;

/// <summary>The account's withdrawals and balance. One lock guards both, and a change is in the file before it is visible.</summary>
internal sealed class Ledger : IDisposable
{
    private readonly object _lock = new();
    private readonly SandboxSettings _settings;
    private readonly Random _random;
    private readonly LedgerFile? _file;
    private readonly LedgerState _state;
    private bool _isClosed;

    /// <summary>Begins a ledger, or continues the one at <see cref="SandboxSettings.LedgerPath"/>.</summary>
    /// <exception cref="InvalidOperationException">That ledger belongs to another account than the settings name.</exception>
    /// <exception cref="InvalidDataException">The file is not a ledger.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public Ledger(SandboxSettings settings)
    {
        _settings = settings;
        _random = settings.Seed is { } seed ? new Random(seed) : new Random();
        _state = new LedgerState(settings.PageSize) { Balance = settings.Balance };
        Account = settings.Account;
        if (settings.LedgerPath is null)
        {
            return;
        }

        _file = new LedgerFile(settings.LedgerPath);
        try
        {
            Resume(_file);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Account { get; private set; }

    public long Balance
    {
        get => Locked(() => _state.Balance);
        set => Locked(() => Append(new LedgerLine(null, null, value)));
    }

    /// <summary>All withdrawals, newest first.</summary>
    public IReadOnlyList<SandboxWithdrawal> ReadAll() => Locked(_state.NewestFirst);

    /// <summary>One page, newest first, of the withdrawals created from one Tehran day to another, both included.</summary>
    public LedgerPage ReadPage(long page, DateTime? firstDay, DateTime? lastDay) => Locked(() => firstDay is null && lastDay is null
        ? _state.ReadPage(page)
        : _state.ReadPage(page, firstDay ?? DateTime.MinValue, lastDay ?? DateTime.MaxValue.Date));

    /// <summary>The withdrawal with an id, or null.</summary>
    public SandboxWithdrawal? Find(long id) => Locked(() => _state.Find(id));

    /// <summary>The error code that a withdrawal of this amount would get now, or null.</summary>
    public int? CheckAmount(long amount) => Locked(() => RefusalOf(amount));

    /// <summary>Makes a withdrawal and subtracts its amount from the balance, or returns the error code of the refusal.</summary>
    public (int? Refusal, SandboxWithdrawal? Made) Withdraw(long amount, string iban) => Locked<(int?, SandboxWithdrawal?)>(() =>
        RefusalOf(amount) is { } refusal
            ? (refusal, null)
            : (null, Append(NewWithdrawal(_state.NextId, amount, iban, _settings.Clock()), _state.Balance - amount)));

    /// <summary>Adds a withdrawal as if it had been made earlier; the balance stays.</summary>
    public SandboxWithdrawal Add(long amount, string iban, WithdrawalStatus status, DateTime? createdAt, string? comment) => Locked(() =>
    {
        var requestedAt = createdAt is { } tehran ? TehranTime.ToUtc(tehran) : _settings.Clock();
        return Append(InStatus(NewWithdrawal(_state.NextId, amount, iban, requestedAt), status, comment), _state.Balance);
    });

    /// <summary>Adds many withdrawals, each a minute or less before the next and the last one now; the balance stays.</summary>
    public void AddMany(int count, IReadOnlyList<string> ibans, WithdrawalStatus status) => Locked(() =>
    {
        var now = _settings.Clock();
        var step = TimeSpan.FromMinutes(1);
        if (count > 0 && _state.Newest is { } newest)
        {
            var free = Math.Max(0, (now - newest.RequestedAt).Ticks) / count;
            step = TimeSpan.FromTicks(Math.Min(step.Ticks, free));
        }

        var lines = new LedgerLine[count];
        for (var index = 0; index < count; index++)
        {
            var id = _state.NextId + index;
            var requestedAt = now - TimeSpan.FromTicks(step.Ticks * (count - 1 - index));
            var added = NewWithdrawal(id, 10_000 + id, ibans[index % ibans.Count], requestedAt);
            lines[index] = new LedgerLine(null, InStatus(added, status, null), _state.Balance);
        }

        return Append(lines);
    });

    /// <summary>Pays a pending withdrawal now.</summary>
    /// <exception cref="KeyNotFoundException">No withdrawal has the id.</exception>
    /// <exception cref="InvalidOperationException">It is already paid or cancelled.</exception>
    public SandboxWithdrawal Pay(long id) => Locked(() => Append(Paid(FindPending(id), _settings.Clock()), _state.Balance));

    /// <summary>Cancels a pending withdrawal now and returns its amount to the balance.</summary>
    /// <exception cref="KeyNotFoundException">No withdrawal has the id.</exception>
    /// <exception cref="InvalidOperationException">It is already paid or cancelled.</exception>
    public SandboxWithdrawal Cancel(long id, string? comment) => Locked(() =>
    {
        var cancelled = FindPending(id).CancelledAt(_settings.Clock(), comment ?? _settings.CancelComment);
        return Append(cancelled, _state.Balance + cancelled.Amount);
    });

    /// <summary>Closes the file. The ledger stays readable, and every change is refused from now on.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _file?.Dispose();
        }
    }

    /// <summary>Runs under the lock, after the withdrawals that are due have been paid or cancelled.</summary>
    private T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            SettleDue();
            return action();
        }
    }

    private SandboxWithdrawal NewWithdrawal(long id, long amount, string iban, DateTime requestedAt) =>
        new(id, amount, iban, _settings.HolderName, _settings.BankName, requestedAt);

    private SandboxWithdrawal FindPending(long id)
    {
        var withdrawal = _state.Find(id) ?? throw new KeyNotFoundException(SandboxMessages.NoWithdrawal(id).ToString());
        return withdrawal.Status == WithdrawalStatus.Pending
            ? withdrawal
            : throw new InvalidOperationException(SandboxMessages.NotPending(withdrawal).ToString());
    }

    private int? RefusalOf(long amount)
    {
        if (_state.Balance == 0)
        {
            return -11;
        }

        return amount > _state.Balance ? -12 : null;
    }

    private void Resume(LedgerFile file)
    {
        var isNew = true;
        foreach (var line in file.ReadLines())
        {
            isNew = false;
            Account = line.Account ?? Account;
            _state.Apply(line);
        }

        if (isNew)
        {
            file.Append([new LedgerLine(Account, null, _state.Balance)]);
        }
        else if (_settings.IsAccountChosen && !string.Equals(Account, _settings.Account, StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                SandboxMessages.LedgerOfOtherAccount(_settings.LedgerPath!, Account, _settings.Account).ToString());
        }
    }

    private void SettleDue()
    {
        if (_settings.SettleAfter is not { } settleAfter || !_state.HasPending || _isClosed)
        {
            return;
        }

        var lines = new List<LedgerLine>();
        var balanceAfter = _state.Balance;
        foreach (var due in _state.PendingUntil(_settings.Clock() - settleAfter))
        {
            // The moment at which it became due, however much later the ledger is read.
            var dueAt = due.RequestedAt + settleAfter;
            var isCancelled = _random.NextDouble() < _settings.CancelRate;
            balanceAfter += isCancelled ? due.Amount : 0;
            var settled = isCancelled ? due.CancelledAt(dueAt, _settings.CancelComment) : Paid(due, dueAt);
            lines.Add(new LedgerLine(null, settled, balanceAfter));
        }

        if (lines.Count > 0)
        {
            Append([.. lines]);
        }
    }

    private SandboxWithdrawal InStatus(SandboxWithdrawal withdrawal, WithdrawalStatus status, string? comment) => status switch
    {
        WithdrawalStatus.Pending => withdrawal,
        WithdrawalStatus.Paid => Paid(withdrawal, withdrawal.RequestedAt),
        WithdrawalStatus.Cancelled => withdrawal.CancelledAt(withdrawal.RequestedAt, comment ?? _settings.CancelComment),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, SandboxMessages.NoSuchStatus.ToString()),
    };

    private SandboxWithdrawal Paid(SandboxWithdrawal withdrawal, DateTime utc)
    {
        // A Jalali date and ten digits, as in the documentation's sample.
        var serial = (long)(_random.NextDouble() * 10_000_000_000);
        var trackingNumber = TehranTime.JalaliDigits(TehranTime.FromUtc(utc)) + serial.ToString("0000000000", CultureInfo.InvariantCulture);
        return withdrawal.PaidAt(utc, trackingNumber);
    }

    private SandboxWithdrawal Append(SandboxWithdrawal withdrawal, long balance)
    {
        Append(new LedgerLine(null, withdrawal, balance));
        return withdrawal;
    }

    private LedgerLine[] Append(params LedgerLine[] lines)
    {
        if (_isClosed)
        {
            throw new InvalidOperationException(SandboxMessages.Stopped.ToString());
        }

        _file?.Append(lines);
        Array.ForEach(lines, _state.Apply);
        return lines;
    }
}
