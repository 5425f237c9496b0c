using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace Aqayepardakht.Commands.Tests;

/// <summary>What came out of a script, stream by stream.</summary>
public sealed class ScriptResult
{
    public ScriptResult(PSInvocationState state, IReadOnlyList<PSObject> output, PSDataStreams streams, ErrorRecord? terminating)
    {
        State = state;
        Output = output;
        Errors = terminating is null || streams.Error.Contains(terminating) ? [.. streams.Error] : [.. streams.Error, terminating];
        Warnings = [.. streams.Warning.Select(record => record.Message)];
        Verbose = [.. streams.Verbose.Select(record => record.Message)];
        Debug = [.. streams.Debug.Select(record => record.Message)];
        Information = [.. streams.Information.Select(record => record.ToString())];
        Progress = [.. streams.Progress];
    }

    public PSInvocationState State { get; }

    public IReadOnlyList<PSObject> Output { get; }

    /// <summary>All errors, the one that ended the script included.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Debug { get; }

    public IReadOnlyList<string> Information { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    /// <summary>Holds the script to having had no error.</summary>
    public ScriptResult Succeeded()
    {
        Assert.True(Errors.Count == 0, string.Join('\n', Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}")));
        Assert.Equal(PSInvocationState.Completed, State);
        return this;
    }

    /// <summary>The one object that came out.</summary>
    public PSObject Only() => Assert.Single(Output);

    /// <summary>The one error.</summary>
    public ErrorRecord Error() => Assert.Single(Errors);

    /// <summary>A property of every object that came out.</summary>
    public IReadOnlyList<T> Column<T>(string property) => [.. Output.Select(item => item.Value<T>(property))];
}
