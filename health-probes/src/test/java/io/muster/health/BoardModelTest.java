package io.muster.health;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lets a board and a naive model live through the same accidents: after each they must agree on everything. */
class BoardModelTest {
    private static final int LIVES = 15;
    private static final int STEPS = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4_000, 50_000})
    void theBoardAgreesWithTheModel(long seed) {
        for (int life = 0; life < LIVES; life++) {
            new Life(seed * LIVES + life).live();
        }
    }

    private static final class Life {
        private final long seed;
        private final Random random;
        private final BoardRig rig = new BoardRig();
        private final List<ModelCheck> models = new ArrayList<>();
        private final Map<String, CheckTrack> inFlight = new HashMap<>();
        private final Map<String, Registration> joined = new HashMap<>();
        private final Map<String, HealthStatus> told = new HashMap<>();
        private int born;
        private int step;

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            // half of the first interval, and no jitter
            rig.random = 0.5;
        }

        void live() {
            for (int i = random.nextInt(4); i >= 0; i--) {
                CheckPolicy policy = policy();
                boolean required = random.nextBoolean();
                Set<String> waitsFor = someNames();
                String name = "component" + i;
                rig.view.with(name, policy, required, BoardRig.CHECK, waitsFor.toArray(String[]::new));
                models.add(new ModelCheck(name, policy, required, waitsFor, true, now()));
                told.put(name, HealthStatus.UP);
            }
            rig.running();
            for (step = 0; step < STEPS; step++) {
                happen();
                agree();
            }
        }

        private long now() {
            return rig.clock.passed();
        }

        private void happen() {
            rig.pass(Duration.ofNanos(1));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> rig.pass(Duration.ofMillis(random.nextInt(3_000)));
                case 3 -> begin();
                case 4, 5 -> answer();
                case 6 -> report();
                default -> joinOrLeave();
            }
            for (CheckTrack late : rig.board.overdue()) {
                model(late.name()).miss(now());
                fallen(late.name());
                rig.board.miss(late, "");
            }
        }

        private void begin() {
            var due = models.stream()
                    .filter(model -> model.due(now()))
                    .map(model -> model.name)
                    .collect(toSet());
            var begun = new ArrayList<String>();
            for (CheckTrack track : rig.begin()) {
                begun.add(track.name());
                assertThat(inFlight.put(track.name(), track))
                        .as("one run in flight")
                        .isNull();
                model(track.name()).begin(now());
            }
            assertThat(begun).as("due, %s", this).containsExactlyInAnyOrderElementsOf(due);
        }

        private void answer() {
            if (inFlight.isEmpty()) {
                return;
            }
            String name = inFlight.keySet().stream().sorted().toList().get(random.nextInt(inFlight.size()));
            CheckTrack track = inFlight.remove(name);
            HealthResult result = result();
            rig.board.answer(track, result);
            model(name).answer(result, now());
            fallen(name);
        }

        private void report() {
            if (!models.isEmpty()) {
                ModelCheck model = models.get(random.nextInt(models.size()));
                HealthResult result = result();
                rig.reports.report(rig.track(model.name), result);
                model.report(result, now());
                fallen(model.name);
            }
        }

        /** What a symptom waits for is asked at once. */
        private void fallen(String name) {
            if (model(name).standing() == HealthStatus.DOWN && told.get(name) != HealthStatus.DOWN) {
                for (String other : model(name).below(models, new HashSet<>())) {
                    models.stream().filter(model -> model.name.equals(other)).forEach(model -> model.hasten(now()));
                }
            }
        }

        private void joinOrLeave() {
            var idle = joined.keySet().stream()
                    .filter(name -> !inFlight.containsKey(name))
                    .sorted()
                    .toList();
            if (random.nextBoolean() && !idle.isEmpty()) {
                String name = idle.get(random.nextInt(idle.size()));
                joined.remove(name).close();
                models.remove(model(name));
            } else if (models.size() < 8) {
                String name = "joined" + born++;
                CheckPolicy policy = policy();
                Set<String> waitsFor = someNames();
                RuntimeCheck check = RuntimeCheck.named(name, BoardRig.CHECK)
                        .policy(policy)
                        .dependsOn(waitsFor.toArray(String[]::new));
                joined.put(name, rig.join(check));
                models.add(new ModelCheck(name, policy, true, waitsFor, false, now()));
            }
        }

        private void agree() {
            rig.told.clear();
            Snapshot snapshot = rig.look();
            assertThat(snapshot.checks()).as("%s", this).hasSameSizeAs(models);
            for (ModelCheck model : models) {
                CheckSnapshot check = snapshot.check(model.name).orElseThrow();
                assertThat(check.status()).as("%s of %s", model.name, this).isEqualTo(model.status(now()));
                if (check.status() == HealthStatus.DOWN) {
                    assertThat(Set.copyOf(check.causes()))
                            .as("causes of %s, %s", model.name, this)
                            .isEqualTo(model.causes(models, now()));
                }
                assertThat(track(model.name).running()).isEqualTo(model.running());
                assertThat(track(model.name).overdue(rig.clock.nanos())).isEqualTo(model.overdue(now()));
                turned(model.name, check.status());
            }
            boolean ready = models.stream()
                    .noneMatch(model -> model.required
                            && !model.policy.isShared()
                            && !model.status(now()).ready());
            assertThat(snapshot.readiness().passed()).as("readiness, %s", this).isEqualTo(ready);
            assertThat(rig.told)
                    .as("told twice, or nothing changed: %s", this)
                    .filteredOn(line -> line.startsWith("check"))
                    .isEmpty();
        }

        /** Each change is told exactly once. */
        private void turned(String name, HealthStatus status) {
            HealthStatus before = told.put(name, status);
            boolean changed = before != null && before != status;
            boolean said = rig.told.removeIf(line -> line.startsWith("check '" + name + "' is " + status));
            assertThat(said).as("told of %s, %s", name, this).isEqualTo(changed);
        }

        private CheckTrack track(String name) {
            return rig.track(name);
        }

        private ModelCheck model(String name) {
            return models.stream()
                    .filter(model -> model.name.equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private Set<String> someNames() {
            return models.stream()
                    .map(model -> model.name)
                    .filter(name -> random.nextInt(3) == 0)
                    .collect(toSet());
        }

        private CheckPolicy policy() {
            int interval = 1_000 + random.nextInt(5_000);
            int downInterval = 200 + random.nextInt(2_000);
            int timeout = 100 + random.nextInt(3_000);
            int youngest = Math.max(interval, downInterval) * 11 / 10 + 1 + timeout;
            CheckPolicy policy = CheckPolicy.every(Duration.ofMillis(interval))
                    .downInterval(Duration.ofMillis(downInterval))
                    .timeout(Duration.ofMillis(timeout))
                    .maxAge(Duration.ofMillis(youngest + random.nextInt(10_000)))
                    .fall(1 + random.nextInt(3))
                    .rise(1 + random.nextInt(3));
            return random.nextInt(4) == 0 ? policy.shared() : policy;
        }

        private HealthResult result() {
            return switch (random.nextInt(6)) {
                case 0, 1 -> HealthResult.down(Failure.UNAVAILABLE, "gone");
                case 2 -> HealthResult.unknown("cannot say");
                case 3 -> HealthResult.degraded("slow");
                default -> HealthResult.up();
            };
        }

        @Override
        public String toString() {
            return "seed " + seed + ", step " + step;
        }
    }
}
