using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Finds out what became of payments that were made before: of the first by its details, of those after it by one look at the list a
/// minute, so that a long file that is paid again does not cost a call a row.
/// </summary>
internal sealed class PresentState(
    IWithdrawGateway gateway,
    ReconciliationList list,
    DuplicateGuard guard,
    IJournalClock clock,
    IdempotencyOptions options)
{
    private DateTimeOffset _listReadAt = DateTimeOffset.MinValue;
    private bool _isFirst = true;

    /// <summary>The payment's withdrawal as it is now, or as recorded, with a warning, when that cannot be read.</summary>
    public async Task<PaymentResult> ReadAsync(string key, PaymentResult recorded, CancellationToken cancellationToken)
    {
        var id = recorded.Withdrawal.Id;
        try
        {
            var present = await FindListedAsync(id, cancellationToken).ConfigureAwait(false)
                ?? await gateway.GetAsync(id, cancellationToken).ConfigureAwait(false);
            if (present.Status == WithdrawalStatus.Cancelled)
            {
                options.OnWarning?.Invoke(IdempotencyMessages.AlreadyCancelled(key, present));
            }

            return new PaymentResult(present, WithdrawalOrigin.Recorded);
        }
        catch (WithdrawException exception)
        {
            options.OnWarning?.Invoke(IdempotencyMessages.StateNotRead(id, exception.Text));
            return recorded;
        }
    }

    /// <summary>The withdrawal from the newest rows of the list; null when it is older, or the list cannot be read.</summary>
    private async Task<Withdrawal?> FindListedAsync(long id, CancellationToken cancellationToken)
    {
        if (_isFirst || options.DuplicateWindow <= TimeSpan.Zero)
        {
            _isFirst = false;
            return null;
        }

        var now = clock.Now;
        if (now - _listReadAt >= ReconciliationList.RecentLifetime)
        {
            _listReadAt = now;
            try
            {
                await list.ReadRecentAsync(guard.StartOfWindow(null), 0, cancellationToken).ConfigureAwait(false);
            }
            catch (WithdrawException)
            {
                // Its details are read instead.
                return null;
            }
        }

        return list.FindRecent(id);
    }
}
