package io.muster.spring.dependency;

import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.Secret;
import io.muster.validation.service.SmtpCheck;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.StringUtils;

/** Asks the server that a mail sender sends through, as the sender would. */
final class MailServer {
    private static final int SMTP = 25;
    private static final int SMTPS = 465;

    private MailServer() {}

    static HealthCheck check(JavaMailSenderImpl sender) {
        boolean tls = "smtps".equals(sender.getProtocol());
        int port = sender.getPort() > 0 ? sender.getPort() : tls ? SMTPS : SMTP;
        String host = sender.getHost() == null ? "localhost" : sender.getHost();
        SmtpCheck check = SmtpCheck.at(host, port);
        var properties = sender.getJavaMailProperties();
        if (tls || isTrue(properties.getProperty("mail.smtp.ssl.enable"))) {
            check = check.tls();
        } else if (isTrue(properties.getProperty("mail.smtp.starttls.required"))) {
            check = check.startTls();
        }
        String user = sender.getUsername();
        String password = sender.getPassword();
        return StringUtils.hasText(user) && StringUtils.hasText(password)
                ? check.login(() -> user, () -> Secret.of(password))
                : check;
    }

    private static boolean isTrue(String property) {
        return Boolean.parseBoolean(property);
    }
}
