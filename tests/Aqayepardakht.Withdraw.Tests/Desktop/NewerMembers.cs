using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace System.Threading
{
    /// <summary>What <see langword="lock"/> takes in newer frameworks.</summary>
    internal sealed class Lock
    {
        private readonly object _gate = new();

        public Scope EnterScope()
        {
            Monitor.Enter(_gate);
            return new Scope(_gate);
        }

        public readonly ref struct Scope(object gate)
        {
            public void Dispose() => Monitor.Exit(gate);
        }
    }
}

namespace System.Threading.Tasks
{
    internal sealed class TaskCompletionSource(TaskCreationOptions options = TaskCreationOptions.None)
    {
        private readonly TaskCompletionSource<bool> _source = new(options);

        public Task Task => _source.Task;

        public void SetResult() => _source.SetResult(true);

        public bool TrySetResult() => _source.TrySetResult(true);

        public void SetException(Exception exception) => _source.SetException(exception);
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>What a range of an array compiles to.</summary>
    internal static class RuntimeHelpers
    {
        public static T[] GetSubArray<T>(T[] array, Range range)
        {
            var (offset, length) = range.GetOffsetAndLength(array.Length);
            return array.AsSpan(offset, length).ToArray();
        }
    }
}

namespace Aqayepardakht.Tests
{
    /// <summary>The members of newer frameworks that the tests use, for a run on .NET Framework.</summary>
    internal static class NewerMembers
    {
        extension(string)
        {
            public static string Create(IFormatProvider provider, FormattableString text) => text.ToString(provider);

            public static string Join(char separator, params string[] texts) => string.Join(separator.ToString(), texts);
        }

        extension(Enum)
        {
            public static T[] GetValues<T>()
                where T : struct, Enum => [.. Enum.GetValues(typeof(T)).Cast<T>()];
        }

        extension(TimeSpan)
        {
            public static TimeSpan operator /(TimeSpan time, int divisor) => TimeSpan.FromTicks(time.Ticks / divisor);
        }

        public static StringBuilder Append(this StringBuilder builder, IFormatProvider provider, FormattableString text) => builder.Append(text.ToString(provider));

        public static void AddRange(this List<byte> list, Span<byte> bytes) => list.AddRange(bytes.ToArray());

        public static string Replace(this string text, string old, string replacement, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, replacement) : throw new NotSupportedException();

        public static string[] Split(this string text, string separator) => text.Split([separator], StringSplitOptions.None);

        public static void Write(this Stream stream, byte[] bytes) => stream.Write(bytes, 0, bytes.Length);

        public static void Clear<T>(this ConcurrentQueue<T> queue)
        {
            while (queue.TryDequeue(out _))
            {
            }
        }

        public static void Dispose(this TcpListener listener) => listener.Stop();

        public static Task CancelAsync(this CancellationTokenSource source)
        {
            source.Cancel();
            return Task.CompletedTask;
        }

        public static async Task WaitAsync(this Task task, TimeSpan limit)
        {
            if (await Task.WhenAny(task, Task.Delay(limit)) != task)
            {
                throw new TimeoutException();
            }

            await task;
        }

        public static async Task<T> WaitAsync<T>(this Task<T> task, TimeSpan limit)
        {
            await WaitAsync((Task)task, limit);
            return await task;
        }

        public static async Task<Socket> AcceptSocketAsync(this TcpListener listener, CancellationToken cancellationToken)
        {
            using var stop = cancellationToken.Register(listener.Stop);
            return await listener.AcceptSocketAsync();
        }

        public static async Task<int> ReceiveAsync(this Socket socket, byte[] buffer, SocketFlags flags, CancellationToken cancellationToken)
        {
            using var stop = cancellationToken.Register(socket.Dispose);
            return await Task.Factory.FromAsync(
                (callback, state) => socket.BeginReceive(buffer, 0, buffer.Length, flags, callback, state), socket.EndReceive, null);
        }

        public static async Task<int> SendAsync(this Socket socket, ReadOnlyMemory<byte> bytes, SocketFlags flags, CancellationToken cancellationToken)
        {
            using var stop = cancellationToken.Register(socket.Dispose);
            var sent = bytes.ToArray();
            return await Task.Factory.FromAsync(
                (callback, state) => socket.BeginSend(sent, 0, sent.Length, flags, callback, state), socket.EndSend, null);
        }
    }
}
