package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A secret is equal to its like and gives nothing away. */
class SecretTest {
    @Test
    void givesAwayNothingButItsLength() {
        Secret secret = Secret.of("hunter2");

        assertThat(secret).hasToString("***").isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
        assertThat(secret.length()).isEqualTo(7);
        assertThat(secret.reveal()).isEqualTo("hunter2");
        assertThat(secret.hashCode()).isEqualTo(Secret.of("another").hashCode()).isEqualTo(Secret.class.hashCode());
    }
}
