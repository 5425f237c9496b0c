using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>What a keyed payment needs of the gateway.</summary>
internal interface IWithdrawGateway
{
    /// <summary>
    /// How long one request may take, all its attempts together; it bounds how late the request of a killed process can arrive.
    /// </summary>
    TimeSpan RequestTimeout { get; }

    /// <inheritdoc cref="WithdrawClient.RequestAsync(WithdrawalRequest, Func{bool}?, CancellationToken)"/>
    Task<Withdrawal> RequestAsync(WithdrawalRequest request, Func<bool>? mayLeave, CancellationToken cancellationToken);

    /// <inheritdoc cref="WithdrawClient.GetAsync"/>
    Task<Withdrawal> GetAsync(long id, CancellationToken cancellationToken);

    /// <inheritdoc cref="WithdrawClient.GetPageAsync(int, WithdrawalPeriod?, CancellationToken)"/>
    Task<WithdrawalPage> GetPageAsync(int page, CancellationToken cancellationToken);
}
