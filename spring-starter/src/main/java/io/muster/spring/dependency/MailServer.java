package io.muster.spring.dependency;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Asks the server that a mail sender sends through, by the sender itself: so with its TLS, trust and login. */
final class MailServer implements HealthCheck {
    private static final String SMTP = "smtp";

    private final JavaMailSenderImpl sender;

    MailServer(JavaMailSenderImpl sender) {
        this.sender = sender;
    }

    @Override
    public HealthResult check(CheckContext context) {
        try {
            limited(context).testConnection();
            return HealthResult.up();
        } catch (AuthenticationFailedException e) {
            return HealthResult.down(Failure.CREDENTIALS, "refuses the login: " + e.getMessage());
        } catch (MessagingException e) {
            return HealthResult.down(Failure.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Without limits of its own a session waits for ever. One that the application made is its own affair. */
    @SuppressWarnings("ReferenceEquality") // a session that the sender made has the sender's own properties
    private JavaMailSenderImpl limited(CheckContext context) {
        Properties stated = sender.getJavaMailProperties();
        if (sender.getSession().getProperties() != stated) {
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
        var limited = new JavaMailSenderImpl();
        limited.setJavaMailProperties(properties);
        limited.setProtocol(sender.getProtocol());
        limited.setHost(sender.getHost());
        limited.setPort(sender.getPort());
        limited.setUsername(sender.getUsername());
        limited.setPassword(sender.getPassword());
        return limited;
    }
}
