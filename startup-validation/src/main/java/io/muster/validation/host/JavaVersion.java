package io.muster.validation.host;

/** The Java that runs the service. */
record JavaVersion(Range range) implements Requirement {
    @Override
    public void look(Look look) {
        if (look.starting()) {
            int feature = look.machine().javaFeature();
            look.fact("java", feature);
            range.compare(look, "HOST-140", "Java", feature, version -> "version " + version, "install a newer one");
        }
    }
}
