using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>
/// Finds out what became of payments that were made before. The first is read by its details, those after it from the list, which serves for
/// a minute: a long file that is paid again does not cost a call a row.
/// </summary>
internal sealed class PresentState(
    IWithdrawGateway gateway,
    ReconciliationList list,
    DuplicateGuard guard,
    IJournalClock clock,
    IdempotencyOptions options)
{
    private DateTimeOffset _listFailedAt = DateTimeOffset.MinValue;
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

        if (!list.HasRecent && clock.Now - _listFailedAt >= ReconciliationList.RecentLifetime)
        {
            try
            {
                await list.ReadRecentAsync(guard.StartOfWindow(null), 0, cancellationToken).ConfigureAwait(false);
            }
            catch (WithdrawException)
            {
                // Its details are read instead, and the list is not tried again for each row.
                _listFailedAt = clock.Now;
            }
        }

        return list.FindRecent(id);
    }
}
