using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht.Sandbox;

/// <summary>
/// A local gateway for rehearsals and tests: the withdraw service's three calls on 127.0.0.1 as documented, with its own ledger and
/// with faults on request. It moves no money. All members are thread-safe.
/// </summary>
public sealed class SandboxGateway : IDisposable
{
    private const string BasePath = "/api/v2/withdraw/";

    private readonly SandboxSettings _settings;
    private readonly Ledger _ledger;
    private readonly AccountRules _rules;
    private readonly InterruptionPlan _interruptions;
    private readonly FaultyService _service;
    private readonly CallLog _log = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly LoopbackServer _server;
    private int _stopped;

    private SandboxGateway(SandboxSettings settings)
    {
        _settings = settings;
        _ledger = new Ledger(settings);
        _rules = new AccountRules(settings, _ledger.Account);
        _interruptions = new InterruptionPlan(settings);
        _service = new FaultyService(new WithdrawService(_rules, _ledger, new ResponseBody(settings.Dialects)), settings);
        try
        {
            _server = new LoopbackServer(settings.Port, HandleAsync);
        }
        catch
        {
            _ledger.Dispose();
            throw;
        }

        Endpoint = new Uri("http://127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture) + BasePath);
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:50123/api/v2/withdraw/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port => _server.Port;

    /// <summary>The account number that calls must send.</summary>
    public string Account => _rules.Account;

    /// <summary>A snapshot of all withdrawals, newest first.</summary>
    public IReadOnlyList<SandboxWithdrawal> Withdrawals => _ledger.ReadAll();

    /// <summary>The account's balance, in the gateway's unit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set below zero.</exception>
    /// <exception cref="InvalidOperationException">It is set after <see cref="Stop"/>.</exception>
    public long Balance
    {
        get => _ledger.Balance;
        set => _ledger.Balance = NotBelow(0, value, nameof(value));
    }

    /// <summary>Whether the account is active; if not, every call gets -20.</summary>
    public bool IsActive
    {
        get => _rules.IsActive;
        set => _rules.IsActive = value;
    }

    /// <summary>Whether the account has its Shaparak information; if not, a <c>request</c> gets -14.</summary>
    public bool HasShaparakInformation
    {
        get => _rules.HasShaparakInformation;
        set => _rules.HasShaparakInformation = value;
    }

    /// <summary>Whether the account has a gateway; if not, a <c>request</c> gets -15.</summary>
    public bool HasGateway
    {
        get => _rules.HasGateway;
        set => _rules.HasGateway = value;
    }

    /// <summary>The pin that a <c>request</c> must send, or null for an account that must not send one.</summary>
    public string? Pin
    {
        get => _rules.Pin;
        set => _rules.Pin = value;
    }

    /// <summary>
    /// Runs after a call has been received and before it is handled, so that a test can change the ledger between two pages. An
    /// exception of it breaks the connection.
    /// </summary>
    public Action<SandboxCall>? BeforeResponse { get; set; }

    /// <summary>The latest 10,000 calls whose responses are known, oldest first.</summary>
    public IReadOnlyList<SandboxCall> Requests => _log.ReadAll();

    /// <summary>Starts a sandbox.</summary>
    /// <param name="settings">Its settings, which are copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="settings"/> is null.</exception>
    /// <exception cref="ArgumentException">A setting is empty or out of range; the message names it.</exception>
    /// <exception cref="SocketException">The port is taken or not allowed.</exception>
    /// <exception cref="IOException">The ledger's folder does not exist, or another sandbox has the file open.</exception>
    /// <exception cref="UnauthorizedAccessException">The ledger may not be written.</exception>
    /// <exception cref="InvalidDataException">The file is not a sandbox's ledger.</exception>
    /// <exception cref="InvalidOperationException">The ledger belongs to another account than the settings name.</exception>
    public static SandboxGateway Start(SandboxSettings settings)
    {
        _ = settings ?? throw new ArgumentNullException(nameof(settings));
        settings.Validate();
        return new SandboxGateway(settings.Copy());
    }

    /// <summary>The number of calls of an operation that were received, including those without a response.</summary>
    /// <param name="operation">One operation, or several for their sum.</param>
    public int RequestCount(WithdrawalOperation operation) => _log.Count(operation);

    /// <summary>Pays a pending withdrawal now.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The withdrawal as it is now.</returns>
    /// <exception cref="KeyNotFoundException">No withdrawal has the id.</exception>
    /// <exception cref="InvalidOperationException">It is already paid or cancelled, or the sandbox has stopped.</exception>
    public SandboxWithdrawal Pay(long id) => _ledger.Pay(id);

    /// <summary>Cancels a pending withdrawal now and returns its amount to the balance.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="comment">Why; <see cref="SandboxSettings.CancelComment"/> when null.</param>
    /// <returns>The withdrawal as it is now.</returns>
    /// <exception cref="KeyNotFoundException">No withdrawal has the id.</exception>
    /// <exception cref="InvalidOperationException">It is already paid or cancelled, or the sandbox has stopped.</exception>
    public SandboxWithdrawal Cancel(long id, string? comment = null) => _ledger.Cancel(id, comment);

    /// <summary>Adds a withdrawal as if it had been requested in the gateway's panel: without checks, and the balance stays.</summary>
    /// <param name="amount">The amount, in the gateway's unit.</param>
    /// <param name="iban">The IBAN, taken as it is; the first registered one when null.</param>
    /// <param name="status">Its status; a pending one is settled like any other.</param>
    /// <param name="createdAt">When it was made, Tehran time; now when null. It does not change the position in the list.</param>
    /// <param name="comment">Why it was cancelled, for a cancelled one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below 1, or there is no such status.</exception>
    /// <exception cref="InvalidOperationException">No IBAN is given and none is registered, or the sandbox has stopped.</exception>
    public SandboxWithdrawal AddWithdrawal(
        long amount,
        string? iban = null,
        WithdrawalStatus status = WithdrawalStatus.Pending,
        DateTime? createdAt = null,
        string? comment = null) =>
        _ledger.Add(NotBelow(1, amount, nameof(amount)), iban ?? RegisteredIbans()[0], status, createdAt, comment);

    /// <summary>
    /// Adds test data: withdrawals of different amounts to the registered IBANs in turn. The last one is made now, and each a minute
    /// before the next, or less so that none is older than the ledger's newest one. The balance stays.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="status">Their status.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below zero, or there is no such status.</exception>
    /// <exception cref="InvalidOperationException">No IBAN is registered, or the sandbox has stopped.</exception>
    public void AddWithdrawals(int count, WithdrawalStatus status = WithdrawalStatus.Paid) =>
        _ledger.AddMany((int)NotBelow(0, count, nameof(count)), RegisteredIbans(), status);

    /// <summary>
    /// Makes the next calls of an operation meet a fault. Several of these, and those of <see cref="AnswerNext"/>, apply in the order in
    /// which they were added.
    /// </summary>
    /// <param name="fault">The fault.</param>
    /// <param name="operation">Which calls; several operations share the count.</param>
    /// <param name="times">How many calls.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fault, or <paramref name="times"/> is below 1.</exception>
    public void FailNext(SandboxFault fault, WithdrawalOperation operation, int times = 1)
    {
        if (fault is < SandboxFault.TooManyRequests or > SandboxFault.HtmlOk)
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault, SandboxMessages.NoSuchFault.ToString());
        }

        _interruptions.Add(new Interruption(fault, null), operation, (int)NotBelow(1, times, nameof(times)));
    }

