using System;

namespace Aqayepardakht;

/// <summary>The address that <c>request</c>, <c>list</c> and <c>details</c> are appended to.</summary>
public static class WithdrawEndpoint
{
    /// <summary>The real gateway, as its documentation gives it.</summary>
    public static Uri Default { get; } = new("https://panel.aqayepardakht.ir/api/v2/withdraw/");

    /// <summary>Checks an address and gives it its trailing slash.</summary>
    /// <exception cref="InvalidInputException">
    /// It is not absolute, or neither https nor http to the loopback of this machine, or has a user name, a query or a fragment.
    /// </exception>
    public static Uri Normalize(Uri? endpoint)
    {
        if (endpoint is null || !endpoint.IsAbsoluteUri)
        {
            throw new InvalidInputException(InputErrorKind.Endpoint, Messages.EndpointNotAbsolute(endpoint?.OriginalString));
        }

        var safe = endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback);
        if (!safe)
        {
            throw new InvalidInputException(InputErrorKind.Endpoint, Messages.EndpointScheme(endpoint));
        }

        if (endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            throw new InvalidInputException(InputErrorKind.Endpoint, Messages.EndpointParts(endpoint));
        }

        return endpoint.AbsolutePath.EndsWith("/", StringComparison.Ordinal)
            ? endpoint
            : new Uri(endpoint.AbsoluteUri + "/");
    }
}
