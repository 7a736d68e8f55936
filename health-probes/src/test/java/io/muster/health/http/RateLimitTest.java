package io.muster.health.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final RateLimit limit = new RateLimit(5, nanos::get);

    @Test
    void aBurstAndThenSoManyASecond() {
        assertThat(permitted(20)).isEqualTo(5);
        nanos.addAndGet(400_000_000);
        assertThat(permitted(20)).isEqualTo(2);
        nanos.addAndGet(3_600_000_000_000L);
        assertThat(permitted(20)).isEqualTo(5);
    }

    private int permitted(int asked) {
        int permitted = 0;
        for (int i = 0; i < asked; i++) {
            permitted += limit.permits() ? 1 : 0;
        }
        return permitted;
    }
}
