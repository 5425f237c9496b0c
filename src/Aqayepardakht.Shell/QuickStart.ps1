# A gateway of your own, on this machine: no account, no money.
$sandbox = Start-AqpSandbox

$sandbox | Connect-AqpAccount

# Withdraw 1,500,000 to one of the sandbox's bank accounts. Without -Confirm:$false it asks first.
$withdrawal = New-AqpWithdrawal -Amount 1500000 -Iban $sandbox.Ibans[0] -Confirm:$false

$withdrawal

# The gateway pays later; wait until it has.
$withdrawal | Wait-AqpWithdrawal -PollInterval 1

# Everything that was ever withdrawn, newest first.
Get-AqpWithdrawalList

# More than the balance is refused, and the error says why.
New-AqpWithdrawal -Amount 999999999999 -Iban $sandbox.Ibans[0] -Confirm:$false

Stop-AqpSandbox
