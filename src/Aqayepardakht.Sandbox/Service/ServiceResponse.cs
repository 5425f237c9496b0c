namespace Aqayepardakht.Sandbox;

/// <summary>A response of the gateway, with the error code in it, if it has one.</summary>
internal readonly record struct ServiceResponse(HttpResponse Http, int? Code)
{
    public static ServiceResponse Success(byte[] body) => new(HttpResponse.Json(200, body), null);

    public static ServiceResponse Error(int code) => new(HttpResponse.Json(422, ResponseBody.Error(code)), code);
}
