namespace Aqayepardakht.Sandbox;

/// <summary>How a response goes out, or does not.</summary>
internal enum HttpDelivery
{
    /// <summary>All of it, as HTTP has it.</summary>
    Whole,

    /// <summary>The headers and half of the body, then a reset.</summary>
    Half,

    /// <summary>A reset without a byte.</summary>
    Reset,

    /// <summary>Nothing until the other side closes the connection.</summary>
    Never,
}
