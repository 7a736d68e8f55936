package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Explores every interleaving of the production engine over small graphs: code that returns, throws, throws what a retry
 * can help, hangs, heeds its cancellation or returns late, work that comes and goes, a request to stop at any point and a second one in every
 * state after it, and time passing between any two of these. {@link ModelRule} says what must hold.
 *
 * <p>Larger sets, up to every shape of four components, are in {@link ModelCheckFieldTest}.
 */
class ModelCheckTest {
    @Test
    void oneComponentOfEveryKind() {
        assertThat(ModelExplorer.explore(ModelGraphs.singles())).isGreaterThan(2_500);
    }

    @Test
    void twoOfEveryKindOneAfterTheOther() {
        assertThat(ModelExplorer.explore(ModelGraphs.couples())).isGreaterThan(18_000);
    }

    @Test
    void twoRequiredOrOptional() {
        assertThat(ModelExplorer.explore(ModelGraphs.optionals(2))).isGreaterThan(6_500);
    }

    @Test
    void twoInDifferentPhases() {
        assertThat(ModelExplorer.explore(ModelGraphs.phases(2))).isGreaterThan(1_900);
    }

    @Test
    void worksWhileItDrains() {
        assertThat(ModelExplorer.explore(ModelGraphs.busy())).isGreaterThan(1_500);
    }

    @Test
    void twoWhereNoBudgetIsLongEnough() {
        assertThat(ModelExplorer.explore(ModelGraphs.hurried())).isGreaterThan(3_900);
    }

    @Test
    void threeInEveryShape() {
        assertThat(ModelExplorer.explore(ModelGraphs.shapes(3))).isGreaterThan(17_500);
    }
}
