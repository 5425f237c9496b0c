using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Aqayepardakht.Tests;

public sealed class ResponseShapeTests
{
    [Theory]
    [InlineData("[ROW]")]
    [InlineData("ROW")]
    [InlineData("{\"0\":ROW}")]
    [InlineData("{\"7\":ROW}")]
    public async Task The_data_is_an_array_a_bare_object_or_an_object_of_numbered_rows(string shape)
    {
        var body = """{"status":"success","data":""" + shape.Replace("ROW", Samples.Row(77), StringComparison.Ordinal) + "}";
        using var gateway = RawListener.RespondingWith(RawResponse.Json(body));
        using var client = new TestClient(gateway.Endpoint);

        Assert.Equal(77, (await client.Client.GetAsync(77)).Id);
        Assert.Equal(77, (await client.Client.RequestAsync(TestClient.Payment)).Id);
        Assert.Equal(77, Assert.Single((await client.Client.GetPageAsync(1)).Withdrawals).Id);
    }

    [Fact]
    public async Task An_empty_array_for_details_is_not_found()
    {
        var exception = await DetailsFailAsync<WithdrawalNotFoundException>(Samples.Success());

        Assert.Equal(11111, exception.Id);
        Assert.Equal("WithdrawalNotFound", exception.Name);
        Assert.Contains("11111", exception.Text.English, StringComparison.Ordinal);
        Assert.DoesNotContain("code", exception.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_array_for_list_is_an_empty_page()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json("""{"status":"success","total_moneyrequest":0,"total_page":0,"data":[]}"""));
        using var client = new TestClient(gateway.Endpoint);

        var page = await client.Client.GetPageAsync(1);

        Assert.Empty(page.Withdrawals);
        Assert.Equal(0, page.TotalCount);
        Assert.Equal(0, page.TotalPages);
    }

