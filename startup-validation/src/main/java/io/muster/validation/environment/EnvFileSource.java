package io.muster.validation.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code NAME=value} lines of a file, read once, when first asked. */
final class EnvFileSource implements Source {
    private static final int MOST_KIB = 1024;

    private final Path file;
    private final @Nullable Source outer;
    private @Nullable Content content;

    /** References are replaced only with an {@code outer} source to look them up in before the file itself. */
    EnvFileSource(Path file, @Nullable Source outer) {
        this.file = file;
        this.outer = outer;
    }

    private record Content(Map<String, EnvFile.Entry> entries, List<Finding> findings) {}

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public Optional<Sourced> find(String variable) {
        return Optional.ofNullable(content().entries().get(variable))
                .map(entry -> new Sourced(entry.text(), name() + " line " + entry.line()));
    }

    @Override
    public Set<String> names() {
        return content().entries().keySet();
    }

    @Override
    public List<Finding> findings() {
        return content().findings();
    }

    private synchronized Content content() {
        Content known = content;
        if (known == null) {
            known = load();
            content = known;
        }
        return known;
    }

    private Content load() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Content(Map.of(), List.of());
        }
        try {
            String text = ValueFile.read(file, MOST_KIB);
            Source names = outer;
            return content(names == null ? EnvFile.parse(text) : EnvFile.parse(text, name -> value(names, name)));
        } catch (ValueFile.Unreadable e) {
            Finding finding = Finding.error(e.failure(), name(), e.message())
                    .code(Codes.UNREADABLE)
                    .fix(e.fix());
            return new Content(Map.of(), List.of(finding));
        }
    }

    private static Optional<String> value(Source names, String name) {
        try {
            return names.find(name).map(Sourced::text);
        } catch (Exception e) {
            throw new IllegalStateException("the environment does not fail", e);
        }
    }

    private Content content(EnvFile parsed) {
        var findings = new ArrayList<Finding>();
        for (EnvFile.Problem problem : parsed.problems()) {
            findings.add(Finding.error(
                            Failure.CONFIGURATION,
                            name(),
                            "line " + problem.line() + ", column " + problem.column() + ": " + problem.message())
                    .code(Codes.ENV_FILE_LINE)
                    .fix(problem.fix()));
        }
        var entries = new LinkedHashMap<String, EnvFile.Entry>();
        for (EnvFile.Entry entry : parsed.entries()) {
            EnvFile.Entry earlier = entries.put(entry.name(), entry);
            if (earlier != null) {
                findings.add(Finding.warning(
                                entry.name(),
                                "is set twice in " + name() + ", in lines " + earlier.line() + " and " + entry.line()
                                        + "; the last counts")
                        .code(Codes.ENV_FILE_DUPLICATE)
                        .fix("delete one of the lines"));
            }
        }
        return new Content(entries, findings);
    }

    @Override
    public String toString() {
        return name();
    }
}
