package io.muster.validation.llm;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether an LLM provider takes our key. Each option returns a changed copy. Thread-safe.
 *
 * <p>It asks for the list of models, or for the one model that was named, which is free; it never asks for a completion.
 * While the service runs it answers from its last verdict for five minutes, or for half a minute when that verdict may
 * pass; another key is asked about at once. No text of it holds the key or the provider's own words.
 */
public final class LlmCheck implements HealthCheck {
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Supplier<Secret> key;
    private final Supplier<URI> baseUrl;
    private final Supplier<Optional<String>> model;
    private final LongSupplier nanos;
    private final Metadata metadata;
    private volatile @Nullable Known known;

    /** The last answer, to which question, and when. */
    private record Known(Answer answer, Secret key, URI baseUrl, Optional<String> model, long nanos) {
        boolean answers(Secret key, URI baseUrl, Optional<String> model, long now) {
            Duration age = answer.verdict().passing() ? SOON : INTERVAL;
            return this.key.equals(key)
                    && this.baseUrl.equals(baseUrl)
                    && this.model.equals(model)
                    && now - nanos < age.toNanos();
        }
    }

    private LlmCheck(
            Supplier<Secret> key,
            Supplier<URI> baseUrl,
            Supplier<Optional<String>> model,
            LongSupplier nanos,
            Metadata metadata) {
        this.key = key;
        this.baseUrl = baseUrl;
        this.model = model;
        this.nanos = nanos;
        this.metadata = metadata;
    }

    /** OpenAI, or with {@link #baseUrl} any provider that imitates it; the key is read at each check. */
    public static LlmCheck openAi(Supplier<Secret> key) {
        return openAi(key, SystemTime.INSTANCE);
    }

    static LlmCheck openAi(Supplier<Secret> key, LongSupplier nanos) {
        requireNonNull(key, "key");
        return new LlmCheck(key, () -> OPENAI, Optional::empty, nanos, new Metadata());
    }

    /** Asks there instead, such as {@code http://localhost:8000/v1}. Default: {@code https://api.openai.com/v1}. */
    public LlmCheck baseUrl(URI url) {
        requireNonNull(url, "base URL");
        return baseUrl(() -> url);
    }

    /** Asks there instead; read at each check. */
    public LlmCheck baseUrl(Supplier<URI> url) {
        return new LlmCheck(key, requireNonNull(url, "base URL"), model, nanos, metadata);
    }

    /** This model must be available to the key. */
    public LlmCheck model(String id) {
        requireNonNull(id, "model");
        return model(() -> id);
    }

    /** This model must be available to the key; read at each check. */
    public LlmCheck model(Supplier<String> id) {
        requireNonNull(id, "model");
        return new LlmCheck(key, baseUrl, () -> Optional.of(id.get()), nanos, metadata);
    }

    @Override
    public HealthResult check(CheckContext context) {
        Secret secret = key.get();
        URI base = baseUrl.get();
        Optional<String> id = model.get();
        Known last = known;
        Answer answer;
        if (!context.starting() && last != null && last.answers(secret, base, id, nanos.getAsLong())) {
            answer = last.answer();
        } else {
            // leaves a tenth of the time for the answer, so that it is ours and not a timeout's
            Duration atMost = context.remaining().multipliedBy(9).dividedBy(10).plusMillis(1);
            answer = metadata.ask(base, secret, id, atMost);
            known = new Known(answer, secret, base, id, nanos.getAsLong());
        }
        HealthResult result = answer.verdict().result(answer.note()).with("api_key_set", secret.length() > 0);
        return id.isPresent() ? result.with("model", id.get()) : result;
    }
}
