using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>What paying under a key needs of the gateway: to ask once, and to look at the list.</summary>
internal interface IWithdrawGateway
{
    /// <inheritdoc cref="WithdrawClient.RequestAsync"/>
    Task<Withdrawal> RequestAsync(WithdrawalRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="WithdrawClient.GetPageAsync(int, WithdrawalPeriod?, CancellationToken)"/>
    Task<WithdrawalPage> GetPageAsync(int page, WithdrawalPeriod? period, CancellationToken cancellationToken);
}
