namespace Aqayepardakht;

/// <summary>The gateway refused a call with one of its error codes.</summary>
public sealed class GatewayErrorException : WithdrawException
{
    internal GatewayErrorException(int code, WithdrawalOperation operation, int httpStatus)
        : this(code, operation, httpStatus, GatewayError.Find(code, operation))
    {
    }

    private GatewayErrorException(int code, WithdrawalOperation operation, int httpStatus, GatewayError? error)
        : base(
            error?.Name ?? "GatewayError",
            error is null ? Messages.UnknownCode(code) : Messages.WithCode(error.Text, code),
            error?.Advice ?? Messages.UnknownCodeAdvice)
    {
        Code = code;
        Operation = operation;
        HttpStatus = httpStatus;
        Error = error;
    }

    /// <summary>The gateway's code, such as -12.</summary>
    public int Code { get; }

    /// <summary>The call that got it.</summary>
    public WithdrawalOperation Operation { get; }

    /// <summary>The HTTP status that came with it, usually 422.</summary>
    public int HttpStatus { get; }

    /// <summary>The code's row in the table, or null when the code is not in it.</summary>
    public GatewayError? Error { get; }
}
