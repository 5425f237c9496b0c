using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Aqayepardakht.Sandbox;

/// <summary>The account's withdrawals and its balance: one truth under one lock, in the file before it is in memory.</summary>
internal sealed class Ledger : IDisposable
{
    private const long FirstId = 11111;

    private readonly object _gate = new();
    private readonly SandboxSettings _settings;
    private readonly Random _random;
    private readonly LedgerFile? _file;

    // Oldest first, ids without a gap, so that a withdrawal's place follows from its id.
    private readonly List<SandboxWithdrawal> _withdrawals = [];
    private readonly SortedSet<(DateTime RequestedAt, long Id)> _pending = [];
    private long _balance;
    private bool _isClosed;

    /// <summary>Begins a ledger, or goes on with the one at <see cref="SandboxSettings.LedgerPath"/>.</summary>
    /// <exception cref="InvalidOperationException">That ledger is of another account than the settings name.</exception>
    /// <exception cref="InvalidDataException">The file is not a ledger.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public Ledger(SandboxSettings settings)
    {
        _settings = settings;
        _random = settings.Seed is { } seed ? new Random(seed) : new Random();
        _balance = settings.Balance;
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
        get
        {
            lock (_gate)
            {
                // A withdrawal that is cancelled by now has given its amount back.
                SettleDue();
                return _balance;
            }
        }

        set
        {
            lock (_gate)
            {
                SettleDue();
                Record(new LedgerLine(null, null, value));
            }
        }
    }

    /// <summary>All withdrawals, newest first.</summary>
    public IReadOnlyList<SandboxWithdrawal> ReadAll()
    {
        lock (_gate)
        {
            SettleDue();
            var all = _withdrawals.ToArray();
            Array.Reverse(all);
            return all;
        }
    }

    /// <summary>One page, newest first, of the withdrawals created from one Tehran day to another, both included.</summary>
    public LedgerPage ReadPage(long page, DateTime? firstDay, DateTime? lastDay)
    {
        lock (_gate)
        {
            SettleDue();
            return firstDay is null && lastDay is null
                ? ReadPage(page)
                : ReadPage(page, firstDay ?? DateTime.MinValue, lastDay ?? DateTime.MaxValue.Date);
        }
    }

    /// <summary>The withdrawal with an id, or null.</summary>
    public SandboxWithdrawal? Find(long id)
    {
        lock (_gate)
        {
            SettleDue();
            return Known(id);
        }
    }

    /// <summary>The error code that a withdrawal of this amount would get now, or null.</summary>
    public int? Refuse(long amount)
    {
        lock (_gate)
        {
            SettleDue();
            return RefuseAmount(amount);
        }
    }

    /// <summary>Makes a withdrawal and takes its amount out of the balance, or gives the error code that forbids it.</summary>
    public int? Withdraw(long amount, string iban, out SandboxWithdrawal? made)
    {
        lock (_gate)
        {
            SettleDue();
            made = null;
            if (RefuseAmount(amount) is { } refusal)
            {
                return refusal;
            }

            made = Next(amount, iban, _settings.Clock());
            Record(new LedgerLine(null, made, _balance - amount));
            return null;
        }
    }

    /// <summary>Adds a withdrawal as if it had been made earlier; the balance stays.</summary>
    public SandboxWithdrawal Add(long amount, string iban, WithdrawalStatus status, DateTime? createdAt, string? comment)
    {
        lock (_gate)
        {
            SettleDue();
            var requestedAt = createdAt is { } tehran ? TehranTime.ToUtc(tehran) : _settings.Clock();
            var added = InStatus(Next(amount, iban, requestedAt), status, comment);
            Record(new LedgerLine(null, added, _balance));
            return added;
        }
    }

