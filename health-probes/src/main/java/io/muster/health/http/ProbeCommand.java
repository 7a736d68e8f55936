package io.muster.health.http;

import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The command that asks a probe, for Docker's {@code HEALTHCHECK} and for scripts in images without curl.
 *
 * <p>Exit code 0 when the probe answers 200, otherwise 1. It prints the status and the body, 4,096 bytes at the most: more
 * Docker does not keep.
 */
public final class ProbeCommand {
    private static final int MOST_BYTES = 4_096;
    private static final long PAUSE_NANOS = 250_000_000;

    private ProbeCommand() {}

    /** Asks, prints, and ends the process; {@code --help} says how. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out));
    }

    static int run(List<String> arguments, PrintStream out) {
        ProbeArguments told;
        try {
            told = ProbeArguments.of(arguments);
        } catch (IllegalArgumentException e) {
            print(out, String.valueOf(e.getMessage()));
            return 1;
        }
        if (told.help()) {
            print(out, ProbeArguments.USAGE);
            return 0;
        }
        Result result = ask(told);
        for (long end = SystemTime.nanos() + told.patience().toNanos();
                !result.passed && end - SystemTime.nanos() > 0;
                result = ask(told)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        print(out, result.text);
        return result.passed ? 0 : 1;
    }

    private record Result(boolean passed, String text) {}

    /** On a thread of its own, so that neither a name server nor a trickle of bytes takes longer than the timeout. */
    private static Result ask(ProbeArguments told) {
        var asking = new FutureTask<>(() -> ProbeClient.ask(told.target(), told.timeout()));
        var thread = new Thread(asking, "muster-probe-command");
        thread.setDaemon(true);
        thread.start();
        try {
            var reply = asking.get(told.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Result(reply.status() == 200, reply.status() + " " + reply.body());
        } catch (TimeoutException e) {
            return late(told);
        } catch (ExecutionException e) {
            // the socket's own timeout is the same one, and may be the first of the two to end
            return e.getCause() instanceof SocketTimeoutException
                    ? late(told)
                    : new Result(false, told.target() + ": " + why(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(false, told.target() + ": interrupted");
        }
    }

    private static Result late(ProbeArguments told) {
        return new Result(
                false, told.target() + ": no answer within " + told.timeout().toMillis() + " ms");
    }

    private static String why(Throwable cause) {
        return cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }

    private static void print(PrintStream out, String text) {
        var line = new StringBuilder();
        text.strip()
                .codePoints()
                .map(c -> c != '\n' && Character.isISOControl(c) ? ' ' : c)
                .forEach(line::appendCodePoint);
        byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, Math.min(bytes.length, MOST_BYTES));
        out.flush();
    }
}
