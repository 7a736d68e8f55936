package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;
import java.util.Set;

/**
 * A mail server's reply. Immutable.
 *
 * @param code its three digits
 * @param offers after EHLO, the extensions in upper case; for logins one each, such as {@code AUTH PLAIN}
 */
record SmtpReply(int code, Set<String> offers) {
    private static final String SHOWN = " (SMTP %d)";

    /** What it means where another code was hoped for. */
    Diagnosis refusal() {
        return switch (code) {
            case 421 ->
                diagnosis(
                        "SVC-106", Failure.UNAVAILABLE, "is busy and closes the connection", "wait, or ask less often");
            case 530 ->
                diagnosis(
                        "SVC-103",
                        Failure.CONFIGURATION,
                        "wants encryption or a login first",
                        "require STARTTLS, log in");
            default ->
                code >= 500 || code < 400
                        ? diagnosis(
                                "SVC-104",
                                Failure.CONFIGURATION,
                                "refuses what every mail server knows",
                                "check that a mail server is what answers there")
                        : diagnosis("SVC-106", Failure.UNAVAILABLE, "cannot serve us now", "wait, or look at its log");
        };
    }

    /** What it means after a login. */
    Diagnosis loginRefusal() {
        return switch (code) {
            case 530, 538 ->
                diagnosis("SVC-103", Failure.CONFIGURATION, "wants encryption before a login", "use STARTTLS or TLS");
            case 534 ->
                diagnosis(
                        "SVC-101",
                        Failure.CREDENTIALS,
                        "wants a stronger login",
                        "create a password for applications there, or use an API key");
            default ->
                code >= 500
                        ? diagnosis(
                                "SVC-101",
                                Failure.CREDENTIALS,
                                "refuses user or password",
                                "correct them; some providers take only passwords made for applications")
                        : diagnosis(
                                "SVC-106", Failure.UNAVAILABLE, "cannot check logins now", "wait, or look at its log");
        };
    }

    private Diagnosis diagnosis(String number, Failure failure, String words, String fix) {
        return new Diagnosis(number, failure, words + SHOWN.formatted(code), fix);
    }
}
