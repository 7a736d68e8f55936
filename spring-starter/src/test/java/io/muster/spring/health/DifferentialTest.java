package io.muster.spring.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.dialect.ActuatorJson;
import io.muster.health.dialect.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Random trees of contributors: readiness is what Actuator alone would say of them. */
class DifferentialTest {
    private static final String[] CODES = {
        "UP", "UP", "UP", "UP", "DOWN", "OUT_OF_SERVICE", "UNKNOWN", "WARNING", "none"
    };

    private final List<String> leaves = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void readinessIsWhatActuatorSays(long seed) {
        var random = new SplittableRandom(seed);
        Map<String, HealthContributor> trees = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(1, 4); i++) {
            trees.put("tree" + i, tree("tree" + i, random, 0));
        }
        String names = String.join(",", trees.keySet());
        var plain = Contexts.withHealth()
                .withPropertyValues("muster.enabled=false", "management.endpoint.health.group.all.include=" + names);
        var starter = Contexts.withHealth()
                .withPropertyValues(
                        "muster.health.indicators.readiness=" + names,
                        "management.endpoint.health.group.all.include=muster," + names);
        for (var tree : trees.entrySet()) {
            plain = plain.withBean(tree.getKey(), HealthContributor.class, tree::getValue);
            starter = starter.withBean(tree.getKey(), HealthContributor.class, tree::getValue);
        }
        List<Status> actuators = new ArrayList<>();
        plain.run(context -> {
            HealthDescriptor all = context.getBean(HealthEndpoint.class).healthForPath("all");
            // nothing but indicators that say nothing: Boot has no answer at all
            actuators.add(all == null ? Status.UP : all.getStatus());
        });
        int code = HttpCodeStatusMapper.getDefault().getStatusCode(actuators.get(0));

        starter.run(context -> {
            var snapshot = Contexts.answered(context, leaves.toArray(String[]::new));
            assertThat(Contexts.tester(context).get("/readyz").status()).isEqualTo(code);
            var answer =
                    new ActuatorJson().say(snapshot, Question.at("", false)).orElseThrow();
            assertThat(answer.passed() ? 200 : 503).isEqualTo(code);
            assertThat(answer.body()).startsWith("{\"status\":\"" + (code == 200 ? "UP" : "DOWN") + "\"");
            Status through =
                    context.getBean(HealthEndpoint.class).healthForPath("all").getStatus();
            boolean saysNothing = actuators.get(0).equals(Status.UNKNOWN);
            assertThat(through).isEqualTo(saysNothing ? Status.UP : actuators.get(0));
        });
    }

    private HealthContributor tree(String path, SplittableRandom random, int depth) {
        if (depth < 3 && random.nextInt(3) == 0) {
            Map<String, HealthContributor> parts = new LinkedHashMap<>();
            for (int i = 0; i < random.nextInt(1, 4); i++) {
                parts.put("part" + i, tree(path + "/part" + i, random, depth + 1));
            }
            return CompositeHealthContributor.fromMap(parts);
        }
        leaves.add(path);
        String code = CODES[random.nextInt(CODES.length)];
        HealthIndicator indicator =
                () -> code.equals("none") ? null : Health.status(code).build();
        return indicator;
    }
}
