using System;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Aqayepardakht.Sandbox;
using Xunit;
using static Aqayepardakht.GatewayErrorCategory;

namespace Aqayepardakht.Tests;

public sealed class GatewayErrorTests
{
    /// <summary>The tables of the gateway's documentation, and what each row is for the caller.</summary>
    private static readonly (int Code, string Persian, string Name, GatewayErrorCategory Category, bool AffectsWholeAccount)[] Table =
    [
        (-1, "شماره حساب کاربری نمی تواند خالی باشد", "AccountMissing", AuthenticationError, true),
        (-2, "کلید رمزنگاری نمی تواند خالی باشد", "KeyMissing", AuthenticationError, true),
        (-3, "شماره حساب کاربری اشتباه است", "AccountWrong", AuthenticationError, true),
        (-4, "کلید رمزنگاری اشتباه است", "KeyWrong", AuthenticationError, true),
        (-5, "شماره شبا نمی تواند خالی باشد", "IbanMissing", InvalidArgument, false),
        (-6, "مبلغ نمی تواند خالی باشد", "AmountMissing", InvalidArgument, false),
        (-7, "آیدی تسویه حساب نمی تواند خالی باشد", "WithdrawalIdMissing", InvalidArgument, false),
        (-8, "تراکنش مورد نظر وجود ندارد", "TransactionNotFound", ObjectNotFound, false),
        (-9, "مبلغ اشتباه است", "AmountWrong", InvalidArgument, false),
        (-10, "آیدی تسویه حساب اشتباه است", "WithdrawalIdWrong", InvalidArgument, false),
        (-11, "موجودی شما صفر است", "BalanceZero", LimitsExceeded, false),
        (-12, "مبلغ درخواست شده بیشتر از موجودی است", "InsufficientBalance", LimitsExceeded, false),
        (-13, "نیازی به ارسال پارامتر پین درگاه برای کاربری شما نیست", "PinNotNeeded", InvalidArgument, false),
        (-14, "اطلاعات شاپرکی شما یافت نشد", "ShaparakInfoNotFound", InvalidOperation, false),
        (-15, "درگاه شما یافت نشد", "GatewayNotFound", ObjectNotFound, false),
        (-16, "هیچ شماره شبا فعالی برای شما وجود ندارد", "NoActiveIban", InvalidOperation, false),
        (-17, "شماره شبا ارسالی در پنل کاربری شما ثبت نشده است", "IbanNotRegistered", InvalidArgument, false),
        (-18, "اختلالی در ثبت تسویه حساب رخ داده است،لطفا دقایقی دیگر امتحان کنید", "RegistrationDisrupted", ResourceUnavailable, false),
        (-19, "تسویه حساب مربوطه یافت نشد", "WithdrawalNotFound", ObjectNotFound, false),
        (-20, "حساب کاربر مربوطه غیرفعال است", "AccountInactive", PermissionDenied, true),
    ];

    public static TheoryData<WithdrawalOperation, int> EveryOperationAndStatus
    {
        get
        {
            var data = new TheoryData<WithdrawalOperation, int>();
            foreach (var operation in new[] { WithdrawalOperation.Request, WithdrawalOperation.List, WithdrawalOperation.Details })
            {
                foreach (var status in new[] { 422, 200, 400, 401, 404, 500 })
                {
                    data.Add(operation, status);
                }
            }

            return data;
        }
    }

