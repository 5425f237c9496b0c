namespace Aqayepardakht.Sandbox;

/// <summary>How a response is sent, or not sent.</summary>
internal enum HttpDelivery
{
    /// <summary>The complete response.</summary>
    Whole,

    /// <summary>The headers and half of the body, then a connection reset.</summary>
    Half,

    /// <summary>A connection reset without a response.</summary>
    Reset,

    /// <summary>Nothing; the connection stays open until the client closes it.</summary>
    Never,
}
