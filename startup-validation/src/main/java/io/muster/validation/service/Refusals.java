package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;

/** What an HTTP status stands for that is not a success. */
final class Refusals {
    private Refusals() {}

    static Diagnosis of(int status) {
        String shown = " (HTTP " + status + ")";
        return switch (status) {
            case 401 ->
                new Diagnosis("SVC-101", Failure.CREDENTIALS, "refuses the login" + shown, "set the right credentials");
            case 403 ->
                new Diagnosis(
                        "SVC-102",
                        Failure.PERMISSION,
                        "does not let us in" + shown,
                        "grant what we ask for, or allow us");
            case 407 -> Network.PROXY;
            case 404 ->
                new Diagnosis(
                        "SVC-104",
                        Failure.CONFIGURATION,
                        "has nothing at this path" + shown,
                        "check the path of its URL");
            case 408, 425 ->
                new Diagnosis("SVC-106", Failure.UNAVAILABLE, "asks to come again" + shown, "wait, or look at its log");
            case 429 -> new Diagnosis("SVC-105", Failure.OVERLOADED, "is asked too often" + shown, "ask less often");
            default ->
                status >= 500
                        ? new Diagnosis("SVC-106", Failure.UNAVAILABLE, "has a fault" + shown, "look at its log")
                        : status >= 300 && status < 400
                                ? new Diagnosis(
                                        "SVC-104",
                                        Failure.CONFIGURATION,
                                        "redirects to somewhere else" + shown,
                                        "set the URL that it redirects to; redirects are not followed")
                                : new Diagnosis(
                                        "SVC-104",
                                        Failure.CONFIGURATION,
                                        "refuses the request" + shown,
                                        "check its URL");
        };
    }
}