    /// <summary>Adds many withdrawals, the last one made now and each a minute or less before the next; the balance stays.</summary>
    public void AddMany(int count, IReadOnlyList<string> ibans, WithdrawalStatus status)
    {
        lock (_gate)
        {
            SettleDue();
            var now = _settings.Clock();
            var step = TimeSpan.FromMinutes(1);
            if (count > 0 && _withdrawals.Count > 0)
            {
                var free = Math.Max(0, (now - _withdrawals[_withdrawals.Count - 1].RequestedAt).Ticks) / count;
                step = TimeSpan.FromTicks(Math.Min(step.Ticks, free));
            }

            var lines = new LedgerLine[count];
            for (var index = 0; index < count; index++)
            {
                var id = NextId + index;
                var requestedAt = now - TimeSpan.FromTicks(step.Ticks * (count - 1 - index));
                var added = Make(id, 10_000 + id, ibans[index % ibans.Count], requestedAt);
                lines[index] = new LedgerLine(null, InStatus(added, status, null), _balance);
            }

            Record(lines);
        }
    }

    /// <summary>Pays a pending withdrawal now.</summary>
    /// <exception cref="KeyNotFoundException">There is none with the id.</exception>
    /// <exception cref="InvalidOperationException">It is paid or cancelled already.</exception>
    public SandboxWithdrawal Pay(long id)
    {
        lock (_gate)
        {
            SettleDue();
            var paid = Paid(Pending(id), _settings.Clock());
            Record(new LedgerLine(null, paid, _balance));
            return paid;
        }
    }

    /// <summary>Cancels a pending withdrawal now and gives its amount back.</summary>
    /// <exception cref="KeyNotFoundException">There is none with the id.</exception>
    /// <exception cref="InvalidOperationException">It is paid or cancelled already.</exception>
    public SandboxWithdrawal Cancel(long id, string? comment)
    {
        lock (_gate)
        {
            SettleDue();
            var cancelled = Pending(id).CancelledAt(_settings.Clock(), comment ?? _settings.CancelComment);
            Record(new LedgerLine(null, cancelled, _balance + cancelled.Amount));
            return cancelled;
        }
    }

