using System;
using System.Diagnostics;

namespace Aqayepardakht.Http;

/// <summary>Measures one attempt and tells the client's listener of it.</summary>
internal sealed class AttemptLog(Action<AttemptReport>? listener, GatewayRequest call, int attempt)
{
    private readonly Stopwatch _stopwatch = Stopwatch.StartNew();

    public int? HttpStatus { get; set; }

    public void Succeeded() => Report(null, null);

    public void Failed(Exception exception, TimeSpan? retryIn) =>
        Report(exception is WithdrawException known ? known.Text.English : "stopped", retryIn);

    private void Report(string? failure, TimeSpan? retryIn)
    {
        try
        {
            listener?.Invoke(new AttemptReport(call.Operation, call.Subject, attempt, _stopwatch.Elapsed, HttpStatus, failure, retryIn));
        }
        catch (Exception)
        {
            // A listener that fails must not hide what became of a withdrawal.
        }
    }
}
