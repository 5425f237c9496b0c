namespace Aqayepardakht;

/// <summary>The gateway returned no withdrawal for an id. (Its own code for this, -19, is a <see cref="GatewayErrorException"/>.)</summary>
public sealed class WithdrawalNotFoundException : WithdrawException
{
    internal WithdrawalNotFoundException(long id)
        : base("WithdrawalNotFound", Messages.WithdrawalNotFound(id), Messages.WithdrawalNotFoundAdvice) => Id = id;

    /// <summary>The id that was asked for.</summary>
    public long Id { get; }
}
