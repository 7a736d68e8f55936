package io.muster.validation.environment;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Random secrets, put where they should not be and where they should. */
final class Planted {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String ODD = ALPHABET + "+/=!$%&()*;~^'|";
    private static final int LEAK = 6;

    private Planted() {}

    /** The process that reads the planted secret from its environment: arguments are the termination file and how it ends. */
    public static void main(String[] arguments) {
        Map<String, String> values = everywhere(System.getenv("PLANTED_VALUE"));
        boolean wrong = arguments[1].equals("wrong");
        Variables variables =
                wrong ? variables() : Variables.of(Variable.secret("SECRET"), Variable.databaseUrl("DATABASE_URL"));
        var app = LifecycleManager.named("planted")
                .terminationMessage(Path.of(arguments[0]), 4_096)
                .startBudget(Duration.ofSeconds(30));
        var env = app.add(
                Environment.component(variables, Source.files(Source.map("test", values)), Source.map("test", values)));
        app.add(Component.task("careless", context -> {
                    String value = String.valueOf(values.get("SECRET"));
                    throw new IllegalStateException("cannot log in with " + value, new IllegalArgumentException(value));
                })
                .phase(Phase.CONNECT)
                .dependsOn(env));
        System.exit(app.run());
    }

    static String secret(Random random) {
        String alphabet = random.nextBoolean() ? ALPHABET : ODD;
        int length = 8 + random.nextInt(60);
        var text = new StringBuilder();
        IntStream.range(0, length).forEach(i -> text.append(alphabet.charAt(random.nextInt(alphabet.length()))));
        return text.toString();
    }

    /** The secret as people mistype, misplace or forget to finish it. */
    static List<String> shapes(String secret) {
        return List.of(
                secret,
                secret + "\n",
                secret + " # comment",
                " " + secret,
                "\"" + secret + "\"",
                "change_me_" + secret,
                "${" + secret + "}",
                "<" + secret + ">",
                "/run/secrets/" + secret,
                "eyJ" + secret,
                "sk-ant-" + secret,
                "postgresql://user:" + secret + "@host:port/db",
                "postgresql://user:" + secret + "/@host/db",
                "postgresql://user:" + secret + "%zz@host/db",
                "postgresql://user:" + secret + "@host",
                "jdbc:postgresql://host/db?user=u&password=" + secret,
                "mongodb+srv://user:" + secret + "@host/db",
                "ftp://user:" + secret + "@host/db",
                "redis://:" + secret + "@host/" + secret,
                "rediss://user:" + secret + "@host/0",
                "https://user:" + secret + "@",
                "https://user:" + secret + "@host/path",
                "1," + secret + ",3",
                secret + "@" + secret,
                secret + ":" + secret);
    }

    /** A variable of every type, with rules that few values obey. */
    static Variables variables() {
        var all = new ArrayList<Variable<?>>(List.of(
                Variable.text("TEXT").oneOf("red"),
                Variable.text("VITE_TEXT").maxLength(1),
                Variable.integer("INTEGER"),
                Variable.of("LONG", Type.LONG),
                Variable.decimal("DECIMAL"),
                Variable.bool("BOOL"),
                Variable.duration("DURATION"),
                Variable.of("SIZE", Type.SIZE),
                Variable.uri("URI").rule(Rule.schemes("ws")).rule(Rule.noCredentials()),
                Variable.of("URIS", Type.list(Type.URL)).rule(Rule.each(Rule.schemes("ws"))),
                Variable.of("SECRET_URI", Type.URL.secret()).minLength(300)));
        all.addAll(List.of(
                Variable.port("PORT"),
                Variable.of("HOST", Type.HOST),
                Variable.of("ADDRESS", Type.HOST_AND_PORT),
                Variable.of("CIDR", Type.CIDR),
                Variable.of("EMAIL", Type.EMAIL),
                Variable.of("PATH", Type.PATH).rule(Rule.directory()),
                Variable.of("UUID", Type.UUID_TEXT),
                Variable.of("HEX", Type.hex(16).secret()),
                Variable.of("BASE64", Type.base64(500).secret()),
                Variable.of("LIST", Type.list(Type.PORT))));
        all.addAll(List.of(
                Variable.databaseUrl("DATABASE_URL")
                        .rule(Rule.<DatabaseUrl>of(
                                "must be MySQL", it -> it.vendor().equals("mysql"))),
                Variable.redisUrl("REDIS_URL").rule(Rule.of("must not be", it -> false)),
                Variable.secret("SECRET").minLength(300),
                Variable.apiKey(Provider.GROQ).minLength(300),
                Variable.text("FROM_FILE"),
                Variable.of("CONVERTED", Type.of("a number", Long::valueOf)),
                Variable.of("BROKEN", Type.of("a thing", text -> {
                    throw new IllegalStateException(text);
                })),
                Variable.text("CRASHED").rule(Rule.of("must be fine", text -> {
                    throw new IllegalStateException(text);
                })),
                Variable.enumeration("STAGE", EnvironmentTest.Stage.class)));
        return Variables.of(all);
    }

    /** The value in every variable, and as the path of every file. */
    static Map<String, String> everywhere(String value) {
        var values = new HashMap<String, String>();
        variables().all().forEach(variable -> values.put(variable.name(), value));
        values.put("FROM_FILE_FILE", value);
        return values;
    }

    /** The part of the secret that the text gives away; empty when it gives none. */
    static String leak(String text, String secret) {
        return IntStream.rangeClosed(0, secret.length() - LEAK)
                .mapToObj(begin -> secret.substring(begin, begin + LEAK))
                .filter(text::contains)
                .findFirst()
                .orElse("");
    }
}
