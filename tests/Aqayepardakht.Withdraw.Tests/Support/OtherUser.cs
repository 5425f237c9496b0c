#if NET
using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace Aqayepardakht.Tests.Idempotency;

/// <summary>Somebody who is not root, for whom the modes of files count.</summary>
internal static class OtherUser
{
    public const int Nobody = 65534;

    /// <summary>
    /// Opens files as they would: Linux keeps the user who does so for each thread. Where the tests do not run as root, whoever runs them
    /// is such a user already.
    /// </summary>
    public static T Run<T>(Func<T> work) => Task.Factory.StartNew(
        () =>
        {
            var before = SetFileUser(Nobody);
            try
            {
                return work();
            }
            finally
            {
                _ = SetFileUser(before);
            }
        },
        TaskCreationOptions.LongRunning).GetAwaiter().GetResult();

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileUser(int user);
}
#endif
