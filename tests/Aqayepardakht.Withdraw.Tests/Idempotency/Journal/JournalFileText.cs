using System.Text;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>Journal files written by hand.</summary>
internal static class JournalFileText
{
    public const string Account = "100200300";
    public const string Header = """{"v":1,"type":"journal","at":"2026-03-21T08:00:00+00:00","account":"100200300","endpoint":"https://panel.aqayepardakht.ir/api/v2/withdraw/"}""";
    public const string IntentA = """{"v":1,"type":"intent","at":"2026-03-21T08:00:01+00:00","key":"فاکتور ۱","amount":1000,"iban":"IR270170000000100324200001","after":7,"timeout":35}""";
    public const string MadeA = """{"v":1,"type":"made","at":"2026-03-21T08:00:02+00:00","key":"فاکتور ۱","id":11111,"status":0,"holder":"محمد علیزاده","bank":"ملی","created":"2026-03-21T11:30:02"}""";
    public const string IntentB = """{"v":1,"type":"intent","at":"2026-03-21T08:00:03+00:00","key":"B","amount":2000,"iban":"IR270170000000100324200001","after":11111,"timeout":35}""";
    public const string UnknownB = """{"v":1,"type":"unknown","at":"2026-03-21T08:00:33+00:00","key":"B","reason":"no response"}""";
    public const string NotMadeB = """{"v":1,"type":"not-made","at":"2026-03-21T08:03:00+00:00","key":"B","reason":"no response"}""";
    public const string IntentC = """{"v":1,"type":"intent","at":"2026-03-21T08:04:00+00:00","key":"C","amount":3000,"iban":"IR270170000000100324200001","after":11111,"timeout":35}""";
    public const string RefusedC = """{"v":1,"type":"refused","at":"2026-03-21T08:04:01+00:00","key":"C","code":-12}""";

    public static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n');

    public static WithdrawalJournal Open(string path) => WithdrawalJournal.For(Account, WithdrawEndpoint.Default, path);

    /// <summary>Acquires the journal and releases it again, which repairs it.</summary>
    public static async Task RepairAsync(WithdrawalJournal journal) => (await journal.AcquireAsync(default)).Dispose();
}
