package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.validation.Asked;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented answer of every provider: situation, status, failure, exit code, code, retried or not, message. */
@Timeout(120)
class VerdictTableTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final String TABLE = """
            OPENAI            | key   | 200 | {"object":"list","data":[]} | UP | - | 0 | - | - |
            OPENAI            | key   | 401 | {"error":{"message":"Incorrect API key provided: GIVEN","type":"invalid_request_error","param":null,"code":"invalid_api_key"}} | DOWN | CREDENTIALS | 78 | LLM-401 | once | the key is refused (HTTP 401, invalid_api_key)
            OPENAI            | key   | 401 | {"error":{"message":"You have insufficient permissions for this operation. Missing scopes: model.request."}} | UP | - | 0 | - | - |
            OPENAI            | model | 403 | {"error":"Missing scopes: model.read"} | UP | - | 0 | - | - |
            OPENAI            | key   | 401 | {"error":{"message":"You must be a member of an organization to use the API."}} | DOWN | PERMISSION | 77 | LLM-403 | once | the key may not be used (HTTP 401)
            OPENAI            | key   | 401 | {"error":{"message":"IP not authorized","code":"ip_not_authorized"}} | DOWN | PERMISSION | 77 | LLM-403 | once | ip_not_authorized
            OPENAI            | key   | 403 | {"error":{"message":"Country not supported","code":"unsupported_country_region_territory"}} | DOWN | PERMISSION | 77 | LLM-403 | once | unsupported_country
            OPENAI            | model | 404 | {"error":{"message":"The model `GIVEN` does not exist","code":"model_not_found"}} | DOWN | CONFIGURATION | 78 | LLM-404 | once | the model 'm-1' is not available to this key
            OPENAI            | key   | 429 | {"error":{"message":"...","type":"insufficient_quota","param":null,"code":"insufficient_quota"}} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit left (HTTP 429, insufficient_quota)
            OPENAI            | key   | 429 | {"error":{"message":"...","type":"insufficient_quota","param":null,"code":"project_spend_limit_exceeded"}} | DOWN | PERMISSION | 77 | LLM-402 | once | project_spend_limit_exceeded
            OPENAI            | key   | 429 | {"error":{"code":"credit_balance_exhausted"}} | DOWN | PERMISSION | 77 | LLM-402 | once | credit
            OPENAI            | key   | 429 | {"error":{"code":"organization_spend_limit_exceeded"}} | DOWN | PERMISSION | 77 | LLM-402 | once | credit
            OPENAI            | key   | 429 | {"error":{"code":"organization_usage_limit_exceeded"}} | DOWN | PERMISSION | 77 | LLM-402 | once | credit
            OPENAI            | key   | 429 | {"error":{"code":"billing_hard_limit_reached"}} | DOWN | PERMISSION | 77 | LLM-402 | once | credit
            OPENAI            | key   | 429 | {"error":{"code":"billing_not_active"}} | DOWN | PERMISSION | 77 | LLM-402 | once | credit
            OPENAI            | key   | 429 | {"code":429,"type":"insufficient_quota","message":null} | DOWN | PERMISSION | 77 | LLM-402 | once | credit
            OPENAI            | key   | 429 | {"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}} | DEGRADED | - | 0 | - | - | over its rate limit (HTTP 429, rate_limit_exceeded)
            OPENAI            | key   | 429 | {"error":{"code":"slow_down"}} | DEGRADED | - | 0 | - | - | over its rate limit
            OPENAI            | key   | 503 | {"error":{"code":"server_is_overloaded"}} | DOWN | OVERLOADED | 75 | LLM-503 | again | overloaded
            OPENAI            | key   | 400 | {"error":{"message":"hm"}} | DEGRADED | - | 0 | - | - | says nothing about the key (HTTP 400)
            ANTHROPIC         | key   | 200 | {"data":[],"has_more":false} | UP | - | 0 | - | - |
            ANTHROPIC         | key   | 401 | {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"},"request_id":"req_1"} | DOWN | CREDENTIALS | 78 | LLM-401 | once | authentication_error
            ANTHROPIC         | key   | 404 | {"type":"error","error":{"type":"not_found_error","message":"x"}} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused
            ANTHROPIC         | model | 404 | {"type":"error","error":{"type":"not_found_error","message":"model: m-1"}} | DOWN | CONFIGURATION | 78 | LLM-404 | once | 'm-1'
            ANTHROPIC         | key   | 403 | {"type":"error","error":{"type":"permission_error","message":"x"}} | DOWN | PERMISSION | 77 | LLM-403 | once | permission_error
            ANTHROPIC         | key   | 403 | <html>Request not allowed</html> | DEGRADED | - | 0 | - | - | no JSON
            ANTHROPIC         | key   | 400 | {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API."}} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            ANTHROPIC         | key   | 400 | {"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits."}} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            ANTHROPIC         | key   | 400 | {"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified workspace API usage limits."}} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            ANTHROPIC         | key   | 400 | {"type":"error","error":{"type":"invalid_request_error","message":"other"}} | DEGRADED | - | 0 | - | - | says nothing
            ANTHROPIC         | key   | 402 | {"type":"error","error":{"type":"billing_error","message":"x"}} | DOWN | PERMISSION | 77 | LLM-402 | once | billing_error
            ANTHROPIC         | key   | 429 | {"type":"error","error":{"type":"rate_limit_error","details":{"error_code":"enforced_spend_limit_reached"}}} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            ANTHROPIC         | key   | 429 | {"type":"error","error":{"type":"rate_limit_error","message":"x"}} | DEGRADED | - | 0 | - | - | rate limit
            ANTHROPIC         | key   | 529 | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}} | DOWN | OVERLOADED | 75 | LLM-503 | again | overloaded
            ANTHROPIC         | key   | 500 | {"type":"error","error":{"type":"api_error","message":"x"}} | DOWN | UNAVAILABLE | 69 | LLM-500 | again | has a fault (HTTP 500)
            ANTHROPIC         | key   | 504 | {"type":"error","error":{"type":"timeout_error","message":"x"}} | DOWN | UNAVAILABLE | 69 | LLM-500 | again | HTTP 504
            GEMINI            | key   | 200 | {"models":[]} | UP | - | 0 | - | - |
            GEMINI            | key   | 400 | {"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}]}} | DOWN | CREDENTIALS | 78 | LLM-401 | once | API_KEY_INVALID
            GEMINI            | key   | 400 | {"error":{"code":400,"message":"API key expired. Please renew the API key.","status":"INVALID_ARGUMENT"}} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused
            GEMINI            | key   | 400 | {"error":{"code":400,"message":"User location is not supported","status":"FAILED_PRECONDITION"}} | DOWN | PERMISSION | 77 | LLM-403 | once | FAILED_PRECONDITION
            GEMINI            | key   | 400 | {"error":{"code":"invalid_request","message":"x"}} | DEGRADED | - | 0 | - | - | says nothing
            GEMINI            | key   | 401 | {"error":{"code":401,"status":"UNAUTHENTICATED","details":[{"reason":"ACCESS_TOKEN_TYPE_UNSUPPORTED"}]}} | DOWN | CREDENTIALS | 78 | LLM-401 | once | ACCESS_TOKEN_TYPE_UNSUPPORTED
            GEMINI            | key   | 403 | {"error":{"code":403,"status":"PERMISSION_DENIED"}} | DOWN | PERMISSION | 77 | LLM-403 | once | PERMISSION_DENIED
            GEMINI            | model | 404 | {"error":{"code":404,"message":"models/m-1 is not found","status":"NOT_FOUND"}} | DOWN | CONFIGURATION | 78 | LLM-404 | once | 'm-1'
            GEMINI            | key   | 429 | {"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}} | DEGRADED | - | 0 | - | - | rate limit
            GEMINI            | key   | 429 | {"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"PerDay","quotaValue":"0"}]}]}} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            GEMINI            | key   | 402 | {"error":{"code":402}} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            AZURE_OPENAI      | key   | 401 | {"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint."}} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused (HTTP 401)
            AZURE_OPENAI      | key   | 403 | {"error":{"code":"403","message":"Access denied due to Virtual Network/Firewall rules."}} | DOWN | PERMISSION | 77 | LLM-403 | once | HTTP 403
            AZURE_OPENAI      | key   | 404 | {"error":{"code":"404","message":"Resource not found"}} | DEGRADED | - | 0 | - | - | says nothing
            MISTRAL           | key   | 401 | {"message":"Unauthorized","request_id":"x"} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused
            MISTRAL           | key   | 402 | {"detail":"x"} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            MISTRAL           | key   | 403 | {"detail":"x"} | DOWN | PERMISSION | 77 | LLM-403 | once | HTTP 403
            MISTRAL           | model | 400 | {"object":"error","message":"Invalid model: m-1","type":"invalid_model","param":"model","code":"1500"} | DOWN | CONFIGURATION | 78 | LLM-404 | once | 'm-1'
            MISTRAL           | model | 404 | {"object":"error","message":"x","type":"invalid_request_error","param":"model","code":"unknown_model"} | DOWN | CONFIGURATION | 78 | LLM-404 | once | unknown_model
            MISTRAL           | key   | 429 | {"message":"Requests rate limit exceeded"} | DEGRADED | - | 0 | - | - | rate limit
            COHERE            | key   | 200 | {"valid":true,"organization_id":"o"} | UP | - | 0 | - | - |
            COHERE            | key   | 200 | {"valid":false} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused
            COHERE            | key   | 401 | {"id":"1","message":"invalid api token"} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused
            COHERE            | key   | 402 | {"message":"x"} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            COHERE            | key   | 429 | {"message":"You are using a Trial key"} | DEGRADED | - | 0 | - | - | rate limit
            COHERE            | key   | 498 | {"message":"blocked"} | DEGRADED | - | 0 | - | - | HTTP 498
            OPENROUTER        | key   | 200 | {"data":{"label":"x","limit":null,"limit_remaining":null,"usage":0.1}} | UP | - | 0 | - | - |
            OPENROUTER        | key   | 200 | {"data":{"label":"x","limit":5,"limit_remaining":-0.01,"usage":5}} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            OPENROUTER        | key   | 401 | {"error":{"code":401,"message":"No auth credentials found"}} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused
            OPENROUTER        | key   | 402 | {"error":{"code":402,"message":"x","metadata":{"limit_source":"openrouter_credits"}}} | DOWN | PERMISSION | 77 | LLM-402 | once | openrouter_credits
            OPENROUTER        | key   | 403 | {"error":{"code":403,"message":"disabled"}} | DOWN | PERMISSION | 77 | LLM-403 | once | HTTP 403
            OPENROUTER        | key   | 502 | {"error":{"code":502}} | DOWN | UNAVAILABLE | 69 | LLM-500 | again | fault
            GROQ              | key   | 401 | {"error":{"message":"Invalid API Key","type":"invalid_request_error","code":"invalid_api_key"}} | DOWN | CREDENTIALS | 78 | LLM-401 | once | invalid_api_key
            GROQ              | model | 404 | {"error":{"message":"x","code":"model_not_found"}} | DOWN | CONFIGURATION | 78 | LLM-404 | once | 'm-1'
            GROQ              | key   | 429 | {"error":{"message":"x","type":"tokens","code":"rate_limit_exceeded"}} | DEGRADED | - | 0 | - | - | rate limit
            GROQ              | key   | 498 | {"error":{"code":"capacity_exceeded"}} | DOWN | OVERLOADED | 75 | LLM-503 | again | overloaded
            DEEPSEEK          | key   | 200 | {"is_available":true,"balance_infos":[]} | UP | - | 0 | - | - |
            DEEPSEEK          | key   | 200 | {"is_available":false,"balance_infos":[]} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            DEEPSEEK          | key   | 402 | {"error":{"message":"Insufficient Balance"}} | DOWN | PERMISSION | 77 | LLM-402 | once | no credit
            DEEPSEEK          | key   | 422 | {"error":{"message":"x"}} | DEGRADED | - | 0 | - | - | HTTP 422
            XAI               | key   | 200 | {"api_key_blocked":false,"api_key_disabled":false,"team_blocked":false,"acls":["api-key:model:*"]} | UP | - | 0 | - | - |
            XAI               | key   | 400 | {"code":"Client specified an invalid argument","error":"Incorrect API key provided: GIVEN"} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused (HTTP 400)
            XAI               | key   | 401 | {"error":"x"} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused
            XAI               | key   | 200 | {"api_key_blocked":true,"api_key_disabled":false,"team_blocked":false} | DOWN | PERMISSION | 77 | LLM-403 | once | may not be used
            XAI               | key   | 200 | {"api_key_blocked":false,"api_key_disabled":true,"team_blocked":false} | DOWN | PERMISSION | 77 | LLM-403 | once | may not be used
            XAI               | key   | 200 | {"api_key_blocked":false,"api_key_disabled":false,"team_blocked":true} | DOWN | PERMISSION | 77 | LLM-403 | once | may not be used
            HUGGING_FACE      | key   | 200 | {"type":"user","name":"x"} | UP | - | 0 | - | - |
            HUGGING_FACE      | key   | 401 | {"error":"Invalid credentials in Authorization header"} | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused
            HUGGING_FACE      | model | 403 | {"error":"Access to model x is restricted"} | DOWN | PERMISSION | 77 | LLM-403 | once | the model 'm-1' may not be used
            OLLAMA            | key   | 200 | {"version":"0.5.1"} | UP | - | 0 | - | - |
            OLLAMA            | model | 200 | {"models":[{"name":"m-1:latest"}]} | UP | - | 0 | - | - |
            OLLAMA            | model | 200 | {"models":[{"name":"m-2:latest"}]} | DOWN | CONFIGURATION | 78 | LLM-404 | once | the model 'm-1' is not available
            OPENAI_COMPATIBLE | key   | 200 | <html><body>Sign in</body></html> | DEGRADED | - | 0 | - | - | HTTP 200, no JSON
            OPENAI_COMPATIBLE | key   | 200 | {"error":{"message":"in disguise"}} | DEGRADED | - | 0 | - | - | says nothing
            OPENAI_COMPATIBLE | key   | 200 | [] | DEGRADED | - | 0 | - | - | no JSON
            OPENAI_COMPATIBLE | key   | 307 | | DEGRADED | - | 0 | - | - | a redirect, which is not followed
            OPENAI_COMPATIBLE | key   | 401 | {"error":{"message":[[[[ | DOWN | CREDENTIALS | 78 | LLM-401 | once | refused
            OPENAI_COMPATIBLE | key   | 401 | Unauthorized | DOWN | CREDENTIALS | 78 | LLM-401 | once | HTTP 401, no JSON
            OPENAI_COMPATIBLE | key   | 403 | <html>Blocked by the firewall</html> | DEGRADED | - | 0 | - | - | HTTP 403, no JSON
            OPENAI_COMPATIBLE | model | 404 | <html>no such page</html> | DEGRADED | - | 0 | - | - | HTTP 404, no JSON
            OPENAI_COMPATIBLE | key   | 404 | {"error":"x"} | DEGRADED | - | 0 | - | - | check the base URL
            OPENAI_COMPATIBLE | key   | 407 | | DOWN | UNAVAILABLE | 69 | LLM-407 | again | the proxy asks for a login
            OPENAI_COMPATIBLE | key   | 408 | | DOWN | UNAVAILABLE | 69 | LLM-500 | again | HTTP 408
            OPENAI_COMPATIBLE | key   | 409 | {} | DOWN | UNAVAILABLE | 69 | LLM-500 | again | HTTP 409
            OPENAI_COMPATIBLE | key   | 425 | {} | DOWN | UNAVAILABLE | 69 | LLM-500 | again | HTTP 425
            OPENAI_COMPATIBLE | key   | 500 | <html>oops</html> | DOWN | UNAVAILABLE | 69 | LLM-500 | again | HTTP 500
            OPENAI_COMPATIBLE | key   | 502 | <html>bad gateway</html> | DOWN | UNAVAILABLE | 69 | LLM-500 | again | HTTP 502
            OPENAI_COMPATIBLE | key   | 503 | | DOWN | UNAVAILABLE | 69 | LLM-500 | again | HTTP 503
            OPENAI_COMPATIBLE | key   | 504 | | DOWN | UNAVAILABLE | 69 | LLM-500 | again | HTTP 504
            OPENAI_COMPATIBLE | key   | 529 | | DOWN | OVERLOADED | 75 | LLM-503 | again | overloaded
            OPENAI_COMPATIBLE | key   | 418 | {} | DEGRADED | - | 0 | - | - | HTTP 418
            """;

    record Row(
            LlmProvider provider,
            boolean model,
            int http,
            String body,
            HealthStatus status,
            String failure,
            int exitCode,
            String code,
            String retried,
            String message) {
        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Row(
                    LlmProvider.valueOf(cells[0].strip()),
                    cells[1].strip().equals("model"),
                    Integer.parseInt(cells[2].strip()),
                    cells[3].strip(),
                    HealthStatus.valueOf(cells[4].strip()),
                    cells[5].strip(),
                    Integer.parseInt(cells[6].strip()),
                    cells[7].strip(),
                    cells[8].strip(),
                    cells[9].strip());
        }

        @Override
        public String toString() {
            return provider + " " + (model ? "model" : "key") + " " + http + " "
                    + body.substring(0, Math.min(40, body.length()));
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines().map(Row::of);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judges(Row row) throws InterruptedException {
        try (var server = new ProviderServer()) {
            LlmCheck check = server.check(row.provider());
            check = row.model() ? check.model("m-1") : check;
            String body = row.body().replace("GIVEN", ProviderServer.KEY.reveal());
            server.answer("/", row.model() ? 200 : row.http(), row.model() ? "{}" : body);
            if (row.model()) {
                // the list is an unhelpful page, so that the answer about the model stands
                server.answer("/models", 404, "<html>").answer("/models/m-1", row.http(), body);
                server.answer("/api/tags", row.http(), body);
            }

            HealthResult running = check.check(Asked.running(LONG));

            assertThat(running.status()).isEqualTo(row.status());
            assertThat(running.failure().map(Failure::name).orElse("-")).isEqualTo(row.failure());
            assertThat(running.reason()).contains(row.message());
            assertThat(running.details().getOrDefault("code", "-")).matches("-|LLM-\\d{3}");
            assertThat(running.details().containsKey("code")).isEqualTo(row.status() != HealthStatus.UP);
            assertThat(running.toString()).doesNotContain("Planted");
            starting(check, row);
        }
    }

    private static void starting(LlmCheck check, Row row) throws InterruptedException {
        try {
            HealthResult result = check.check(Asked.starting(LONG));
            assertThat(result.status()).isEqualTo(row.status()).isNotEqualTo(HealthStatus.DOWN);
        } catch (FailureException e) {
            var finding = e.findings().get(0);
            assertThat(e.failure().exitCode()).isEqualTo(row.exitCode());
            assertThat(e.failure().retryable()).isEqualTo(row.retried().equals("again"));
            assertThat(finding.code()).isEqualTo(row.code());
            assertThat(finding.message()).contains(row.message());
            assertThat(finding.fix()).isNotEmpty();
            assertThat(e + "" + e.findings()).doesNotContain("Planted");
        }
    }

    @Test
    void everyVerdictIsInTheTableOrInTheTestsOfTheNetwork() {
        Set<String> codes = new TreeSet<>();
        rows().map(Row::code).filter(code -> code.startsWith("LLM")).forEach(codes::add);

        assertThat(codes).containsExactly("LLM-401", "LLM-402", "LLM-403", "LLM-404", "LLM-407", "LLM-500", "LLM-503");
        assertThat(rows().map(Row::provider).distinct()).containsExactlyInAnyOrder(LlmProvider.values());
    }
}
