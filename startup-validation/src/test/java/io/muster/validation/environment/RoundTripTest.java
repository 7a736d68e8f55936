package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is declared, its example file says the same: what is read from it are the defaults. */
class RoundTripTest {
    enum Color {
        RED,
        LIGHT_BLUE
    }

    private static final String NASTY = " \t\n\r\"'\\#$={}`%!;&|<>~*?()[]^,:@-+._/aZ09ß€😀\u0001\u007f";

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static String nasty(SplittableRandom random) {
        int[] alphabet = NASTY.codePoints().toArray();
        return random.ints(random.nextInt(0, 40), 0, alphabet.length)
                .mapToObj(i -> Character.toString(alphabet[i]))
                .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTextIsReadAsItWasDeclared(long seed) {
        var random = new SplittableRandom(seed);
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            texts.put("V" + i, nasty(random));
        }
        List<Variable<?>> variables = texts.entrySet().stream()
                .<Variable<?>>map(entry -> Variable.text(entry.getKey())
                        .defaultValue(entry.getValue())
                        .description(nasty(random))
                        .example(nasty(random)))
                .toList();

        String file = Generated.envExample(Variables.of(variables)).text();

        assertThat(read(EnvFile.parse(file))).isEqualTo(texts);
        assertThat(read(EnvFile.parse(file, name -> Optional.of("interpolated"))))
                .isEqualTo(texts);
        assertThat(read(EnvFile.parse(file.replace("\n", "\r\n")))).isEqualTo(texts);
    }

    private static Map<String, String> read(EnvFile file) {
        assertThat(file.problems()).isEmpty();
        return file.entries().stream()
                .collect(Collectors.toMap(EnvFile.Entry::name, EnvFile.Entry::text, (a, b) -> b, LinkedHashMap::new));
    }

    private static <T> Optional<String> printed(Variable<T> variable, Environment resolved) {
        return resolved.find(variable).map(variable.type()::print);
    }

    private static Cidr cidr(String text) {
        Variable<Cidr> variable = Variable.of("CIDR", Type.CIDR);
        return Environment.resolve(Variables.of(variable), Source.map("test", Map.of("CIDR", text)))
                .get(variable);
    }

    private static String host(SplittableRandom random) {
        return "my_host" + random.nextInt(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyValueIsResolvedAsItWasDeclared(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        var kinds = List.<Function<String, Variable<?>>>of(
                name -> Variable.integer(name).defaultValue(random.nextInt()),
                name -> Variable.decimal(name)
                        .defaultValue(BigDecimal.valueOf(random.nextLong(1_000_000), random.nextInt(6))),
                name -> Variable.bool(name).defaultValue(random.nextBoolean()),
                name -> Variable.enumeration(name, Color.class)
                        .defaultValue(random.nextBoolean() ? Color.RED : Color.LIGHT_BLUE),
                name -> Variable.duration(name).defaultValue(Duration.ofMillis(random.nextLong(1_000_000_000))),
                name -> Variable.port(name).defaultValue(random.nextInt(1, 65_536)),
                name -> Variable.uri(name)
                        .defaultValue(URI.create("https://host" + random.nextInt(100) + ".example.org/a?b=c%20#d")),
                name -> Variable.of(name, Type.SIZE)
                        .defaultValue(random.nextLong(Long.MAX_VALUE) >> random.nextInt(63)),
                name -> Variable.of(name, Type.list(Type.PORT))
                        .defaultValue(random.ints(random.nextInt(1, 9), 1, 65_536)
                                .boxed()
                                .toList()),
                name -> Variable.of(name, Type.list(Type.HOST)).defaultValue(List.of(host(random), host(random))),
                name -> Variable.of(name, Type.HOST_AND_PORT)
                        .defaultValue(InetSocketAddress.createUnresolved(
                                random.nextBoolean() ? host(random) : "[::" + random.nextInt(1, 9) + "]",
                                random.nextInt(1, 65_536))),
                name -> Variable.of(name, Type.CIDR)
                        .defaultValue(cidr("10." + random.nextInt(256) + ".0.0/" + random.nextInt(16, 33))),
                name -> Variable.databaseUrl(name)
                        .defaultValue(DatabaseUrl.parse(
                                "postgresql+psycopg2://me@" + host(random) + ":" + random.nextInt(1, 65_536) + "/db")),
                name -> Variable.redisUrl(name)
                        .defaultValue(RedisUrl.parse("rediss://" + host(random) + "/" + random.nextInt(16))));
        var variables = new ArrayList<Variable<?>>();
        for (int i = 0; i < 20; i++) {
            variables.add(kinds.get(random.nextInt(kinds.size())).apply("V" + i));
        }
        Path file = folder.resolve(".env");
        Generated.envExample(Variables.of(variables)).write(file);

        var resolved = Environment.resolve(Variables.of(variables), Sources.of(Source.envFile(file)));

        for (Variable<?> variable : variables) {
            assertThat(resolved.origin(variable).orElseThrow().source()).startsWith(".env line ");
            assertThat(printed(variable, resolved)).isEqualTo(variable.defaultText());
            if (variable.type() != Type.DATABASE_URL && variable.type() != Type.REDIS_URL) {
                assertThat((Object) resolved.get(variable)).isEqualTo(variable.defaultValue());
            }
        }
    }
}
