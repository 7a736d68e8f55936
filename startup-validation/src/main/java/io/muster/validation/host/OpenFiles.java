package io.muster.validation.host;

/** How many files and sockets the process may have open, and how many it has. */
record OpenFiles(Range range) implements Requirement {
    private static final double NEARLY_ALL = 0.9;

    @Override
    public void look(Look look) {
        long most = look.machine().maxOpenFiles();
        if (most < 0) {
            return;
        }
        long open = look.machine().openFiles();
        look.fact("open_files", open + " of " + most);
        if (look.starting()) {
            range.compare(
                    look,
                    "HOST-130",
                    "limit of open files",
                    most,
                    Long::toString,
                    "raise it: ulimit -n, LimitNOFILE= of systemd, or --ulimit nofile= of docker");
        }
        if (open > most * NEARLY_ALL) {
            look.warn(
                    "HOST-131",
                    "open files",
                    "are " + open + " of " + most,
                    "look for what is never closed, or raise the limit");
        }
    }
}
