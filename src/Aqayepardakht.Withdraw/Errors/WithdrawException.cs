using System;
using Aqayepardakht.Http;

namespace Aqayepardakht;

/// <summary>The base of every exception that this library throws for what a user, the gateway or the network did.</summary>
public abstract class WithdrawException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="name">A stable English name for this kind of error.</param>
    /// <param name="text">What happened, without any secret.</param>
    /// <param name="advice">What to do about it.</param>
    /// <param name="inner">The cause, or null.</param>
    protected WithdrawException(string name, LocalizedText text, LocalizedText advice, Exception? inner = null)
        : base(text.English, inner)
    {
        Name = name;
        Text = text;
        Advice = advice;
    }

    /// <summary>A stable English name for this kind of error, such as <c>InsufficientBalance</c>.</summary>
    public string Name { get; }

    /// <summary>What happened, in both languages, without any secret.</summary>
    public LocalizedText Text { get; }

    /// <summary>What to do about it, in both languages.</summary>
    public LocalizedText Advice { get; }

    /// <summary>
    /// Whether reading the same thing again may succeed, in a moment or in some hours: the gateway did not respond, or a server error or a
    /// proxy came in its place. It says nothing of a request for a withdrawal, which is never repeated because of it.
    /// </summary>
    public bool MaySucceedLater => RetryPolicy.MaySucceedLater(this);

    /// <summary><see cref="Text"/> and <see cref="Advice"/> in the language of the current UI culture.</summary>
    /// <remarks>A log that has only the message has the way out as well.</remarks>
    public override string Message => $"{Text} {Advice}";
}