    [Theory]
    [InlineData("""{"status":"success","total_moneyrequest":0,"total_page":0,"data":null}""")]
    [InlineData("""{"status":"success","total_moneyrequest":"0","data":""}""")]
    [InlineData("""{"status":"success","total_moneyrequest":0}""")]
    [InlineData("""{"data":null,"total_moneyrequest":0,"status":"success"}""")]
    [InlineData("""{"status":"success","data":{}}""")]
    public async Task No_data_in_a_list_whose_total_is_zero_is_an_empty_page(string body)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(body));
        using var client = new TestClient(gateway.Endpoint);

        Assert.Empty((await client.Client.GetPageAsync(1)).Withdrawals);
    }

    [Fact]
    public async Task An_array_with_gaps_is_an_object_whose_values_are_the_rows()
    {
        var body = $$"""{"data":{"1":{{Samples.Row(5)}},"3":{{Samples.Row(4)}},"4":null},"status":"success"}""";
        using var gateway = RawListener.RespondingWith(RawResponse.Json(body));
        using var client = new TestClient(gateway.Endpoint);

        var page = await client.Client.GetPageAsync(7);

        Assert.Equal([5, 4], page.Withdrawals.Select(row => row.Id));
        var unreadable = Assert.Single(page.UnreadableRows);
        Assert.Equal((7, 3, "null"), (unreadable.Page, unreadable.Position, unreadable.Text));
    }

    [Theory]
    [InlineData("""{"status":"error","data":{"code":"-3"}}""")]
    [InlineData("""{"status":"error","error":{"code":-3}}""")]
    [InlineData("""{"error":{"message":"no","code":"3-"},"status":"error"}""")]
    [InlineData("""{"data":{"code":-3},"status":"error"}""")]
    [InlineData("""{"status":"error","code":{},"error":{"code":-3}}""")]
    public async Task The_code_of_an_error_may_stand_a_level_deeper(string body)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(body, 422));
        using var client = new TestClient(gateway.Endpoint);

        Assert.Equal(-3, (await Assert.ThrowsAsync<GatewayErrorException>(() => client.Client.GetPageAsync(1))).Code);
        Assert.Equal(-3, (await Assert.ThrowsAsync<GatewayErrorException>(() => client.Client.GetAsync(1))).Code);
        Assert.Equal(-3, (await Assert.ThrowsAsync<GatewayErrorException>(() => client.Client.RequestAsync(TestClient.Payment))).Code);
    }

    [Fact]
    public async Task A_secret_in_an_unreadable_row_is_masked()
    {
        var body = $$"""{"status":"success","data":[{"id":"x","comment":"code {{TestClient.Key}}"}]}""";
        using var gateway = RawListener.RespondingWith(RawResponse.Json(body));
        using var client = new TestClient(gateway.Endpoint);

        var row = Assert.Single((await client.Client.GetPageAsync(1)).UnreadableRows);

        Assert.DoesNotContain(TestClient.Key, row.Text, StringComparison.Ordinal);
        Assert.StartsWith("{\"id\":\"x\"", row.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_row_for_request_is_an_unknown_outcome()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json("""{"status":"success","data":[{"id":null,"amount":"55214","status":"0"}]}"""));
        using var client = new TestClient(gateway.Endpoint);

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => client.Client.RequestAsync(TestClient.Payment));

        Assert.Contains("'id'", exception.InnerException!.Message, StringComparison.Ordinal);
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task More_rows_for_details_give_the_one_asked_for()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Success(Samples.Row(1), Samples.Row(2, 700), Samples.Row(3))));
        using var client = new TestClient(gateway.Endpoint);

        var withdrawal = await client.Client.GetAsync(2);

        Assert.Equal(2, withdrawal.Id);
        Assert.Equal(700, withdrawal.Amount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Details_of_other_withdrawals_alone_are_a_protocol_error(int rows)
    {
        var others = new string[rows];
        for (var index = 0; index < rows; index++)
        {
            others[index] = Samples.Row(100 + index);
        }

        var exception = await DetailsFailAsync<GatewayProtocolException>(Samples.Success(others));

        Assert.Contains("11111", exception.Text.English, StringComparison.Ordinal);
        Assert.Null(exception.HttpStatus);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("17")]
    [InlineData("\"success\"")]
    [InlineData("[]")]
    [InlineData("[{\"status\":\"success\",\"data\":[]}]")]
    [InlineData("{}")]
    [InlineData("{\"status\":\"success\"}")]
    [InlineData("{\"status\":\"success\",\"data\":null}")]
    [InlineData("{\"status\":\"success\",\"data\":\"\"}")]
    [InlineData("{\"status\":\"success\",\"data\":5}")]
    [InlineData("{\"status\":\"success\",\"data\":[null]}")]
    [InlineData("{\"status\":\"success\",\"data\":[[]]}")]
    [InlineData("{\"status\":\"success\",\"data\":[5]}")]
    [InlineData("{\"status\":\"success\",\"data\":[]} trailing")]
    [InlineData("{\"status\":\"Success\",\"data\":[]}")]
    [InlineData("{\"status\":\"ok\",\"data\":[]}")]
    [InlineData("{\"status\":null,\"data\":[]}")]
    [InlineData("{\"status\":{},\"data\":[]}")]
    [InlineData("{\"status\":\"error\"}")]
    [InlineData("{\"status\":\"error\",\"code\":null}")]
    [InlineData("{\"status\":\"error\",\"code\":\"\"}")]
    [InlineData("{\"status\":\"error\",\"code\":\"error code\"}")]
    [InlineData("{\"status\":\"error\",\"code\":{}}")]
    [InlineData("{\"code\":\"-3\"}")]
    [InlineData("{\"status\":\"success\",\"data\":[")]
    [InlineData("<html><body>hello</body></html>")]
    public async Task Anything_that_is_no_response_is_a_protocol_error_that_names_status_and_content_type(string body)
    {
        var exception = await DetailsFailAsync<GatewayProtocolException>(body, 422);

        Assert.Equal(422, exception.HttpStatus);
        Assert.Equal("application/json", exception.ContentType);
        Assert.Contains("(HTTP 422, application/json)", exception.Text.English, StringComparison.Ordinal);
        Assert.Contains("(HTTP 422، application/json)", exception.Text.Persian, StringComparison.Ordinal);
        Assert.Null(exception.InnerException);
    }

    [Fact]
    public async Task A_protocol_error_quotes_only_the_start_of_the_body_and_no_control_characters()
    {
        var exception = await DetailsFailAsync<GatewayProtocolException>("<h1>\u001b[31mred\r\n\0" + new string('x', 100_000));

        Assert.Contains("It begins: <h1>\\u001B[31mred  \\u0000xxx", exception.Text.English, StringComparison.Ordinal);
        Assert.InRange(exception.Text.English.Length, 200, 500);
        Assert.DoesNotContain(exception.Text.English, char.IsControl);
    }

    [Fact]
    public async Task A_response_without_a_content_type_is_read_all_the_same()
    {
        using var gateway = RawListener.RespondingWith(
            RawResponse.Of(200, null, Encoding.UTF8.GetBytes(Samples.Details)),
            RawResponse.Of(200, "text/html", Encoding.UTF8.GetBytes(Samples.Details)),
            RawResponse.Of(200, null, Encoding.UTF8.GetBytes("hello")));
        using var client = new TestClient(gateway.Endpoint);

        Assert.Equal(11111, (await client.Client.GetAsync(11111)).Id);
        Assert.Equal(11111, (await client.Client.GetAsync(11111)).Id);
        var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => client.Client.GetAsync(11111));
        Assert.Null(exception.ContentType);
        Assert.Contains("no content type", exception.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_in_front_of_a_response_is_skipped()
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json('\uFEFF' + Samples.Details), RawResponse.Json('\uFEFF' + """{"status":"error","code":"-3"}""", 422));
        using var client = new TestClient(gateway.Endpoint);

        Assert.Equal(11111, (await client.Client.GetAsync(11111)).Id);
        Assert.Equal(-3, (await Assert.ThrowsAsync<GatewayErrorException>(() => client.Client.GetAsync(11111))).Code);
    }

    [Fact]
    public async Task Unknown_fields_are_ignored_wherever_they_are()
    {
        const string Body = """
            {"meta":{"a":[1,{"status":"error","code":"-4"}],"data":null},"status":"success","message":"ok","errors":[],
             "data":[{"new_field":{"id":9,"amount":[]},"id":11111,"tags":["id",{"id":3}],"amount":"55214","status":"0",
                      "ID":5,"Amount":"x","created_at":"2022-10-01 12:12:12","fee":12.5,"extra":null}],"links":{"next":null}}
            """;
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Body));
        using var client = new TestClient(gateway.Endpoint);

        var withdrawal = await client.Client.GetAsync(11111);

        Assert.Equal(11111, withdrawal.Id);
        Assert.Equal(55214, withdrawal.Amount);
    }

    private static async Task<T> DetailsFailAsync<T>(string body, int status = 200)
        where T : WithdrawException
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(body, status));
        using var client = new TestClient(gateway.Endpoint);
        var exception = await Assert.ThrowsAsync<T>(() => client.Client.GetAsync(11111));
        Assert.Single(gateway.Requests);
        return exception;
    }
}
