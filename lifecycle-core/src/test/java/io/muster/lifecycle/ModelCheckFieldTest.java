package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The same exploration as in {@link ModelCheckTest}, over sets that take a minute or two each. */
class ModelCheckFieldTest {
    private final TestReporter reporter;

    ModelCheckFieldTest(TestReporter reporter) {
        this.reporter = reporter;
    }

    @Test
    void twoOfEveryKindApartAndJoinedRequiredAndOptional() {
        assertThat(states(ModelGraphs.pairs())).isGreaterThan(1_600_000);
    }

    @Test
    void threeRequiredOrOptional() {
        assertThat(states(ModelGraphs.optionals(3))).isGreaterThan(550_000);
    }

    @Test
    void threeInDifferentPhases() {
        assertThat(states(ModelGraphs.phases(3))).isGreaterThan(210_000);
    }

    @Test
    void fourInEveryShape() {
        assertThat(states(ModelGraphs.shapes(4))).isGreaterThan(1_900_000);
    }

    private long states(Stream<ModelGraph> graphs) {
        return ModelExplorer.explore(graphs, reporter);
    }
}
