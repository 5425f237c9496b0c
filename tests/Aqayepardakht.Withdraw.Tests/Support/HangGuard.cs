using System;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests;

/// <summary>A safety net under waits for events, so that a fault fails a test instead of hanging the run. It measures nothing.</summary>
internal static class HangGuard
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public static Task Within(Task task) => task.WaitAsync(Timeout);

    public static Task<T> Within<T>(Task<T> task) => task.WaitAsync(Timeout);
}
