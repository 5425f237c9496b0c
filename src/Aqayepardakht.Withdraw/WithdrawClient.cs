using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Aqayepardakht.Http;

namespace Aqayepardakht;

/// <summary>
/// The three calls of the gateway's withdraw service. Reads are retried; a request for a withdrawal is sent once.
/// Safe for use by several threads at the same time.
/// </summary>
/// <remarks>
/// Every call throws only <see cref="WithdrawException"/>, and <see cref="OperationCanceledException"/> when its token is cancelled:
/// <see cref="InvalidInputException"/> before anything is sent, <see cref="GatewayErrorException"/> for the gateway's own codes,
/// <see cref="GatewayProtocolException"/> for a response that is not the gateway's, <see cref="GatewayUnreachableException"/> for none,
/// and, for <see cref="RequestAsync(WithdrawalRequest, CancellationToken)"/> alone, <see cref="OutcomeUnknownException"/>.
/// </remarks>
public sealed class WithdrawClient
{
    private readonly GatewayConnection _connection;
    private readonly WithdrawAccount _account;
    private readonly Secret? _pin;
    private readonly WithdrawClientOptions _options;
    private readonly RetryPolicy _retry;

    /// <summary>Creates a client. It owns neither the connection nor the account.</summary>
    /// <param name="connection">The connections to the gateway.</param>
    /// <param name="account">Whose withdrawals they are.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <exception cref="InvalidInputException">An option is out of its range.</exception>
    public WithdrawClient(GatewayConnection connection, WithdrawAccount account, WithdrawClientOptions? options = null)
    {
        _connection = connection ?? throw new ArgumentNullException(nameof(connection));
        _account = account ?? throw new ArgumentNullException(nameof(account));
        _options = options ?? new WithdrawClientOptions();
        _options.Validate();
        _retry = new RetryPolicy(_options.MaxAttempts, _options.FirstRetryDelay, _options.MaxRetryDelay);
        _pin = account.Pin;
    }

    /// <summary>The address of the gateway.</summary>
    public Uri Endpoint => _connection.Endpoint;

    /// <summary>The number of the account.</summary>
    public string AccountNumber => _account.Number;

    /// <summary>How long one request may take, all its attempts together.</summary>
    internal TimeSpan RequestTimeout => _options.Timeout;

    /// <summary>Requests a withdrawal (<c>request</c>). It moves money.</summary>
    /// <returns>The withdrawal as the gateway registered it.</returns>
    /// <exception cref="GatewayErrorException">The gateway refused; nothing was made.</exception>
    /// <exception cref="GatewayUnreachableException">The gateway could provably not be reached; nothing was made.</exception>
    /// <exception cref="OutcomeUnknownException">It is not known whether the withdrawal was made.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent.</exception>
    public Task<Withdrawal> RequestAsync(WithdrawalRequest request, CancellationToken cancellationToken = default) =>
        RequestAsync(request, mayLeave: null, cancellationToken);

