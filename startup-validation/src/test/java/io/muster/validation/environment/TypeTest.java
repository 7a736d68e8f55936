package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTest {
    private static final String UUID_VALUE = "7b4f2d1e-90aa-4c53-8d7e-1f2a3b4c5d6e";

    private static <T> T value(Type<T> type, String text) {
        var variable = Variable.of("VALUE", type);
        return Environment.resolve(Variables.of(variable), Source.map("test", java.util.Map.of("VALUE", text)))
                .get(variable);
    }

    static Stream<List<Object>> values() throws Exception {
        return Stream.of(
                List.of(Type.LONG, "9223372036854775807", Long.MAX_VALUE),
                List.of(Type.SIZE, "512", 512L),
                List.of(Type.SIZE, "64KB", 65_536L),
                List.of(Type.SIZE, "64 kib", 65_536L),
                List.of(Type.SIZE, "10MB", 10L << 20),
                List.of(Type.SIZE, "2G", 2L << 30),
                List.of(Type.SIZE, "1tb", 1L << 40),
                List.of(Type.SIZE, "1073741824", 1L << 30),
                List.of(Type.SIZE, "5000000000", 5_000_000_000L),
                List.of(Type.SIZE, "9223372036854775807", Long.MAX_VALUE),
                List.of(Type.SIZE, "8388607TB", 8_388_607L << 40),
                List.of(Type.HOST, "my_db", "my_db"),
                List.of(Type.HOST, "cluster0.mongodb.net", "cluster0.mongodb.net"),
                List.of(Type.HOST, "10.1.2.3", "10.1.2.3"),
                List.of(Type.HOST, "::1", "::1"),
                List.of(Type.HOST_AND_PORT, "my_kafka:9092", InetSocketAddress.createUnresolved("my_kafka", 9092)),
                List.of(Type.HOST_AND_PORT, "[::1]:9092", InetSocketAddress.createUnresolved("[::1]", 9092)),
                List.of(Type.CIDR, "10.0.0.0/8", new Cidr(InetAddress.getByName("10.0.0.0"), 8)),
                List.of(Type.CIDR, "10.1.2.3", new Cidr(InetAddress.getByName("10.1.2.3"), 32)),
                List.of(Type.CIDR, "fd00::/8", new Cidr(InetAddress.getByName("fd00::"), 8)),
                List.of(Type.EMAIL, "someone@example.com", "someone@example.com"),
                List.of(Type.PATH, "/var/lib", Path.of("/var/lib")),
                List.of(Type.UUID_TEXT, UUID_VALUE, UUID.fromString(UUID_VALUE)),
                List.of(Type.hex(4), "00fFa1b2", "00fFa1b2"),
                List.of(Type.base64(4), "AAECAw==", "AAECAw=="),
                List.of(Type.base64(4), "__-_vw", "__-_vw"),
                List.of(Type.list(Type.PORT), "1, 2,3", List.of(1, 2, 3)),
                List.of(Type.hex(4).secret(), "07fFa1b2", Secret.of("07fFa1b2")),
                List.of(Type.of("a time zone", ZoneId::of), "Europe/Berlin", ZoneId.of("Europe/Berlin")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsAValueAndPrintsWhatReadsAsTheSame(List<Object> example) throws Rejected {
        @SuppressWarnings("unchecked")
        var type = (Type<Object>) example.get(0);
        Object value = value(type, (String) example.get(1));

        assertThat(value).isEqualTo(example.get(2));
        assertThat(type.parse(type.print(value))).isEqualTo(value);
    }

    static Stream<List<Object>> refusals() {
        return Stream.of(
                List.of(Type.LONG, "9223372036854775808", "is not an integer of at most 64 bits"),
                List.of(Type.SIZE, "10 potatoes", "is not a data size"),
                List.of(Type.SIZE, "8388608TB", "is a data size of more than 63 bits"),
                List.of(Type.SIZE, "99999999TB", "is a data size of more than 63 bits"),
                List.of(Type.SIZE, "9223372036854775808", "is a data size of more than 63 bits"),
                List.of(Type.SIZE, "-1", "is not a data size"),
                List.of(Type.SIZE, "MB", "is not a data size"),
                List.of(Type.HOST, "https://example.com", "has a scheme, where a host alone is meant"),
                List.of(Type.HOST, "db:5432", "has a port, where a host alone is meant"),
                List.of(Type.HOST, "two words", "is not the name or address of a host"),
                List.of(Type.HOST, "a..b", "is not the name or address of a host"),
                List.of(Type.HOST_AND_PORT, "kafka", "is not a host and a port"),
                List.of(Type.HOST_AND_PORT, "::1:9092", "is not a host and a port"),
                List.of(Type.HOST_AND_PORT, "kafka:0", "must be a port between 1 and 65535"),
                List.of(Type.CIDR, "10.0.0.256", "is not an IP address or a range"),
                List.of(Type.CIDR, "10.0.0.0/33", "has no number from 0 to 32 after its slash"),
                List.of(Type.CIDR, "localhost/8", "is not an IP address or a range"),
                List.of(Type.EMAIL, "send.findkairos.com", "is not an e-mail address"),
                List.of(Type.EMAIL, "a@b@c.d", "is not an e-mail address"),
                List.of(Type.EMAIL, "Some One <a@b.c>", "is not an e-mail address"),
                List.of(Type.PATH, "a\0b", "is not a path"),
                List.of(Type.UUID_TEXT, "7b4f2d1e", "is not a UUID"),
                List.of(Type.UUID_TEXT, "1-1-1-1-1", "is not a UUID"),
                List.of(Type.hex(4), "00ff", "is not made of 8 hex digits"),
                List.of(Type.hex(2), "zzzz", "is not made of 4 hex digits"),
                List.of(Type.base64(4), "AAE=", "is not Base64 of at least 4 bytes"),
                List.of(Type.base64(1), "*", "is not Base64 of at least 1 bytes"),
                List.of(Type.list(Type.PORT), "1,,3", "has an empty value at position 2"),
                List.of(Type.list(Type.PORT), "1,x", "has at position 2 what is not an integer of at most 32 bits"),
                List.of(Type.of("a time zone", ZoneId::of), "Nowhere/Land", "is not a time zone"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhatIsWrongWithoutTheValue(List<Object> example) {
        var variable = Variable.of("VALUE", (Type<?>) example.get(0));

        assertThat(Trial.of(variable, (String) example.get(1))).containsExactly("ENV-003 " + example.get(2));
    }

    @Test
    void suggestsTheConstantThatWasProbablyMeant() {
        assertThat(Trial.of(Variable.enumeration("STAGE", EnvironmentTest.Stage.class), "developmnt"))
                .containsExactly("ENV-003 must be one of development, pre_production; did you mean development?");
        assertThat(Trial.of(Variable.text("MODEL").oneOf("gpt-4o", "gpt-4o-mini"), "gpt-4o-mni"))
                .containsExactly("ENV-003 must be one of gpt-4o, gpt-4o-mini; did you mean gpt-4o-mini?");
    }

    @Test
    void tellsACommentOrQuotesFromAWrongValue() {
        assertThat(Trial.of(Variable.port("PORT"), "8080  # where it listens"))
                .allMatch(it -> it.startsWith("ENV-013"));
        assertThat(Trial.of(Variable.port("PORT"), "\"8080\"")).allMatch(it -> it.startsWith("ENV-015"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.2/31, 10.1.2.3, true",
        "fd00::/8, fd12::1, true",
        "fd00::/8, 10.0.0.1, false",
        "0.0.0.0/0, 8.8.8.8, true"
    })
    void knowsWhatAnAddressRangeContains(String range, String address, boolean contained) throws Exception {
        assertThat(value(Type.CIDR, range).contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "250ms", "15m", "36h", "PT0.001S", "1000000d"})
    void printsDurationsAsTheyAreRead(String text) throws Rejected {
        Duration value = value(Type.DURATION, text);

        assertThat(Type.DURATION.parse(Type.DURATION.print(value))).isEqualTo(value);
    }

    @Test
    void neverPutsASecretWhereBrowsersLoadIt() {
        assertThatThrownBy(() -> Variable.secret("NEXT_PUBLIC_KEY"))
                .hasMessageStartingWith("'NEXT_PUBLIC_KEY' is secret");
        assertThat(Trial.of(Variable.text("VITE_KEY"), "sk-ant-api03-Qw3rTz7uIoPa5sDfGh2jKl"))
                .containsExactly("ENV-016 holds what looks like a key of Anthropic, and its prefix publishes it");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, sk-admin-Qw3rTz7uIoPa5sDfGh2jKl, 'is a key for administration, which opens no models'",
        "GEMINI, AIzaQw3rTz7uIoPa5sDfGh2jKlQw3rTz7uIoPa5, 'is a key of the kind that Google replaces by AQ. keys'",
        "GROQ, gsk_Qw3rTz7uI, is shorter than any known key of Groq",
        "GROQ, Qw3rTz7uIoPa5sDfGh2jKl, does not begin as keys of Groq do",
    })
    void onlyWarnsOfAKeyOfUnknownShape(Provider provider, String key, String message) {
        assertThat(Trial.of(Variable.apiKey(provider), key)).containsExactly("ENV-014 " + message);
    }
}
