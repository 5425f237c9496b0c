namespace Aqayepardakht.Sandbox;

/// <summary>An answer of the gateway, with the error code in it, if it has one.</summary>
internal readonly record struct ServiceAnswer(HttpAnswer Http, int? Code)
{
    public static ServiceAnswer Success(byte[] body) => new(HttpAnswer.Json(200, body), null);

    public static ServiceAnswer Error(int code) => new(HttpAnswer.Json(422, AnswerBody.Error(code)), code);
}