    /// <inheritdoc cref="RequestAsync(WithdrawalRequest, CancellationToken)"/>
    /// <param name="request">What is requested.</param>
    /// <param name="mayLeave">
    /// Asked just before the request leaves: whether it still may. If not, it was provably not sent. Null when it may at any time.
    /// </param>
    /// <param name="cancellationToken">Stops the call.</param>
    internal async Task<Withdrawal> RequestAsync(WithdrawalRequest request, Func<bool>? mayLeave, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        var call = new GatewayRequest(
            WithdrawalOperation.Request,
            _account,
            _pin,
            null,
            ("amount", request.Amount.ToString(CultureInfo.InvariantCulture)),
            ("iban", request.Iban))
        {
            MayLeave = mayLeave,
        };
        var stopwatch = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var log = new AttemptLog(_options.OnAttempt, call, attempt);
            try
            {
                var timeLeft = _options.Timeout - stopwatch.Elapsed;
                var response = await GatewayTransport.SendAsync(_connection, call, log, timeLeft, cancellationToken)
                    .ConfigureAwait(false);
                var withdrawal = Single(response);
                log.Succeeded();
                ReportUnreadableTimes(response);
                return withdrawal;
            }
            catch (GatewayUnreachableException exception) when (exception.ProvablyNotSent)
            {
                var delay = _retry.DelayBeforeRequest(attempt + 1, exception, _options.Timeout - stopwatch.Elapsed);
                log.Failed(exception, delay);
                if (delay is null)
                {
                    throw;
                }

                await _options.Delay(delay.Value, cancellationToken).ConfigureAwait(false);
                if (stopwatch.Elapsed >= _options.Timeout)
                {
                    // The delay took longer than it should have: a busy machine, or one that slept.
                    throw;
                }
            }
            catch (GatewayErrorException exception) when (RetryPolicy.ProvesNothingWasMade(exception))
            {
                log.Failed(exception, null);
                throw;
            }
            catch (Exception exception) when (exception is WithdrawException or OperationCanceledException)
            {
                log.Failed(exception, null);
                var reason = exception is WithdrawException failure ? failure.Text : Messages.Stopped;
                throw new OutcomeUnknownException(
                    Messages.OutcomeUnknown(request.Amount, request.Iban, reason), Messages.CheckBeforePayingAgain, exception);
            }
        }
    }

    /// <summary>Reads one withdrawal (<c>details</c>).</summary>
    /// <param name="id">The gateway's id, above zero.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="InvalidInputException">The id is not above zero.</exception>
    /// <exception cref="GatewayErrorException">The gateway refused, or has no such withdrawal.</exception>
    /// <exception cref="GatewayProtocolException">The response is not one of the withdraw service.</exception>
    /// <exception cref="GatewayUnreachableException">No response came.</exception>
    public async Task<Withdrawal> GetAsync(long id, CancellationToken cancellationToken = default)
    {
        if (id <= 0)
        {
            throw new InvalidInputException(InputErrorKind.WithdrawalId, Messages.WithdrawalId(id));
        }

        var text = id.ToString(CultureInfo.InvariantCulture);
        return await ReadAsync(
            new GatewayRequest(WithdrawalOperation.Details, _account, null, "id " + text, ("id", text)),
            response => WithId(response, id),
            null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one page of the account's withdrawals (<c>list</c>), newest first.</summary>
    /// <param name="page">The page, from 1.</param>
    /// <param name="period">The days to list, or null for all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="InvalidInputException">The page is not above zero.</exception>
    /// <exception cref="GatewayErrorException">The gateway refused.</exception>
    /// <exception cref="GatewayProtocolException">The response is not one of the withdraw service.</exception>
    /// <exception cref="GatewayUnreachableException">No response came.</exception>
    public Task<WithdrawalPage> GetPageAsync(int page, WithdrawalPeriod? period = null, CancellationToken cancellationToken = default) =>
        GetPageAsync(page, period, null, cancellationToken);

    /// <summary>
    /// Reads all withdrawals as one stream, newest first, each once, even when new ones are made meanwhile. Rows that cannot be read are
    /// left out; <see cref="ReadList"/> shows them.
    /// </summary>
    /// <param name="period">The days to list, or null for all.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    /// <exception cref="GatewayErrorException">The gateway refused.</exception>
    /// <exception cref="GatewayProtocolException">A response is not one of the withdraw service.</exception>
    /// <exception cref="GatewayUnreachableException">No response came.</exception>
    public async IAsyncEnumerable<Withdrawal> ListAsync(
        WithdrawalPeriod? period = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = ReadList(period);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } withdrawals)
        {
            foreach (var withdrawal in withdrawals)
            {
                yield return withdrawal;
            }
        }
    }

    /// <summary>Opens a reader over all withdrawals that hands them out a page at a time; see <see cref="WithdrawalListReader"/>.</summary>
    /// <param name="period">The days to list, or null for all.</param>
    /// <param name="skip">How many of the newest withdrawals to leave out.</param>
    /// <param name="limit">How many to hand out after that, at most; no page beyond is fetched. Null for all.</param>
    public WithdrawalListReader ReadList(WithdrawalPeriod? period = null, long skip = 0, long? limit = null) =>
        new((page, onThrottled, token) => GetPageAsync(page, period, onThrottled, token), _options.PagesInFlight, skip, limit);

    private async Task<WithdrawalPage> GetPageAsync(
        int page,
        WithdrawalPeriod? period,
        Action? onThrottled,
        CancellationToken cancellationToken)
    {
        if (page < 1)
        {
            throw new InvalidInputException(InputErrorKind.Page, Messages.PageNumber(page));
        }

        var text = page.ToString(CultureInfo.InvariantCulture);
        return await ReadAsync(
            new GatewayRequest(
                WithdrawalOperation.List,
                _account,
                null,
                "page " + text,
                ("page", text),
                ("start_date", period?.Start is { } start ? ReportDate.ToGateway(start) : null),
                ("end_date", period?.End is { } end ? ReportDate.ToGateway(end) : null)),
            response => ToPage(response, page),
            onThrottled,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> ReadAsync<T>(
        GatewayRequest call,
        Func<GatewayResponse, T> parse,
        Action? onThrottled,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var log = new AttemptLog(_options.OnAttempt, call, attempt);
            try
            {
                var response = await GatewayTransport.SendAsync(_connection, call, log, _options.Timeout, cancellationToken)
                    .ConfigureAwait(false);
                var result = parse(response);
                log.Succeeded();
                ReportUnreadableTimes(response);
                return result;
            }
            catch (WithdrawException exception)
            {
                if (log.HttpStatus == 429)
                {
                    onThrottled?.Invoke();
                }

                var delay = _retry.DelayBeforeRead(attempt + 1, exception);
                log.Failed(exception, delay);
                if (delay is null)
                {
                    throw;
                }

                await _options.Delay(delay.Value, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void ReportUnreadableTimes(GatewayResponse response)
    {
        if (response.Rows is { WithoutCreatedAt: > 0 } or { WithUnreadableUpdatedAt: > 0 })
        {
            try
            {
                _options.OnUnreadableTimes?.Invoke(response.Rows.WithoutCreatedAt, response.Rows.WithUnreadableUpdatedAt);
            }
            catch (Exception)
            {
                // A listener that fails must not hide what became of a withdrawal.
            }
        }
    }

    private static WithdrawalPage ToPage(GatewayResponse response, int page) => new(
        page,
        response.Rows!.Withdrawals,
        response.TotalCount,
        response.TotalPages is >= 0 and <= int.MaxValue ? (int)response.TotalPages : null)
    {
        UnreadableRows = response.Rows.Unreadable,
        RespondedAt = response.RespondedAt,
    };

    private static Withdrawal Single(GatewayResponse response) =>
        response.Rows is { Withdrawals: [var withdrawal], Unreadable: [] }
            ? withdrawal
            : throw new GatewayProtocolException(Messages.RowsForRequest(response.Rows!.Count));

    private static Withdrawal WithId(GatewayResponse response, long id)
    {
        if (response.Rows!.Count == 0)
        {
            throw new WithdrawalNotFoundException(id);
        }

        return response.Rows.Withdrawals.Find(withdrawal => withdrawal.Id == id)
            ?? throw new GatewayProtocolException(Messages.OtherWithdrawal(id));
    }
}
