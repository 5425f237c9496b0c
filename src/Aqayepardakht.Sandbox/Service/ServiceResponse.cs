namespace Aqayepardakht.Sandbox;

/// <summary>A response of the gateway, with its error code or null.</summary>
internal readonly record struct ServiceResponse(HttpResponse Http, int? Code)
{
    public static ServiceResponse Success(byte[] body) => new(HttpResponse.Json(200, body), null);

    public static ServiceResponse Error(int code, byte[] body) => new(HttpResponse.Json(422, body), code);
}
