using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;

namespace Aqayepardakht.Commands.Tests;

/// <summary>A running sandbox, seen from the test's side of it, also while the session is busy.</summary>
public sealed class LocalGateway(object sandbox)
{
    private readonly PSObject _sandbox = PSObject.AsPSObject(sandbox);

    public string Account => _sandbox.Value<string>("Account");

    public string Endpoint => _sandbox.Value<string>("Endpoint");

    public string Key => new NetworkCredential(string.Empty, _sandbox.Value<PSCredential>("Credential").Password).Password;

    /// <summary>How many calls came in, whatever they asked.</summary>
    public int CallCount => Rows("Requests").Count;

    /// <summary>The ledger, newest first.</summary>
    public IReadOnlyList<PSObject> Withdrawals => Rows("Withdrawals");

    public int CallsOf(string operation) => Rows("Requests").Count(call => call.Value<string>("Operation") == operation);

    public void FailNext(string fault, string operation, int times = 1) => Invoke("FailNext", fault, operation, times);

    public void AnswerNext(int code, string operation, int times = 1) => Invoke("AnswerNext", code, operation, times);

    public void AddWithdrawals(int count, string status = "Paid") => Invoke("AddWithdrawals", count, status);

    private List<PSObject> Rows(string property) =>
        [.. ((System.Collections.IEnumerable)_sandbox.Properties[property].Value).Cast<object>().Select(PSObject.AsPSObject)];

    private void Invoke(string method, params object[] arguments) => _sandbox.Methods[method].Invoke(arguments);
}
