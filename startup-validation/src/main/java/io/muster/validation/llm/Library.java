package io.muster.validation.llm;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.util.List;

/** Whether the optional HTTP client is there, without touching it. */
final class Library {
    private Library() {}

    static boolean present(String type) {
        try {
            Class.forName(type, false, Library.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static FailureException missing(String provider) {
        return new FailureException(
                provider + " cannot be asked",
                List.of(Finding.error(Failure.CONFIGURATION, provider, "the library OkHttp is missing")
                        .code("LLM-101")
                        .fix("add the dependency com.squareup.okhttp3:okhttp-jvm")));
    }
}
