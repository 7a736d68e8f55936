package io.muster.validation.service;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Secret;
import io.muster.validation.diagnosis.Diagnosis;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mail server takes our mail, short of sending one. Each option returns a changed copy. Immutable and
 * thread-safe.
 *
 * <p>While the service runs it asks for the server's greeting. During the start it also encrypts the connection and logs in.
 * Port 465 speaks TLS from its first byte; on 587 STARTTLS is required, elsewhere it is used when offered. A password is
 * never sent without TLS unless {@link #plain()} says so. It needs no library.
 */
public final class SmtpCheck implements HealthCheck {
    private static final Pattern ADDRESS = Pattern.compile("(?:[^<>]*<)?[^\\s<>@]+@[^\\s<>@]+\\.[^\\s<>@.]+>?");

    private final Target target;
    private @Nullable Supplier<String> user;
    private Supplier<Secret> password = () -> Secret.of("");
    private @Nullable Encryption encryption;
    private @Nullable Supplier<String> sender;
    private @Nullable Trust trust;

    private SmtpCheck(Target target) {
        this.target = target;
    }

    private SmtpCheck with(Consumer<SmtpCheck> change) {
        var copy = new SmtpCheck(target);
        copy.user = user;
        copy.password = password;
        copy.encryption = encryption;
        copy.sender = sender;
        copy.trust = trust;
        change.accept(copy);
        return copy;
    }

    /** Asks there. */
    public static SmtpCheck at(String host, int port) {
        return new SmtpCheck(Target.of(host, port));
    }

    /** Asks there; both are read at each check. */
    public static SmtpCheck at(Supplier<String> host, IntSupplier port) {
        return new SmtpCheck(new Target(host, port));
    }

    /** Logs in during the start, by PLAIN or LOGIN; both are read at each check. Default: no login. */
    public SmtpCheck login(Supplier<String> user, Supplier<Secret> password) {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        return with(copy -> {
            copy.user = user;
            copy.password = password;
        });
    }

    /** Requires STARTTLS on any port. */
    public SmtpCheck startTls() {
        return with(copy -> copy.encryption = Encryption.STARTTLS);
    }

    /** Speaks TLS from the first byte on any port. */
    public SmtpCheck tls() {
        return with(copy -> copy.encryption = Encryption.TLS);
    }

    /** Never encrypts, and sends the password in the clear: for a relay on this machine. */
    public SmtpCheck plain() {
        return with(copy -> copy.encryption = Encryption.NONE);
    }

    /** DEGRADED when this is no address to send from, such as a bare domain; read at each check. */
    public SmtpCheck from(Supplier<String> sender) {
        requireNonNull(sender, "sender");
        return with(copy -> copy.sender = sender);
    }

    /** Trusts these certificates instead of those of the JVM's trust store. */
    public SmtpCheck trust(X509TrustManager manager) {
        Trust given = Trust.in(requireNonNull(manager, "trust"));
        return with(copy -> copy.trust = given);
    }

    @Override
    public HealthResult check(CheckContext context) throws InterruptedException {
        String name = target.toString();
        int port = target.port().getAsInt();
        Encryption chosen = encryption == null ? Encryption.usual(port) : encryption;
        return Visit.pay(name, context, (visit, opened) -> {
            var session = new SmtpSession(target, chosen, trust, visit, opened);
            session.greet();
            if (visit.starting()) {
                session.encrypt();
                if (user != null) {
                    session.login(user.get(), password.get());
                }
            }
            session.leave();
            return verdict().with("target", name).with("tls", session.encrypted());
        });
    }

    private HealthResult verdict() {
        boolean odd = sender != null && !ADDRESS.matcher(sender.get()).matches();
        return odd
                ? new Diagnosis(
                                "SVC-131",
                                Failure.CONFIGURATION,
                                "would send from what is no address",
                                "set a sender such as orders@example.com")
                        .degraded()
                : HealthResult.up();
    }
}
