#Requires -Version 7.4

<#
.SYNOPSIS
Measures the module beside the loop that one would otherwise write, and says which rows fall short.

.DESCRIPTION
Every figure is a ratio of two things measured in turn in one run, against a server process of its own on loopback that responds
from memory. The median of the pairs counts, since the speed of a machine drifts.

.EXAMPLE
pwsh -NoProfile tests/Aqayepardakht.Benchmarks/Compare-Speed.ps1
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingConvertToSecureStringWithPlainText', '',
    Justification = 'The server of this script takes any key.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'Pairs',
    Justification = 'The measurements use it, where the analyzer does not look.')]
[CmdletBinding()]
param(
    [ValidateRange(1, 100)] [int] $Pairs = 5,

    # Only rows whose name matches.
    [string] $Name = '*'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$benchmarks = "$PSScriptRoot/bin/Release/net10.0/Aqayepardakht.Benchmarks.dll"
$manifest = "$root/Aqayepardakht.psd1"
$program = (Get-Process -Id $PID).Path

# PowerShell as a .NET tool is an assembly that dotnet runs.
[string[]] $assembly = if ((Split-Path $program -Leaf) -like 'dotnet*') { Join-Path $PSHOME 'pwsh.dll' }

dotnet build -c Release $PSScriptRoot --nologo -v quiet | Out-Host
dotnet build "$root/src/Aqayepardakht.PowerShell" -f net8.0 --nologo -v quiet | Out-Host
Import-Module $manifest
Import-Module "$root/tests/Pester/Postgres.psm1"

$start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', "`"$benchmarks`" serve 0")
$start.RedirectStandardOutput = $true
$server = [System.Diagnostics.Process]::Start($start)
$address = $server.StandardOutput.ReadLine()

$credential = [pscredential]::new('1', (ConvertTo-SecureString 'key' -AsPlainText -Force))
$body = @{ account = '1'; code = 'key' }

function Get-Endpoint([int] $Pages, [int] $Rows = 100, [int] $Latency = 0) { "$address/$Pages/$Rows/$Latency/" }

function Read-ByRestMethod([string] $Endpoint, [int] $Pages) {
    for ($page = 1; $page -le $Pages; $page++) {
        (Invoke-RestMethod -Method Post -Uri "${Endpoint}list" -ContentType 'application/json' -Body ($body + @{ page = "$page" } | ConvertTo-Json)).data
    }
}

function Measure-Time([scriptblock] $Work) {
    [System.GC]::Collect()
    $stopwatch = [System.Diagnostics.Stopwatch]::StartNew()
    & $Work | Out-Null
    $stopwatch.Elapsed.TotalMilliseconds
}

function Invoke-NewProcess([string] $Command) { & $program @assembly -NoProfile -Command $Command }

function Get-Median([double[]] $Values) {
    $sorted = @($Values | Sort-Object)
    $middle = [int][math]::Floor($sorted.Count / 2)
    if ($sorted.Count % 2) { $sorted[$middle] } else { ($sorted[$middle - 1] + $sorted[$middle]) / 2 }
}

# Runs both in turn and gives the median of their ratio, other time by ours.
function Compare-Work([scriptblock] $Ours, [scriptblock] $Other, [int] $Count = $Pairs, [int] $WarmUps = 1) {
    for ($round = 0; $round -lt $WarmUps; $round++) {
        & $Ours | Out-Null
        & $Other | Out-Null
    }

    $pairs = for ($pair = 0; $pair -lt $Count; $pair++) {
        $oursTime = Measure-Time $Ours
        $otherTime = Measure-Time $Other
        [pscustomobject]@{ Ours = $oursTime; Other = $otherTime; Ratio = $otherTime / $oursTime }
    }
    [pscustomobject]@{
        Ours  = Get-Median $pairs.Ours
        Other = Get-Median $pairs.Other
        Ratio = Get-Median $pairs.Ratio
    }
}

function New-Row([string] $Work, [double] $Value, [string] $Unit, [string] $Relation, [double] $Reach, [string] $Detail) {
    $enough = if ($Relation -eq 'at least') { $Value -ge $Reach } else { $Value -le $Reach }
    [pscustomobject]@{
        Work   = $Work
        Result = '{0:0.##} {1}' -f $Value, $Unit
        Reach  = '{0} {1:0.##} {2}' -f $Relation, $Reach, $Unit
        Met    = $enough
        Detail = $Detail
    }
}

# A row for which something is not installed here.
function New-Skipped([string] $Work) {
    [pscustomobject]@{ Work = $Work; Result = '-'; Reach = '-'; Met = $null; Detail = 'PostgreSQL is not installed.' }
}

# A database that is prepared as a journal, with so many payments of a thousand different amounts in it that were made long ago.
function New-Journal($Postgres, [int] $Entries = 0, [string] $Endpoint) {
    $name = New-PostgresDatabase $Postgres
    $owner = Get-PostgresConnection $Postgres $name -AsAdministrator
    Initialize-AqpJournalDatabase -JournalDatabase $owner -Confirm:$false
    if ($Entries) {
        $null = Invoke-PostgresSql $Postgres $name @"
INSERT INTO aqayepardakht.journal (account, endpoint) VALUES ('1', '$Endpoint');
INSERT INTO aqayepardakht.step (journal, key, step, comparison_form, amount, iban, like_step, open_keys, type, at, token,
    baseline_id, timeout_seconds, id, status, differs)
SELECT 1, 'OLD-' || i, step, 'OLD-' || i, 1000 + i % 1000, 'IR270170000000100324200001', 2 * (i / 1000) + step,
    CASE step WHEN 1 THEN ARRAY['OLD-' || i] ELSE ARRAY[]::text[] END, CASE step WHEN 1 THEN 'intent' ELSE 'made' END,
    now() - interval '2 days', gen_random_uuid(),
    CASE step WHEN 1 THEN i END, CASE step WHEN 1 THEN 60 END, CASE step WHEN 2 THEN i + 1 END, CASE step WHEN 2 THEN 1 END,
    CASE step WHEN 2 THEN false END
FROM generate_series(0, $($Entries - 1)) i CROSS JOIN generate_series(1, 2) step;
ANALYZE aqayepardakht.step;
"@
    }

    $owner
}

# What a process of its own holds at the most while it does this work with the credential $c, in MB.
function Measure-Memory([string] $Work) {
    $command = "Import-Module '$manifest'; `$c = [pscredential]::new('1', (ConvertTo-SecureString 'key' -AsPlainText -Force)); " +
        "`$null = $Work; (Get-Process -Id `$PID).PeakWorkingSet64 / 1MB"
    [double](Invoke-NewProcess $command)
}

$rows = [ordered]@{}

# The runtime compiles for some seconds what runs often, so that a few runs pass before the figures stand still.
$warmUps = 4

# Rows in memory are the bound: no command can be faster than the rest of the pipeline.
$rows['100,000 rows to ForEach-Object, against the same rows in memory'] = {
    $endpoint = Get-Endpoint 1000
    $withdrawals = @(Get-AqpWithdrawalList -Credential $credential -Endpoint $endpoint)
    $result = Compare-Work -WarmUps $warmUps `
        { $n = 0; $withdrawals | ForEach-Object { $n++ } } `
        { $n = 0; Get-AqpWithdrawalList -Credential $credential -Endpoint $endpoint | ForEach-Object { $n++ } }
    New-Row $args[0] $result.Ratio 'x its time' 'at most' 1.25 ('{0:0} ms, in memory {1:0} ms' -f $result.Other, $result.Ours)
}

$rows['100,000 rows to Export-Csv, against the same rows in memory'] = {
    $endpoint = Get-Endpoint 1000
    $withdrawals = @(Get-AqpWithdrawalList -Credential $credential -Endpoint $endpoint)
    $file = [System.IO.Path]::GetTempFileName()
    $result = Compare-Work `
        { $withdrawals | Export-Csv $file } `
        { Get-AqpWithdrawalList -Credential $credential -Endpoint $endpoint | Export-Csv $file }
    Remove-Item $file
    New-Row $args[0] $result.Ratio 'x its time' 'at most' 1.25 ('{0:0} ms, in memory {1:0} ms' -f $result.Other, $result.Ours)
}

# A runbook is a new process. Both less the time of a process that does nothing.
$rows['Import-Module and one Get-AqpWithdrawal in a new process, against one Invoke-RestMethod'] = {
    $endpoint = Get-Endpoint 1
    $ours = "Import-Module '$manifest'; `$c = [pscredential]::new('1', [System.Net.NetworkCredential]::new('', 'key').SecurePassword); `$null = Get-AqpWithdrawal 1 -Credential `$c -Endpoint '$endpoint'"
    $other = "`$null = Invoke-RestMethod -Method Post -Uri '${endpoint}details' -ContentType 'application/json' -Body '{""account"":""1"",""code"":""key"",""id"":""1""}'"
    Invoke-NewProcess $ours
    $pairs = for ($pair = 0; $pair -lt 2 * $Pairs; $pair++) {
        $empty = Measure-Time { Invoke-NewProcess '1' }
        $oursNet = (Measure-Time { Invoke-NewProcess $ours }) - $empty
        $otherNet = (Measure-Time { Invoke-NewProcess $other }) - $empty
        [pscustomobject]@{ Ours = $oursNet; Other = $otherNet; Ratio = $oursNet / $otherNet }
    }
    New-Row $args[0] (Get-Median $pairs.Ratio) 'x its time' 'at most' 1 ('{0:0} ms, Invoke-RestMethod {1:0} ms' -f (Get-Median $pairs.Ours), (Get-Median $pairs.Other))
}

$rows['100,000 rows, against a plain C# loop'] = {
    # Both as processes of their own, each less the time of the same process that reads one page.
    $ours = { param($pages) Invoke-NewProcess "Import-Module '$manifest'; `$c = [pscredential]::new('1', (ConvertTo-SecureString 'key' -AsPlainText -Force)); `$n = 0; Get-AqpWithdrawalList -Credential `$c -Endpoint '$(Get-Endpoint $pages)' | ForEach-Object { `$n++ }; `$n" }
    $plain = { param($pages) dotnet $benchmarks plain-loop (Get-Endpoint $pages) $pages }
    & $ours 1 | Out-Null
    & $plain 1 | Out-Null
    $pairs = for ($pair = 0; $pair -lt $Pairs; $pair++) {
        $oursNet = (Measure-Time { & $ours 1000 }) - (Measure-Time { & $ours 1 })
        $plainNet = (Measure-Time { & $plain 1000 }) - (Measure-Time { & $plain 1 })
        [pscustomobject]@{ Ours = $oursNet; Plain = $plainNet; Ratio = $oursNet / $plainNet }
    }
    New-Row $args[0] (Get-Median $pairs.Ratio) 'x its time' 'at most' 2 ('{0:0} ms, C# {1:0} ms' -f (Get-Median $pairs.Ours), (Get-Median $pairs.Plain))
}

$rows['200 pages with 20 ms each, against an Invoke-RestMethod loop'] = {
    $endpoint = Get-Endpoint 200 100 20
    $result = Compare-Work -Count ([math]::Min($Pairs, 3)) `
        { $n = 0; Get-AqpWithdrawalList -Credential $credential -Endpoint $endpoint | ForEach-Object { $n++ } } `
        { $n = 0; Read-ByRestMethod $endpoint 200 | ForEach-Object { $n++ } }
    New-Row $args[0] $result.Ratio 'x' 'at least' 4 ('{0:0} ms, loop {1:0} ms' -f $result.Ours, $result.Other)
}

$rows['The first row of 1,000 pages'] = {
    $null = Invoke-RestMethod "$address/calls"
    $null = Get-AqpWithdrawalList -Credential $credential -Endpoint (Get-Endpoint 1000) -First 1
    New-Row $args[0] ([int](Invoke-RestMethod "$address/calls")) 'requests' 'at most' 1 '-First 1'
}

$rows['1,000,000 rows, memory above that for 1,000'] = {
    $few, $many = foreach ($pages in 10, 10000) {
        $list = "Get-AqpWithdrawalList -Credential `$c -Endpoint '$(Get-Endpoint $pages)' | ForEach-Object { `$n++ }"
        Get-Median (1..3 | ForEach-Object { Measure-Memory $list })
    }

    New-Row $args[0] ($many - $few) 'MB' 'at most' 40 ('{0:0} MB, {1:0} MB' -f $many, $few)
}

$rows['10 times the rows'] = {
    $small = Get-Endpoint 200
    $large = Get-Endpoint 2000
    $result = Compare-Work `
        { $n = 0; Get-AqpWithdrawalList -Credential $credential -Endpoint $small | ForEach-Object { $n++ } } `
        { $n = 0; Get-AqpWithdrawalList -Credential $credential -Endpoint $large | ForEach-Object { $n++ } }
    New-Row $args[0] $result.Ratio 'x the time' 'at most' 10.5 ('{0:0} ms, {1:0} ms' -f $result.Ours, $result.Other)
}

$rows['Import-Module in a new process'] = {
    # What any binary module costs, with one command that does nothing.
    $folder = [System.IO.Directory]::CreateTempSubdirectory().FullName
    $empty = Join-Path $folder 'Empty.dll'
    Add-Type -OutputAssembly $empty -TypeDefinition 'using System.Management.Automation; [Cmdlet("Get", "Nothing")] public class GetNothing : PSCmdlet { }'
    $pairs = for ($pair = 0; $pair -lt 4 * $Pairs; $pair++) {
        (Measure-Time { Invoke-NewProcess "Import-Module '$manifest'" }) - (Measure-Time { Invoke-NewProcess "Import-Module '$empty'" })
    }
    Remove-Item $folder -Recurse
    New-Row $args[0] (Get-Median $pairs) 'ms' 'at most' 45 'above an empty binary module'
}

$rows['1,000 keyed payouts, against 1,000 requests by Invoke-RestMethod'] = {
    $endpoint = Get-Endpoint 1
    $payouts = 1..1000 | ForEach-Object { [pscustomobject]@{ Amount = 1000 + $_; Iban = 'IR270170000000100324200001'; IdempotencyKey = "INV-$_" } }
    $state = @{ Run = 0 }
    $folder = [System.IO.Directory]::CreateTempSubdirectory().FullName
    $result = Compare-Work `
        { $state.Run++; $payouts | New-AqpWithdrawal -Credential $credential -Endpoint $endpoint -JournalPath "$folder/$($state.Run).jsonl" -Confirm:$false } `
        { foreach ($payout in $payouts) { (Invoke-RestMethod -Method Post -Uri "${endpoint}request" -ContentType 'application/json' -Body ($body + @{ amount = "$($payout.Amount)"; iban = $payout.Iban } | ConvertTo-Json)).data } }
    Remove-Item $folder -Recurse
    New-Row $args[0] $result.Ratio 'x' 'at least' 1 ('{0:0} ms, loop {1:0} ms' -f $result.Ours, $result.Other)
}

$rows['1,000 ids from the pipeline, against 1,000 Invoke-RestMethod calls'] = {
    $endpoint = Get-Endpoint 1
    $ids = 1..1000
    $result = Compare-Work `
        { $ids | Get-AqpWithdrawal -Credential $credential -Endpoint $endpoint } `
        { foreach ($id in $ids) { (Invoke-RestMethod -Method Post -Uri "${endpoint}details" -ContentType 'application/json' -Body ($body + @{ id = "$id" } | ConvertTo-Json)).data } }
    New-Row $args[0] $result.Ratio 'x' 'at least' 3 ('{0:0} ms, loop {1:0} ms' -f $result.Ours, $result.Other)
}

$rows['1,000 keyed payments, the journal in PostgreSQL against a file'] = {
    if (-not (Test-PostgresInstalled)) { return New-Skipped $args[0] }

    $endpoint = Get-Endpoint 1
    $payouts = 1..1000 | ForEach-Object { [pscustomobject]@{ Amount = 1000 + $_; Iban = 'IR270170000000100324200001'; IdempotencyKey = "INV-$_" } }
    $state = @{ Run = 0 }
    $folder = [System.IO.Directory]::CreateTempSubdirectory().FullName
    $postgres = Start-PostgresServer -Durable
    try {
        $databases = [System.Collections.Queue]::new(@(0..$Pairs | ForEach-Object { New-Journal $postgres }))
        $result = Compare-Work `
            { $state.Run++; $payouts | New-AqpWithdrawal -Credential $credential -Endpoint $endpoint -JournalPath "$folder/$($state.Run).jsonl" -Confirm:$false } `
            { $payouts | New-AqpWithdrawal -Credential $credential -Endpoint $endpoint -JournalDatabase $databases.Dequeue() -Confirm:$false }
        New-Row $args[0] $result.Ratio 'x its time' 'at most' 1.5 ('{0:0} ms, file {1:0} ms' -f $result.Other, $result.Ours)
    }
    finally {
        Stop-PostgresServer $postgres
        Remove-Item $folder -Recurse
    }
}

$rows['The first payment among 1,000,000 entries in PostgreSQL, against 1,000'] = {
    if (-not (Test-PostgresInstalled)) { return New-Skipped $args[0] }

    $endpoint = Get-Endpoint 1
    $state = @{ Run = 0 }
    $postgres = Start-PostgresServer -Durable
    try {
        $few = New-Journal $postgres -Entries 1000 -Endpoint $endpoint
        $many = New-Journal $postgres -Entries 1000000 -Endpoint $endpoint
        $pay = {
            $state.Run++
            New-AqpWithdrawal 1007 IR270170000000100324200001 -IdempotencyKey "NEW-$($state.Run)" -Credential $credential -Endpoint $endpoint -JournalDatabase $args[0] -Confirm:$false
        }
        $result = Compare-Work { & $pay $few } { & $pay $many } -Count (10 * $Pairs) -WarmUps 3
        New-Row $args[0] $result.Ratio 'x its time' 'at most' 1.2 ('{0:0.#} ms, {1:0.#} ms' -f $result.Other, $result.Ours)

        $ofFew, $ofMany = foreach ($database in $few, $many) {
            Get-Median (1..5 | ForEach-Object {
                Measure-Memory ("New-AqpWithdrawal 1007 IR270170000000100324200001 -IdempotencyKey '$([guid]::NewGuid())' -Credential `$c " +
                    "-Endpoint '$endpoint' -JournalDatabase '$database' -Confirm:`$false")
            })
        }

        New-Row "$($args[0]), memory" ($ofMany - $ofFew) 'MB more' 'at most' 5 ('{0:0} MB, {1:0} MB' -f $ofMany, $ofFew)
    }
    finally {
        Stop-PostgresServer $postgres
    }
}

try {
    $results = foreach ($row in $rows.GetEnumerator() | Where-Object Key -like $Name) { & $row.Value $row.Key }
    # All columns, also where the output goes to a file or a log.
    ($results | Format-Table -AutoSize | Out-String -Width 250).TrimEnd()
    ''
    $short = @($results | Where-Object { $_.Met -eq $false })
    if ($short) { "Short of what is to be reached: $($short.Work -join '; ')." } else { 'Everything is reached.' }
}
finally {
    $server.Kill()
}
