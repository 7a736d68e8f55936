package io.muster.validation.llm;

import io.muster.lifecycle.CheckContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Asks a provider one question, in as few requests as it takes. For one run of a check. */
final class Inquiry {
    private static final long ERROR_BYTES = 8_192;
    private static final long LIST_BYTES = 2_000_000;
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Pattern MODEL_ID = Pattern.compile("[^\\p{Cntrl}\"\\\\{}]{1,200}");

    private final Question question;
    private final Facts facts;
    private final HttpUrl base;
    private final CheckContext context;
    private final Duration reserve;

    private Inquiry(Question question, HttpUrl base, CheckContext context) {
        this.question = question;
        this.facts = Providers.of(question.provider());
        this.base = base;
        this.context = context;
        // leaves a tenth of the time for the answer, so that it is ours and not a timeout's
        Duration whole = context.remaining();
        Duration wanted = whole.multipliedBy(9).dividedBy(10);
        this.reserve = whole.minus(wanted.compareTo(MOST) > 0 ? MOST : wanted);
    }

    /** What was found, in the order in which it was asked; the last ones may be missing after a failure. */
    static List<Answer> ask(Question question, CheckContext context) throws InterruptedException {
        HttpUrl base = HttpUrl.parse(question.endpoint().base().toString());
        if (base == null) {
            boolean none = question.endpoint().base().toString().isEmpty();
            return List.of(Answer.of(
                            Verdict.MISCONFIGURED,
                            Subject.KEY,
                            none ? "it has no base URL of its own" : "the base URL is neither http nor https")
                    .fix(none ? "set the base URL" : "correct the base URL"));
        }
        try {
            return new Inquiry(question, base, context).answers();
        } finally {
            Http.rest();
        }
    }

    private List<Answer> answers() throws InterruptedException {
        var answers = new ArrayList<Answer>();
        boolean models = question.mode().compareTo(LlmMode.MODEL) >= 0;
        if (!models || !facts.provesKeyByModel()) {
            answers.add(get(facts.keyMethod(), facts.keyPath(), Subject.KEY, ERROR_BYTES));
        }
        for (Use use : Use.values()) {
            String id = question.models().get(use);
            if (models
                    && id != null
                    && answers.stream().allMatch(each -> each.verdict().accepted())) {
                Subject subject = Subject.model(use, id);
                Answer answer = model(subject);
                boolean generate = question.mode() == LlmMode.GENERATE && context.starting();
                answers.add(
                        generate && answer.verdict().accepted()
                                ? generated(subject).orElse(answer)
                                : answer);
            }
        }
        return answers;
    }

    private Answer model(Subject subject) throws InterruptedException {
        if (!askable(subject.model())) {
            return Answer.of(Verdict.MODEL_MISSING, subject, "no model has such an id");
        }
        if (facts.hidesModels()) {
            return Answer.of(Verdict.OK_LIMITED, subject, "only a completion could tell");
        }
        return facts.modelPath().isEmpty() ? listed(subject, Optional.empty()) : single(subject);
    }

    private static boolean askable(String id) {
        return MODEL_ID.matcher(id).matches()
                && Stream.of(id.split("/", -1))
                        .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
    }

    private Answer single(Subject subject) throws InterruptedException {
        Exchange exchange = exchange("GET", facts.modelPath(), subject, "", ERROR_BYTES);
        Answer answer = exchange.answer();
        if (answer.verdict() == Verdict.MODEL_MISSING && !facts.listPath().isEmpty()) {
            return listed(subject, Optional.of(answer));
        }
        return exchange.reply().isPresent() ? fit(answer, exchange.reply().get(), subject) : answer;
    }

    private Answer fit(Answer answer, Reply reply, Subject subject) {
        boolean unfit = answer.verdict() == Verdict.OK
                && subject.use().isPresent()
                && facts.unfit(reply, subject.use().get());
        return unfit ? Answer.of(Verdict.MODEL_UNFIT, subject) : answer;
    }