    /// <summary>Closes the file. What is known stays readable; every change is refused from now on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _file?.Dispose();
        }
    }

    private long NextId => FirstId + _withdrawals.Count;

    private SandboxWithdrawal Next(long amount, string iban, DateTime requestedAt) => Make(NextId, amount, iban, requestedAt);

    private SandboxWithdrawal Make(long id, long amount, string iban, DateTime requestedAt) =>
        new(id, amount, iban, _settings.HolderName, _settings.BankName, requestedAt);

    private SandboxWithdrawal? Known(long id)
    {
        var place = id - FirstId;
        return place >= 0 && place < _withdrawals.Count ? _withdrawals[(int)place] : null;
    }

    private SandboxWithdrawal Pending(long id)
    {
        var withdrawal = Known(id) ?? throw new KeyNotFoundException(
            string.Format(CultureInfo.InvariantCulture, "The sandbox has no withdrawal {0}.", id));
        return withdrawal.Status == WithdrawalStatus.Pending
            ? withdrawal
            : throw new InvalidOperationException(
                string.Format(CultureInfo.InvariantCulture, "Withdrawal {0} is {1} already.", id, withdrawal.Status));
    }

    private int? RefuseAmount(long amount)
    {
        if (_balance == 0)
        {
            return -11;
        }

        return amount > _balance ? -12 : null;
    }

    private LedgerPage ReadPage(long page)
    {
        var count = _withdrawals.Count;
        var pageCount = PageCount(count);
        var rows = new List<SandboxWithdrawal>();
        if (page <= pageCount)
        {
            var newest = count - 1 - ((int)(page - 1) * _settings.PageSize);
            for (var place = newest; place >= 0 && rows.Count < _settings.PageSize; place--)
            {
                rows.Add(_withdrawals[place]);
            }
        }

        return new LedgerPage(rows, count, pageCount);
    }

    private LedgerPage ReadPage(long page, DateTime firstDay, DateTime lastDay)
    {
        // Two numbers to compare, instead of a Tehran date to work out for each row.
        var from = TehranTime.ToUtcTicks(firstDay);
        var until = TehranTime.ToUtcTicks(lastDay) + TimeSpan.TicksPerDay;
        var rows = new List<SandboxWithdrawal>();
        var total = 0;
        for (var place = _withdrawals.Count - 1; place >= 0; place--)
        {
            var moment = _withdrawals[place].RequestedAt.Ticks;
            if (moment < from || moment >= until)
            {
                continue;
            }

            if (total / _settings.PageSize == page - 1)
            {
                rows.Add(_withdrawals[place]);
            }

            total++;
        }

        return new LedgerPage(rows, total, PageCount(total));
    }

    private int PageCount(int count) => Math.Max(1, (int)(((long)count + _settings.PageSize - 1) / _settings.PageSize));

    private void Resume(LedgerFile ledgerFile)
    {
        var isNew = true;
        foreach (var line in ledgerFile.ReadLines())
        {
            isNew = false;
            Account = line.Account ?? Account;
            Apply(line);
        }

        if (isNew)
        {
            ledgerFile.Append([new LedgerLine(Account, null, _balance)]);
        }
        else if (_settings.IsAccountChosen && !string.Equals(Account, _settings.Account, StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"The ledger '{_settings.LedgerPath}' is of account {Account}, not of account {_settings.Account}.");
        }
    }

    private void SettleDue()
    {
        if (_settings.SettleAfter is not { } settleAfter || _pending.Count == 0 || _isClosed)
        {
            return;
        }

        var lines = new List<LedgerLine>();
        var balanceAfter = _balance;
        var latest = _settings.Clock() - settleAfter;
        foreach (var (requestedAt, id) in _pending.TakeWhile(row => row.RequestedAt <= latest))
        {
            // The moment it became due, not the moment somebody looked.
            var dueAt = requestedAt + settleAfter;
            var withdrawal = Known(id)!;
            var isCancelled = _random.NextDouble() < _settings.CancelRate;
            balanceAfter += isCancelled ? withdrawal.Amount : 0;
            withdrawal = isCancelled ? withdrawal.CancelledAt(dueAt, _settings.CancelComment) : Paid(withdrawal, dueAt);
            lines.Add(new LedgerLine(null, withdrawal, balanceAfter));
        }

        if (lines.Count > 0)
        {
            Record([.. lines]);
        }
    }

    private SandboxWithdrawal InStatus(SandboxWithdrawal withdrawal, WithdrawalStatus status, string? comment) => status switch
    {
        WithdrawalStatus.Pending => withdrawal,
        WithdrawalStatus.Paid => Paid(withdrawal, withdrawal.RequestedAt),
        WithdrawalStatus.Cancelled => withdrawal.CancelledAt(withdrawal.RequestedAt, comment ?? _settings.CancelComment),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A withdrawal is pending, paid or cancelled."),
    };

    private SandboxWithdrawal Paid(SandboxWithdrawal withdrawal, DateTime utc)
    {
        // The documentation's sample begins with a Jalali date, so these do too.
        var serial = (long)(_random.NextDouble() * 10_000_000_000);
        var trackingNumber = TehranTime.JalaliDigits(TehranTime.FromUtc(utc)) + serial.ToString("0000000000", CultureInfo.InvariantCulture);
        return withdrawal.PaidAt(utc, trackingNumber);
    }

    private void Record(params LedgerLine[] lines)
    {
        if (_isClosed)
        {
            throw new InvalidOperationException("The sandbox has stopped.");
        }

        _file?.Append(lines);
        foreach (var line in lines)
        {
            Apply(line);
        }
    }

    private void Apply(LedgerLine line)
    {
        _balance = line.Balance;
        if (line.Withdrawal is not { } withdrawal)
        {
            return;
        }

        var place = withdrawal.Id - FirstId;
        if (place < 0 || place > _withdrawals.Count)
        {
            throw new InvalidDataException(string.Format(
                CultureInfo.InvariantCulture,
                "Withdrawal {0} does not follow the one before it in the ledger.",
                withdrawal.Id));
        }

        if (place == _withdrawals.Count)
        {
            _withdrawals.Add(withdrawal);
        }
        else
        {
            _withdrawals[(int)place] = withdrawal;
        }

        var key = (withdrawal.RequestedAt, withdrawal.Id);
        if (withdrawal.Status == WithdrawalStatus.Pending)
        {
            _pending.Add(key);
        }
        else
        {
            _pending.Remove(key);
        }
    }
}
