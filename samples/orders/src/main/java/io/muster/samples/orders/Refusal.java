package io.muster.samples.orders;

/** The caller's own error, and how to answer it. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refusal(int status, String message) {
        this(Answer.error(status, message));
    }

    Refusal(Answer answer) {
        super(String.valueOf(answer.body()));
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