    /** Looks for the model in the list: not every server knows the question about one. */
    private Answer listed(Subject subject, Optional<Answer> missing) throws InterruptedException {
        Exchange exchange = exchange("GET", facts.listPath(), subject, "", LIST_BYTES);
        if (exchange.reply().isEmpty()
                || !exchange.reply().get().ok()
                || exchange.answer().verdict() != Verdict.OK) {
            return missing.orElse(exchange.answer());
        }
        Reply list = exchange.reply().get();
        List<String> ids = list.all(facts.idField()).stream()
                .map(id -> id.startsWith("models/") ? id.substring("models/".length()) : id)
                .toList();
        if (ids.stream().anyMatch(id -> same(id, subject.model()))) {
            return Answer.of(Verdict.OK, subject);
        }
        if (ids.isEmpty() && missing.isEmpty()) {
            return Answer.of(Verdict.TRANSIENT, subject, "it lists no model, as one does that is loading")
                    .fix("wait until it has loaded a model");
        }
        Verdict verdict = list.whole() ? Verdict.MODEL_MISSING : Verdict.INCONCLUSIVE;
        Answer absent = missing.orElse(
                Answer.of(verdict, subject, "it is not in the list").fix(facts.missingFix()));
        return absent.nearest(
                NearModels.to(subject.model(), ids.stream(), question.key().reveal()));
    }

    /** Ollama's {@code llama3} is its {@code llama3:latest}. */
    private boolean same(String listed, String wanted) {
        return listed.equals(wanted)
                || listed.equals("models/" + wanted)
                || wanted.equals("models/" + listed)
                || (question.provider() == LlmProvider.OLLAMA && listed.equals(wanted + ":latest"));
    }

    private Optional<Answer> generated(Subject subject) throws InterruptedException {
        var generation = subject.use().flatMap(facts::generation);
        if (generation.isEmpty()) {
            return Optional.empty();
        }
        String body = generation.get().body().replace("{model}", subject.model());
        return Optional.of(exchange("POST", generation.get().path(), subject, body, ERROR_BYTES)
                .answer());
    }

    private Answer get(String method, String path, Subject subject, long mostBytes) throws InterruptedException {
        return exchange(method, path, subject, "", mostBytes).answer();
    }

    /** A reply, when there was one, and what it means. */
    private record Exchange(Optional<Reply> reply, Answer answer) {}

    private Exchange exchange(String method, String path, Subject subject, String body, long mostBytes)
            throws InterruptedException {
        Duration atMost = context.remaining().minus(reserve);
        if (atMost.isNegative() || atMost.isZero()) {
            return new Exchange(Optional.empty(), Answer.of(Verdict.TIMED_OUT, subject));
        }
        var way = new Way(System.getenv());
        try {
            Reply reply = Http.send(request(method, path, subject, body), atMost, mostBytes, way);
            return new Exchange(Optional.of(reply), Judge.judge(facts, reply, subject));
        } catch (IOException e) {
            boolean ownName = question.provider() == LlmProvider.AZURE_OPENAI;
            return new Exchange(Optional.empty(), way.ended(e, subject, ownName));
        }
    }

    private Request request(String method, String path, Subject subject, String body) {
        var request = new Request.Builder().url(url(path, subject.model())).header("Accept", "application/json");
        facts.headers().forEach(request::header);
        String key = question.key().reveal();
        if (!key.isEmpty()) {
            request.header(facts.header().header(), facts.header().value(key));
        }
        return request.method(method, method.equals("GET") ? null : RequestBody.create(body, JSON))
                .build();
    }

    /** The base may end with a slash and have a query; a model may have slashes, which stay as they are. */
    private HttpUrl url(String path, String model) {
        int query = path.indexOf('?');
        HttpUrl.Builder url = base.newBuilder().encodedPath("/").fragment(null);
        base.pathSegments().stream().filter(part -> !part.isEmpty()).forEach(url::addPathSegment);
        String id = model.startsWith("models/") && path.startsWith("models/{model}")
                ? model.substring("models/".length())
                : model;
        String filled = (query < 0 ? path : path.substring(0, query)).replace("{model}", id);
        Stream.of(filled.split("/", -1)).forEach(url::addPathSegment);
        if (query >= 0) {
            Stream.of(path.substring(query + 1).split("&", -1)).forEach(pair -> {
                int equals = pair.indexOf('=');
                url.setQueryParameter(pair.substring(0, equals), pair.substring(equals + 1));
            });
        }
        return url.build();
    }
}
