package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Failure;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationTest {
    private static final Variable<Integer> A = Variable.integer("A").optional();
    private static final Variable<Integer> B = Variable.integer("B").optional();
    private static final Variable<Integer> C = Variable.integer("C").optional();

    private static Map<String, String> set(int count) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < count; i++) {
            values.put(String.valueOf((char) ('A' + i)), "1");
        }
        return values;
    }

    private static Variables with(Relation relation) {
        return Variables.of(A, B, C).relations(relation);
    }

    @ParameterizedTest
    @CsvSource({
        "0, true, false, false, true",
        "1, false, true, true, true",
        "2, false, false, true, false",
        "3, true, false, true, false"
    })
    void countsWhatIsSet(int set, boolean allOrNone, boolean exactlyOne, boolean atLeastOne, boolean atMostOne) {
        assertThat(Trial.codes(with(Relation.allOrNone(A, B, C)), set(set)).isEmpty())
                .isEqualTo(allOrNone);
        assertThat(Trial.codes(with(Relation.exactlyOne(A, B, C)), set(set)).isEmpty())
                .isEqualTo(exactlyOne);
        assertThat(Trial.codes(with(Relation.atLeastOne(A, B, C)), set(set)).isEmpty())
                .isEqualTo(atLeastOne);
        assertThat(Trial.codes(with(Relation.atMostOne(A, B, C)), set(set)).isEmpty())
                .isEqualTo(atMostOne);
    }

    @Test
    void namesAllThatItIsAboutAndWhatIsSet() {
        var finding = Trial.findings(with(Relation.allOrNone(A, B, C)), set(2)).get(0);

        assertThat(finding.subject()).isEqualTo("A, B, C");
        assertThat(finding.code()).isEqualTo("ENV-022");
        assertThat(finding.message())
                .isEqualTo("must be set together or not at all; set: A, B"
                        + " (A from test, 1 character; B from test, 1 character; C not set)");
    }

    @ParameterizedTest
    @CsvSource({"1, 2, true, true", "2, 2, false, true", "3, 2, false, false"})
    void comparesValues(String a, String b, boolean less, boolean atMost) {
        var values = Map.of("A", a, "B", b);

        assertThat(Trial.codes(with(Relation.less(A, B)), values).isEmpty()).isEqualTo(less);
        assertThat(Trial.codes(with(Relation.atMost(A, B)), values).isEmpty()).isEqualTo(atMost);
        assertThat(Trial.codes(with(Relation.less(A, B)), Map.of("A", "9"))).isEmpty();
    }

    @Test
    void asksWhateverALambdaCan() {
        var pool = with(Relation.of("A x B must be at most C", env -> env.get(A) * env.get(B) <= env.get(C), A, B, C));

        assertThat(Trial.codes(pool, Map.of("A", "4", "B", "25", "C", "100"))).isEmpty();
        assertThat(Trial.codes(pool, Map.of("A", "4", "B", "26", "C", "100"))).containsExactly("ENV-026 A, B, C");
        assertThat(Trial.codes(pool, Map.of("A", "x"))).containsExactly("ENV-003 A");
    }

    @Test
    void reportsItsOwnCrashAndGoesOn() {
        var pool = with(Relation.of("A must be set", env -> env.get(A) > 0, A)).relations(Relation.atLeastOne(B, C));
        var findings = Trial.findings(pool, Map.of());

        assertThat(findings)
                .extracting(it -> it.code() + " " + it.subject())
                .containsExactly("ENV-090 A", "ENV-023 B, C");
        assertThat(findings.get(0).failure()).contains(Failure.BUG);
        assertThat(findings.get(0).message())
                .isEqualTo(
                        "could not be checked: the relation 'A must be set' threw IllegalStateException (A not set)");
    }

    @Test
    void isAskedUnderAConditionAndMayOnlyWarn() {
        var only = with(Relation.less(A, B).when(C.isSet()).warning().fix("swap them"));

        assertThat(Trial.codes(only, Map.of("A", "2", "B", "1"))).isEmpty();
        var finding = Trial.findings(only, Map.of("A", "2", "B", "1", "C", "1")).get(0);
        assertThat(finding.failure()).isEmpty();
        assertThat(finding.fix()).isEqualTo("swap them");
    }

    @Test
    void needsTwoAndDeclaredOnes() {
        assertThatThrownBy(() -> Relation.exactlyOne(A)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Variables.of(A).relations(Relation.less(A, B))).hasMessageContaining("asks 'B'");
    }
}