    [Fact]
    public void The_table_is_the_documentation_s_with_one_more_meaning_of_minus_eight()
    {
        Assert.Equal(20, Table.Length);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => -number), GatewayError.All.Select(row => row.Code).Distinct());
        Assert.Equal(21, GatewayError.All.Count);
        foreach (var expected in Table)
        {
            var row = Assert.Single(GatewayError.All, row => row.Code == expected.Code && row.Persian == expected.Persian);
            Assert.Equal(expected.Name, row.Name);
            Assert.Equal(expected.Category, row.Category);
            Assert.Equal(expected.AffectsWholeAccount, row.AffectsWholeAccount);
            Assert.Same(row.Text.English, row.English);
        }

        Assert.Single(GatewayError.All, row => row.Code == -8 && row.Persian == "شماره شبا اشتباه است" && row.Name == "IbanWrong");
        Assert.Equal(21, GatewayError.All.Select(row => row.Name).Distinct().Count());
        Assert.All(GatewayError.All, row =>
        {
            Assert.NotEmpty(row.English);
            Assert.NotEmpty(row.Advice.English);
            Assert.NotEmpty(row.Advice.Persian);
            Assert.DoesNotContain(row.English, character => character > 127);
            Assert.NotEqual(WithdrawalOperation.None, row.Calls);
        });
    }

    [Theory]
    [MemberData(nameof(EveryOperationAndStatus))]
    public async Task Every_code_has_its_meaning_in_every_call_whatever_the_http_status(WithdrawalOperation operation, int status)
    {
        using var gateway = new RawListener(exchange =>
            exchange.SendAsync(RawResponse.Error($"\"{-exchange.Request.Number}\"", status)));
        using var client = new TestClient(gateway.Endpoint);
        foreach (var expected in Table)
        {
            var thrown = await Assert.ThrowsAnyAsync<WithdrawException>(() => CallAsync(client.Client, operation));
            if (expected.Code == -18 && operation == WithdrawalOperation.Request)
            {
                Assert.IsType<OutcomeUnknownException>(thrown);
                thrown = (WithdrawException)thrown.InnerException!;
            }

            var exception = Assert.IsType<GatewayErrorException>(thrown);
            var meansIban = expected.Code == -8 && operation == WithdrawalOperation.Request;
            Assert.Equal(expected.Code, exception.Code);
            Assert.Equal(operation, exception.Operation);
            Assert.Equal(status, exception.HttpStatus);
            Assert.Equal(meansIban ? "IbanWrong" : expected.Name, exception.Name);
            Assert.Equal(exception.Name, exception.Error!.Name);
            Assert.Equal(meansIban ? "شماره شبا اشتباه است" : expected.Persian, exception.Error.Persian);
            Assert.Equal(meansIban ? InvalidArgument : expected.Category, exception.Error.Category);
            Assert.Equal(expected.AffectsWholeAccount, exception.Error.AffectsWholeAccount);
            Assert.Equal($"{exception.Error.English} (gateway code {expected.Code})", exception.Text.English);
            Assert.Equal($"{exception.Error.Persian} (کد درگاه {expected.Code})", exception.Text.Persian);
            Assert.Same(exception.Error.Advice, exception.Advice);
        }

        Assert.Equal(20, gateway.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(EveryOperationAndStatus))]
    public async Task A_code_outside_the_table_is_still_the_gateway_s_error_with_its_number(WithdrawalOperation operation, int status)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Error("\"-99\"", status));
        using var client = new TestClient(gateway.Endpoint);

        var thrown = await Assert.ThrowsAnyAsync<WithdrawException>(() => CallAsync(client.Client, operation));
        if (operation == WithdrawalOperation.Request && status >= 500)
        {
            Assert.IsType<OutcomeUnknownException>(thrown);
            thrown = (WithdrawException)thrown.InnerException!;
        }

        var exception = Assert.IsType<GatewayErrorException>(thrown);
        Assert.Equal(-99, exception.Code);
        Assert.Null(exception.Error);
        Assert.Equal("GatewayError", exception.Name);
        Assert.Contains("-99", exception.Text.English, StringComparison.Ordinal);
        Assert.Contains("-99", exception.Text.Persian, StringComparison.Ordinal);
        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData(WithdrawalOperation.List)]
    [InlineData(WithdrawalOperation.Details)]
    public async Task Http_422_without_the_body_of_an_error_is_a_protocol_error(WithdrawalOperation operation)
    {
        using var gateway = RawListener.RespondingWith(
            RawResponse.Html("<h1>422</h1>", 422), RawResponse.Json("""{"message":"The given data was invalid."}""", 422), RawResponse.Json("{}", 422));
        using var client = new TestClient(gateway.Endpoint);

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var exception = await Assert.ThrowsAsync<GatewayProtocolException>(() => CallAsync(client.Client, operation));
            Assert.Equal(422, exception.HttpStatus);
        }

        Assert.Equal(3, gateway.Requests.Count);
    }

    [Theory]
    [InlineData("{\"status\":\"error\",\"code\":\"-12\",\"data\":\"\"}")]
    [InlineData("{\"status\":\"error\",\"code\":\"-12\",\"data\":[]}")]
    [InlineData("{\"status\":\"error\",\"code\":\"-12\",\"data\":null,\"total_page\":\"none\"}")]
    [InlineData("{\"status\":\"error\",\"data\":{\"message\":\"no\"},\"code\":\"-12\"}")]
    [InlineData("{\"data\":[\"no\"],\"status\":\"error\",\"code\":\"-12\"}")]
    public async Task The_status_decides_whatever_else_an_error_carries(string body)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(body, 422));
        using var client = new TestClient(gateway.Endpoint);

        Assert.Equal(-12, (await Assert.ThrowsAsync<GatewayErrorException>(() => client.Client.RequestAsync(TestClient.Payment))).Code);
        Assert.Equal(-12, (await Assert.ThrowsAsync<GatewayErrorException>(() => client.Client.GetAsync(1))).Code);
    }

    [Theory]
    [InlineData(WithdrawalOperation.List, 422)]
    [InlineData(WithdrawalOperation.Details, 422)]
    [InlineData(WithdrawalOperation.Details, 500)]
    public async Task A_success_is_a_success_whatever_the_http_status(WithdrawalOperation operation, int status)
    {
        using var gateway = RawListener.RespondingWith(RawResponse.Json(Samples.Success(Samples.Row(5)), status));
        using var client = new TestClient(gateway.Endpoint);

        await CallAsync(client.Client, operation);

        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task The_rules_of_the_sandbox_come_through_with_their_codes()
    {
        var settings = new SandboxSettings { Pin = "4321", Balance = 1000, SettleAfter = null };
        using var sandbox = SandboxGateway.Start(settings);
        using var right = new TestClient(sandbox, settings);
        using var wrongAccount = new TestClient(sandbox.Endpoint, "1", settings.Code, settings.Pin);
        using var wrongKey = new TestClient(sandbox.Endpoint, sandbox.Account, "wrong", settings.Pin);
        using var noPin = new TestClient(sandbox.Endpoint, sandbox.Account, settings.Code);

        Assert.Equal(-3, await CodeAsync(() => wrongAccount.Client.GetPageAsync(1)));
        Assert.Equal(-4, await CodeAsync(() => wrongKey.Client.GetPageAsync(1)));
        Assert.Equal(-15, await CodeAsync(() => noPin.Client.RequestAsync(new WithdrawalRequest(1, TestClient.Iban))));
        Assert.Equal(-12, await CodeAsync(() => right.Client.RequestAsync(new WithdrawalRequest(1001, TestClient.Iban))));
        Assert.Equal(-19, await CodeAsync(() => right.Client.GetAsync(1)));
        Assert.Equal(1000, (await right.Client.RequestAsync(new WithdrawalRequest(1000, TestClient.Iban))).Amount);
        Assert.Equal(-11, await CodeAsync(() => right.Client.RequestAsync(new WithdrawalRequest(1, TestClient.Iban))));
        sandbox.Pin = null;
        sandbox.Balance = 10;
        Assert.Equal(-13, await CodeAsync(() => right.Client.RequestAsync(new WithdrawalRequest(1, TestClient.Iban))));
        sandbox.IsActive = false;
        Assert.Equal(-20, await CodeAsync(() => right.Client.GetAsync(11111)));
        Assert.Single(sandbox.Withdrawals);
    }

    [Fact]
    public void Every_exception_of_the_library_is_a_withdraw_exception()
    {
        var exceptions = typeof(WithdrawClient).Assembly.GetExportedTypes().Where(type => typeof(Exception).IsAssignableFrom(type)).ToList();

        Assert.NotEmpty(exceptions);
        Assert.All(exceptions, type => Assert.True(typeof(WithdrawException).IsAssignableFrom(type), type.Name));
        Assert.All(exceptions, type => Assert.Empty(type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)));
    }

    private static async Task<int> CodeAsync<T>(Func<Task<T>> call) => (await Assert.ThrowsAsync<GatewayErrorException>(call)).Code;

    private static Task CallAsync(WithdrawClient client, WithdrawalOperation operation) => operation switch
    {
        WithdrawalOperation.Request => client.RequestAsync(TestClient.Payment),
        WithdrawalOperation.List => client.GetPageAsync(1),
        _ => client.GetAsync(5),
    };
}
