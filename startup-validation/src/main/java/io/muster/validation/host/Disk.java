package io.muster.validation.host;

import io.muster.lifecycle.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Free space in a directory, and that it can be written to. */
record Disk(Path directory, Range range) implements Requirement {
    private static final int PROBE_BYTES = 4_096;

    @Override
    public void look(Look look) {
        if (!Files.isDirectory(directory)) {
            look.fail(
                    "HOST-111",
                    Failure.CONFIGURATION,
                    directory.toString(),
                    "is no directory",
                    "create it, or mount a volume there");
            return;
        }
        try {
            // not the file store's figure for the superuser, who may use reserved blocks
            long free = Files.getFileStore(directory).getUsableSpace();
            look.fact("free " + directory, Bytes.shown(free));
            range.compare(
                    look,
                    "HOST-110",
                    "free space in " + directory,
                    free,
                    Bytes::shown,
                    "free some space, or enlarge it");
            if (look.starting()) {
                write();
            }
        } catch (AccessDeniedException e) {
            look.fail(
                    "HOST-112",
                    Failure.PERMISSION,
                    directory.toString(),
                    "cannot be written to by this user",
                    "give the directory to the user that runs the service");
        } catch (IOException e) {
            look.fail(
                    "HOST-111",
                    Failure.CONFIGURATION,
                    directory.toString(),
                    "cannot be written to (" + e.getClass().getSimpleName() + ")",
                    "check that it is not mounted read-only, that it has inodes left, and its quota");
        }
    }

    private void write() throws IOException {
        byte[] content = new byte[PROBE_BYTES];
        ThreadLocalRandom.current().nextBytes(content);
        Path probe = Files.createTempFile(directory, ".muster-probe", null);
        try {
            Files.write(probe, content);
            if (!Arrays.equals(content, Files.readAllBytes(probe))) {
                throw new IOException("read back differently");
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
