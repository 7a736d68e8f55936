package io.muster.benchmarks;

import io.muster.lifecycle.FailureException;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.Provider;
import io.muster.validation.environment.Relation;
import io.muster.validation.environment.Rule;
import io.muster.validation.environment.Source;
import io.muster.validation.environment.Type;
import io.muster.validation.environment.Variable;
import io.muster.validation.environment.Variables;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Validates 1,000 variables of all common types, each with a rule, and a hundred relations. For JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WholeEnvironment {
    private static final int GROUPS = 100;

    /** Whether the values are as they should be, or every one is a placeholder of the wrong type, or none is set. */
    @Param({"all right", "all wrong", "all missing"})
    public String values;

    private Variables variables;
    private Source source;

    /** Declares the variables and sets them. */
    @Setup
    public void declare() {
        var groups = Variables.of();
        var right = new HashMap<String, String>();
        for (int i = 0; i < GROUPS; i++) {
            groups = group(groups, "SERVICE_" + i + "_", right);
        }
        variables = groups;
        Map<String, String> set = new HashMap<>(right);
        if (values.equals("all wrong")) {
            set.replaceAll((name, value) -> "CHANGE_THIS  # before use");
        } else if (values.equals("all missing")) {
            set = Map.of("HOME", "/root", "PATH", "/bin", "DATABSE_URL", "x");
        }
        source = Source.map("benchmark", set);
    }

    private static Variables group(Variables variables, String prefix, Map<String, String> right) {
        Variable<Integer> min = Variable.integer(prefix + "MIN").range(1, 100);
        Variable<Integer> max = Variable.integer(prefix + "MAX").rule(Rule.atLeast(1));
        var all = new ArrayList<Variable<?>>(List.of(
                min,
                max,
                Variable.decimal(prefix + "RATE").range(BigDecimal.ZERO, BigDecimal.ONE),
                Variable.duration(prefix + "TIMEOUT").range(Duration.ZERO, Duration.ofMinutes(5)),
                Variable.text(prefix + "MODE").oneOf("fast", "slow"),
                Variable.uri(prefix + "URL").in("production", url -> url.rule(Rule.schemes("https"))),
                Variable.of(prefix + "HOSTS", Type.list(Type.HOST_AND_PORT)).rule(Rule.notLocal()),
                Variable.databaseUrl(prefix + "DATABASE_URL").rule(Rule.notLocal()),
                Variable.secret(prefix + "SECRET").minLength(32),
                Variable.of(prefix + "API_KEY", Type.apiKey(Provider.OPENAI))));
        String[] texts = {
            "4",
            "16",
            "0.19",
            "30s",
            "fast",
            "https://api.service.internal/v1",
            "kafka-1:9092,kafka-2:9092",
            "postgresql+psycopg2://app:9f86d081884c7d65@my_db:5432/app",
            "9a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a089f86d081884c7d65",
            "sk-proj-4kQ9vT2xYb7Lm3Zr8Wp54kQ9vT2xYb7Lm3Zr8Wp5"
        };
        for (int i = 0; i < texts.length; i++) {
            right.put(all.get(i).name(), texts[i]);
        }
        return variables.group(prefix, all.toArray(Variable<?>[]::new)).relations(Relation.less(min, max));
    }

    /** One validation. */
    @Benchmark
    public Object validate() {
        try {
            return Environment.resolve(variables, source);
        } catch (FailureException e) {
            return e.findings();
        }
    }
}
