package io.muster.health.http;

import io.muster.health.Liveness;
import io.muster.health.dialect.Dialect;
import io.muster.lifecycle.Setting;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything that can be chosen about how probes are answered. */
record Options(
        String prefix,
        List<Mount> mounts,
        Liveness liveness,
        Access access,
        Optional<ProbeMetrics> metrics,
        Supplier<List<Setting>> settings) {

    static Options standard() {
        return new Options("/health", List.of(), new Liveness(), Access.loopback(), Optional.empty(), List::of);
    }

    Options prefix(String other) {
        return new Options(other, mounts, liveness, access, metrics, settings).checked();
    }

    Options mount(String at, Dialect dialect) {
        var all = Stream.concat(mounts.stream(), Stream.of(new Mount(at, dialect)))
                .toList();
        return new Options(prefix, all, liveness, access, metrics, settings).checked();
    }

    Options liveness(Liveness other) {
        return new Options(prefix, mounts, other, access, metrics, settings);
    }

    Options access(Access other) {
        return new Options(prefix, mounts, liveness, other, metrics, settings);
    }

    Options metrics(ProbeMetrics other) {
        return new Options(prefix, mounts, liveness, access, Optional.of(other), settings).checked();
    }

    Options settings(Supplier<List<Setting>> other) {
        return new Options(prefix, mounts, liveness, access, metrics, other);
    }

    private Options checked() {
        Endpoints.of(this);
        return this;
    }
}
