package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MachineMeterTest {
    @Test
    void figuresArePercentWithOneDecimal() {
        assertThat(MachineMeter.used(3, 2)).isEqualTo(OptionalDouble.of(33.3));
        assertThat(MachineMeter.used(0, 0)).isEmpty();
        assertThat(MachineMeter.used(1, 2)).isEmpty();
    }

    @Test
    void memoryAndDiskOfThisMachineAreKnown() {
        Machine machine = MachineMeter.measure();
        assertThat(machine.memoryPercent().orElseThrow()).isBetween(0.0, 100.0);
        assertThat(machine.diskPercent().orElseThrow()).isBetween(0.0, 100.0);
    }
}
