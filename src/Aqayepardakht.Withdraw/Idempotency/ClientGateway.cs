using System;
using System.Threading;
using System.Threading.Tasks;

namespace Aqayepardakht;

/// <summary>The gateway as a client reaches it.</summary>
internal sealed class ClientGateway(WithdrawClient client) : IWithdrawGateway
{
    public TimeSpan RequestTimeout => client.RequestTimeout;

    public Task<Withdrawal> RequestAsync(WithdrawalRequest request, Func<bool>? mayLeave, CancellationToken cancellationToken) =>
        client.RequestAsync(request, mayLeave, cancellationToken);

    public Task<Withdrawal> GetAsync(long id, CancellationToken cancellationToken) => client.GetAsync(id, cancellationToken);

    public Task<WithdrawalPage> GetPageAsync(int page, CancellationToken cancellationToken) =>
        client.GetPageAsync(page, null, cancellationToken);
}
