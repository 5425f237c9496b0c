namespace Aqayepardakht.Tests.Idempotency.Model;

/// <summary>A key, and what it is to pay.</summary>
internal sealed class Payment(string key, long amount, string iban, bool beginsWrong)
{
    public string Key { get; } = key;

    public WithdrawalRequest Right { get; } = new(amount, iban);

    /// <summary>What is asked for now: first, perhaps, an amount that the gateway refuses.</summary>
    public WithdrawalRequest Request { get; private set; } = new(FirstAmount(amount, beginsWrong), iban);

    /// <summary>What a call said that it was made as.</summary>
    public long? ReportedId { get; set; }

    public void Correct() => Request = Right;

    /// <summary>Goes back to what was asked for first: its refusal did not get into the journal, so that has to be settled before.</summary>
    public void Restore() => Request = Request == Right ? new(FirstAmount(amount, beginsWrong), iban) : Right;

    private static long FirstAmount(long amount, bool beginsWrong) => beginsWrong ? SimulatedGateway.RefusedAmount : amount;
}
