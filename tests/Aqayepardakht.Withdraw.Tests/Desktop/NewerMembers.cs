using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
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

namespace System.Collections.Generic
{
    internal sealed class ReferenceEqualityComparer : IEqualityComparer<object>
    {
        public static ReferenceEqualityComparer Instance { get; } = new();

        bool IEqualityComparer<object>.Equals(object x, object y) => ReferenceEquals(x, y);

        public int GetHashCode(object obj) => obj.GetType().GetHashCode();
    }

    /// <summary>For a queue whose priorities are all different.</summary>
    internal sealed class PriorityQueue<TElement, TPriority>
    {
        private readonly SortedDictionary<TPriority, TElement> _elements = [];

        public void Enqueue(TElement element, TPriority priority) => _elements.Add(priority, element);

        public bool TryPeek(out TElement element, out TPriority priority)
        {
            var first = _elements.FirstOrDefault();
            (element, priority) = (first.Value, first.Key);
            return _elements.Count > 0;
        }

        public void Dequeue() => _elements.Remove(_elements.First().Key);
    }
}

namespace System.Runtime.InteropServices
{
    internal static class CollectionsMarshal
    {
        public static ReadOnlySpan<T> AsSpan<T>(List<T> list) => list.ToArray();
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
        public delegate void WriteText<TState>(Span<char> written, TState state);

        extension(Encoding)
        {
            public static Encoding Latin1 => Encoding.GetEncoding(28591);
        }

        extension(File)
        {
            public static Task<byte[]> ReadAllBytesAsync(string path) => Task.FromResult(File.ReadAllBytes(path));
        }

        extension(FileInfo file)
        {
            /// <summary>Only what runs on .NET and Linux asks for it.</summary>
            public string LinkTarget => throw new NotSupportedException(file.FullName);
        }

        extension(Task task)
        {
            public bool IsCompletedSuccessfully => task.Status == TaskStatus.RanToCompletion;
        }

        extension(string)
        {
            public static string Create(IFormatProvider provider, FormattableString text) => text.ToString(provider);

            public static string Create<TState>(int length, TState state, WriteText<TState> write)
            {
                var written = new char[length];
                write(written, state);
                return new string(written);
            }

            public static string Join<T>(char separator, IEnumerable<T> texts) => string.Join(separator.ToString(), texts);
        }

        extension(char)
        {
            public static bool IsAsciiDigit(char character) => character is >= '0' and <= '9';
        }

        extension(Math)
        {
            public static int Clamp(int number, int least, int most) => Math.Max(least, Math.Min(number, most));
        }

        extension(Array)
        {
            public static void Fill<T>(T[] array, T value)
            {
                for (var index = 0; index < array.Length; index++)
                {
                    array[index] = value;
                }
            }
        }

        extension(OperatingSystem)
        {
            /// <summary>To .NET Framework there is no other system, and the journal's build for it acts so.</summary>
            public static bool IsWindows() => true;

            public static bool IsLinux() => Environment.OSVersion.Platform == PlatformID.Unix;
        }

        extension(Environment)
        {
            public static bool IsPrivilegedProcess => true;
        }

        extension(Directory)
        {
            public static DirectoryInfo CreateTempSubdirectory(string prefix) =>
                Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Guid.NewGuid().ToString("N")));
        }

        extension(DateTime)
        {
            public static DateTime UnixEpoch => new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        }

        extension(HttpClient)
        {
            public static IWebProxy DefaultProxy
            {
                get => WebRequest.DefaultWebProxy;
                set => WebRequest.DefaultWebProxy = value;
            }
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

        public static bool Contains(this string text, string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;

        public static bool TryAdd<TKey, TValue>(this Dictionary<TKey, TValue> entries, TKey key, TValue value)
        {
            if (entries.ContainsKey(key))
            {
                return false;
            }

            entries.Add(key, value);
            return true;
        }

        public static TValue? GetValueOrDefault<TKey, TValue>(this Dictionary<TKey, TValue> entries, TKey key) =>
            entries.TryGetValue(key, out var value) ? value : default;

        public static TValue GetValueOrDefault<TKey, TValue>(this Dictionary<TKey, TValue> entries, TKey key, TValue missing) =>
            entries.TryGetValue(key, out var value) ? value : missing;

        public static bool TryDequeue<T>(this Queue<T> queue, [NotNullWhen(true)] out T? item)
        {
            item = queue.Count > 0 ? queue.Dequeue() : default;
            return item is not null;
        }

        public static Task WaitForExitAsync(this Process process) => Task.Run(process.WaitForExit);

        public static Stream ReadAsStream(this HttpContent content) => content.ReadAsStreamAsync().GetAwaiter().GetResult();

        public static HttpResponseMessage Send(this HttpClient client, HttpRequestMessage request) => client.SendAsync(request).GetAwaiter().GetResult();

        public static void AddRange(this List<byte> list, Span<byte> bytes) => list.AddRange(bytes.ToArray());

        public static string Replace(this string text, string old, string replacement, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, replacement) : throw new NotSupportedException();

        public static string[] Split(this string text, string separator) => text.Split([separator], StringSplitOptions.None);

        public static string[] Split(this string text, char separator, StringSplitOptions options) => text.Split([separator], options);

        public static int IndexOf(this string text, char character, StringComparison comparison) => text.IndexOf(character.ToString(), comparison);

        public static int GetHashCode(this string text, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.GetHashCode() : throw new NotSupportedException();

        public static IEnumerable<T> DistinctBy<T, TKey>(this IEnumerable<T> items, Func<T, TKey> key) => items.GroupBy(key).Select(same => same.First());

        public static IEnumerable<T> Order<T>(this IEnumerable<T> items) => items.OrderBy(item => item);

        public static IEnumerable<T> OrderDescending<T>(this IEnumerable<T> items) => items.OrderByDescending(item => item);

        public static void Write(this Stream stream, ReadOnlySpan<byte> bytes) => stream.Write(bytes.ToArray(), 0, bytes.Length);

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
