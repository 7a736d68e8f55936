package io.muster.lifecycle;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts into words whatever an engine's future depends on, so that two ways into the same state are explored once.
 *
 * <p>It takes every field but those named here, so that a new one makes the exploration larger and never wrong. Times
 * count from now, and alarms that would ring for nothing do not count.
 */
final class ModelState {
    /** Fixed by the graph, told to reports alone, or described by name. */
    private static final Set<String> LEFT_OUT = Set.of(
            "plan",
            "node",
            "budgets",
            "random",
            "engine",
            "tracks",
            "timers",
            "starting",
            "stopping",
            "draining",
            "tries",
            "commands",
            "startedAt",
            "settledAt",
            "stoppingAt",
            "stoppedAt",
            "note",
            "startStack",
            "stopStack",
            "warnings",
            "epoch",
            "reason");

    private static final Set<String> KEPT = Set.of("deadline", "quietSince");

    private static final List<Field> TRACK = fields(Track.class);
    private static final List<Field> STARTING = fields(Starting.class);
    private static final List<Field> ATTEMPTS = fields(Attempts.class);
    private static final List<Field> DRAINING = fields(Draining.class);
    /** Without a quiet period nobody asks since when it has been quiet. */
    private static final List<Field> IMPATIENT = DRAINING.stream()
            .filter(field -> !field.getName().equals("quietSince"))
            .toList();

    private static final List<Field> STOPPING = fields(Stopping.class);
    private static final Field STARTING_OF = field(Engine.class, "starting");
    private static final Field DRAINING_OF = field(Engine.class, "draining");
    private static final Field STOPPING_OF = field(Engine.class, "stopping");
    private static final Field QUEUE = field(Timers.class, "queue");

    private ModelState() {}

    static void describe(Engine engine, long now, StringBuilder into) {
        into.append(engine.state()).append(engine.reason());
        boolean starting = engine.state() == LifecycleState.STARTING;
        if (starting) {
            describe(get(STARTING_OF, engine), STARTING, now, true, into);
        } else {
            into.append(engine.startFailed()).append(engine.budgetSpent());
        }
        if (engine.state() == LifecycleState.DRAINING) {
            boolean patient = !engine.budgets().quietPeriod().isZero();
            describe(get(DRAINING_OF, engine), patient ? DRAINING : IMPATIENT, now, false, into);
        }
        describe(get(STOPPING_OF, engine), STOPPING, now, starting, into);
        for (Track track : engine.tracks()) {
            describe(track, TRACK, now, starting, into);
        }
        timers(engine, now, into);
    }

    private static void describe(Object of, List<Field> fields, long now, boolean starting, StringBuilder into) {
        into.append(';');
        for (Field field : fields) {
            Object value = get(field, of);
            if (value instanceof Attempts) {
                describe(value, ATTEMPTS, now, starting, into);
            } else if (!(value instanceof Long time)) {
                into.append(text(value));
            } else if (time != 0 && (starting || KEPT.contains(field.getName()))) {
                // other times mean nothing once the start is over
                into.append(time - now);
            }
            into.append(',');
        }
    }

    private static String text(Object value) {
        if (value instanceof Track track) {
            return track.name();
        }
        if (value instanceof int[] numbers) {
            return Arrays.toString(numbers);
        }
        if (value instanceof Collection<?> collection) {
            return collection.isEmpty()
                    ? ""
                    : collection.stream().map(ModelState::text).toList().toString();
        }
        if (value instanceof Fault fault) {
            return fault.failure()
                    + String.valueOf(fault.findings().get(0).message().length());
        }
        if (value instanceof HealthResult result) {
            return result.status().name();
        }
        if (value instanceof String
                || value instanceof Enum<?>
                || value instanceof Number
                || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalStateException("say how to describe a " + value.getClass());
    }

    private static void timers(Engine engine, long now, StringBuilder into) {
        var queue = (PriorityQueue<?>) get(QUEUE, engine.timers());
        queue.stream()
                .map(Timers.Timer.class::cast)
                .filter(timer -> live(engine, timer))
                .sorted(Comparator.comparingLong(Timers.Timer::at).thenComparingLong(Timers.Timer::sequence))
                .forEach(timer -> into.append(timer.kind())
                        .append(timer.node())
                        .append('@')
                        .append(timer.at() - now));
    }

    static boolean live(Engine engine, Timers.Timer timer) {
        LifecycleState state = engine.state();
        return switch (timer.kind()) {
            case START_BUDGET, FAILURE_GRACE -> state == LifecycleState.STARTING;
            case DRAIN_DELAY, DRAIN_LIMIT, QUIET_PERIOD -> state == LifecycleState.DRAINING;
            case STOP_DEADLINE -> true;
            case STEP_TIMEOUT, RETRY, CANCEL_GRACE -> engine.tracks()[timer.node()].epoch() == timer.epoch();
        };
    }

    private static List<Field> fields(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !LEFT_OUT.contains(field.getName()))
                .filter(field -> !field.isSynthetic())
                .peek(field -> field.setAccessible(true))
                .toList();
    }

    private static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Field field, Object of) {
        try {
            Object value = field.get(of);
            return value == null ? "-" : value;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