    /// <summary>Makes the next calls of an operation get an error code, whatever they request; nothing is made.</summary>
    /// <param name="code">The code, such as -12; it need not be in the gateway's table.</param>
    /// <param name="operation">Which calls; several operations share the count.</param>
    /// <param name="times">How many calls.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is below 1.</exception>
    public void AnswerNext(int code, WithdrawalOperation operation, int times = 1) =>
        _interruptions.Add(new Interruption(null, code), operation, (int)NotBelow(1, times, nameof(times)));

    /// <summary>
    /// Stops listening, closes every connection at once, hanging ones too, and closes the ledger's file. The calls and withdrawals stay
    /// readable.
    /// </summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        _server.Dispose();
        _stopping.Cancel();
        _stopping.Dispose();
        _ledger.Dispose();
    }

    /// <summary>The same as <see cref="Stop"/>.</summary>
    public void Dispose() => Stop();

    private static WithdrawalOperation OperationOf(string path) => path switch
    {
        BasePath + "request" => WithdrawalOperation.Request,
        BasePath + "list" => WithdrawalOperation.List,
        BasePath + "details" => WithdrawalOperation.Details,
        _ => WithdrawalOperation.None,
    };

    private static long NotBelow(long min, long value, string name) => value >= min
        ? value
        : throw new ArgumentOutOfRangeException(name, value, SandboxMessages.BelowMin(min).ToString());

    private IReadOnlyList<string> RegisteredIbans() => _rules.Ibans.Count > 0
        ? _rules.Ibans
        : throw new InvalidOperationException(SandboxMessages.NoIban.ToString());

    private async Task<HttpResponse> HandleAsync(HttpRequest request)
    {
        var operation = OperationOf(request.Path);
        if (operation == WithdrawalOperation.None)
        {
            return HttpResponse.Page(404);
        }

        if (request.Method != "POST")
        {
            return HttpResponse.Page(405) with { Header = "Allow: POST" };
        }

        var body = CallBody.Parse(request.Body);
        var call = _log.Begin(operation, body, _settings.Clock());
        if (_settings.Latency > TimeSpan.Zero)
        {
            await Task.Delay(_settings.Latency, _stopping.Token).ConfigureAwait(false);
        }

        BeforeResponse?.Invoke(call);
        var interruption = _interruptions.Next(operation);
        var response = _service.Handle(operation, body, interruption);
        var isSent = response.Http.Delivery is HttpDelivery.Whole or HttpDelivery.Half;
        _log.Complete(call with
        {
            HttpStatus = isSent ? response.Http.Status : null,
            Code = isSent ? response.Code : null,
            Fault = interruption?.Fault,
        });
        return response.Http;
    }
}
