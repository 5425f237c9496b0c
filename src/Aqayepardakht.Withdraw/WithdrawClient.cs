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
/// Every call throws only <see cref="WithdrawException"/> and what it is asked to throw by its token:
/// <see cref="InvalidInputException"/> before anything is sent, <see cref="GatewayErrorException"/> for the gateway's own codes,
/// <see cref="GatewayProtocolException"/> for a response that is not the gateway's, <see cref="GatewayUnreachableException"/> for none,
/// and, for <see cref="RequestAsync"/> alone, <see cref="OutcomeUnknownException"/>.
/// </remarks>
public sealed class WithdrawClient : IWithdrawGateway
{
    private readonly GatewayConnection _connection;
    private readonly WithdrawAccount _account;
    private readonly Secret? _pin;
    private readonly WithdrawClientOptions _options;

    /// <summary>Creates a client. It owns neither the connection nor the account.</summary>
    /// <param name="connection">The connections to the gateway.</param>
    /// <param name="account">Who is asking.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <exception cref="InvalidInputException">An option is out of its range.</exception>
    public WithdrawClient(GatewayConnection connection, WithdrawAccount account, WithdrawClientOptions? options = null)
    {
        _connection = connection ?? throw new ArgumentNullException(nameof(connection));
        _account = account ?? throw new ArgumentNullException(nameof(account));
        _options = options ?? new WithdrawClientOptions();
        _options.Validate();
        _pin = account.Pin;
    }

    /// <summary>The address of the gateway.</summary>
    public Uri Endpoint => _connection.Endpoint;

    /// <summary>The number of the account.</summary>
    public string AccountNumber => _account.Number;

    /// <summary>The longest that one request may take.</summary>
    internal TimeSpan RequestTimeout => _options.Timeout;

