package io.muster.health;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which checks are to run when, which run now, and by when somebody must look again. Not thread-safe. */
final class Agenda {
    /** Half of what a distance between two moments can be. */
    private static final long FAR = Long.MAX_VALUE / 2;

    private final Schedule schedule = new Schedule();
    private final Set<CheckTrack> inFlight = new LinkedHashSet<>();
    /** Removed checks whose run is still in flight, by name. */
    private final Map<String, CheckTrack> leaving = new HashMap<>();

    private final Runnable wake;
    private long wakesAt;

    /** {@code wake} is run when somebody must look sooner than planned. */
    Agenda(Runnable wake, long now) {
        this.wake = wake;
        this.wakesAt = now;
    }

    /** Takes the next check whose turn has come; it counts as running from here on. Null when there is none. */
    @Nullable
    CheckTrack next(long now, Instant instant) {
        for (CheckTrack track = schedule.take(now); track != null; track = schedule.take(now)) {
            heed(track, now, instant);
            if (track.due(now)) {
                track.begin(now);
                flies(track);
                return track;
            }
            schedule.put(track);
        }
        return null;
    }

    /** Whatever is thrown, the check keeps its turn. */
    private void heed(CheckTrack track, long now, Instant instant) {
        try {
            track.heed(now, instant);
        } catch (RuntimeException | Error e) {
            schedule.put(track);
            throw e;
        }
    }

    private void flies(CheckTrack track) {
        inFlight.add(track);
        wakeBy(track.missAt());
    }

    boolean due(long now) {
        return schedule.due(now);
    }

    List<CheckTrack> overdue(long now) {
        return inFlight.stream().filter(track -> track.overdue(now)).toList();
    }

    /** Puts the next run of {@code track} where it belongs, unless it is not asked, or runs. */
    void plan(CheckTrack track) {
        if (track.check() != null && !track.running()) {
            schedule.put(track);
            wakeBy(track.nextAt());
        }
    }

    /** A check joins; where a removed one of its name still runs, it waits for that. */
    void join(CheckTrack track) {
        CheckTrack predecessor = leaving.get(track.name());
        if (predecessor != null) {
            track.inherit(predecessor);
            flies(track);
        }
        plan(track);
    }

    /** A check is removed; its run in flight is not forgotten. */
    void leave(CheckTrack track) {
        schedule.remove(track);
        inFlight.remove(track);
        if (track.running()) {
            leaving.putIfAbsent(track.name(), track);
        }
    }

    /** A run has ended. True when its check was removed meanwhile, so that it ended for a successor, if there is one. */
    boolean ended(CheckTrack track) {
        inFlight.remove(track);
        return leaving.remove(track.name(), track);
    }

    /** A successor is free to run. */
    void freed(CheckTrack track) {
        inFlight.remove(track);
    }

    void clear() {
        schedule.clear();
        inFlight.clear();
    }

    /** Somebody looks now: whatever changes from here on makes it look again, however soon it would sleep. */
    void awake(long now) {
        wakesAt = now + FAR;
    }

    /** When somebody must look again, {@code latest} at the latest, and then will. */
    long sleep(long latest) {
        wakesAt = schedule.nextAt(latest);
        for (CheckTrack track : inFlight) {
            wakesAt = track.missAt() - wakesAt < 0 ? track.missAt() : wakesAt;
        }
        return wakesAt;
    }

    void wakeBy(long moment) {
        if (moment - wakesAt < 0) {
            wakesAt = moment;
            wake.run();
        }
    }
}
