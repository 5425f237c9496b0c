namespace Aqayepardakht.Commands.Tests.Journal;

/// <summary>The runbook that pays a file, and the gateway that it pays at, each for a process of its own.</summary>
internal static class PayoutScripts
{
    /// <summary>Pays every line of a file; its exit code is the number of those that are not paid yet, 100 at the most.</summary>
    public const string Pay = """
        param($Module, $Payouts, $Journal, $Place, $Endpoint, $Account, $Code, $SettlingTime)
        Import-Module $Module
        $credential = [pscredential]::new($Account, [System.Net.NetworkCredential]::new('', $Code).SecurePassword)
        $payments = foreach ($line in [System.IO.File]::ReadAllLines($Payouts)) {
            $cells = $line.Split(';')
            [pscustomobject]@{ IdempotencyKey = $cells[0]; Amount = $cells[1]; Iban = $cells[2] }
        }
        $with = @{ $Journal = $Place }
        'PAYING'
        $paid = 0
        $payments |
            New-AqpWithdrawal -Credential $credential -Endpoint $Endpoint @with -SettlingTime ([timespan]::FromMilliseconds($SettlingTime)) -TimeoutSec 1 -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue |
            ForEach-Object { $paid++; "PAID $($_.Id)" }
        foreach ($failure in $failures) { "FAILED $($failure.FullyQualifiedErrorId) $($failure.TargetObject)" }
        "DONE $paid"
        exit [Math]::Min(100, $payments.Count - $paid)
        """;

    /// <summary>Runs a sandbox until it is killed, and keeps a count of the calls and faults that it has seen.</summary>
    public const string Gateway = """
        param($Module, $Port, $Ledger, $Account, $Code, $FaultRate, $Faults, $Counts)
        Import-Module $Module
        $credential = [pscredential]::new($Account, [System.Net.NetworkCredential]::new('', $Code).SecurePassword)
        $with = @{ Port = $Port; LedgerPath = $Ledger; Credential = $credential; WithoutPin = $true; Manual = $true; PageSize = 100; Balance = 1000000000000 }
        if ([double]$FaultRate -gt 0) { $with.FaultRate = [double]$FaultRate; $with.Fault = $Faults.Split(',') }
        $sandbox = Start-AqpSandbox @with
        "PORT $($sandbox.Endpoint.Port)"
        while ($true) {
            [System.Threading.Thread]::Sleep(250)
            $seen = @{}
            foreach ($call in $sandbox.Requests) { $seen["$($call.Operation) $($call.Fault)"]++ }
            [System.IO.File]::WriteAllLines($Counts, [string[]]@(foreach ($name in $seen.Keys) { "$name=$($seen[$name])" }))
        }
        """;
}
