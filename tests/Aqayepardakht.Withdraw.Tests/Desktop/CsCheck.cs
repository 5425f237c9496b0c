using System;
using System.Linq;
using System.Text;

namespace CsCheck;

/// <summary>
/// The few generators that the property tests use, under the names of CsCheck, which is built for newer frameworks only.
/// A failure is told with its value and is not shrunk.
/// </summary>
internal static class Gen
{
    public static Gen<bool> Bool { get; } = new(random => random.Next(2) == 0);

    public static Gen<byte> Byte { get; } = new(random => (byte)random.Next(256));

    public static CharGen Char { get; } = new();

    public static RangeGen<DateTime> DateTime { get; } = new(System.DateTime.MinValue, System.DateTime.MaxValue, time => time.Ticks, ticks => new DateTime(ticks));

    public static DoubleGen Double { get; } = new();

    public static RangeGen<int> Int { get; } = new(int.MinValue, int.MaxValue, number => number, number => (int)number);

    public static RangeGen<long> Long { get; } = AnyLong();

    public static StringGen String { get; } = new();

    public static Gen<ulong> ULong { get; } = AnyLong().Select(number => unchecked((ulong)number));

    public static Gen<T> Const<T>(T value) => new(_ => value);

    public static Gen<T> Enum<T>()
        where T : struct, Enum => OneOf([.. System.Enum.GetValues(typeof(T)).Cast<T>()]);

    public static Gen<T> OneOf<T>(params T[] values) => new(random => values[random.Next(values.Length)]);

    public static Gen<T> OneOf<T>(params Gen<T>[] generators) => new(random => generators[random.Next(generators.Length)].Next(random));

    public static Gen<T> Frequency<T>(params (int Weight, Gen<T> Generator)[] choices) =>
        OneOf([.. choices.SelectMany(choice => Enumerable.Repeat(choice.Generator, choice.Weight))]);

    public static Gen<T> Recursive<T>(Func<int, Gen<T>, Gen<T>> generator)
    {
        Gen<T> At(int depth) => new(random => generator(depth, At(depth + 1)).Next(random));
        return At(0);
    }

    public static Gen<(T1, T2)> Select<T1, T2>(Gen<T1> g1, Gen<T2> g2) =>
        new(random => (g1.Next(random), g2.Next(random)));

    public static Gen<(T1, T2, T3)> Select<T1, T2, T3>(Gen<T1> g1, Gen<T2> g2, Gen<T3> g3) =>
        new(random => (g1.Next(random), g2.Next(random), g3.Next(random)));

    public static Gen<(T1, T2, T3, T4)> Select<T1, T2, T3, T4>(Gen<T1> g1, Gen<T2> g2, Gen<T3> g3, Gen<T4> g4) =>
        new(random => (g1.Next(random), g2.Next(random), g3.Next(random), g4.Next(random)));

    public static Gen<(T1, T2, T3, T4, T5)> Select<T1, T2, T3, T4, T5>(Gen<T1> g1, Gen<T2> g2, Gen<T3> g3, Gen<T4> g4, Gen<T5> g5) =>
        new(random => (g1.Next(random), g2.Next(random), g3.Next(random), g4.Next(random), g5.Next(random)));

    public static Gen<(T1, T2, T3, T4, T5, T6)> Select<T1, T2, T3, T4, T5, T6>(Gen<T1> g1, Gen<T2> g2, Gen<T3> g3, Gen<T4> g4, Gen<T5> g5, Gen<T6> g6) =>
        new(random => (g1.Next(random), g2.Next(random), g3.Next(random), g4.Next(random), g5.Next(random), g6.Next(random)));

    public static Gen<(T1, T2, T3, T4, T5, T6, T7)> Select<T1, T2, T3, T4, T5, T6, T7>(Gen<T1> g1, Gen<T2> g2, Gen<T3> g3, Gen<T4> g4, Gen<T5> g5, Gen<T6> g6, Gen<T7> g7) =>
        new(random => (g1.Next(random), g2.Next(random), g3.Next(random), g4.Next(random), g5.Next(random), g6.Next(random), g7.Next(random)));

    public static Gen<(T1, T2, T3, T4, T5, T6, T7, T8)> Select<T1, T2, T3, T4, T5, T6, T7, T8>(Gen<T1> g1, Gen<T2> g2, Gen<T3> g3, Gen<T4> g4, Gen<T5> g5, Gen<T6> g6, Gen<T7> g7, Gen<T8> g8) =>
        new(random => (g1.Next(random), g2.Next(random), g3.Next(random), g4.Next(random), g5.Next(random), g6.Next(random), g7.Next(random), g8.Next(random)));

