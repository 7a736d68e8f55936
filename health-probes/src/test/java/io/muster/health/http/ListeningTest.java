package io.muster.health.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.lifecycle.FailureException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListeningTest {
    @Test
    void aPortThatIsTakenSaysWhereToLook() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatExceptionOfType(FailureException.class)
                    .isThrownBy(() -> Listening.on(port).bind("127.0.0.1").open())
                    .withMessageContaining("port " + port + " of 127.0.0.1 cannot be taken")
                    .withMessageContaining("ss -ltnp 'sport = :" + port + "'");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNotLookedForInThisOne() {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> Listening.on(0).bind("192.0.2.7").open())
                .withMessageContaining("'probe server': port 0 of 192.0.2.7 cannot be taken: ")
                .withMessageEndingWith(
                        "this machine does not have that address; bind to one that it has, or to 0.0.0.0 for all");
    }
}
