using System;
using System.Globalization;
using System.Text;

namespace Aqayepardakht.Sandbox;

/// <summary>The withdraw service with the faults of the network and of the gateway.</summary>
internal sealed class FaultyService(WithdrawService service, SandboxSettings settings)
{
    private const string HalfJson = "{\"status\":\"success\",\"data\":[{\"id\":111";

    private const string SignInPage =
        "<!DOCTYPE html>\n<html>\n<head><title>Sign in to the network</title></head>\n<body>\n<h1>Sign in to the network</h1>\n"
        + "<form method=\"post\" action=\"/login\"><button>Continue</button></form>\n</body>\n</html>\n";

    /// <summary>Handles a call, with its fault or error code if it meets one.</summary>
    public ServiceResponse Handle(WithdrawalOperation operation, CallBody body, Interruption? interruption) => interruption switch
    {
        { Code: { } code } => service.Error(code),
        { Fault: { } fault } => HandleWithFault(operation, body, fault),
        _ => service.Handle(operation, body, commits: true),
    };

    private ServiceResponse HandleWithFault(WithdrawalOperation operation, CallBody body, SandboxFault fault)
    {
        switch (fault)
        {
            case SandboxFault.TooManyRequests:
                return Broken(HttpResponse.Page(429) with { Header = RetryAfterHeader });
            case SandboxFault.ServerError:
                return Broken(HttpResponse.Page(500));
            case SandboxFault.BadGatewayHtml:
                return Broken(HttpResponse.Page(502));
            case SandboxFault.ServiceUnavailable:
                return Broken(HttpResponse.Page(503) with { Header = RetryAfterHeader });
            case SandboxFault.BrokenJsonBeforeCommit:
                return Broken(HttpResponse.Json(200, Encoding.UTF8.GetBytes(HalfJson)));
            case SandboxFault.DropBeforeCommit:
                return Broken(HttpResponse.Page(500) with { Delivery = HttpDelivery.Reset });
            case SandboxFault.Hang:
                return Broken(HttpResponse.Page(500) with { Delivery = HttpDelivery.Never });
            case SandboxFault.Redirect:
                return Broken(HttpResponse.Page(302) with { Header = "Location: " + settings.RedirectTarget.AbsoluteUri });
            case SandboxFault.HtmlOk:
                return Broken(HttpResponse.Html(200, SignInPage));
            case SandboxFault.DisruptedBeforeCommit:
                return Disrupted(service.Handle(operation, body, commits: false));
            case SandboxFault.DisruptedAfterCommit:
                return Disrupted(service.Handle(operation, body, commits: true));
        }

        var response = service.Handle(operation, body, commits: true);
        return fault switch
        {
            SandboxFault.ServerErrorAfterCommit => Broken(HttpResponse.Page(500)),
            SandboxFault.BrokenJson => response with { Http = FirstHalf(response.Http) },
            SandboxFault.DropAfterCommit => response with { Http = response.Http with { Delivery = HttpDelivery.Reset } },
            SandboxFault.CutAnswer => response with { Http = response.Http with { Delivery = HttpDelivery.Half } },
            SandboxFault.HangAfterCommit => response with { Http = response.Http with { Delivery = HttpDelivery.Never } },
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, SandboxMessages.NoSuchFault.ToString()),
        };
    }

    private string? RetryAfterHeader => settings.RetryAfter is { } wait
        ? "Retry-After: " + Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)
        : null;

    private static ServiceResponse Broken(HttpResponse response) => new(response, null);

    private ServiceResponse Disrupted(ServiceResponse response) =>
        // A refused request is not registered, so its registration cannot be disrupted.
        response.Http.Status == 200 ? service.Error(-18) : response;

    private static HttpResponse FirstHalf(HttpResponse response)
    {
        var half = new byte[response.Body.Length / 2];
        Buffer.BlockCopy(response.Body, 0, half, 0, half.Length);
        return response with { Body = half };
    }
}
