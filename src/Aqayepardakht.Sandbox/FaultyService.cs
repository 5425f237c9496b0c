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
    public ServiceAnswer Answer(WithdrawalOperation operation, CallBody body, Interruption? interruption) => interruption switch
    {
        { Code: { } code } => ServiceAnswer.Error(code),
        { Fault: { } fault } => Answer(operation, body, fault),
        _ => service.Answer(operation, body, commits: true),
    };

    private ServiceAnswer Answer(WithdrawalOperation operation, CallBody body, SandboxFault fault)
    {
        switch (fault)
        {
            case SandboxFault.TooManyRequests:
                return Broken(HttpAnswer.Page(429) with { Header = RetryAfter });
            case SandboxFault.ServerError:
                return Broken(HttpAnswer.Page(500));
            case SandboxFault.BadGatewayHtml:
                return Broken(HttpAnswer.Page(502));
            case SandboxFault.ServiceUnavailable:
                return Broken(HttpAnswer.Page(503) with { Header = RetryAfter });
            case SandboxFault.BrokenJsonBeforeCommit:
                return Broken(HttpAnswer.Json(200, Encoding.UTF8.GetBytes(HalfJson)));
            case SandboxFault.DropBeforeCommit:
                return Broken(HttpAnswer.Page(500) with { Delivery = HttpDelivery.Reset });
            case SandboxFault.Hang:
                return Broken(HttpAnswer.Page(500) with { Delivery = HttpDelivery.Never });
            case SandboxFault.Redirect:
                return Broken(HttpAnswer.Page(302) with { Header = "Location: " + settings.RedirectTarget.AbsoluteUri });
            case SandboxFault.HtmlOk:
                return Broken(HttpAnswer.Html(200, SignInPage));
            case SandboxFault.DisruptedBeforeCommit:
                return Disrupted(service.Answer(operation, body, commits: false));
            case SandboxFault.DisruptedAfterCommit:
                return Disrupted(service.Answer(operation, body, commits: true));
        }

        var answer = service.Answer(operation, body, commits: true);
        return fault switch
        {
            SandboxFault.ServerErrorAfterCommit => Broken(HttpAnswer.Page(500)),
            SandboxFault.BrokenJson => answer with { Http = Halved(answer.Http) },
            SandboxFault.DropAfterCommit => answer with { Http = answer.Http with { Delivery = HttpDelivery.Reset } },
            SandboxFault.CutAnswer => answer with { Http = answer.Http with { Delivery = HttpDelivery.Half } },
            SandboxFault.HangAfterCommit => answer with { Http = answer.Http with { Delivery = HttpDelivery.Never } },
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "The sandbox does not know this fault."),
        };
    }

    private string? RetryAfter => settings.RetryAfter is { } wait
        ? "Retry-After: " + Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)
        : null;

    private static ServiceAnswer Broken(HttpAnswer answer) => new(answer, null);

    private static ServiceAnswer Disrupted(ServiceAnswer undisturbed) =>
        // What is refused anyway never came to be registered, so nothing could disrupt that.
        undisturbed.Http.Status == 200 ? ServiceAnswer.Error(-18) : undisturbed;

    private static HttpAnswer Halved(HttpAnswer answer)
    {
        var half = new byte[answer.Body.Length / 2];
        Buffer.BlockCopy(answer.Body, 0, half, 0, half.Length);
        return answer with { Body = half };
    }
}