    public static void Sample<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> test, int iter = 100, int threads = 1) =>
        gen.Sample(v => test(v.Item1, v.Item2), iter, threads);

    public static void Sample<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> test, int iter = 100, int threads = 1) =>
        gen.Sample(v => test(v.Item1, v.Item2, v.Item3), iter, threads);

    public static void Sample<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> gen, Action<T1, T2, T3, T4> test, int iter = 100, int threads = 1) =>
        gen.Sample(v => test(v.Item1, v.Item2, v.Item3, v.Item4), iter, threads);

    public static void Sample<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> gen, Action<T1, T2, T3, T4, T5> test, int iter = 100, int threads = 1) =>
        gen.Sample(v => test(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5), iter, threads);

    public static void Sample<T1, T2, T3, T4, T5, T6>(this Gen<(T1, T2, T3, T4, T5, T6)> gen, Action<T1, T2, T3, T4, T5, T6> test, int iter = 100, int threads = 1) =>
        gen.Sample(v => test(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5, v.Item6), iter, threads);

    public static void Sample<T1, T2, T3, T4, T5, T6, T7>(this Gen<(T1, T2, T3, T4, T5, T6, T7)> gen, Action<T1, T2, T3, T4, T5, T6, T7> test, int iter = 100, int threads = 1) =>
        gen.Sample(v => test(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5, v.Item6, v.Item7), iter, threads);

    public static void Sample<T1, T2, T3, T4, T5, T6, T7, T8>(this Gen<(T1, T2, T3, T4, T5, T6, T7, T8)> gen, Action<T1, T2, T3, T4, T5, T6, T7, T8> test, int iter = 100, int threads = 1) =>
        gen.Sample(v => test(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5, v.Item6, v.Item7, v.Item8), iter, threads);

    public static Gen<TResult> Select<T1, T2, TResult>(this Gen<(T1, T2)> gen, Func<T1, T2, TResult> change) => gen.Select(v => change(v.Item1, v.Item2));

    public static Gen<TResult> Select<T1, T2, T3, TResult>(this Gen<(T1, T2, T3)> gen, Func<T1, T2, T3, TResult> change) =>
        gen.Select(v => change(v.Item1, v.Item2, v.Item3));

    public static Gen<TResult> Select<T1, T2, T3, T4, T5, TResult>(this Gen<(T1, T2, T3, T4, T5)> gen, Func<T1, T2, T3, T4, T5, TResult> change) =>
        gen.Select(v => change(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5));

    public static Gen<(T1, T2)> Where<T1, T2>(this Gen<(T1, T2)> gen, Func<T1, T2, bool> accepts) => gen.Where(v => accepts(v.Item1, v.Item2));

    public static Gen<T[]> Shuffle<T>(T[] items) => new(random => [.. items.Select(item => (Item: item, At: random.Next())).OrderBy(place => place.At).Select(place => place.Item)]);

    private static RangeGen<long> AnyLong() => new(long.MinValue, long.MaxValue, number => number, number => number);
}

/// <summary>What the command line of a run of CsCheck sets.</summary>
internal static class Check
{
    public const int Iter = 100;
}

internal class Gen<T>(Func<Random, T> next)
{
    public ArrayGen<T> Array => new(this);

    public T Next(Random random) => next(random);

    public Gen<TResult> Select<TResult>(Func<T, TResult> change) => new(random => change(Next(random)));

    public Gen<(T First, TOther Second)> Select<TOther>(Gen<TOther> other) => new(random => (Next(random), other.Next(random)));

    public Gen<TResult> SelectMany<TResult>(Func<T, Gen<TResult>> then) => new(random => then(Next(random)).Next(random));

    public Gen<TResult> SelectMany<TOther, TResult>(Func<T, Gen<TOther>> then, Func<T, TOther, TResult> change) => new(random =>
    {
        var value = Next(random);
        return change(value, then(value).Next(random));
    });

    public Gen<T> Where(Func<T, bool> accepts) => new(random =>
    {
        while (true)
        {
            var value = Next(random);
            if (accepts(value))
            {
                return value;
            }
        }
    });

    /// <remarks>All values are tried on one thread, whatever is asked for.</remarks>
    public void Sample(Action<T> test, int iter = 100, int threads = 1, Func<T, string>? print = null)
    {
        _ = threads;
        var seed = Guid.NewGuid().GetHashCode();
        var random = new Random(seed);
        for (var count = 0; count < iter; count++)
        {
            var value = Next(random);
            try
            {
                test(value);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Failed for {print?.Invoke(value) ?? value?.ToString()} (number {count} of seed {seed}): {exception.Message}", exception);
            }
        }
    }
}

internal sealed class ArrayGen<T>(Gen<T> items)
{
    public Gen<T[]> this[int least, int most] => new(random => [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => items.Next(random))]);
}

internal sealed class CharGen() : Gen<char>(random => (char)random.Next(random.Next(4) == 0 ? char.MaxValue + 1 : 128))
{
    public Gen<char> this[string letters] => Gen.OneOf(letters.ToCharArray());
}

internal sealed class DoubleGen() : Gen<double>(random => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300)))
{
    public Gen<double> this[double from, double to] => new(random => from + (random.NextDouble() * (to - from)));
}

internal sealed class StringGen() : Gen<string>(random => Of(Gen.Char, random.Next(100), random))
{
    public Gen<string> this[int least, int most] => this[Gen.Char, least, most];

    public Gen<string> this[Gen<char> letters, int least, int most] => new(random => Of(letters, random.Next(least, most + 1), random));

    private static string Of(Gen<char> letters, int length, Random random)
    {
        var text = new StringBuilder(length);
        for (var count = 0; count < length; count++)
        {
            text.Append(letters.Next(random));
        }

        return text.ToString();
    }
}

/// <summary>Numbers and what can be made of one. Every other value is near the least, where most mistakes are.</summary>
internal sealed class RangeGen<T>(T least, T most, Func<T, long> toNumber, Func<long, T> fromNumber)
    : Gen<T>(random => fromNumber(Between(random, toNumber(least), toNumber(most))))
{
    public Gen<T> this[T from, T to] => new(random => fromNumber(Between(random, toNumber(from), toNumber(to))));

    private static long Between(Random random, long from, long to)
    {
        var bytes = new byte[8];
        random.NextBytes(bytes);
        var any = BitConverter.ToUInt64(bytes, 0);
        var span = unchecked((ulong)(to - from));
        if (span == ulong.MaxValue)
        {
            return unchecked((long)any);
        }

        var offset = any % (span + 1);
        return unchecked(from + (long)(random.Next(2) == 0 ? offset % Math.Min(span + 1, 1000) : offset));
    }
}
