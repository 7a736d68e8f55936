package io.muster.spring.dependency;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Asks the server that a mail sender sends through, by the sender itself: so with its TLS and trust.
 *
 * <p>It logs in during the start alone. While the service runs it asks for the greeting: a password that was changed must
 * not be tried every few seconds until the account is locked.
 */
final class MailServer implements HealthCheck {
    private static final String SMTP = "smtp";
    private static final int DEEPEST = 16;

    private final JavaMailSenderImpl sender;

    MailServer(JavaMailSenderImpl sender) {
        this.sender = sender;
    }

    /** What is wrong with the network or with TLS, the core finds out. */
    @Override
    public HealthResult check(CheckContext context) throws MessagingException {
        try {
            asked(context).testConnection();
            return HealthResult.up();
        } catch (MessagingException e) {
            if (ofNetwork(e)) {
                throw e;
            }
            String reason = String.valueOf(e.getMessage());
            return e instanceof AuthenticationFailedException && !passes(reason)
                    ? HealthResult.down(Failure.CREDENTIALS, "refuses the login: " + reason)
                    : HealthResult.down(Failure.UNAVAILABLE, reason);
        }
    }

    private static boolean ofNetwork(MessagingException thrown) {
        return Stream.iterate((Throwable) thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(IOException.class::isInstance);
    }

    /** A reply that begins with 4 says to come again, and an end of the connection says nothing of the password. */
    private static boolean passes(String reason) {
        return reason.startsWith("4") || reason.startsWith("[EOF]");
    }

    /**
     * Without limits of its own a session waits for ever. One that the application made is its own affair during the start,
     * when it is needed for the login.
     */
    @SuppressWarnings("ReferenceEquality") // a session that the sender made has the sender's own properties
    private JavaMailSenderImpl asked(CheckContext context) {
        Properties stated = sender.getSession().getProperties();
        if (context.starting() && stated != sender.getJavaMailProperties()) {
            return sender;
        }
        String protocol = sender.getProtocol() == null
                ? stated.getProperty("mail.transport.protocol", SMTP)
                : sender.getProtocol();
        var properties = new Properties();
        properties.putAll(stated);
        String limit = Long.toString(Math.max(1, context.remaining().toMillis()));
        Stream.of("connectiontimeout", "timeout", "writetimeout")
                .forEach(each -> properties.putIfAbsent("mail." + protocol + "." + each, limit));
        var asked = new JavaMailSenderImpl();
        asked.setProtocol(sender.getProtocol());
        asked.setHost(sender.getHost());
        asked.setPort(sender.getPort());
        if (context.starting()) {
            asked.setUsername(sender.getUsername());
            asked.setPassword(sender.getPassword());
        } else {
            properties.put("mail." + protocol + ".auth", "false");
        }
        asked.setJavaMailProperties(properties);
        return asked;
    }
}
