using System;
using System.Text;

namespace Aqayepardakht;

/// <summary>What became of one attempt of one call. It holds no secret.</summary>
public sealed class AttemptReport
{
    internal AttemptReport(
        WithdrawalOperation operation,
        string? subject,
        int attempt,
        TimeSpan duration,
        int? httpStatus,
        string? failure,
        TimeSpan? retryIn)
    {
        Operation = operation;
        Subject = subject;
        Attempt = attempt;
        Duration = duration;
        HttpStatus = httpStatus;
        Failure = failure;
        RetryIn = retryIn;
    }

    /// <summary>The call.</summary>
    public WithdrawalOperation Operation { get; }

    /// <summary>What the call was about, such as <c>page 2</c>, or null.</summary>
    public string? Subject { get; }

    /// <summary>Which attempt it was, from 1.</summary>
    public int Attempt { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The HTTP status, or null when no response came.</summary>
    public int? HttpStatus { get; }

    /// <summary>Why it failed, in English, or null when it did not.</summary>
    public string? Failure { get; }

    /// <summary>After which wait the next attempt follows, or null when none does.</summary>
    public TimeSpan? RetryIn { get; }

    /// <summary>One English line for a log.</summary>
    public override string ToString()
    {
        var line = new StringBuilder(Operation.ToString().ToLowerInvariant());
        if (Subject is not null)
        {
            line.Append(' ').Append(Subject);
        }

        var response = HttpStatus is { } status ? "HTTP " + status : "no response";
        line.Append(FormattableString.Invariant($": {response} after {Duration.TotalMilliseconds:0} ms, attempt {Attempt}"));
        if (Failure is not null)
        {
            line.Append(". ").Append(Failure.TrimEnd('.'));
        }

        if (RetryIn is { } wait)
        {
            line.Append(FormattableString.Invariant($". Trying again in {wait.TotalSeconds:0.0} s"));
        }

        return line.Append('.').ToString();
    }
}
