/** Tests a service's own graph. */
module io.muster.lifecycle.testing {
    requires transitive io.muster.lifecycle;
    requires static transitive org.jspecify;

    exports io.muster.lifecycle.testing;
}
