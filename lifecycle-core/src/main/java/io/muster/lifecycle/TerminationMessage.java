package io.muster.lifecycle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few lines that Kubernetes shows for a container that ended, by {@code kubectl describe pod}.
 *
 * <p>Errors first, cut between findings. Kubernetes truncates at 4,096 bytes and shares 12 KiB among the containers of a
 * pod, hence the modest default.
 */
final class TerminationMessage {
    static final Path DEFAULT_PATH = Path.of("/dev/termination-log");
    static final int DEFAULT_BYTES = 1_000;
    static final int MOST_BYTES = 4_096;
    private static final Logger log = LoggerFactory.getLogger(LifecycleManager.class);

    private TerminationMessage() {}

    /** Writes the message where the platform looks for it; the file is never created. */
    static void write(StartupReport report, Path path, int bytes) {
        if (!Files.exists(path) || !Files.isWritable(path)) {
            return;
        }
        try {
            Files.writeString(path, render(report, bytes));
        } catch (IOException e) {
            log.warn("{}: termination message not written to {}: {}", report.service(), path, e.toString());
        }
    }

    static String render(StartupReport report, int bytes) {
        List<Finding> errors = report.errors();
        int warnings = report.findings().size() - errors.size();
        String head = "START FAILED exit=" + report.exitCode() + " service=" + report.service() + " errors="
                + errors.size() + " warnings=" + warnings;
        var text = new StringBuilder(cut(head, bytes));
        int shown = 0;
        for (Finding error : errors) {
            String line = "\n" + line(error);
            int left = errors.size() - shown - 1;
            int reserve = left == 0 ? 0 : size(more(left));
            if (size(text) + size(line) + reserve > bytes) {
                break;
            }
            text.append(line);
            shown++;
        }
        int left = errors.size() - shown;
        if (left > 0 && shown == 0) {
            int room = bytes - size(text) - size(more(left));
            if (room > 0) {
                text.append(cut("\n" + line(errors.get(0)), room));
                left--;
            }
        }
        if (left > 0 && size(text) + size(more(left)) <= bytes) {
            text.append(more(left));
        }
        return text.toString();
    }

    private static String line(Finding finding) {
        String code = finding.code().isEmpty() ? "" : finding.code() + " ";
        String fix = finding.fix().isEmpty() ? "" : " (" + finding.fix() + ")";
        return (code + finding.subject() + " " + finding.message() + fix).replace('\n', ' ');
    }

    private static String more(int left) {
        return "\n+" + left + " more, see the log";
    }

    private static int size(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The longest beginning that fits {@code bytes} without splitting a character. */
    private static String cut(String text, int bytes) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += size(Character.toString(character));
            if (used > bytes) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }
}
