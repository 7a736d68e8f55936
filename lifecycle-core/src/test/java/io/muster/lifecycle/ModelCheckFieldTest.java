package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same exploration as in {@link ModelCheckTest}, over sets that take a minute or two each. */
class ModelCheckFieldTest {
    @Test
    void twoOfEveryKindApartAndJoinedRequiredAndOptional() {
        assertThat(ModelExplorer.explore(ModelGraphs.pairs())).isGreaterThan(780_000);
    }

    @Test
    void threeRequiredOrOptional() {
        assertThat(ModelExplorer.explore(ModelGraphs.optionals(3))).isGreaterThan(310_000);
    }

    @Test
    void threeInDifferentPhases() {
        assertThat(ModelExplorer.explore(ModelGraphs.phases(3))).isGreaterThan(88_000);
    }

    @Test
    void fourInEveryShape() {
        assertThat(ModelExplorer.explore(ModelGraphs.shapes(4))).isGreaterThan(730_000);
    }
}
