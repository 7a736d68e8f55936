package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever code of others throws, it is a finding, and everything else is found too. */
class CrashTest {
    private static final Variable<URI> URL = Variable.uri("URL");
    private static final Condition BROKEN =
            URL.meets(Rule.of("must be at home", url -> url.getHost().endsWith(".example.org")));
    private static final Variable<String> MISSING = Variable.text("MISSING");
    private static final Map<String, String> UNDERSCORE = Map.of("URL", "http://my_db");

    private static List<Finding> findings(Variables variables, Source first, Source... others) {
        var resolution = Resolution.of(variables, Sources.of(first, others), secret -> {});
        var all = new ArrayList<>(resolution.errors());
        all.addAll(resolution.warnings());
        return all;
    }

    private static List<String> texts(Variables variables, Source first, Source... others) {
        return findings(variables, first, others).stream()
                .map(finding -> finding.code() + " " + finding.subject() + ": " + finding.message())
                .toList();
    }

    @Test
    void aConditionThatThrowsIsSaidOnceAndTheRestToo() {
        Variable<String> asked = Variable.text("ASKED").optional().when(BROKEN, Variable::required);
        Variable<String> too = Variable.text("TOO").optional().when(BROKEN, Variable::required);

        assertThat(texts(Variables.of(URL, asked, too, MISSING), Source.map("test", UNDERSCORE)))
                .containsExactly(
                        "ENV-001 MISSING: missing",
                        "ENV-090 URL: could not be checked: the condition 'URL must be at home' threw"
                                + " NullPointerException");
    }

    @Test
    void aRelationsConditionThatThrowsIsSaidToo() {
        Variable<String> other = Variable.text("OTHER").optional();
        Variables variables = Variables.of(URL, other, MISSING)
                .relations(Relation.allOrNone(URL, other).when(BROKEN), Relation.atMostOne(URL, other));

        assertThat(findings(variables, Source.map("test", UNDERSCORE)))
                .extracting(Finding::code)
                .containsExactly("ENV-001", "ENV-090");
    }

    @Test
    void aConverterThatThrowsOverAStubOnlyWarns() {
        Variable<Boolean> mock = Variable.bool("MOCK");
        Variable<Character> stub = Variable.of("STUB", Type.of("a letter", text -> text.charAt(100)))
                .when(mock.is(true), Variable::unchecked);
        Variable<String> crash = Variable.of("CRASH", Type.<String>of("a thing", text -> {
                    throw new NoClassDefFoundError(text);
                }))
                .when(mock.is(true), Variable::unchecked);

        List<Finding> findings = findings(
                Variables.of(mock, stub, crash, MISSING),
                Source.map("test", Map.of("MOCK", "true", "STUB", "stub", "CRASH", "hidden")));

        assertThat(findings).extracting(Finding::code).containsExactly("ENV-001", "ENV-090", "ENV-090");
        assertThat(findings.subList(1, 3))
                .noneMatch(finding -> finding.failure().isPresent());
        assertThat(findings.toString()).doesNotContain("hidden");
    }

    @Test
    void aValueInQuotesThatItsConverterCannotBearWithoutThemIsStillMalformed() {
        Variable<String> odd = Variable.of("ODD", Type.<String>of("a thing", text -> {
            throw text.startsWith("'") ? new IllegalArgumentException(text) : new IllegalStateException(text);
        }));

        assertThat(texts(Variables.of(odd), Source.map("test", Map.of("ODD", "'it'"))))
                .containsExactly("ENV-003 ODD: is not a thing (from test, 4 characters)");
    }

    /** A source that does what it should but for one thing. */
    private static class Vault implements Source {
        @Override
        public String name() {
            return "vault";
        }

        @Override
        public Optional<Sourced> find(String variable) throws Exception {
            return Optional.empty();
        }
    }

    @Test
    void aSourceWithoutItsClientIsABugOfEachVariable() {
        Source vault = new Vault() {
            @Override
            public Optional<Sourced> find(String variable) {
                throw new NoClassDefFoundError("com/vault/Client");
            }
        };

        List<Finding> findings =
                findings(Variables.of(URL, MISSING), Source.map("test", Map.of("URL", "http://host")), vault);

        assertThat(findings)
                .containsExactly(Finding.error(
                                Failure.BUG, "MISSING", "could not be read from source 'vault': NoClassDefFoundError")
                        .code("ENV-031"));
    }

    @Test
    void aSourceThatAnswersNullIsAnErrorOfTheVariable() {
        Source vault = new Vault() {
            @Override
            @SuppressWarnings("NullAway") // what careless sources do
            public Optional<Sourced> find(String variable) {
                return nothing();
            }
        };

        assertThat(texts(Variables.of(MISSING), vault))
                .containsExactly("ENV-031 MISSING: could not be read from source 'vault': NullPointerException");
    }

    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        @Nullable Object nothing = null;
        return (T) nothing;
    }

    @Test
    void aSourceThatCannotListItsNamesOnlyWarns() {
        Source vault = new Vault() {
            @Override
            public Set<String> names() {
                throw new IllegalStateException("hidden");
            }
        };

        List<Finding> findings = findings(Variables.of(MISSING), vault);

        assertThat(findings).extracting(Finding::code).containsExactly("ENV-001", "ENV-031");
        assertThat(findings.get(1))
                .isEqualTo(Finding.warning("vault", "is a source that could not list its names: IllegalStateException")
                        .code("ENV-031")
                        .fix("names are for suggestions; values are read all the same"));
    }

    @Test
    void aSourceThatCannotSayWhatIsWrongWithItIsWrong() {
        Source vault = new Vault() {
            @Override
            public List<Finding> findings() {
                throw new IllegalStateException("hidden");
            }
        };

        assertThat(texts(Variables.of(MISSING), vault))
                .containsExactly(
                        "ENV-001 MISSING: missing",
                        "ENV-031 vault: is a source that could not say what is wrong with it: IllegalStateException");
    }

    @Test
    void aSourceWithoutANameIsNamedByItsType() {
        Source vault = new Nameless();

        assertThat(texts(Variables.of(MISSING), vault))
                .containsExactly("ENV-031 MISSING: could not be read from source 'Nameless': IllegalStateException");
    }

    private static final class Nameless implements Source {
        @Override
        public String name() {
            throw new IllegalStateException("no name");
        }

        @Override
        public Optional<Sourced> find(String variable) {
            throw new IllegalStateException("no value");
        }
    }

    @Test
    void aSourceThatFailsWithWarningsAloneFailsAllTheSame() {
        Source vault = new Vault() {
            @Override
            public Optional<Sourced> find(String variable) {
                throw new FailureException("odd", List.of(Finding.warning(variable, "is odd")));
            }
        };

        assertThat(texts(Variables.of(MISSING), vault))
                .containsExactly("ENV-031 MISSING: could not be read from source 'vault': FailureException");
    }

    @Test
    void whatNothingCanGoOnAfterIsThrownOn() {
        Source vault = new Vault() {
            @Override
            public Optional<Sourced> find(String variable) {
                throw new OutOfMemoryError("no more");
            }
        };

        assertThatThrownBy(() -> findings(Variables.of(MISSING), vault)).isInstanceOf(OutOfMemoryError.class);
    }
}
