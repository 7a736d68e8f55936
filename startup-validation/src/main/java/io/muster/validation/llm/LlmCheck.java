package io.muster.validation.llm;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.TimeSource;
import io.muster.validation.diagnosis.Library;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether an LLM provider takes our key and has our models. Each option returns a changed copy. Thread-safe.
 *
 * <p>Its questions are free: unless {@link LlmMode#GENERATE} is asked for, no token is ever spent. While the service runs
 * it answers from its last verdict for five minutes, or for one minute when that verdict may pass; another key is asked
 * about at once. A run takes ten seconds at the most. No text of it holds the key or the provider's own words.
 *
 * <p>It needs {@code com.squareup.okhttp3:okhttp-jvm} and says so where that is missing.
 */
public final class LlmCheck implements HealthCheck {
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);
    private static final Secret NO_KEY = Secret.of("");

    private final LlmProvider provider;
    private final Supplier<Secret> key;
    private final LongSupplier nanos;
    private @Nullable Supplier<URI> baseUrl;
    private Map<Use, Supplier<String>> models = Map.of();
    private @Nullable LlmMode mode;
    private BooleanSupplier mock = () -> false;
    private Duration interval = INTERVAL;
    private volatile @Nullable Known known;

    /** The last answers, to which question, and until when they hold. */
    private record Known(List<Answer> answers, Question question, long until) {}

    private LlmCheck(LlmProvider provider, Supplier<Secret> key, LongSupplier nanos) {
        this.provider = provider;
        this.key = key;
        this.nanos = nanos;
    }

    private LlmCheck with(Consumer<LlmCheck> change) {
        var copy = new LlmCheck(provider, key, nanos);
        copy.baseUrl = baseUrl;
        copy.models = models;
        copy.mode = mode;
        copy.mock = mock;
        copy.interval = interval;
        change.accept(copy);
        return copy;
    }

    /** OpenAI, or with {@link #baseUrl(URI)} any provider that imitates it; the key is read at each check. */
    public static LlmCheck openAi(Supplier<Secret> key) {
        return of(LlmProvider.OPENAI, key);
    }

    /** Anthropic; the key is read at each check. */
    public static LlmCheck anthropic(Supplier<Secret> key) {
        return of(LlmProvider.ANTHROPIC, key);
    }

    /** Google Gemini; the key is read at each check. */
    public static LlmCheck gemini(Supplier<Secret> key) {
        return of(LlmProvider.GEMINI, key);
    }

    /** Any provider of the table; the key is read at each check. */
    public static LlmCheck of(LlmProvider provider, Supplier<Secret> key) {
        return of(provider, key, TimeSource.system()::nanos);
    }

    static LlmCheck of(LlmProvider provider, Supplier<Secret> key, LongSupplier nanos) {
        requireNonNull(provider, "provider");
        requireNonNull(key, "key");
        return new LlmCheck(provider, key, nanos);
    }

    /** A server of that kind which needs no key, such as Ollama or vLLM in our own network. */
    public static LlmCheck keyless(LlmProvider provider, Supplier<URI> baseUrl) {
        return of(provider, () -> NO_KEY).baseUrl(baseUrl);
    }

    /** Asks there instead, such as {@code http://localhost:8000/v1}. Default: the provider's own. */
    public LlmCheck baseUrl(URI url) {
        requireNonNull(url, "base URL");
        return baseUrl(() -> url);
    }

    /** Asks there instead; read at each check. */
    public LlmCheck baseUrl(Supplier<URI> url) {
        requireNonNull(url, "base URL");
        return with(copy -> copy.baseUrl = url);
    }

    /** This chat model must be available to the key. */
    public LlmCheck model(String id) {
        requireNonNull(id, "model");
        return model(() -> id);
    }

    /** This chat model must be available to the key; read at each check. */
    public LlmCheck model(Supplier<String> id) {
        return model(Use.CHAT, id);
    }

    /** This embedding model must be available to the key, and be one where the provider tells. */
    public LlmCheck embeddingModel(String id) {
        requireNonNull(id, "embedding model");
        return embeddingModel(() -> id);
    }

    /** This embedding model must be available to the key; read at each check. */
    public LlmCheck embeddingModel(Supplier<String> id) {
        return model(Use.EMBEDDING, id);
    }

    private LlmCheck model(Use use, Supplier<String> id) {
        requireNonNull(id, use.words());
        var all = new EnumMap<Use, Supplier<String>>(Use.class);
        all.putAll(models);
        all.put(use, id);
        return with(copy -> copy.models = all);
    }

    /** How far it goes. Default: {@link LlmMode#MODEL} when a model is named, else {@link LlmMode#AUTH}. */
    public LlmCheck mode(LlmMode mode) {
        requireNonNull(mode, "mode");
        return with(copy -> copy.mode = mode);
    }

    /** While this is true the service answers from a mock: nothing is asked, and the check is DEGRADED and says so. */
    public LlmCheck mock(BooleanSupplier mock) {
        requireNonNull(mock, "mock");
        return with(copy -> copy.mock = mock);
    }

    /** How long a verdict holds while the service runs. Default: 5 min; 1 min is the shortest. */
    public LlmCheck interval(Duration interval) {
        requireNonNull(interval, "interval");
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new IllegalArgumentException("'interval' is " + interval + "; providers are asked once in "
                    + SHORTEST_INTERVAL + " at the most");
        }
        return with(copy -> copy.interval = interval);
    }

    @Override
    public HealthResult check(CheckContext context) throws InterruptedException {
        if (mock.getAsBoolean()) {
            return Results.mock(provider);
        }
        LlmMode depth = depth();
        if (depth == LlmMode.OFF) {
            return Results.off(provider);
        }
        Question question = question(depth);
        List<Answer> answers = answers(question, context);
        return Results.of(question, answers, context.starting());
    }

    private LlmMode depth() {
        LlmMode wanted = mode;
        return wanted != null ? wanted : models.isEmpty() ? LlmMode.AUTH : LlmMode.MODEL;
    }

    private Question question(LlmMode depth) {
        String own = Providers.of(provider).base();
        Supplier<URI> custom = baseUrl;
        URI base = custom == null ? URI.create(own) : custom.get();
        // somebody who sets the provider's own URL has changed nothing
        boolean standard = !own.isEmpty() && sameHost(base, URI.create(own));
        LlmProvider who = provider == LlmProvider.OPENAI && !standard ? LlmProvider.OPENAI_COMPATIBLE : provider;
        var ids = new EnumMap<Use, String>(Use.class);
        models.forEach((use, id) -> ids.put(use, id.get()));
        return new Question(who, new Endpoint(base, standard), key.get(), ids, depth);
    }

    private static boolean sameHost(URI one, URI other) {
        return one.getHost() != null && one.getHost().equalsIgnoreCase(other.getHost());
    }

    private List<Answer> answers(Question question, CheckContext context) throws InterruptedException {
        Known last = known;
        if (!context.starting()
                && last != null
                && last.question.equals(question)
                && last.until - nanos.getAsLong() > 0) {
            return last.answers;
        }
        List<Answer> answers = asked(question, context);
        known = new Known(answers, question, nanos.getAsLong() + holds(answers).toNanos());
        return answers;
    }

    private Duration holds(List<Answer> answers) {
        if (answers.stream().noneMatch(answer -> answer.verdict().passing())) {
            return interval;
        }
        long asksToWait = answers.stream().mapToLong(Answer::retryAfter).max().orElse(0);
        Duration wait = Duration.ofSeconds(Math.max(SHORTEST_INTERVAL.toSeconds(), asksToWait));
        return wait.compareTo(interval) > 0 ? interval : wait;
    }

    private static List<Answer> asked(Question question, CheckContext context) throws InterruptedException {
        String key = question.key().reveal();
        var flaw = KeyShape.flaw(question.provider(), question.endpoint(), key);
        if (flaw.isPresent()) {
            return List.of(Answer.of(Verdict.MALFORMED, Subject.KEY, flaw.get()));
        }
        if (question.mode() == LlmMode.FORMAT) {
            return List.of(KeyShape.oddity(question.provider(), question.endpoint(), key)
                    .map(odd -> Answer.of(Verdict.ODD, Subject.KEY, odd))
                    .orElse(Answer.of(Verdict.OK, Subject.KEY)));
        }
        if (question.mode().compareTo(LlmMode.MODEL) >= 0 && question.models().isEmpty()) {
            return List.of(Answer.of(Verdict.MISCONFIGURED, Subject.KEY, "mode " + question.mode() + " names no model")
                    .fix("name a model, or set mode AUTH"));
        }
        String provider = question.provider().title();
        Library.OKHTTP.missing("LLM-101").ifPresent(missing -> {
            throw new FailureException(provider + " cannot be asked", List.of(missing.finding(provider)));
        });
        return Inquiry.ask(question, context);
    }
}
