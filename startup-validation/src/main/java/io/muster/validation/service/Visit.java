package io.muster.validation.service;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthResult;
import io.muster.validation.diagnosis.Diagnosis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** One run of a check: bounded in time, with nothing left open behind it, and what went wrong told as its result. */
final class Visit {
    private static final Duration MOST = Duration.ofSeconds(10);

    private final String subject;
    private final CheckContext context;
    private final Duration reserve;

    private Visit(String subject, CheckContext context) {
        this.subject = subject;
        this.context = context;
        // leaves a tenth of the time for the answer, so that it is ours and not a timeout's
        Duration whole = context.remaining();
        Duration wanted = whole.multipliedBy(9).dividedBy(10);
        this.reserve = whole.minus(wanted.compareTo(MOST) > 0 ? MOST : wanted);
    }

    /** What is done there; blocking, and free to be broken off at any point. */
    @FunctionalInterface
    interface Look {
        HealthResult at(Visit visit, Opened opened) throws Exception;
    }

    /** @throws FailureException with all that is wrong, while the service starts */
    static HealthResult pay(String subject, CheckContext context, Look look) throws InterruptedException {
        var visit = new Visit(subject, context);
        try {
            return visit.timed(look);
        } catch (Trouble e) {
            return visit.failed(e.diagnoses());
        } catch (TimeoutException e) {
            return visit.failed(List.of(Network.TIMEOUT));
        } catch (IOException e) {
            return visit.failed(List.of(Network.diagnosis(e)));
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FailureException(Failure.BUG, "'" + subject + "' could not be asked", e);
        }
    }

    private HealthResult timed(Look look) throws Exception {
        Duration before = left();
        HealthResult result = Bounded.call(before, opened -> look.at(this, opened));
        return result.with("response_time_ms", before.minus(left()).toMillis());
    }

    /** Whether this is the deep look of the start. */
    boolean starting() {
        return context.starting();
    }

    /** Time left for the service's answers; never negative. */
    Duration left() {
        Duration left = context.remaining().minus(reserve);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Milliseconds left, one at the least, for what takes 0 as for ever. */
    int leftMillis() {
        return (int) Math.max(1, left().toMillis());
    }

    private HealthResult failed(List<Diagnosis> diagnoses) {
        if (context.starting()) {
            throw new FailureException(
                    "'" + subject + "' cannot be used",
                    diagnoses.stream().map(each -> each.finding(subject)).toList());
        }
        return diagnoses.get(0).down();
    }
}
