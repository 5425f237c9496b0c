using System;
using System.Linq;
using CsCheck;
using Xunit;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>Whatever is written into a journal comes out of it again.</summary>
public sealed class JournalRoundTripTests
{
    private static readonly Gen<string> Keys = Gen.OneOf(
        Gen.String[1, IdempotencyKey.MaxLength],
        Gen.Char["ابپتثجچ ۰۱۲۳\u200c/-_."].Array[1, 40].Select(text => new string(text)),
        Gen.Char["\"\\<>&'+\u2028\u2029\u0085é😀"].Array[1, 20].Select(text => new string(text)))
        .Select(text => Accepted(text)).Where(key => key is not null).Select(key => key!);

    private static readonly Gen<string?> Texts = Gen.OneOf(Gen.Const((string?)null), Gen.String.Select(text => (string?)WithoutLonelyHalves(text)));

    private static readonly Gen<DateTimeOffset> Times = Gen.Long[0, TimeSpan.FromDays(20_000).Ticks].Select(ticks => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(ticks));

    private static readonly Gen<string> Types = Gen.Int[0, 3].Select(index => new[] { JournalLine.Made, JournalLine.Refused, JournalLine.NotMade, JournalLine.Unknown }[index]);

    private static readonly Gen<(JournalLine Intent, JournalLine Result)> Pairs =
        from key in Keys
        from amount in Gen.Long[1, long.MaxValue]
        from after in Gen.Long[0, long.MaxValue]
        from timeout in Gen.Double[0, 86400]
        from at in Times
        from type in Types
        from id in Gen.Long[1, long.MaxValue]
        from code in Gen.Int
        from status in Gen.Int
        from name in Texts
        from reason in Texts
        from adopted in Gen.Bool
        select (
            new JournalLine { Type = JournalLine.Intent, At = at, Key = key, Amount = amount, Iban = Payer.Iban, BaselineId = after, TimeoutSeconds = timeout },
            new JournalLine
            {
                Type = type,
                At = at,
                Key = key,
                Id = type == JournalLine.Made ? id : null,
                Status = type == JournalLine.Made ? status : null,
                CreatedAt = type == JournalLine.Made ? at.DateTime : null,
                HolderName = name,
                Code = type == JournalLine.Refused ? code : null,
                Adopted = adopted ? true : null,
                Reason = reason,
            });

    [Fact]
    public void Appended_lines_are_read_back_by_this_process_and_the_next() =>
        Pairs.Array[1, 6].Sample(
            pairs =>
            {
                var storage = new MemoryStorage();
                var writer = new WithdrawalJournal(storage, JournalFileText.Account, WithdrawEndpoint.Default);
                var written = pairs.DistinctBy(pair => pair.Intent.Key).DistinctBy(pair => pair.Result.Id ?? -(long)pair.Intent.Key!.GetHashCode(StringComparison.Ordinal)).ToArray();
                using (var session = writer.AcquireAsync(default).GetAwaiter().GetResult())
                {
                    foreach (var (intent, result) in written)
                    {
                        session.AppendAsync(intent, flushToDisk: false).GetAwaiter().GetResult();
                        session.AppendAsync(result, flushToDisk: false).GetAwaiter().GetResult();
                    }
                }

                // A line end within a line would break every line after it.
                Assert.Equal(1 + (2 * written.Length), storage.Bytes.Count(value => value == '\n'));
                foreach (var journal in new[] { writer, new WithdrawalJournal(storage, JournalFileText.Account, WithdrawEndpoint.Default) })
                {
                    foreach (var (intent, result) in written)
                    {
                        Hold(journal.PeekIndex().Find(intent.Key!)!, intent, result);
                    }
                }
            },
            iter: 2000,
            print: pairs => string.Join('\n', pairs.Select(pair => $"{pair.Intent.Key} {pair.Result.Type}")));

    [Fact]
    public void An_accepted_key_is_found_again_by_the_same_text() =>
        Keys.Sample(key =>
        {
            using var folder = new TemporaryFolder();
            var path = folder.File("journal.jsonl");
            var gateway = new StubGateway();
            var request = new WithdrawalRequest(1000, Payer.Iban);
            new IdempotentWithdrawalClient(gateway, JournalFileText.Open(path), new IdempotencyOptions()).RequestAsync(key, request).GetAwaiter().GetResult();

            Assert.Equal(key, Assert.Single(WithdrawalJournal.Read(path)).IdempotencyKey);
            var again = new IdempotentWithdrawalClient(gateway, JournalFileText.Open(path), new IdempotencyOptions()).RequestAsync($" {key}\t", request).GetAwaiter().GetResult();
            Assert.Equal(WithdrawalOrigin.Recorded, again.Origin);
            Assert.Equal(1, gateway.Requests);
        });

    private static void Hold(JournalRecord record, JournalLine intent, JournalLine result)
    {
        Assert.Equal((intent.Amount, intent.Iban, intent.BaselineId, intent.At), (record.Amount, record.Iban, record.BaselineId, record.RequestedAt));
        Assert.Equal(result.Code, record.GatewayCode);
        Assert.Equal(result.Reason, record.Reason);
        Assert.Equal(result.Type == JournalLine.Unknown ? result.At : intent.At + TimeSpan.FromSeconds(intent.TimeoutSeconds!.Value), record.InFlightUntil);
        Assert.Equal(
            (result.Id, result.Status, result.CreatedAt),
            (record.Withdrawal?.Id, (int?)record.Withdrawal?.Status, record.Withdrawal?.CreatedAt));
        Assert.Equal(result.Type == JournalLine.Made ? result.HolderName : null, record.Withdrawal?.HolderName);
    }

    private static string? Accepted(string text)
    {
        try
        {
            return IdempotencyKey.Parse(text);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }

    private static string WithoutLonelyHalves(string text) => new([.. text.Where(character => !char.IsSurrogate(character))]);
}
