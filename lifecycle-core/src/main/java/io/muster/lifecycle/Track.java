package io.muster.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has happened to one node so far. Belongs to the engine; used by its thread alone. */
final class Track {
    /** What the node's code is doing now. */
    enum Activity {
        IDLE,
        STARTING,
        CHECKING,
        BACKOFF,
        DRAINING,
        STOPPING
    }

    final Plan.Node node;

    Activity activity = Activity.IDLE;
    /** The start is not wanted any more, but its code has not returned yet. */
    boolean cancelling;
    /** The start action has completed, so there may be something to stop. */
    boolean up;
    /** The start returned after it had been abandoned; its value was stopped out of turn. */
    boolean late;
    /** There is something to stop. */
    boolean stoppable;

    /** Identifies the run of its code that counts; an answer of an earlier one is ignored. */
    int attempt;
    /** How often its start was tried. */
    int tries;

    long startedAt;
    long settledAt;
    long askedAt;
    long retryUntil;
    long stoppingAt;
    long stoppedAt;

    /** How many named nodes are not settled yet. */
    int pending;
    /** What it waits for may not stop yet: it is up, or something is that waits for it. */
    boolean standing;
    /** How many named dependents are standing. */
    int holders;
    /** Longest chain of stops from this one to the end. */
    int height;

    @Nullable
    Outcome start;

    @Nullable
    Outcome stop;

    String note = "";

    @Nullable
    Fault fault;

    /** What is wrong with a value that a rehearsal goes on with. */
    @Nullable
    Fault flaw;

    @Nullable
    Fault stopFault;

    @Nullable
    HealthResult result;

    /** Where its start or check was when it hung. */
    @Nullable
    String startStack;

    /** Where its drain, its stop or both were when they hung. */
    @Nullable
    String stopStack;

    final List<Finding> warnings = new ArrayList<>(0);

    List<Setting> settings = List.of();

    private int epoch;

    Track(Plan.Node node) {
        this.node = node;
        this.pending = node.waitsFor().length;
    }

    int index() {
        return node.index();
    }

    String name() {
        return node.name();
    }

    /** Changes with every activity: an alarm set before is stale. */
    int epoch() {
        return epoch;
    }

    void does(Activity next) {
        activity = next;
        epoch++;
    }

    void hung(Step step, String stack) {
        if (step == Step.START || step == Step.CHECK) {
            startStack = stack;
        } else {
            stopStack = stopStack == null ? stack : stopStack + System.lineSeparator() + stack;
        }
    }

    boolean active() {
        return activity == Activity.STARTING || activity == Activity.CHECKING;
    }

    boolean started() {
        return start == Outcome.SUCCEEDED || start == Outcome.DEGRADED;
    }

    /** Whether others may be started with its value: always, or in a rehearsal as far as it goes. */
    boolean usable() {
        return started() || (up && flaw != null);
    }

    /** Whether there is code of its own that may still use what it waits for. */
    boolean holds() {
        return cancelling || (up && stop == null);
    }

    /** Keeps a warning, once however many attempts repeat it. */
    void warn(Finding warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    List<Finding> findings() {
        var all = new ArrayList<Finding>();
        if (fault != null) {
            all.addAll(fault.findings());
        }
        all.addAll(warnings);
        if (result != null && result.status() == HealthStatus.DEGRADED) {
            String code = result.details().getOrDefault("code", "");
            all.add(Finding.warning(name(), result.reason()).code(code));
        }
        return List.copyOf(all);
    }
}