    /// <summary>Asks for a withdrawal (<c>request</c>). It moves money.</summary>
    /// <returns>The withdrawal as the gateway registered it.</returns>
    /// <exception cref="GatewayErrorException">The gateway refused; nothing was made.</exception>
    /// <exception cref="GatewayUnreachableException">The gateway could provably not be reached; nothing was made.</exception>
    /// <exception cref="OutcomeUnknownException">It is not known whether the withdrawal was made.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent.</exception>
    public async Task<Withdrawal> RequestAsync(WithdrawalRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        // All attempts together end within the timeout, so that a journal knows how late a request can arrive.
        var stopwatch = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var log = new AttemptLog(_options.OnCall, WithdrawalOperation.Request, null, attempt);
            try
            {
                var response = await GatewayCall.SendAsync(
                    _connection,
                    WithdrawalOperation.Request,
                    _account,
                    _pin,
                    [("amount", request.Amount.ToString(CultureInfo.InvariantCulture)), ("iban", request.Iban)],
                    log,
                    _options.Timeout - stopwatch.Elapsed,
                    cancellationToken).ConfigureAwait(false);
                var withdrawal = Single(response);
                log.Succeeded();
                return withdrawal;
            }
            catch (GatewayUnreachableException exception) when (exception.ProvablyNotSent)
            {
                // Not a byte left, so this one case may be sent again.
                TimeSpan? wait = RetryDelay.Before(attempt + 1, _options.FirstRetryDelay, _options.MaxRetryDelay, null);
                if (attempt == _options.MaxAttempts || stopwatch.Elapsed + wait >= _options.Timeout)
                {
                    wait = null;
                }

                log.Failed(exception, wait);
                if (wait is null)
                {
                    throw;
                }

                await _options.Delay(wait.Value, cancellationToken).ConfigureAwait(false);
                if (stopwatch.Elapsed >= _options.Timeout)
                {
                    // The pause took longer than it should have: a busy machine, or one that slept.
                    throw;
                }
            }
            catch (GatewayErrorException exception) when (IsRefusal(exception))
            {
                log.Failed(exception, null);
                throw;
            }
            catch (WithdrawException exception)
            {
                log.Failed(exception, null);
                throw new OutcomeUnknownException(
                    Messages.OutcomeUnknown(request.Amount, request.Iban, exception.Text), Messages.CheckBeforePayingAgain, exception);
            }
            catch (OperationCanceledException exception)
            {
                log.Failed(exception, null);
                throw new OutcomeUnknownException(
                    Messages.OutcomeUnknown(request.Amount, request.Iban, Messages.Stopped), Messages.CheckBeforePayingAgain, exception);
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
        return await ReadAsync(WithdrawalOperation.Details, "id " + text, [("id", text)], response => WithId(response, id), null, cancellationToken)
            .ConfigureAwait(false);
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

    /// <summary>Reads all withdrawals as one stream, newest first, each once, even when new ones are made meanwhile.</summary>
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
    /// <param name="limit">How many are wanted after that; no page beyond is fetched ahead. Null for all.</param>
    public WithdrawalListReader ReadList(WithdrawalPeriod? period = null, long skip = 0, long? limit = null) =>
        new((page, onThrottled, token) => GetPageAsync(page, period, onThrottled, token), _options.PagesInFlight, skip, limit);

    private async Task<WithdrawalPage> GetPageAsync(int page, WithdrawalPeriod? period, Action? onThrottled, CancellationToken cancellationToken)
    {
        if (page < 1)
        {
            throw new InvalidInputException(InputErrorKind.Page, Messages.PageNumber(page));
        }

        var text = page.ToString(CultureInfo.InvariantCulture);
        return await ReadAsync(
            WithdrawalOperation.List,
            "page " + text,
            [
                ("page", text),
                ("start_date", period?.Start is { } start ? ReportDate.ToGateway(start) : null),
                ("end_date", period?.End is { } end ? ReportDate.ToGateway(end) : null),
            ],
            response => new WithdrawalPage(page, response.Data!, response.TotalCount, response.TotalPages is { } pages and >= 0 and <= int.MaxValue ? (int)pages : null),
            onThrottled,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> ReadAsync<T>(
        WithdrawalOperation operation,
        string subject,
        (string Name, string? Value)[] fields,
        Func<GatewayResponse, T> parse,
        Action? onThrottled,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var log = new AttemptLog(_options.OnCall, operation, subject, attempt);
            try
            {
                var response = await GatewayCall.SendAsync(_connection, operation, _account, null, fields, log, _options.Timeout, cancellationToken)
                    .ConfigureAwait(false);
                var result = parse(response);
                log.Succeeded();
                return result;
            }
            catch (WithdrawException exception)
            {
                if (log.HttpStatus == 429)
                {
                    onThrottled?.Invoke();
                }

                var wait = attempt < _options.MaxAttempts ? WaitBeforeRetry(exception, attempt + 1) : null;
                log.Failed(exception, wait);
                if (wait is null)
                {
                    throw;
                }

                await _options.Delay(wait.Value, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <returns>Null when another attempt would not help.</returns>
    private TimeSpan? WaitBeforeRetry(WithdrawException exception, int nextAttempt)
    {
        var retryAfter = (exception as GatewayProtocolException)?.RetryAfter;
        return exception is GatewayUnreachableException or GatewayProtocolException { IsTransient: true } && !(retryAfter > _options.MaxRetryDelay)
            ? RetryDelay.Before(nextAttempt, _options.FirstRetryDelay, _options.MaxRetryDelay, retryAfter)
            : null;
    }

    /// <summary>
    /// Whether an error code proves that nothing was made. -18 does not, its sign lost or not ("a disruption occurred while registering"), and neither
    /// does a server error with a code that is in no table, nor a code that is not below zero, as the gateway's own are: 0 is what PHP's exceptions have.
    /// </summary>
    private static bool IsRefusal(GatewayErrorException exception) =>
        Math.Abs(exception.Code) != -GatewayError.RegistrationDisruptedCode && (exception.Error is not null || (exception.Code < 0 && exception.HttpStatus < 500));

    private static Withdrawal Single(GatewayResponse response) =>
        response.Data is [var withdrawal] ? withdrawal : throw Unexpected(Messages.RowsForRequest(response.Data!.Count));

    private static Withdrawal WithId(GatewayResponse response, long id)
    {
        if (response.Data!.Count == 0)
        {
            throw new GatewayErrorException(GatewayError.WithdrawalNotFoundCode, WithdrawalOperation.Details, 200);
        }

        return response.Data.Find(withdrawal => withdrawal.Id == id) ?? throw Unexpected(Messages.OtherWithdrawal(id));
    }

    private static GatewayProtocolException Unexpected(LocalizedText text) => new(text, 200, "application/json");
}
