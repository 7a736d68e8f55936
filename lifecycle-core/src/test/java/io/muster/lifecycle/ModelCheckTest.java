package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Explores every interleaving of the production engine over small graphs: code that returns, throws, throws what a retry
 * can help, hangs, heeds its cancellation or returns late, a request to stop at any point and a second one in every
 * state after it, and time passing between any two of these. {@link ModelRule} says what must hold.
 *
 * <p>Larger sets, up to every shape of four components, are in {@link ModelCheckFieldTest}.
 */
class ModelCheckTest {
    private final TestReporter reporter;

    ModelCheckTest(TestReporter reporter) {
        this.reporter = reporter;
    }

    @Test
    void oneComponentOfEveryKind() {
        assertThat(states(ModelGraphs.singles())).isGreaterThan(2_500);
    }

    @Test
    void twoOfEveryKindOneAfterTheOther() {
        assertThat(states(ModelGraphs.couples())).isGreaterThan(55_000);
    }

    @Test
    void twoRequiredOrOptional() {
        assertThat(states(ModelGraphs.optionals(2))).isGreaterThan(9_000);
    }

    @Test
    void twoInDifferentPhases() {
        assertThat(states(ModelGraphs.phases(2))).isGreaterThan(3_000);
    }

    @Test
    void threeInEveryShape() {
        assertThat(states(ModelGraphs.shapes(3))).isGreaterThan(38_000);
    }

    private long states(Stream<ModelGraph> graphs) {
        return ModelExplorer.explore(graphs, reporter);
    }
}
