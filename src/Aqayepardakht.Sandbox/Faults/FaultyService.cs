using System;
using System.Globalization;
using System.Text;

namespace Aqayepardakht.Sandbox;

/// <summary>The withdraw service behind everything that can go wrong on the way to it and back.</summary>
internal sealed class FaultyService(WithdrawService service, SandboxSettings settings)
{
    private const string HalfJson = "{\"status\":\"success\",\"data\":[{\"id\":111";

    private const string SignInPage =
        "<!DOCTYPE html>\n<html>\n<head><title>Sign in to the network</title></head>\n<body>\n<h1>Sign in to the network</h1>\n"
        + "<form method=\"post\" action=\"/login\"><button>Continue</button></form>\n</body>\n</html>\n";

    /// <summary>What a call gets, interrupted or not.</summary>
    public ServiceResponse Response(WithdrawalOperation operation, CallBody body, Interruption? interruption) => interruption switch
    {
        { Code: { } code } => ServiceResponse.Error(code),
        { Fault: { } fault } => Response(operation, body, fault),
        _ => service.Response(operation, body, commits: true),
    };

    private ServiceResponse Response(WithdrawalOperation operation, CallBody body, SandboxFault fault)
    {
        switch (fault)
        {
            case SandboxFault.TooManyRequests:
                return Broken(HttpResponse.Page(429) with { Header = RetryAfter });
            case SandboxFault.ServerError:
                return Broken(HttpResponse.Page(500));
            case SandboxFault.BadGatewayHtml:
                return Broken(HttpResponse.Page(502));
            case SandboxFault.ServiceUnavailable:
                return Broken(HttpResponse.Page(503) with { Header = RetryAfter });
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
                return Disrupted(service.Response(operation, body, commits: false));
            case SandboxFault.DisruptedAfterCommit:
                return Disrupted(service.Response(operation, body, commits: true));
        }

        var response = service.Response(operation, body, commits: true);
        return fault switch
        {
            SandboxFault.ServerErrorAfterCommit => Broken(HttpResponse.Page(500)),
            SandboxFault.BrokenJson => response with { Http = Halved(response.Http) },
            SandboxFault.DropAfterCommit => response with { Http = response.Http with { Delivery = HttpDelivery.Reset } },
            SandboxFault.CutAnswer => response with { Http = response.Http with { Delivery = HttpDelivery.Half } },
            SandboxFault.HangAfterCommit => response with { Http = response.Http with { Delivery = HttpDelivery.Never } },
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "The sandbox does not know this fault."),
        };
    }

    private string? RetryAfter => settings.RetryAfter is { } wait
        ? "Retry-After: " + Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)
        : null;

    private static ServiceResponse Broken(HttpResponse response) => new(response, null);

    private static ServiceResponse Disrupted(ServiceResponse undisturbed) =>
        // What is refused anyway never came to be registered, so nothing could disrupt that.
        undisturbed.Http.Status == 200 ? ServiceResponse.Error(-18) : undisturbed;

    private static HttpResponse Halved(HttpResponse response)
    {
        var half = new byte[response.Body.Length / 2];
        Buffer.BlockCopy(response.Body, 0, half, 0, half.Length);
        return response with { Body = half };
    }
}
