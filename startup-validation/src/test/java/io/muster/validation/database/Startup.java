package io.muster.validation.database;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.RetryPolicy;
import io.muster.lifecycle.StartupFailedException;
import io.muster.lifecycle.StartupReport;
import java.time.Duration;
import java.util.List;

/** The start of a service that is nothing but one check, to see what the core makes of its answer. */
record Startup(StartupReport report) {
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Long enough for a second try on a machine that is slow, and with delays that grow to few tries. */
    private static final RetryPolicy RETRY =
            RetryPolicy.within(Duration.ofSeconds(3)).delays(Duration.ofMillis(50), Duration.ofSeconds(3));

    static Startup of(HealthCheck check) {
        return of(check, TIMEOUT);
    }

    static Startup of(HealthCheck check, Duration timeout) {
        var app = LifecycleManager.named("table").startBudget(Duration.ofMinutes(2));
        app.add(Component.check("check", check).retry(RETRY).startTimeout(timeout));
        try {
            var report = app.start();
            app.stop("seen");
            return new Startup(report);
        } catch (StartupFailedException e) {
            return new Startup(e.report());
        }
    }

    /** Errors first, as {@code CODE subject: message}. */
    List<String> findings() {
        return report.findings().stream().map(Startup::text).toList();
    }

    static String text(Finding finding) {
        return finding.code() + " " + finding.subject() + ": " + finding.message();
    }

    boolean retried() {
        return report.components().get(0).attempts() > 1;
    }

    int exitCode() {
        return report.exitCode();
    }
}
