package io.muster.health.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.lifecycle.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final String TOKEN = "0123456789abcdef-Token";

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "127.0.0.1, 127.0.0.0/8, true",
        "10.1.255.254, 10.1.0.0/16, true",
        "10.2.0.0, 10.1.0.0/16, false",
        "192.168.1.130, 192.168.1.128/25, true",
        "192.168.1.127, 192.168.1.128/25, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.8, 192.0.2.7, false",
        "fd00::1, fd00::/8, true",
        "fe00::1, fd00::/8, false",
        "::1, 0.0.0.0/1, false",
        "::ffff:10.1.2.3, 10.0.0.0/8, true",
    })
    void aNetworkIsABlockOfAddresses(String address, String network, boolean within) {
        assertThat(granted(Access.nobody().networks(network), address)).isEqualTo(within);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08888",
                "10.0.0.5/8",
                "10.0.0/8",
                "0.0.0.0/0",
                "::/0",
                "fd00::/129",
                "fd00::1/64",
                "010.0.0.1",
                "10.0.0.1/x",
                "::g",
                "[::1]",
                "1.2.3.4.5"
            })
    void whatIsNoNetworkIsRefused(String network) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Access.nobody().networks(network))
                .withMessageStartingWith("network '" + network + "'");
    }

    @Test
    void theLoopbackIsThisMachineByAnyOfItsNames() {
        assertThat(granted(Access.loopback(), "127.0.0.1")).isTrue();
        assertThat(granted(Access.loopback(), "127.255.0.9")).isTrue();
        assertThat(granted(Access.loopback(), "::1", "Host", "[::1]:8081")).isTrue();
        assertThat(granted(Access.loopback(), "127.0.0.1", "Host", "LOCALHOST")).isTrue();
        assertThat(granted(Access.loopback(), "192.0.2.1")).isFalse();
        assertThat(granted(Access.loopback(), "127.0.0.1", "Host", "evil.example"))
                .isFalse();
        assertThat(granted(Access.loopback(), "127.0.0.1", "Host", "127.0.0.1.evil.example"))
                .isFalse();
        assertThat(Access.loopback().of(new ProbeRequest("GET", "/", "", Map.of(), Optional.empty())))
                .isEqualTo(Permission.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forwarded", "x-forwarded-for", "X-FORWARDED-HOST", "X-Forwarded-Proto", "X-Real-IP", "via"})
    void whoComesByWayOfAStrangersProxyIsNobodyKnown(String header) {
        assertThat(granted(Access.loopback(), "127.0.0.1", header, "127.0.0.1")).isFalse();
        assertThat(granted(Access.nobody().networks("10.0.0.0/8"), "10.0.0.1", header, "10.0.0.2"))
                .isFalse();
    }

    @ParameterizedTest(name = "from {0} with {1}: {2}")
    @CsvSource({
        // the proxy 10.9.0.1 is trusted, as is 10.9.0.2; callers of 10.1.0.0/16 are permitted
        "10.9.0.1, 10.1.0.7, true",
        "10.9.0.1, '203.0.113.9, 10.1.0.7', true",
        "10.9.0.1, '10.1.0.7, 203.0.113.9', false",
        "10.9.0.1, '10.1.0.7, 10.9.0.2', true",
        "10.9.0.1, '10.1.0.7, 203.0.113.9, 10.9.0.2', false",
        "10.9.0.1, '10.1.0.7:4711', true",
        "10.9.0.1, '10.1.0.7, garbage', false",
        "10.9.0.1, '10.1.0.7,', false",
        "10.9.0.1, localhost, false",
        "10.9.0.1, 127.0.0.1, false",
        "10.9.0.1, '10.9.0.2, 10.9.0.2', false",
        "203.0.113.9, 10.1.0.7, false",
        "10.1.0.7, 10.1.0.8, false",
    })
    void aTrustedProxyIsBelievedAndNoOtherOne(String remote, String forwarded, boolean granted) {
        Access access = Access.nobody().networks("10.1.0.0/16").trustedProxies("10.9.0.1", "10.9.0.2");
        assertThat(granted(access, remote, "X-Forwarded-For", forwarded)).isEqualTo(granted);
    }

    @Test
    void aTrustedProxyThatNamesNobodyIsNotTheCaller() {
        Access access = Access.loopback().networks("10.0.0.0/8").trustedProxies("127.0.0.1", "10.9.0.1");
        assertThat(granted(access, "127.0.0.1")).isFalse();
        assertThat(granted(access, "10.9.0.1")).isFalse();
        assertThat(granted(access, "10.9.0.3")).isTrue();
    }

    @Test
    void aLineOfHopsWithoutEndIsNotReadToItsEnd() {
        Access access = Access.nobody().networks("10.1.0.0/16").trustedProxies("10.9.0.1");
        String line = "10.1.0.7" + ", 10.9.0.1".repeat(100_000);
        assertThat(granted(access, "10.9.0.1", "X-Forwarded-For", line)).isFalse();
    }

    @Test
    void theTokenOpensFromAnywhere() {
        Access access = Access.nobody().token(Secret.of(TOKEN));
        assertThat(granted(access, "203.0.113.9", "Authorization", "Bearer " + TOKEN))
                .isTrue();
        assertThat(granted(access, "203.0.113.9", "authorization", "bearer  " + TOKEN))
                .isTrue();
        assertThat(granted(access, "203.0.113.9", "Authorization", "Bearer " + TOKEN, "Via", "1.1 proxy"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Basic " + TOKEN, TOKEN, "Bearer x" + TOKEN, "Bearer 0123456789abcdef"})
    void aWrongTokenIsAskedForAgain(String authorization) {
        Access access = Access.nobody().token(Secret.of(TOKEN));
        assertThat(access.of(request("203.0.113.9", "Authorization", authorization)))
                .isEqualTo(Permission.NEEDS_TOKEN);
    }

    @Test
    void twoTokensAreNone() {
        var request = new ProbeRequest(
                "GET",
                "/",
                "",
                Map.of("Authorization", List.of("Bearer " + TOKEN, "Bearer " + TOKEN)),
                Optional.empty());
        assertThat(Access.nobody().token(Secret.of(TOKEN)).of(request)).isEqualTo(Permission.NEEDS_TOKEN);
    }

    @Test
    void aShortTokenIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Access.nobody().token(Secret.of("hunter2")))
                .withMessageContaining("7 characters, 16 are needed")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void everybodyIsEverybody() {
        assertThat(granted(Access.everybody(), "203.0.113.9", "X-Forwarded-For", "garbage"))
                .isTrue();
    }

    private static boolean granted(Access access, String remote, String... headers) {
        return access.of(request(remote, headers)) == Permission.GRANTED;
    }

    private static ProbeRequest request(String remote, String... headers) {
        var map = new HashMap<String, List<String>>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], List.of(headers[i + 1]));
        }
        try {
            return new ProbeRequest("GET", "/", "", map, Optional.of(InetAddress.getByName(remote)));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
